"""Rectification: 五落实, its review where the case is complex, the work, and acceptance by another person."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from anjian.hazards.evidence import evidence_of
from anjian.hazards.inputs import Plan
from anjian.hazards.models import Hazard
from anjian.hazards.steps import load, simple_step, take
from anjian.hazards.words import Review, Track
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem


def plan(session: Session, actor: Actor, hazard_id: int, on: date, plan: Plan, *, seq: int | None = None) -> Hazard:
    """Set 五落实 and start rectifying. The first due date is kept for ever; a later one needs an approved extension."""
    hazard = load(session, hazard_id, seq)
    take(session, actor, hazard, "plan", on, _planned(actor, hazard, plan), faults=_moved(hazard, plan))
    return hazard


def submit_plan(
    session: Session, actor: Actor, hazard_id: int, on: date, plan: Plan, *, seq: int | None = None
) -> Hazard:
    """五落实 of a complex hazard: reviewed before work starts (R-126)."""
    hazard = load(session, hazard_id, seq)
    take(session, actor, hazard, "submit_plan", on, _planned(actor, hazard, plan), faults=_moved(hazard, plan))
    return hazard


def approve_plan(
    session: Session, actor: Actor, hazard_id: int, on: date, opinion: str, *, seq: int | None = None
) -> Hazard:
    """The department, or the expert it asked, approves the plan; its opinion is kept. Not by who made the plan."""
    changes = {"review": str(Review.DONE), "reviewed_on": on}
    return simple_step(session, actor, hazard_id, "approve_plan", on, changes, reason=opinion, seq=seq)


def return_plan(
    session: Session, actor: Actor, hazard_id: int, on: date, opinion: str, *, seq: int | None = None
) -> Hazard:
    """The plan is to be improved."""
    return simple_step(session, actor, hazard_id, "return_plan", on, {}, reason=opinion, seq=seq)


def fix_now(session: Session, actor: Actor, hazard_id: int, on: date, plan: Plan, *, seq: int | None = None) -> Hazard:
    """Closed on the spot (R-021): 五落实 and both pictures are kept all the same, and another person accepts it."""
    hazard = load(session, hazard_id, seq)
    changes = _planned(actor, hazard, plan) | {
        "track": str(Track.IMMEDIATE), "claimed_on": on, "rectified_by": actor.person_id,
    }  # fmt: skip
    faults, seen = _moved(hazard, plan), evidence_of(session, hazard.id)
    take(session, actor, hazard, "fix_now", on, changes, faults=faults, evidence=seen)
    return hazard


def _planned(actor: Actor, hazard: Hazard, plan: Plan) -> dict[str, Any]:
    return {
        "responsible": plan.responsible,
        "measures": plan.measures,
        "funds_fen": plan.funds_fen,
        "due_on": plan.due_on,
        "original_due_on": hazard.original_due_on or plan.due_on,
        "contingency": plan.contingency,
        "track": str(plan.track),
        "planned_by": actor.person_id,
    }


def _moved(hazard: Hazard, plan: Plan) -> list[Problem]:
    if hazard.original_due_on is None or plan.due_on in (None, hazard.due_on):
        return []
    return [Problem("整改期限已经确定，不能在此修改；确需延长的，须办理延期审批。", field="due_on")]


def claim(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """Whoever rectified says it is done; it counts as done only when another person accepts it (T-08)."""
    changes = {"claimed_on": on, "rectified_by": actor.person_id}
    return simple_step(session, actor, hazard_id, "claim", on, changes, seq=seq)


def reject_claim(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """It is not rectified yet."""
    return simple_step(session, actor, hazard_id, "reject_claim", on, {"claimed_on": None}, reason=reason, seq=seq)


def accept(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """验收销号: another person than the one who claimed it finds it rectified."""
    changes = {"accepted_on": on, "accepted_by": actor.person_name, "accepting_unit": actor.unit_name}
    return simple_step(session, actor, hazard_id, "accept", on, changes, seq=seq)
