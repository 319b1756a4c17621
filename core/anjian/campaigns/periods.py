"""The months or quarters that a campaign reports on, and the days that matter for each (T-01, T-02, R-117)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from anjian.kernel.errors import Refused

Cadence = Literal["month", "quarter"]
_CODE: dict[Cadence, re.Pattern[str]] = {
    "month": re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$"),
    "quarter": re.compile(r"^(\d{4})-Q([1-4])$"),
}
_EXAMPLE: dict[Cadence, str] = {"month": "2023-07", "quarter": "2023-Q3"}
_MONTHS: dict[Cadence, int] = {"month": 1, "quarter": 3}
PROVISIONAL_DAY = 30
"""Tables are due 「每月30日前」; a month without a 30th is due on its last day (T-14)."""


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting month or quarter. All days are Asia/Shanghai days.

    Figures are cumulative from `cumulative_start` to `end` (both included). The provisional table is compiled on
    `provisional_on`, the final one on `final_on`, the first day after the period.
    """

    code: str
    number: int
    start: date
    end: date
    cumulative_start: date
    provisional_on: date
    final_on: date

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def month(self) -> int:
        """The last month of the period."""
        return self.end.month

    @property
    def label(self) -> str:
        return (
            f"{self.year}年{self.month}月"
            if self.start.month == self.month
            else f"{self.year}年第{self.month // 3}季度"
        )


def period_of(code: str, starts_on: date, ends_on: date, cadence: Cadence = "month") -> Period:
    """The period `2023-07` (or quarter `2023-Q3`) of a campaign running from `starts_on` to `ends_on`.

    Raises `Refused` when the text is none, or lies outside the campaign.
    """
    match = _CODE[cadence].match(code)
    if match is None:
        raise Refused(f"期间“{code}”无法识别，请写成 {_EXAMPLE[cadence]} 的形式。")
    length = _MONTHS[cadence]
    year, place = int(match[1]), int(match[2])
    number = _index(year, (place - 1) * length + 1, length) - _index(starts_on.year, starts_on.month, length) + 1
    last = _index(ends_on.year, ends_on.month, length) - _index(starts_on.year, starts_on.month, length) + 1
    if not 1 <= number <= last:
        raise Refused(f"期间“{code}”不在专项行动期间内（{starts_on:%Y-%m} 至 {ends_on:%Y-%m}）。")
    month = place * length
    days = calendar.monthrange(year, month)[1]
    end = date(year, month, days)
    return Period(
        code=code,
        number=number,
        start=date(year, month - length + 1, 1),
        end=end,
        cumulative_start=starts_on,
        provisional_on=date(year, month, min(PROVISIONAL_DAY, days)),
        final_on=end + timedelta(days=1),
    )


def periods_between(starts_on: date, ends_on: date, cadence: Cadence = "month") -> tuple[Period, ...]:
    """Every reporting period of a campaign, first to last."""
    length = _MONTHS[cadence]
    numbers = range(_index(starts_on.year, starts_on.month, length), _index(ends_on.year, ends_on.month, length) + 1)
    return tuple(period_of(_code(number, cadence), starts_on, ends_on, cadence) for number in numbers)


def code_due(day: date, cadence: Cadence = "month") -> str:
    """The calendar period whose table falls due on or before a day: from its last 30th on the running one, earlier the one
    before."""
    length = _MONTHS[cadence]
    running = _index(day.year, day.month, length)
    code = _code(running, cadence)
    due = period_of(code, day, day, cadence).provisional_on
    return code if day >= due else _code(running - 1, cadence)


def _index(year: int, month: int, length: int) -> int:
    """Calendar periods since year 0."""
    return (year * 12 + month - 1) // length


def _code(index: int, cadence: Cadence) -> str:
    year, place = divmod(index, 12 // _MONTHS[cadence])
    return f"{year:04d}-{place + 1:02d}" if cadence == "month" else f"{year:04d}-Q{place + 1}"
