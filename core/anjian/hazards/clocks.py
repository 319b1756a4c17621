"""When the running deadlines of hazards end: the rules of `procedures` over the calendar and the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from anjian.config import Settings
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.procedures import ASKED_OF_EVENTS, Running, Times, running
from anjian.hazards.rules import DEADLINES
from anjian.hazards.words import State
from anjian.kernel.calendar import WorkingDays

_SPARE = timedelta(days=30)
"""Longer than any holiday of the calendar."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A running deadline and the day on which it ends; None where the calendar of that year is not loaded."""

    running: Running
    due_on: date | None


def times_of(settings: Settings) -> Times:
    """The installation's times of procedure."""
    days = {key: getattr(settings, f"{key}_days") for key in DEADLINES if key != "due"}
    return Times(days, settings.list_reported, settings.extend_ask_days)


def clocks_of(session: Session, hazards: Sequence[Hazard], times: Times) -> dict[int, list[Clock]]:
    """Hazard's id -> its running deadlines. Two queries, however many hazards."""
    begun = _begun(session, [hazard.id for hazard in hazards])
    found = {hazard.id: running(hazard, begun.get(hazard.id, {}), times) for hazard in hazards}
    days = _days_for(session, [one for runs in found.values() for one in runs])
    return {
        hazard_id: [Clock(one, days.after(one.since, one.days) if days else None) for one in runs]
        for hazard_id, runs in found.items()
    }


def _begun(session: Session, ids: Sequence[int]) -> Mapping[int, Mapping[str, date]]:
    rows = session.execute(
        select(HazardEvent.hazard_id, HazardEvent.kind, func.max(HazardEvent.effective_on))
        .where(HazardEvent.hazard_id.in_(ids), HazardEvent.kind.in_(ASKED_OF_EVENTS))
        .group_by(HazardEvent.hazard_id, HazardEvent.kind)
    )
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for hazard_id, kind, day in rows:
        found[hazard_id][kind] = day
    return found


def _days_for(session: Session, runs: Iterable[Running]) -> WorkingDays | None:
    known = list(runs)
    if not known:
        return None
    longest = max(one.days for one in known)
    last = max(one.since for one in known) + timedelta(days=2 * longest) + _SPARE
    return WorkingDays(session, min(one.since for one in known), last)


def last_day_to_ask(session: Session, hazard: Hazard, times: Times) -> date | None:
    """By when an extension is asked for under 挂牌督办; None where none can be, or the deadline is shorter than that."""
    listed, due = hazard.listed_on, hazard.due_on
    if listed is None or due is None or hazard.state != State.RECTIFYING or hazard.extension_to is not None:
        return None
    days = WorkingDays(session, due - timedelta(days=2 * times.extend_ask) - _SPARE, due)
    last = days.before(due, times.extend_ask)
    return last if last is not None and last >= listed else None


def listed_before(session: Session, today: date, times: Times) -> date | None:
    """Hazards confirmed before this day and not listed by `today` are late: so many working days lie between."""
    count = times.days["list"]
    return WorkingDays(session, today - timedelta(days=2 * count) - _SPARE, today).before(today, count)
