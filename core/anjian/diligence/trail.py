"""What the ledger knew at the moment of an accident: frozen by its day and by the event number of its moment (R-127).

Read from versions and events only up to that number: what was entered, corrected or voided later changes nothing here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from anjian.diligence.models import Accident, CongressReport, Progress, Refusal, Waiver
from anjian.diligence.rules import Span, duties_of, meets
from anjian.enforcement.models import Decision, DecisionVersion, EnforcementCase, TermVersion
from anjian.enforcement.rules import term_in_force
from anjian.hazards.models import Hazard, HazardEvent, HazardVersion, Sighting
from anjian.hazards.story import KINDS
from anjian.hazards.words import CLOSED, Scale
from anjian.inspections.models import FindingVersion, Visit, VisitVersion
from anjian.inspections.words import VisitStatus
from anjian.kernel.history import as_known


@dataclass
class KnownHazard:
    """A hazard as the ledger had it then."""

    id: int
    code: str
    values: dict[str, Any]
    seen: list[Sighting] = field(default_factory=list)
    events: list[tuple[str, HazardEvent]] = field(default_factory=list)
    linked: bool = False

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return date.fromisoformat(value) if value else None

    @property
    def open(self) -> bool:
        return self.values.get("state") not in CLOSED

    @property
    def major(self) -> bool:
        return self.values.get("scale") == Scale.MAJOR and self.day("confirmed_on") is not None


@dataclass(frozen=True, slots=True)
class KnownVisit:
    """A finished visit that the ledger had then."""

    visit: Visit
    visited_on: date
    mode: str
    findings: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Everything that the page of an accident shows of the past."""

    hazards: list[KnownHazard]
    visits: list[KnownVisit]
    open_duties: list[str]


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision as known then."""

    happened_on: date
    penalty: bool
    stop: bool
    target: str
    standing: str
    amount_fen: int | None
    legal_basis: str
    voided: bool


def trail_of(session: Session, accident: Accident, last: Span) -> Trail:
    """The trail of an accident as the reader may see it. `last`: the newest period whose report was due before it."""
    no = accident.known_no
    hazards = _hazards(session, accident)
    return Trail(hazards, _visits(session, accident), _duties(session, accident, hazards, last, no))


def _hazards(session: Session, accident: Accident) -> list[KnownHazard]:
    rows = session.execute(
        select(Hazard.id, Hazard.public_code)
        .join(HazardVersion, HazardVersion.hazard_id == Hazard.id)
        .where(
            HazardVersion.enterprise_id == accident.enterprise_id,
            as_known(HazardVersion, accident.known_no),
            HazardVersion.discovered_on <= accident.happened_on,
            HazardVersion.merged_into_id.is_(None),
        )
        .order_by(Hazard.id)
    ).all()
    linked = {link.hazard_id for link in accident.links}
    found = {number: KnownHazard(number, code, {}, linked=number in linked) for number, code in rows}
    events = session.scalars(
        select(HazardEvent)
        .where(HazardEvent.hazard_id.in_(found), HazardEvent.event_no <= accident.known_no)
        .order_by(HazardEvent.event_no)
    )
    for event in events:
        one = found[event.hazard_id]
        one.values |= json.loads(event.hashed_text)["after"]
        one.events.append((KINDS.get(event.kind, event.kind), event))
    seen = select(Sighting).where(Sighting.hazard_id.in_(found), Sighting.event_no <= accident.known_no)
    for sighting in session.scalars(seen.order_by(Sighting.id)):
        found[sighting.hazard_id].seen.append(sighting)
    return sorted(found.values(), key=lambda one: (not one.linked, not one.open, one.id))


def _visits(session: Session, accident: Accident) -> list[KnownVisit]:
    rows = session.execute(
        select(Visit, VisitVersion.visited_on, VisitVersion.mode)
        .join(VisitVersion, VisitVersion.visit_id == Visit.id)
        .where(
            VisitVersion.enterprise_id == accident.enterprise_id,
            as_known(VisitVersion, accident.known_no),
            VisitVersion.status == VisitStatus.DONE,
            VisitVersion.visited_on <= accident.happened_on,
        )
        .order_by(VisitVersion.visited_on.desc(), Visit.id.desc())
    ).all()
    ids = [visit.id for visit, _on, _mode in rows]
    counted: dict[int, int] = {}
    known = as_known(FindingVersion, accident.known_no)
    for number in session.scalars(
        select(FindingVersion.visit_id).where(FindingVersion.visit_id.in_(ids), known, FindingVersion.voided.is_(False))
    ):
        counted[number] = counted.get(number, 0) + 1
    return [KnownVisit(visit, on, mode, counted.get(visit.id, 0)) for visit, on, mode in rows]


def _duties(session: Session, accident: Accident, hazards: list[KnownHazard], last: Span, no: int) -> list[str]:
    """What was open then, in words."""
    found: list[str] = []
    major = [one for one in hazards if one.open and one.major]
    ids = [one.id for one in major]
    newest: dict[int, date] = {}
    for row in session.scalars(select(Progress).where(Progress.hazard_id.in_(ids), Progress.known_at(no))):
        newest[row.hazard_id] = max(row.happened_on, newest.get(row.hazard_id, row.happened_on))
    told = set(
        session.scalars(
            select(CongressReport.hazard_id).where(CongressReport.hazard_id.in_(ids), CongressReport.known_at(no))
        )
    )
    for one in hazards:
        due = one.day("due_on")
        if one.open and due is not None and due < accident.happened_on:
            found.append(f"{one.code} 整改期限 {due} 已过，尚未销号")
    for one in major:
        confirmed = one.day("confirmed_on") or accident.happened_on
        if confirmed <= last.due_on and newest.get(one.id, date.min) < last.begins:
            found.append(f"{one.code} 应于 {last.due_on} 前报告整改进展，未报告")
        if one.id not in told:
            found.append(f"{one.code} 尚无向职工代表大会或职工大会报告的记录")
    return found + _refusals(session, accident, hazards, no)


def _refusals(session: Session, accident: Accident, hazards: list[KnownHazard], no: int) -> list[str]:
    codes = {one.id: one.code for one in hazards}
    rows = session.scalars(
        select(Refusal)
        .where(Refusal.hazard_id.in_(codes), Refusal.known_at(no))
        .options(selectinload(Refusal.waivers))
        .order_by(Refusal.id)
    ).all()
    found = []
    for refusal in rows:
        decisions = _decisions(session, refusal.hazard_id, accident.happened_on, no)
        waived = set(session.scalars(select(Waiver.duty).where(Waiver.refusal_id == refusal.id, Waiver.known_at(no))))
        for duty in duties_of(refusal.happened_on, decisions):
            if duty not in waived and not any(meets(duty, one, refusal.happened_on) for one in decisions):
                found.append(f"{codes[refusal.hazard_id]} 企业拒不执行，{duty}尚未作出决定（期限 {refusal.due_on}）")
    return found


def _decisions(session: Session, hazard_id: int, day: date, no: int) -> list[_Decision]:
    rows = session.execute(
        select(Decision, DecisionVersion)
        .join(DecisionVersion, DecisionVersion.decision_id == Decision.id)
        .join(EnforcementCase, EnforcementCase.id == Decision.case_id)
        .where(EnforcementCase.hazard_id == hazard_id, as_known(DecisionVersion, no), DecisionVersion.voided.is_(False))
    ).all()
    found = []
    for decision, known in rows:
        terms = session.scalars(
            select(TermVersion).where(
                TermVersion.decision_id == decision.id, as_known(TermVersion, no), TermVersion.voided.is_(False)
            )
        ).all()
        term = term_in_force(terms, day)
        if term is not None:
            found.append(
                _Decision(
                    known.happened_on, known.penalty, known.stop, known.target, term.standing, term.amount_fen,
                    decision.legal_basis, False,
                )
            )  # fmt: skip
    return found
