"""An enterprise as rows about it need it: identity and owner columns, without its card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import ChainLink, Enterprise
from anjian.enterprises.queries import matching
from anjian.kernel.batches import batches


@dataclass(frozen=True, slots=True)
class EnterpriseRef:
    """An enterprise's identity, and the owner columns that rows about it take."""

    id: int
    name: str
    credit_code: str
    region_code: str | None
    department_code: str | None
    parent_id: int | None


def enterprises_by_id(session: Session, ids: Iterable[int]) -> dict[int, EnterpriseRef]:
    """Enterprises by id; those that the actor may not see are missing."""
    found = (_refs(session, Enterprise.id.in_(part)) for part in batches(dict.fromkeys(ids)))
    return {ref.id: ref for part in found for ref in part}


def enterprises_by_credit_code(session: Session, codes: Iterable[str]) -> dict[str, EnterpriseRef]:
    """Enterprises by 统一社会信用代码; those that the actor may not see are missing."""
    found = (_refs(session, Enterprise.credit_code.in_(part)) for part in batches(dict.fromkeys(codes)))
    return {ref.credit_code: ref for part in found for ref in part}


def enterprises_like(
    session: Session, text: str, limit: int, *, categories: Sequence[str] = (), region_codes: Sequence[str] = ()
) -> list[EnterpriseRef]:
    """Enterprises found by name, pinyin initials or credit code; of these categories and counties, where any are given."""
    conditions = [matching(text)] if text.strip() else []
    if categories:
        conditions.append(_with_link(categories))
    if region_codes:
        conditions.append(Enterprise.region_code.in_(region_codes))
    return _refs(session, *conditions, limit=limit)


def leads_of(session: Session, categories: Sequence[str], ids: Iterable[int]) -> dict[int, str]:
    """Which of the enterprises have an open chain link of one of the categories: id -> its lead department's code."""
    found: dict[int, str] = {}
    for part in batches(dict.fromkeys(ids)):
        query = select(ChainLink.enterprise_id, ChainLink.department_code).where(
            ChainLink.enterprise_id.in_(part),
            ChainLink.category.in_(categories),
            ChainLink.to_on.is_(None),
            ChainLink.department_code.is_not(None),
        )
        for number, department in session.execute(query.order_by(ChainLink.id)):
            found.setdefault(number, department or "")
    return found


def _with_link(categories: Sequence[str]) -> ColumnElement[bool]:
    link = select(ChainLink.id).where(
        ChainLink.enterprise_id == Enterprise.id, ChainLink.category.in_(categories), ChainLink.to_on.is_(None)
    )
    return link.exists()


def _refs(session: Session, *conditions: ColumnElement[bool], limit: int | None = None) -> list[EnterpriseRef]:
    query = select(
        Enterprise.id, Enterprise.name, Enterprise.credit_code, Enterprise.region_code, Enterprise.department_code,
        Enterprise.parent_id,
    )  # fmt: skip
    rows = session.execute(query.where(*conditions).order_by(Enterprise.name).limit(limit))
    return [EnterpriseRef(*row) for row in rows]
