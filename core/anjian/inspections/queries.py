"""Reads of visits and findings. Every one is filtered to what the session's actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session, selectinload

from anjian.enterprises.models import ChainLink, Enterprise
from anjian.enterprises.queries import matching
from anjian.hazards.models import Hazard
from anjian.inspections.models import Finding, Visit, VisitMember
from anjian.inspections.recording import PHOTO, VISIT
from anjian.inspections.words import UNANNOUNCED, FindingStatus, Tier, VisitStatus
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment, attachment_of, attachments_of
from anjian.kernel.db import acting
from anjian.kernel.errors import NotFound
from anjian.people.models import Person, Post, PostHolding
from anjian.people.queries import holds_on


def visit_of(session: Session, uid: str) -> Visit:
    """One visit by its address, with answers and findings. Raises `NotFound`."""
    found = session.scalars(
        select(Visit).where(Visit.client_uid == uid).options(selectinload(Visit.answers), selectinload(Visit.findings))
    ).one_or_none()
    if found is None:
        raise NotFound("没有这次检查，或者不在您的查看范围内。")
    return found


def visits_found(
    *,
    text: str | None = None,
    status: str | None = None,
    tier: str | None = None,
    mode: str | None = None,
    plugin: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Select[Visit]:
    """Visits under a filter; `text` is part of the enterprise's name, of the unit's, or the visit's number."""
    query = select(Visit)
    exact = ((Visit.status, status), (Visit.tier, tier), (Visit.mode, mode), (Visit.plugin, plugin))
    query = query.where(*(column == value for column, value in exact if value))
    if from_on:
        query = query.where(Visit.visited_on >= from_on)
    if to_on:
        query = query.where(Visit.visited_on <= to_on)
    if text and text.strip():
        typed = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        names = (Visit.enterprise_name.like(f"%{typed}%", escape="\\"), Visit.unit_name.like(f"%{typed}%", escape="\\"))
        query = query.where(or_(*names, Visit.public_code == text.strip()))
    return query


def visits_of_enterprise(session: Session, enterprise_id: int, limit: int) -> Sequence[Visit]:
    """The latest visits to an enterprise, the newest first."""
    return session.scalars(
        select(Visit)
        .where(Visit.enterprise_id == enterprise_id, Visit.status != VisitStatus.CANCELLED)
        .options(selectinload(Visit.findings))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(limit)
    ).all()


def findings_of_hazard(session: Session, hazard_id: int) -> Sequence[Finding]:
    """The findings that were reported as this hazard, with their visits."""
    return session.scalars(
        select(Finding).where(Finding.hazard_id == hazard_id).options(selectinload(Finding.visit)).order_by(Finding.id)
    ).all()


def hazards_of(session: Session, visit: Visit) -> dict[int, Hazard]:
    """The hazards that the visit's findings were reported as, by id."""
    ids = [one.hazard_id for one in visit.findings if one.hazard_id is not None]
    if not ids:
        return {}
    return {row.id: row for row in session.scalars(select(Hazard).where(Hazard.id.in_(ids)))}


def open_visits(session: Session, actor: Actor, limit: int) -> Sequence[Visit]:
    """Visits that the actor's unit or team has planned or begun, the earliest day first."""
    query = select(Visit).where(_mine(actor), Visit.status.in_((VisitStatus.PLANNED, VisitStatus.RUNNING)))
    return session.scalars(query.order_by(Visit.visited_on, Visit.id).limit(limit)).all()


def visits_to_review(session: Session, actor: Actor, limit: int) -> Sequence[Visit]:
    """Completed visits with findings that nobody has decided on yet."""
    query = select(Visit).where(_mine(actor), Visit.id.in_(_undecided()))
    return session.scalars(query.order_by(Visit.visited_on, Visit.id).limit(limit)).all()


def count_of_open(session: Session, actor: Actor) -> int:
    open_now = Visit.status.in_((VisitStatus.PLANNED, VisitStatus.RUNNING))
    return session.scalar(select(func.count(Visit.id)).where(_mine(actor), open_now)) or 0


