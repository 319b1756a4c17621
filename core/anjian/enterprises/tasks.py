"""What enterprises put on the home page and under the search box."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise, EnterpriseCard
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


def find(session: Session, actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Enterprises by name, pinyin initials or credit code."""
    rows = session.scalars(select(Enterprise).where(matching(text)).order_by(Enterprise.id).limit(limit))
    return [
        SearchHit(row.name, f"{row.credit_code}　{row.status}", url_for("enterprises.show", enterprise_id=row.id))
        for row in rows
    ]
