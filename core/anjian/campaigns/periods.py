"""The months that a campaign reports on, and the days that matter for each (T-01, T-02, R-117)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from anjian.kernel.errors import Refused

_CODE = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
PROVISIONAL_DAY = 30
"""Tables are due 「每月30日前」; a month without a 30th is due on its last day (T-14)."""


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting month. All days are Asia/Shanghai days.

    Figures are cumulative from `cumulative_start` to `end` (both included). The provisional table is compiled on
    `provisional_on`, the final one on `final_on`, the first day after the month.
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
        return self.start.month

    @property
    def label(self) -> str:
        return f"{self.year}年{self.month}月"


def period_of(code: str, starts_on: date, ends_on: date) -> Period:
    """The period `2023-07` of a campaign running from `starts_on` to `ends_on`.

    Raises `Refused` when the text is no month or the month lies outside the campaign.
    """
    match = _CODE.match(code)
    if match is None:
        raise Refused(f"期间“{code}”无法识别，请写成 2023-07 的形式。")
    year, month = int(match[1]), int(match[2])
    number = (year - starts_on.year) * 12 + month - starts_on.month + 1
    last = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1
    if not 1 <= number <= last:
        raise Refused(f"期间“{code}”不在专项行动期间内（{starts_on:%Y-%m} 至 {ends_on:%Y-%m}）。")
    days = calendar.monthrange(year, month)[1]
    end = date(year, month, days)
    return Period(
        code=code,
        number=number,
        start=date(year, month, 1),
        end=end,
        cumulative_start=starts_on,
        provisional_on=date(year, month, min(PROVISIONAL_DAY, days)),
        final_on=end + timedelta(days=1),
    )


def periods_between(starts_on: date, ends_on: date) -> tuple[Period, ...]:
    """Every reporting month of a campaign, first to last."""
    months = range(starts_on.year * 12 + starts_on.month - 1, ends_on.year * 12 + ends_on.month)
    return tuple(period_of(f"{m // 12:04d}-{m % 12 + 1:02d}", starts_on, ends_on) for m in months)
