"""What the city holds on purpose, told beside it, so that whoever looks for it can be measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.exchange.text import normalise_text
from anjian.hazards.models import Hazard
from anjian.hazards.words import CLOSED, Scale, Source, State
from anjian.inspections.models import Visit
from anjian.intake.models import Report
from anjian.intake.words import Kind
from anjian.testing.city.faults import LATE_SENDER, UNDER_REPORTER, FaultPlan, Planted
from anjian.testing.city.tips import kinds_in_ledger

Key = tuple[str, str, str, str]


def _key(credit_code: str, content: str, place: str, day: object) -> Key:
    return credit_code, normalise_text(content), normalise_text(place), str(day)


def codes_of(session: Session, faults: Sequence[FaultPlan]) -> dict[int, str]:
    """Fault number -> the ledger's number, found by the words of the row."""
    rows = session.execute(
        select(Hazard.public_code, Enterprise.credit_code, Hazard.content, Hazard.place, Hazard.discovered_on)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(Hazard.imported)
    )
    found = {_key(code, content, place, day): public for public, code, content, place, day in rows}
    return {
        fault.number: found[_key(fault.enterprise.credit_code, fault.content, fault.place, fault.discovered_on)]
        for fault in faults
    }


def truth_of(
    session: Session, faults: Sequence[FaultPlan], planted: Planted, regions: Mapping[str, str], seed: int, today: date
) -> dict[str, Any]:
    """The truth file: how much there is, counts by source with how many of them are accepted, and what was planted; as things
    stand on `today`."""
    codes = codes_of(session, faults)
    major = select(Hazard).where(Hazard.scale == str(Scale.MAJOR))
    rows = session.scalars(major).all()
    counted = [
        row for row in rows if row.confirmed_on is not None and row.state not in (State.WITHDRAWN, State.DOWNGRADED)
    ]
    overdue = [row.public_code for row in rows if row.due_on and row.due_on < today and row.state not in CLOSED]
    return {
        "seed": seed,
        "enterprises": session.scalar(select(func.count()).select_from(Enterprise)),
        "hazards": session.scalar(select(func.count()).select_from(Hazard)),
        "visits": session.scalar(select(func.count()).select_from(Visit)),
        "by_source": _pairs((row.source, row.accepted_on is not None) for row in counted),
        "by_unit": dict(sorted(Counter(row.unit_name for row in rows).items())),
        "duplicates": [[codes[a], codes[b]] for a, b in planted.duplicates],
        "near": [[codes[a], codes[b]] for a, b in planted.near],
        "faked": [[codes[a], codes[b]] for a, b in planted.faked],
        "overdue": sorted(overdue),
        "intake": kinds_in_ledger(session.scalars(select(Report)).all()),
        "seen_again": sorted(session.scalars(_seen_again())),
        "under_reporting": {"unit": regions[UNDER_REPORTER], "withheld": planted.withheld},
        "late": {"unit": regions[LATE_SENDER], "period": "2023-07", "sent_on": "2023-08-03"},
    }


def _seen_again() -> Select[str]:
    """Numbers of the hazards that a hand-down named although another had found them."""
    named = select(Report.hazard_id).where(Report.kind == Kind.HANDED)
    return select(Hazard.public_code).where(Hazard.id.in_(named), Hazard.source != Source.ASSIGNED)


def _pairs(rows: Any) -> dict[str, list[int]]:
    """Source -> [found, of these accepted]."""
    found: dict[str, list[int]] = {}
    for source, accepted in rows:
        pair = found.setdefault(source, [0, 0])
        pair[0] += 1
        pair[1] += accepted
    return dict(sorted(found.items()))
