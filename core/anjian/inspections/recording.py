"""What every use case of a visit shares: finding it, whose it is, its questions and answers, and the ledger's number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from anjian.inspections.catalogue import published
from anjian.inspections.checklists import FRAGMENT
from anjian.inspections.inputs import GivenAnswer
from anjian.inspections.models import Answer, Finding, Visit, VisitMember
from anjian.inspections.rules import Question, questions_on
from anjian.inspections.schema import Checklist
from anjian.inspections.words import VisitStatus
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import record_audit

PERMISSION = "inspections.visit"
WHO = "监管部门检查人员"
VISIT = "visit"
"""`subject_kind` of what is recorded about a visit."""
PHOTO = "visit"
"""`subject_kind` of a visit's pictures; their `purpose` is the item's code."""


def load(session: Session, actor: Actor, visit_id: int, *statuses: VisitStatus) -> Visit:
    """The visit, to be worked on by this actor. Raises `NotFound`, `Forbidden`, or `Refused` in another state."""
    actor.require(PERMISSION, WHO)
    # Read anew under the lock: the page may have loaded the row before another writer changed it.
    locked = select(Visit).where(Visit.id == visit_id).with_for_update().execution_options(populate_existing=True)
    visit = session.scalars(locked).one_or_none()
    if visit is None:
        raise NotFound("没有这次检查，或者不在您的查看范围内。")
    if not is_own(session, actor, visit):
        raise Forbidden(f"本次检查由{visit.unit_name}开展，请由该单位人员或检查组成员办理。")
    if statuses and visit.status not in statuses:
        raise Refused(f"本次检查处于“{visit.status}”状态，不能进行此项操作（须处于：{'、'.join(statuses)}）。")
    return visit


def is_own(session: Session, actor: Actor, visit: Visit) -> bool:
    """Whether the actor's unit makes the visit, or the actor is on its team."""
    if visit.unit_id is not None and visit.unit_id == actor.unit_id:
        return True
    member = select(VisitMember.id).where(VisitMember.visit_id == visit.id, VisitMember.person_id == actor.person_id)
    return session.scalars(member.limit(1)).first() is not None


def checklists_of(session: Session, visit: Visit) -> list[Checklist]:
    """The pinned versions: the plugin's list first, the shared fragment last."""
    pinned = [(FRAGMENT, visit.fragment_version)]
    if visit.checklist_code is not None and visit.checklist_version is not None:
        pinned.insert(0, (visit.checklist_code, visit.checklist_version))
    return [published(session, code, version) for code, version in pinned]


def questions_of(session: Session, visit: Visit) -> list[Question]:
    """The items offered on the visit's day."""
    return questions_on(checklists_of(session, visit), visit.visited_on)


def given_answers(session: Session, visit: Visit) -> dict[str, GivenAnswer]:
    """What has been answered so far, by item code, with the number of pictures."""
    counted = session.execute(
        select(Attachment.purpose, func.count().label("number"))
        .where(Attachment.subject_kind == PHOTO, Attachment.subject_id == visit.id)
        .group_by(Attachment.purpose)
    )
    photos: dict[str, int] = {row.purpose: row.number for row in counted}
    return {row.item_code: given_of(row, photos.get(row.item_code, 0)) for row in visit.answers}


def given_of(row: Answer, photos: int = 0) -> GivenAnswer:
    return GivenAnswer(
        item_code=row.item_code,
        value=row.value,
        reason=row.reason or "",
        total=row.total,
        passed=row.passed,
        methods=_split(row.methods),
        method_reason=row.method_reason or "",
        limbs=_split(row.limbs),
        note=row.note or "",
        place=row.place or "",
        photos=photos,
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("、") if part)


def record(
    session: Session, actor: Actor, action: str, visit: Visit, detail: Mapping[str, Any], rows: Iterable[Finding] = ()
) -> int:
    """One entry in the audit trail, and the versions of the visit and of the changed findings at its number."""
    event_no = record_audit(session, action, VISIT, visit.id, detail, actor)
    open_versions(session, [visit, *rows], event_no)
    return event_no


def owners(visit: Visit) -> dict[str, Any]:
    """The visit's owner columns, for what belongs to it."""
    return {
        "region_code": visit.region_code,
        "department_code": visit.department_code,
        "enterprise_id": visit.enterprise_id,
        "parent_id": visit.parent_id,
    }
