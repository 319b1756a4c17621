"""Transfer to another department: it takes effect when that department takes it over; one department at any time (R-013)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from anjian.hazards.models import Extension, Hazard, ListingOrder, Sighting
from anjian.hazards.steps import load, take
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem
from anjian.kernel.system import elevated
from anjian.people.models import Department


def ask_transfer(
    session: Session, actor: Actor, hazard_id: int, on: date, department: str, reason: str, *, seq: int | None = None
) -> Hazard:
    """Ask another department to take the hazard over; until it does, this one stays responsible."""
    hazard = load(session, hazard_id, seq)
    faults = []
    if department == hazard.department_code:
        faults.append(Problem("该隐患已由这个部门监管，请选择其他部门。", field="department"))
    elif session.scalar(select(Department.code).where(Department.code == department)) is None:
        faults.append(Problem("没有这个部门，请重新选择。", field="department"))
    take(session, actor, hazard, "ask_transfer", on, {"transfer_to": department}, reason=reason, faults=faults)
    return hazard


def take_over(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """The receiving department becomes responsible; sightings, requests and orders of the hazard go with it."""
    hazard = load(session, hazard_id, seq)
    changes = {"department_code": hazard.transfer_to, "transfer_to": None}
    take(session, actor, hazard, "take_over", on, changes)
    with elevated(session, "what belongs to a hazard goes with it"):
        for part in (Sighting, Extension, ListingOrder):
            moved = update(part).where(part.hazard_id == hazard.id)
            session.execute(moved.values(department_code=hazard.department_code))
    return hazard


def decline_transfer(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The asked department says why it is not its; the hazard stays where it is."""
    hazard = load(session, hazard_id, seq)
    take(session, actor, hazard, "decline_transfer", on, {"transfer_to": None}, reason=reason)
    return hazard
