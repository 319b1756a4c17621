"""Pure decisions on sites and on 动态清零: what has been done by a day, which hazards were open past their day on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class SiteFacts(Protocol):
    """What the rules look at: the row of a site or a version of it."""

    @property
    def assessed_on(self) -> date | None: ...
    @property
    def plan_on(self) -> date | None: ...
    @property
    def plan_done_on(self) -> date | None: ...


class HazardFacts(Protocol):
    """What the zero line looks at."""

    @property
    def id(self) -> int: ...
    @property
    def discovered_on(self) -> date: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def accepted_on(self) -> date | None: ...


def is_assessed(row: SiteFacts, day: date) -> bool:
    return row.assessed_on is not None and row.assessed_on <= day


def has_plan(row: SiteFacts, day: date) -> bool:
    """一场一策 follows the assessment: a plan without one is none (四.15)."""
    return is_assessed(row, day) and row.plan_on is not None and row.plan_on <= day


def is_finished(row: SiteFacts, day: date) -> bool:
    """The plan has been carried out by the day."""
    return has_plan(row, day) and row.plan_done_on is not None and row.plan_done_on <= day


def is_open(hazard: HazardFacts, day: date) -> bool:
    """Found by the day, and not accepted by its end."""
    return hazard.discovered_on <= day and (hazard.accepted_on is None or hazard.accepted_on > day)


def is_overdue(hazard: HazardFacts, day: date) -> bool:
    """Open on the day, past the day by which it was to be put right; without such a day a hazard is never overdue."""
    return is_open(hazard, day) and hazard.due_on is not None and hazard.due_on < day


@dataclass(frozen=True, slots=True)
class ZeroDay:
    """One day of the zero line (R-046): which hazards were open at its end, which of them overdue."""

    day: date
    open: tuple[int, ...]
    overdue: tuple[int, ...]

    @property
    def is_zero(self) -> bool:
        """清零: nothing was overdue."""
        return not self.overdue


def zero_line(hazards: Iterable[HazardFacts], first: date, last: date) -> list[ZeroDay]:
    """Each day from `first` to `last`, both included."""
    known: Sequence[HazardFacts] = list(hazards)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        ZeroDay(
            day,
            tuple(sorted(one.id for one in known if is_open(one, day))),
            tuple(sorted(one.id for one in known if is_overdue(one, day))),
        )
        for day in days
    ]
