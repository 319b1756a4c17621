"""Days are Asia/Shanghai days; a demo clock runs on from where it was set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from anjian.kernel import clock


@pytest.fixture
def ordinary_clock() -> Iterator[None]:
    yield
    clock.run_demo(None)


def test_the_day_changes_at_midnight_in_shanghai() -> None:
    with clock.at(datetime(2023, 7, 31, 15, 59, tzinfo=UTC)):
        assert clock.today() == date(2023, 7, 31)
    with clock.at(datetime(2023, 7, 31, 16, 0, tzinfo=UTC)):
        assert clock.today() == date(2023, 8, 1)


def test_before_the_thirtieth_includes_the_thirtieth_until_midnight() -> None:
    assert clock.end_of(date(2023, 7, 30)) == datetime(2023, 7, 30, 16, 0, tzinfo=UTC)
    assert clock.start_of(date(2023, 7, 30)) == datetime(2023, 7, 29, 16, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2023, 7, 1)):  # noqa: DTZ001 - the fault
        pass


def test_a_demo_clock_runs_from_its_anchor(ordinary_clock: None) -> None:
    real = datetime.now(UTC) - timedelta(hours=2)
    clock.run_demo(clock.DemoClock(datetime(2023, 10, 31, 1, 0, tzinfo=UTC), real))
    assert clock.demo_mode()
    shown = clock.now()
    assert timedelta(hours=2) <= shown - datetime(2023, 10, 31, 1, 0, tzinfo=UTC) < timedelta(hours=2, minutes=1)
    assert clock.today() == date(2023, 10, 31)


def test_an_ordinary_clock_is_no_demo() -> None:
    assert not clock.demo_mode()
