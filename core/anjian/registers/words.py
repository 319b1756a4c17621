"""The words of notices. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How near the day is."""

    SOON = "即将到期"
    PAST = "已过期"
