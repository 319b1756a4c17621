"""The zero line of 动态清零 (R-061, T-24): how many defects were open, and how many overdue, at the end of each day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Standing:
    """One day."""

    day: date
    open: int
    overdue: int


def is_open(row: Any, day: date) -> bool:
    """Found by the day, and not done by then."""
    return bool(row.found_on <= day and (row.done_on is None or row.done_on > day))


def is_overdue(row: Any, day: date) -> bool:
    """Open, and due before the day."""
    return is_open(row, day) and bool(row.due_on < day)


def zero_line(rows: Iterable[Any], first: date, last: date) -> list[Standing]:
    """Each day from first to last; rows have `found_on`, `due_on`, `done_on`."""
    kept = list(rows)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return [
        Standing(day, sum(is_open(row, day) for row in kept), sum(is_overdue(row, day) for row in kept)) for day in days
    ]
