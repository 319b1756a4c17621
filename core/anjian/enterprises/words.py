"""The words of the registry, stored as people read them."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Whether the registry's card can be relied on, and whether the enterprise works."""

    UNVERIFIED = "待核实"
    """Created from a hazard list that named an enterprise nobody had registered; a roster row or a person fills it."""
    ACTIVE = "正常"
    SUSPENDED = "停产"
    CLOSED = "关闭"