def count_to_review(session: Session, actor: Actor) -> int:
    return session.scalar(select(func.count(Visit.id)).where(_mine(actor), Visit.id.in_(_undecided()))) or 0


def _undecided() -> Select[int]:
    return select(Finding.visit_id).where(Finding.status == FindingStatus.PROPOSED, Finding.voided.is_(False))


def _mine(actor: Actor) -> ColumnElement[bool]:
    """Visits of the actor's unit, or with the actor on the team."""
    team = select(VisitMember.visit_id).where(VisitMember.person_id == actor.person_id)
    return or_(Visit.unit_id == actor.unit_id, Visit.id.in_(team))


def of_hidden_visit(kind: Any, subject_id: Any) -> ColumnElement[bool]:
    """Whether a record (by kind and id of its subject) tells of an unannounced visit whose team has not arrived (R-102).

    Over the plain table: whoever reads the log, such a visit is not in it.
    """
    visit = Visit.__table__
    hidden = select(visit.c.id).where(visit.c.mode.in_(UNANNOUNCED), visit.c.arrived_at.is_(None))
    return and_(kind == VISIT, subject_id.in_(hidden))


def photos_of(session: Session, visit: Visit) -> dict[str, list[Attachment]]:
    """Pictures by item code; none for the enterprise while officials are still at it, as with answers."""
    found: dict[str, list[Attachment]] = {}
    if not _evidence_open(session, visit):
        return found
    for picture in attachments_of(session, PHOTO, visit.id):
        found.setdefault(picture.purpose, []).append(picture)
    return found


def photo_of(session: Session, visit: Visit, photo_id: int) -> Attachment:
    """One picture of a visit. Raises `NotFound`."""
    if not _evidence_open(session, visit):
        raise NotFound("没有这张照片。")
    return attachment_of(session, PHOTO, visit.id, photo_id)


def _evidence_open(session: Session, visit: Visit) -> bool:
    actor = acting(session)
    if actor is None or actor.official or actor.sees_all:
        return True
    return visit.status == VisitStatus.DONE or visit.tier == Tier.SELF


def colleagues(session: Session, actor: Actor, day: date) -> dict[int, str]:
    """The people who hold a post in the actor's unit on a day, but for the actor: person id -> name and post."""
    rows = session.execute(
        select(Person.id, Person.name, Post.title)
        .join(PostHolding, PostHolding.person_id == Person.id)
        .join(Post, Post.id == PostHolding.post_id)
        .where(Post.unit_id == actor.unit_id, Person.id != actor.person_id, holds_on(PostHolding, day))
        .order_by(Post.position, Person.id)
    )
    return {person: f"{name}（{title}）" for person, name, title in rows}


def enterprises_to_visit(session: Session, actor: Actor, text: str, limit: int) -> Sequence[Enterprise]:
    """Enterprises within the actor's reach by name, initials or code: of its territory, its chain links, its own."""
    query = select(Enterprise).order_by(Enterprise.name).limit(limit)
    if text.strip():
        query = query.where(matching(text))
    if not actor.sees_all:
        query = query.where(or_(false(), *(_within(actor, index) for index in range(len(actor.grants)))))
    return session.scalars(query).all()


def _within(actor: Actor, index: int) -> ColumnElement[bool]:
    grant = actor.grants[index]
    found: ColumnElement[bool] = Enterprise.id.is_not(None)
    if grant.region_code is not None:
        found &= Enterprise.region_code == grant.region_code
    if grant.department_code is not None:
        link = select(ChainLink.id).where(
            ChainLink.enterprise_id == Enterprise.id,
            ChainLink.department_code == grant.department_code,
            ChainLink.to_on.is_(None),
        )
        found &= link.exists()
    if grant.enterprise_id is not None:
        found &= Enterprise.id == grant.enterprise_id
    if grant.parent_id is not None:
        found &= Enterprise.parent_id == grant.parent_id
    return found
