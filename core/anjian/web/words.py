"""Words of the frame that come from the campaign pack: campaign, phase, department names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Flask

from anjian.campaigns.current import current_pack, packs_on
from anjian.campaigns.packs import Pack
from anjian.ui.context import current_instance
from anjian.ui.frame import frame_words


def setup(app: Flask) -> None:
    words = frame_words(app)
    words.campaign = campaign_words
    words.departments = department_words


def campaign_words(day: date) -> tuple[str, str]:
    """The campaign and what phase it is in. Where several run, the city's own comes first and their number is told."""
    settings = current_instance().settings
    running = packs_on(settings, day)
    pack = next(iter(running), current_pack(settings))
    title = pack.campaign.short_title + (f"等{len(running)}项" if len(running) > 1 else "")
    return title, phase_words(pack, day)


def phase_words(pack: Pack, day: date) -> str:
    """动员部署、企业自查自改 …; 尚未开始 and 已结束 outside the campaign. Phases overlap, so several may be named."""
    if day < pack.campaign.starts_on:
        return "尚未开始"
    if day > pack.campaign.ends_on:
        return f"已于 {pack.campaign.ends_on} 结束"
    return "、".join(phase.title for phase in pack.phases_on(day))


def department_words() -> Mapping[str, str]:
    pack = current_pack(current_instance().settings)
    return {department.code: department.name for department in pack.departments}
