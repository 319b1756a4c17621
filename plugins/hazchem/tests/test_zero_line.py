"""The zero line, day by day."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from anjian_hazchem.zero_line import zero_line


def test_open_and_overdue_at_the_end_of_each_day() -> None:
    rows = [
        SimpleNamespace(found_on=date(2023, 7, 2), due_on=date(2023, 7, 3), done_on=date(2023, 7, 5)),
        SimpleNamespace(found_on=date(2023, 7, 3), due_on=date(2023, 7, 9), done_on=None),
    ]
    found = [(one.day.day, one.open, one.overdue) for one in zero_line(rows, date(2023, 7, 1), date(2023, 7, 5))]
    assert found == [(1, 0, 0), (2, 1, 0), (3, 2, 0), (4, 2, 1), (5, 1, 0)]
    assert [one.overdue for one in zero_line(rows, date(2023, 7, 9), date(2023, 7, 10))] == [0, 1]
