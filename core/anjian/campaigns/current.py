"""The packs of an installation: all that are there, those that it works with, and the one that names its city."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from anjian.campaigns.loading import load_pack, shipped
from anjian.campaigns.packs import Pack
from anjian.config import Settings
from anjian.kernel.errors import NotFound, Refused


def packs_of(settings: Settings) -> dict[str, Pack]:
    """Every campaign pack by code: those shipped, and those in the settings' folder."""
    return dict(shipped()) | (_packs_in(settings.packs) if settings.packs is not None else {})


def pack_of(settings: Settings, code: str) -> Pack:
    """A pack by campaign code. Raises `NotFound` naming those there are."""
    packs = packs_of(settings)
    if code not in packs:
        raise NotFound(f"没有专项行动“{code}”，现有：{'、'.join(sorted(packs))}。")
    return packs[code]


def current_pack(settings: Settings) -> Pack:
    """The pack of the setting `campaign`: its words for places, departments and categories are the city's, and pages open
    with it. Raises `Refused` when there is none of that code."""
    packs = packs_of(settings)
    if settings.campaign not in packs:
        raise Refused(
            f"没有专项行动包“{settings.campaign}”，现有：{'、'.join(sorted(packs))}。请检查设置 ANJIAN_CAMPAIGN。"
        )
    return packs[settings.campaign]


def working_packs(settings: Settings) -> tuple[Pack, ...]:
    """The campaigns that the installation works with, the one of the setting `campaign` first: it and those named beside it,
    and every one that the city put into its folder. A shipped pack that nobody named is an example. Raises `Refused`."""
    packs, home = packs_of(settings), current_pack(settings)
    unknown = [code for code in settings.campaigns_beside if code not in packs]
    if unknown:
        raise Refused(f"没有专项行动包“{'、'.join(unknown)}”，请检查设置 ANJIAN_CAMPAIGNS_BESIDE。")
    own = _packs_in(settings.packs) if settings.packs is not None else {}
    others = {code: packs[code] for code in (*settings.campaigns_beside, *own) if code != home.code}
    return (home, *sorted(others.values(), key=lambda pack: (pack.campaign.starts_on, pack.code)))


def packs_on(settings: Settings, day: date) -> tuple[Pack, ...]:
    """The campaigns that run on a day."""
    return tuple(pack for pack in working_packs(settings) if pack.runs_on(day))


def opening_pack(settings: Settings, day: date) -> Pack:
    """The campaign that pages open with on a day: the city's own while it runs, then the first that runs, else the city's own."""
    home, running = current_pack(settings), packs_on(settings, day)
    return home if home in running else next(iter(running), home)


@cache
def _packs_in(folder: Path) -> dict[str, Pack]:
    loaded = [load_pack(path) for path in sorted(item for item in folder.iterdir() if item.is_dir())]
    return {pack.code: pack for pack in loaded}
