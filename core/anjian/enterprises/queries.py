"""Reads of the registry. Every one is filtered to what the session's actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, selectinload

from anjian.enterprises.models import ChainLink, Enterprise, ParentCompany
from anjian.kernel.batches import batches
from anjian.kernel.errors import NotFound
from anjian.kernel.ledger import AuditEntry


def enterprise_of(session: Session, enterprise_id: int) -> Enterprise:
    """One enterprise with its links. Raises `NotFound`."""
    found = session.scalars(
        select(Enterprise).where(Enterprise.id == enterprise_id).options(selectinload(Enterprise.links))
    ).one_or_none()
    if found is None:
        raise NotFound("没有这家企业，或者不在您的查看范围内。")
    return found


def deeds_of(session: Session, enterprise_id: int, limit: int = 100) -> Sequence[AuditEntry]:
    """What was done to an enterprise's card, the newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == "enterprise", AuditEntry.subject_id == enterprise_id)
        .order_by(AuditEntry.event_no.desc())
        .limit(limit)
    ).all()


def owners_of(session: Session, enterprise_ids: Iterable[int]) -> dict[int, Enterprise]:
    """The enterprises by id: ledger rows take their owner columns from them. Those the actor may not see are missing."""
    wanted = dict.fromkeys(enterprise_ids)
    found: dict[int, Enterprise] = {}
    for part in batches(wanted):
        found |= {row.id: row for row in session.scalars(select(Enterprise).where(Enterprise.id.in_(part)))}
    return found


def by_credit_code(session: Session, codes: Iterable[str]) -> dict[str, Enterprise]:
    """The enterprises by credit code, with their links and cards."""
    found: dict[str, Enterprise] = {}
    for part in batches(dict.fromkeys(codes)):
        rows = session.scalars(
            select(Enterprise)
            .where(Enterprise.credit_code.in_(part))
            .options(selectinload(Enterprise.links), selectinload(Enterprise.card))
        )
        found |= {row.credit_code: row for row in rows}
    return found


def parents_by_name(session: Session) -> dict[str, ParentCompany]:
    """Every parent company by name."""
    return {row.name: row for row in session.scalars(select(ParentCompany))}


def matching(text: str) -> ColumnElement[bool]:
    """Enterprises by part of the name, by pinyin initials, or by the beginning of the credit code."""
    typed = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return or_(
        Enterprise.name.like(f"%{typed}%", escape="\\"),
        Enterprise.initials.like(f"%{typed.lower()}%", escape="\\"),
        Enterprise.credit_code.like(f"{typed.upper()}%", escape="\\"),
    )


def enterprises_found(
    *,
    region_code: str | None = None,
    department_code: str | None = None,
    category: str | None = None,
    status: str | None = None,
    text: str | None = None,
) -> Select[Enterprise]:
    """The enterprises under a filter. A department or category is met by any open chain link."""
    query = select(Enterprise)
    if region_code:
        query = query.where(Enterprise.region_code == region_code)
    if status:
        query = query.where(Enterprise.status == status)
    if text and text.strip():
        query = query.where(matching(text))
    conditions: Sequence[ColumnElement[bool]] = [
        column == value
        for column, value in ((ChainLink.department_code, department_code), (ChainLink.category, category))
        if value
    ]
    if conditions:
        link = select(ChainLink.id).where(
            ChainLink.enterprise_id == Enterprise.id, ChainLink.to_on.is_(None), *conditions
        )
        query = query.where(link.exists())
    return query
