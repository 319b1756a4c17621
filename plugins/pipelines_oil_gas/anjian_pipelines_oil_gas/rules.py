"""Pure decisions on segments: age on any day, what has been done by a day, where on the line a fault lies."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from anjian_pipelines_oil_gas.words import OLD_YEARS, Hca

_CHAINAGE = re.compile(r"[KkＫｋ]\s*(\d{1,4})\s*[+＋]\s*(\d{1,3})(?!\d)")
_KILOMETRES = re.compile(r"(\d{1,4})(?:\.(\d{1,3}))?")


class SegmentFacts(Protocol):
    """What the rules look at: the row of a segment or a version of it. Chainage in metres."""

    @property
    def commissioned_on(self) -> date: ...
    @property
    def screened_on(self) -> date | None: ...
    @property
    def hca(self) -> str | None: ...
    @property
    def geohazard(self) -> bool | None: ...
    @property
    def assessed_on(self) -> date | None: ...
    @property
    def plan_on(self) -> date | None: ...
    @property
    def from_m(self) -> int: ...
    @property
    def to_m(self) -> int: ...


def turns_old(commissioned_on: date) -> date:
    """The day on which a segment has been in service for `OLD_YEARS` years. A day that the year lacks (29 February) is the
    month's last day (民法典 第202条)."""
    year = commissioned_on.year + OLD_YEARS
    last = monthrange(year, commissioned_on.month)[1]
    return date(year, commissioned_on.month, min(commissioned_on.day, last))


def age_on(commissioned_on: date, day: date) -> int:
    """Full years in service on a day; 0 before it was put into service."""
    before = (day.month, day.day) < (commissioned_on.month, commissioned_on.day)
    return max(0, day.year - commissioned_on.year - before)


def is_old(row: SegmentFacts, day: date) -> bool:
    """老旧管道: it enters the list on the very day on which it turns 20 (R-076)."""
    return turns_old(row.commissioned_on) <= day


def is_screened(row: SegmentFacts, day: date) -> bool:
    """Looked at for both kinds of high-risk area by the day (R-075)."""
    return row.screened_on is not None and row.screened_on <= day


def is_hca(row: SegmentFacts) -> bool:
    """In a 人员密集高后果区."""
    return row.hca not in (None, Hca.NONE)


def is_risky(row: SegmentFacts) -> bool:
    """In either kind of high-risk area."""
    return is_hca(row) or bool(row.geohazard)


def is_assessed(row: SegmentFacts, day: date) -> bool:
    return row.assessed_on is not None and row.assessed_on <= day


def has_plan(row: SegmentFacts, day: date) -> bool:
    """一段一策 follows the risk level: a plan without an assessment is none (四.(10))."""
    return is_assessed(row, day) and row.plan_on is not None and row.plan_on <= day


def metres_of(text: str) -> int | None:
    """`K12+300` or a number of kilometres (`12.3`) as metres; None where it is neither."""
    found = _CHAINAGE.fullmatch(text)
    if found is not None:
        return int(found[1]) * 1000 + int(found[2])
    number = _KILOMETRES.fullmatch(text)
    return None if number is None else int(number[1]) * 1000 + int((number[2] or "").ljust(3, "0"))


def chainage(metres: int) -> str:
    """Metres as 桩号: 12300 is K12+300."""
    return f"K{metres // 1000}+{metres % 1000:03d}"


def kilometres(rows: Iterable[SegmentFacts]) -> str:
    """The length of segments in km, three decimals: 8.500."""
    metres = length_of(rows)
    return f"{metres // 1000}.{metres % 1000:03d}"


def length_of(rows: Iterable[SegmentFacts]) -> int:
    """The length of segments in metres."""
    return sum(row.to_m - row.from_m for row in rows)


def lies_on(place: str, code: str, row: SegmentFacts) -> bool:
    """Whether a fault's 所在部位 is on the segment: it names the segment's code, or else a 桩号 within it."""
    if re.search(rf"(?<![0-9A-Za-z]){re.escape(code)}(?![0-9A-Za-z])", place):
        return True
    return any(row.from_m <= int(km) * 1000 + int(metres) <= row.to_m for km, metres in _CHAINAGE.findall(place))
