"""What is wrong with a storage facility, by what was found there. Pure; takes rows of the register and of its versions."""

from __future__ import annotations

from typing import Any

from anjian_hazwaste.words import POINT_LIMIT_G, StorageKind


def is_full(row: Any) -> bool:
    """More than the facility, or than any storage point, may hold."""
    if row.stock is None:
        return False
    return bool(row.stock > row.capacity or (row.kind == StorageKind.POINT and row.stock > POINT_LIMIT_G))


def lacking(row: Any) -> str:
    """What of a facility was found not met, in words; blank where all is."""
    flags = (("标志标签", row.signs), ("防渗", row.seepage), ("分区", row.zones))
    return "、".join(title for title, met in flags if not met)
