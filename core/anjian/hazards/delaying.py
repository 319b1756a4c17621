"""More time, or none for now: extension only by dated approval with reason (R-024), suspension and resumption (N-08)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.hazards.models import Extension, Hazard
from anjian.hazards.steps import load, simple_step, take
from anjian.kernel.actor import Actor


def ask_extension(
    session: Session, actor: Actor, hazard_id: int, on: date, until: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """Ask for a later due day. The present one holds until another person of the department grants it."""
    hazard = load(session, hazard_id, seq)
    before = hazard.due_on
    changes = {"extension_to": until, "extension_by": actor.person_id}
    event_no = take(session, actor, hazard, "ask_extension", on, changes, reason=reason)
    assert before is not None  # a hazard that is rectified has all of 五落实
    session.add(
        Extension(
            hazard_id=hazard.id, asked_on=on, asked_by=actor.person_name, due_before=before, due_asked=until, reason=reason,
            event_no=event_no, region_code=hazard.region_code, department_code=hazard.department_code,
            enterprise_id=hazard.enterprise_id, parent_id=hazard.parent_id,
        )
    )  # fmt: skip
    session.flush()
    return hazard


def grant_extension(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """Grant what was asked; the original due day and every one between stay known."""
    hazard = load(session, hazard_id, seq)
    changes = {"due_on": hazard.extension_to or hazard.due_on, "extension_to": None}
    take(session, actor, hazard, "grant_extension", on, changes, reason=reason)
    _answered(session, actor, hazard_id, on, reason, granted=True)
    return hazard


def refuse_extension(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The due day stays as it is."""
    hazard = load(session, hazard_id, seq)
    take(session, actor, hazard, "refuse_extension", on, {"extension_to": None}, reason=reason)
    _answered(session, actor, hazard_id, on, reason, granted=False)
    return hazard


def _answered(session: Session, actor: Actor, hazard_id: int, on: date, answer: str, *, granted: bool) -> None:
    waiting = select(Extension).where(Extension.hazard_id == hazard_id, Extension.decided_on.is_(None))
    for request in session.scalars(waiting):
        request.decided_on, request.decided_by, request.granted, request.answer = on, actor.person_name, granted, answer
    session.flush()


def suspend(session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None) -> Hazard:
    """Removal cannot be made safe: people leave, work stops (安全生产法 第六十五条(三)). A request for more time lapses."""
    hazard = load(session, hazard_id, seq)
    changes = {"suspended_on": on, "suspended_by": actor.person_id, "extension_to": None}
    take(session, actor, hazard, "suspend", on, changes, reason=reason)
    _answered(session, actor, hazard_id, on, "整改暂停，申请终止", granted=False)
    return hazard


def resume(
    session: Session, actor: Actor, hazard_id: int, on: date, examination: str, *, seq: int | None = None
) -> Hazard:
    """After an examination by another person work may go on; 五落实 is settled anew first."""
    return simple_step(session, actor, hazard_id, "resume", on, {}, reason=examination, seq=seq)


def requests_of(session: Session, hazard_id: int) -> Sequence[Extension]:
    """The requests for more time of a hazard with their answers, the first first."""
    return session.scalars(select(Extension).where(Extension.hazard_id == hazard_id).order_by(Extension.id)).all()


def due_days(hazard: Hazard, requests: Sequence[Extension]) -> list[tuple[date, str]]:
    """Every due day that ever held, with where it comes from, the first first."""
    if hazard.original_due_on is None:
        return []
    granted = [row for row in requests if row.granted]
    return [
        (hazard.original_due_on, "原定期限"),
        *((row.due_asked, f"{row.decided_on} {row.decided_by} 批准延期") for row in granted),
    ]
