"""The one source of time. An ordinary instance follows the machine; a demo instance runs on a marked clock of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class DemoClock:
    """Starts at `shown` when the machine's clock says `real`, and runs from there."""

    shown: datetime
    real: datetime

    def now(self) -> datetime:
        return self.shown + (datetime.now(UTC) - self.real)


_demo: DemoClock | None = None
_fixed: ContextVar[datetime | None] = ContextVar("anjian_fixed_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    return _demo.now() if _demo is not None else datetime.now(UTC)


def machine_now() -> datetime:
    """What the machine's own clock says, whatever a demo shows: for heartbeats, where only the passing of time matters."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Asia/Shanghai."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The Asia/Shanghai day on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The first moment of an Asia/Shanghai day."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment after an Asia/Shanghai day: 前 includes the named day until 24:00 (requirements 4)."""
    return start_of(day + timedelta(days=1))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at one moment in this context: for tests, and for the dated stream of the demo city."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)


def run_demo(clock: DemoClock | None) -> None:
    """Let this process follow a demo instance's clock (`kernel.demo` reads it from the instance's database)."""
    global _demo
    _demo = clock


def demo_mode() -> bool:
    """Whether this process follows a demo clock: pages and documents then carry 演示数据."""
    return _demo is not None
