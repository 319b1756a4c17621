"""What enterprises put on the home page and under the search box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from anjian.enterprises.models import ChainLink, Enterprise, EnterpriseCard
from anjian.enterprises.queries import matching
from anjian.enterprises.words import Status
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import SearchHit, TaskItem


def _unverified() -> Select[Enterprise]:
    """Those whose card the actor may read are the actor's to verify."""
    return select(Enterprise).join(EnterpriseCard).where(Enterprise.status == str(Status.UNVERIFIED))


def items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Enterprises that a hazard list named and nobody has checked."""
    rows = session.scalars(_unverified().order_by(Enterprise.id).limit(limit))
    return [
        TaskItem(row.name, url_for("enterprises.edit", enterprise_id=row.id), "green", unit=row.credit_code)
        for row in rows
    ]


def count(session: Session, actor: Actor) -> int:
    """How many are to be verified."""
    return session.scalar(_unverified().with_only_columns(func.count(Enterprise.id))) or 0


def _orphans() -> Select[Enterprise]:
    """R-013: no open chain link names a department; nobody supervises the enterprise."""
    led = select(ChainLink.id).where(
        ChainLink.enterprise_id == Enterprise.id, ChainLink.to_on.is_(None), ChainLink.department_code.is_not(None)
    )
    return select(Enterprise).where(~led.exists())


def _overlaps() -> Select[Enterprise]:
    """R-013: one category of an enterprise is led by two departments at once."""
    other = aliased(ChainLink)
    twice = select(ChainLink.id).where(
        ChainLink.enterprise_id == Enterprise.id,
        ChainLink.to_on.is_(None),
        exists().where(
            other.enterprise_id == ChainLink.enterprise_id,
            other.category == ChainLink.category,
            other.to_on.is_(None),
            other.department_code != ChainLink.department_code,
        ),
    )
    return select(Enterprise).where(twice.exists())


@dataclass(frozen=True, slots=True)
class Detector:
    """A task list of enterprises whose supervision is not clear."""

    find: Callable[[], Select[Enterprise]]

    def items(self, session: Session, actor: Actor, limit: int) -> list[TaskItem]:
        rows = session.scalars(self.find().order_by(Enterprise.id).limit(limit))
        return [
            TaskItem(row.name, url_for("enterprises.show", enterprise_id=row.id), "yellow", unit=row.credit_code)
            for row in rows
        ]

    def count(self, session: Session, actor: Actor) -> int:
        return session.scalar(self.find().with_only_columns(func.count(Enterprise.id))) or 0


ORPHANS = Detector(_orphans)
OVERLAPS = Detector(_overlaps)


def find(session: Session, actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Enterprises by name, pinyin initials or credit code."""
    rows = session.scalars(select(Enterprise).where(matching(text)).order_by(Enterprise.id).limit(limit))
    return [
        SearchHit(row.name, f"{row.credit_code}　{row.status}", url_for("enterprises.show", enterprise_id=row.id))
        for row in rows
    ]
