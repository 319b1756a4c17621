"""A fault that comes back: same limb, same place, within 12 months of its closing (R-126)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.hazards.likeness import Report, likeness
from anjian.hazards.models import Hazard
from anjian.hazards.words import State

WITHIN = timedelta(days=365)


def earlier_of(session: Session, made: Sequence[Hazard]) -> dict[str, int]:
    """Which of new hazards recur: their `client_uid` -> id of the latest closed hazard of which they are a recurrence."""
    cited = [hazard for hazard in made if hazard.limb_code]
    if not cited:
        return {}
    closed = defaultdict(list)
    query = select(Hazard).where(
        Hazard.enterprise_id.in_({hazard.enterprise_id for hazard in cited}),
        Hazard.limb_code.in_({hazard.limb_code for hazard in cited}),
        Hazard.state == State.ACCEPTED,
        Hazard.accepted_on >= min(hazard.discovered_on for hazard in cited) - WITHIN,
    )
    for row in session.scalars(query.order_by(Hazard.accepted_on.desc(), Hazard.id.desc())):
        closed[row.enterprise_id, row.limb_code].append(row)
    found = {}
    for hazard in cited:
        for row in closed[hazard.enterprise_id, hazard.limb_code]:
            if _recurs(hazard, row):
                found[hazard.client_uid] = row.id
                break
    return found


def _recurs(hazard: Hazard, closed: Hazard) -> bool:
    """After the closing, within 12 months, in the same place; the words of the content may differ."""
    since: date | None = closed.accepted_on
    if since is None or not since <= hazard.discovered_on <= since + WITHIN:
        return False
    same = Report(hazard.criterion_code, hazard.limb_code, hazard.place, hazard.content, hazard.discovered_on)
    return likeness(same, replace(same, place=closed.place)) is not None
