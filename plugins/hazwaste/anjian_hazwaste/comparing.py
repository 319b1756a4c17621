"""The rule by which manifests are compared: tolerance and term of receipt. The department sets it; until then a default holds
that is marked 暂定, since neither the notice nor the law in force gives a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import Actor, Refused, as_known, clock, covers, open_versions, record_audit
from anjian_hazwaste.models import Comparison, ComparisonVersion, Manifest
from anjian_hazwaste.quantities import differs
from anjian_hazwaste.words import State

DEPARTMENT = "ecology"
PERMISSION = "hazwaste.edit"
ONLY = 1
"""Id of the one row."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`tolerance` in permille of the weight sent; `receipt_days` from the day it left; `assumed` while nobody has set it."""

    tolerance: int
    receipt_days: int
    basis: str
    assumed: bool = False


ASSUMED = Rule(
    tolerance=30,
    receipt_days=10,
    basis="暂定：通知和现行规定都没有给出数值。允许差异暂按千分之三十；接收期限暂按在途3日，加接受人确认的五个工作日"
    "（23号令第18条，合7日）。请市生态环境局设定。",
    assumed=True,
)


def rule_now(session: Session) -> Rule:
    """The rule in force."""
    row = session.get(Comparison, ONLY)
    return ASSUMED if row is None else Rule(row.tolerance, row.receipt_days, row.basis)


def rule_known(session: Session, known: int) -> Rule:
    """The rule as the ledger knew it at an event number; its basis is not kept by versions."""
    row = session.scalars(select(ComparisonVersion).where(as_known(ComparisonVersion, known))).first()
    return ASSUMED if row is None else Rule(row.tolerance, row.receipt_days, "")


def sets_rule(actor: Actor) -> bool:
    """Whether the actor works for the whole city: the rule is one for all counties."""
    return covers(actor, region_code=None, department_code=DEPARTMENT)


def set_rule(session: Session, actor: Actor, rule: Rule) -> None:
    """Set the rule for the city. Manifests entered from now on take their term from it; earlier ones keep theirs.
    Raises `Refused` for a county's officer."""
    actor.require(PERMISSION)
    if not sets_rule(actor):
        raise Refused("核对口径全市统一，由市生态环境局设定。")
    row = session.get(Comparison, ONLY)
    if row is None:
        row = Comparison(id=ONLY)
        session.add(row)
    row.tolerance, row.receipt_days, row.basis, row.set_on = (
        rule.tolerance, rule.receipt_days, rule.basis.strip(), clock.today(),
    )  # fmt: skip
    session.flush()
    detail = {"允许差异（千分之）": rule.tolerance, "接收期限（日）": rule.receipt_days, "设定依据": row.basis}
    event_no = record_audit(session, "设定联单核对口径", "hazwaste_comparison", row.id, detail, actor)
    open_versions(session, [row], event_no)


def state_of(row: Any, day: date, tolerance: int) -> State:
    """Where a manifest (or a version of it) stands on a day: what was received later had not been received."""
    if row.in_on is None or row.in_on > day:
        return State.OVERDUE if row.receive_by < day else State.MOVING
    return State.DIFFERS if differs(row.quantity_out, row.quantity_in, tolerance) else State.RECEIVED


def in_state(state: str, day: date, tolerance: int) -> ColumnElement[bool]:
    """The same as a condition on the register as it stands today."""
    manifest = Manifest
    beyond = func.abs(manifest.quantity_out - manifest.quantity_in) * 1000 > manifest.quantity_out * tolerance
    return {
        State.MOVING: and_(manifest.in_on.is_(None), manifest.receive_by >= day),
        State.OVERDUE: and_(manifest.in_on.is_(None), manifest.receive_by < day),
        State.RECEIVED: and_(manifest.in_on.is_not(None), ~beyond),
        State.DIFFERS: and_(manifest.in_on.is_not(None), beyond),
    }[State(state)]
