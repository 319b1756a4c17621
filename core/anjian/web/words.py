"""Words of the frame that come from the campaign pack: campaign, phase, department names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Flask

from anjian.campaigns.current import current_pack
from anjian.campaigns.schema import Phase
from anjian.ui.context import current_instance
from anjian.ui.frame import frame_words


def setup(app: Flask) -> None:
    words = frame_words(app)
    words.campaign = campaign_words
    words.departments = department_words


def campaign_words(day: date) -> tuple[str, str]:
    """The campaign and what phase it is in; phases overlap, so several may be named."""
    pack = current_pack(current_instance().settings)
    return pack.campaign.short_title, phase_words(pack.phases, pack.campaign.starts_on, pack.campaign.ends_on, day)


def phase_words(phases: tuple[Phase, ...], starts_on: date, ends_on: date, day: date) -> str:
    """动员部署、企业自查自改 …; 尚未开始 and 已结束 outside the campaign."""
    if day < starts_on:
        return "尚未开始"
    if day > ends_on:
        return f"已于 {ends_on} 结束"
    return "、".join(phase.title for phase in phases if phase.starts_on <= day <= phase.ends_on)


def department_words() -> Mapping[str, str]:
    pack = current_pack(current_instance().settings)
    return {department.code: department.name for department in pack.departments}
