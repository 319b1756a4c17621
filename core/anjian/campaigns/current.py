"""The packs of an installation, and the one that it runs now."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from anjian.campaigns.packs import Pack, load_pack, shipped
from anjian.config import Settings
from anjian.kernel.errors import Refused


def packs_of(settings: Settings) -> dict[str, Pack]:
    """Every campaign pack by code: those shipped, and those in the settings' folder."""
    return dict(shipped()) | (_packs_in(settings.packs) if settings.packs is not None else {})


def current_pack(settings: Settings) -> Pack:
    """The pack of the setting `campaign`. Raises `Refused` when there is none of that code."""
    packs = packs_of(settings)
    if settings.campaign not in packs:
        raise Refused(
            f"没有专项行动包“{settings.campaign}”，现有：{'、'.join(sorted(packs))}。请检查设置 ANJIAN_CAMPAIGN。"
        )
    return packs[settings.campaign]


@cache
def _packs_in(folder: Path) -> dict[str, Pack]:
    loaded = [load_pack(path) for path in sorted(item for item in folder.iterdir() if item.is_dir())]
    return {pack.code: pack for pack in loaded}
