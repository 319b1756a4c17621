"""Which deadlines of procedure run for a hazard, since when (R-105). Pure: the calendar and the settings are the caller's.

Every time of procedure counts from the day on which a step is true, in working days, the day itself not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from anjian.hazards.models import Hazard
from anjian.hazards.rules import DEADLINES, TRANSITIONS
from anjian.hazards.words import Scale, Source, State

ASKED_SOURCES = (Source.PUBLIC_REPORT, Source.ASSIGNED)
"""Sources that 挂牌督办 reaches by setting only; the notice names self-checks and inspections."""
LISTED_IN = TRANSITIONS["order_listing"].sources
"""States in which a confirmed major hazard is put under 挂牌督办."""


@dataclass(frozen=True, slots=True)
class Times:
    """The settings: name of a deadline -> working days; whether reported hazards are listed too."""

    days: Mapping[str, int]
    list_reported: bool = True
    extend_ask: int = 20


@dataclass(frozen=True, slots=True)
class Running:
    """A deadline that runs: its name in `DEADLINES`, since which day, in how many working days."""

    key: str
    since: date
    days: int

    @property
    def title(self) -> str:
        return DEADLINES[self.key]


Begun = Mapping[str, date]
"""Step -> the last day on which it was taken; needed of the steps in `ASKED_OF_EVENTS` only."""
ASKED_OF_EVENTS = ("ask_extension", "resume", "return_plan")
"""Steps that start a deadline and leave no day of their own in the row."""


def is_to_be_listed(hazard: Hazard, times: Times) -> bool:
    """Whether 挂牌督办 of a hazard is due: confirmed, major, open, not listed, of a source that is listed."""
    return (
        hazard.scale == Scale.MAJOR
        and hazard.confirmed_on is not None
        and hazard.listed_on is None
        and hazard.state in LISTED_IN
        and (times.list_reported or hazard.source not in ASKED_SOURCES)
    )


def _parent(hazard: Hazard, _begun: Begun) -> date | None:
    return hazard.signed_on if _waits_for_parent(hazard) else None


def _confirm(hazard: Hazard, _begun: Begun) -> date | None:
    if hazard.state == State.PARENT_CONFIRMED:
        return hazard.parent_confirmed_on
    if hazard.state != State.REPORTED or _waits_for_parent(hazard):
        return None
    return hazard.reported_on or hazard.discovered_on


def _waits_for_parent(hazard: Hazard) -> bool:
    """R-088: what an enterprise with a parent company found goes through it first."""
    return hazard.state == State.REPORTED and hazard.parent_id is not None and hazard.prepared_by is not None


def _plan(hazard: Hazard, begun: Begun) -> date | None:
    if hazard.state != State.CONFIRMED or hazard.confirmed_on is None:
        return None
    again = [begun[verb] for verb in ("resume", "return_plan") if verb in begun]
    return max([hazard.confirmed_on, *again])


def _extend(hazard: Hazard, begun: Begun) -> date | None:
    waits = hazard.state == State.RECTIFYING and hazard.extension_to is not None
    return begun.get("ask_extension") if waits else None


def _accept(hazard: Hazard, _begun: Begun) -> date | None:
    return hazard.claimed_on if hazard.state == State.CLAIMED else None


def _publish(hazard: Hazard, _begun: Begun) -> date | None:
    waits = hazard.published_on is None and hazard.lifted_on is None
    return hazard.listed_on if waits else None


def _lift(hazard: Hazard, _begun: Begun) -> date | None:
    """Runs until the order is lifted and, where it had been published, its end is published too."""
    if hazard.state != State.ACCEPTED or hazard.listed_on is None:
        return None
    ended = hazard.lifted_on is not None and (hazard.published_on is None or hazard.lift_published_on is not None)
    return None if ended else hazard.accepted_on


_SINCE: dict[str, Callable[[Hazard, Begun], date | None]] = {
    "parent": _parent, "confirm": _confirm, "plan": _plan, "extend": _extend, "accept": _accept, "publish": _publish,
    "lift": _lift,
}  # fmt: skip


def running(hazard: Hazard, begun: Begun, times: Times) -> list[Running]:
    """The deadlines of procedure that run for a hazard, in the order of the loop. The plan's own day is not among them.

    What a unit's list asserted (补录) is asked for one thing only: the order of 挂牌督办.
    """
    if hazard.merged_into_id is not None:
        return []
    since = (
        {} if hazard.imported else {key: day for key, of in _SINCE.items() if (day := of(hazard, begun)) is not None}
    )
    if is_to_be_listed(hazard, times) and hazard.confirmed_on is not None:
        since["list"] = hazard.confirmed_on
    return [Running(key, since[key], times.days[key]) for key in DEADLINES if key in since]
