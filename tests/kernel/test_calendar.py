"""Working days by the State Council's calendar; a year that is missing is said, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.kernel import calendar
from anjian.kernel.db import Database
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read, system_write


@pytest.fixture
def year_2023(database: Database) -> Database:
    with system_write(database, "calendar") as session:
        session.add_all(calendar.published_year(2023))
    return database


def test_working_days_step_over_the_holiday_and_count_the_swapped_saturday(year_2023: Database) -> None:
    with system_read(year_2023, "test") as session:
        assert calendar.add_working_days(session, date(2023, 9, 28), 1) == date(2023, 10, 7)  # a Saturday worked
        assert calendar.add_working_days(session, date(2023, 9, 28), 3) == date(2023, 10, 9)
        assert calendar.add_working_days(session, date(2023, 9, 28), 0) == date(2023, 9, 28)


def test_reminders_for_the_thirtieth_go_out_on_the_last_working_day(year_2023: Database) -> None:
    with system_read(year_2023, "test") as session:
        assert calendar.last_working_day_until(session, date(2023, 7, 30)) == date(2023, 7, 28)
        assert calendar.last_working_day_until(session, date(2023, 9, 30)) == date(2023, 9, 28)


def test_a_missing_year_is_loud(year_2023: Database) -> None:
    with system_read(year_2023, "test") as session:
        with pytest.raises(Refused, match="节假日安排尚未载入"):
            calendar.is_working_day(session, date(2024, 1, 2))
        with pytest.raises(Refused, match="节假日安排尚未载入"):
            calendar.add_working_days(session, date(2023, 12, 29), 5)
    with pytest.raises(Refused, match="2035年"):
        calendar.published_year(2035)
