"""Months and quarters of a campaign: codes, days, and which one falls due."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.campaigns.periods import code_due, period_of, periods_between
from anjian.kernel.errors import Refused

START, END = date(2024, 2, 10), date(2025, 1, 5)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2023, 7, 29), "2023-06"),
        (date(2023, 7, 30), "2023-07"),
        (date(2023, 7, 31), "2023-07"),
        (date(2023, 8, 1), "2023-07"),
        (date(2024, 1, 1), "2023-12"),
        (date(2023, 2, 27), "2023-01"),
        (date(2023, 2, 28), "2023-02"),  # no 30th: due on its last day (T-14)
    ],
)
def test_the_month_that_falls_due(day: date, month: str) -> None:
    assert code_due(day) == month


def test_quarters() -> None:
    quarters = periods_between(START, END, "quarter")
    assert [quarter.code for quarter in quarters] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"]
    second = period_of("2024-Q2", START, END, "quarter")
    assert (second.number, second.label, second.month) == (2, "2024年第2季度", 6)
    assert (second.start, second.end, second.cumulative_start) == (date(2024, 4, 1), date(2024, 6, 30), START)
    assert (second.provisional_on, second.final_on) == (date(2024, 6, 30), date(2024, 7, 1))
    assert [code_due(day, "quarter") for day in (date(2024, 1, 1), date(2024, 3, 29), date(2024, 3, 30))] == [
        "2023-Q4", "2023-Q4", "2024-Q1",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["2024-04", "2024-Q5", "2023-Q4", "2025-Q2"])
def test_a_period_that_is_none_of_the_campaign_is_refused(code: str) -> None:
    with pytest.raises(Refused, match=code):
        period_of(code, START, END, "quarter")
