"""What a plugin may read of the core's rooms: enterprises for its register, and the campaign's counts for its report section.

Functions instead of tables: the tables stay private. Reads of a register are filtered to the session's actor; those that take
a `SectionContext` answer as known at `ctx.known`, true on `ctx.effective`, within the unit's jurisdiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import ChainLink, ChainLinkVersion, Enterprise, EnterpriseVersion
from anjian.enterprises.queries import batches, matching
from anjian.hazards.models import HazardVersion
from anjian.inspections.models import FindingVersion, VisitVersion
from anjian.inspections.words import Tier, VisitStatus
from anjian.kernel.history import as_known
from anjian.kernel.system import elevated
from anjian.plugin_api.types import SectionContext
from anjian.reports.clocks import AsOf
from anjian.reports.rules import Mark, candidates, hazard_marks, of_campaign


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


def enterprises_of_department(session: Session, department: str, text: str, limit: int) -> list[EnterpriseRef]:
    """Enterprises with an open chain link of the department, found by name, pinyin initials or credit code."""
    link = select(ChainLink.id).where(
        ChainLink.enterprise_id == Enterprise.id,
        ChainLink.department_code == department,
        ChainLink.to_on.is_(None),
    )
    return _refs(session, link.exists(), matching(text) if text.strip() else None, limit=limit)


def linked_ids(session: Session, department: str, ids: Iterable[int]) -> set[int]:
    """Which of the enterprises have an open chain link of the department."""
    found: set[int] = set()
    for part in batches(dict.fromkeys(ids)):
        found |= set(
            session.scalars(
                select(ChainLink.enterprise_id).where(
                    ChainLink.enterprise_id.in_(part),
                    ChainLink.department_code == department,
                    ChainLink.to_on.is_(None),
                )
            )
        )
    return found


def keys_taken(session: Session, column: Any, values: Iterable[Any]) -> set[Any]:
    """Which key values (such as number plates) are in the register at all, also in rows that the actor may not see. For the
    duplicate check before entering; it tells that a key is taken, and nothing else."""
    found: set[Any] = set()
    with elevated(session, "duplicate check of a plugin's register"):
        for part in batches(dict.fromkeys(values)):
            found |= set(session.scalars(select(column).where(column.in_(part))))
    return found


def _refs(session: Session, *conditions: ColumnElement[bool] | None, limit: int | None = None) -> list[EnterpriseRef]:
    query = select(
        Enterprise.id, Enterprise.name, Enterprise.credit_code, Enterprise.region_code, Enterprise.department_code,
        Enterprise.parent_id,
    )  # fmt: skip
    query = query.where(*(one for one in conditions if one is not None)).order_by(Enterprise.name).limit(limit)
    return [EnterpriseRef(*row) for row in session.execute(query)]


def linked_enterprises(ctx: SectionContext, department: str) -> dict[int, str]:
    """Enterprises with a chain link of the department: id -> name."""
    link, enterprise, day = ChainLinkVersion, EnterpriseVersion, ctx.effective
    query = (
        select(enterprise.enterprise_id, enterprise.name)
        .join(link, link.enterprise_id == enterprise.enterprise_id)
        .where(
            as_known(link, ctx.known),
            as_known(enterprise, ctx.known),
            link.department_code == department,
            or_(link.from_on.is_(None), link.from_on <= day),
            or_(link.to_on.is_(None), link.to_on >= day),
            *_within(ctx, link),
        )
    )
    return {number: name for number, name in ctx.session.execute(query)}  # noqa: C416 - a Row is no pair for dict()


def finished_visits(ctx: SectionContext, plugin: str) -> dict[int, int]:
    """Completed county and city visits of the campaign made with the plugin: visit id -> enterprise id."""
    query = select(VisitVersion.visit_id, VisitVersion.enterprise_id).where(*_visited(ctx, plugin))
    return {visit: enterprise for visit, enterprise in ctx.session.execute(query)}  # noqa: C416 - as above


def visit_findings(ctx: SectionContext, plugin: str) -> dict[int, int]:
    """What those visits found, voided findings left out: finding id -> enterprise id."""
    finding = FindingVersion
    query = (
        select(finding.finding_id, finding.enterprise_id)
        .join(VisitVersion, VisitVersion.visit_id == finding.visit_id)
        .where(as_known(finding, ctx.known), finding.voided.is_(False), *_visited(ctx, plugin))
    )
    return {number: enterprise for number, enterprise in ctx.session.execute(query)}  # noqa: C416 - as above


def _visited(ctx: SectionContext, plugin: str) -> Sequence[ColumnElement[bool]]:
    visit = VisitVersion
    return (
        as_known(visit, ctx.known),
        visit.plugin == plugin,
        visit.status == VisitStatus.DONE,
        visit.tier.in_((Tier.COUNTY, Tier.CITY)),
        visit.visited_on >= ctx.starts_on,
        visit.visited_on <= ctx.effective,
        *_within(ctx, visit),
    )


def counted_hazards(ctx: SectionContext, department: str) -> tuple[frozenset[int], frozenset[int]]:
    """重大事故隐患 of a department by the counting rules of 附件1: (all counted, of these accepted)."""
    asof = AsOf(ctx.campaign, ctx.starts_on, ctx.effective, ctx.known)
    marks = hazard_marks(asof)
    query = select(HazardVersion.hazard_id, marks[Mark.ACCEPTED].label("accepted")).where(
        candidates(asof),
        of_campaign(asof),
        marks[Mark.COUNTED],
        HazardVersion.department_code == department,
        *_within(ctx, HazardVersion),
    )
    rows = ctx.session.execute(query).all()
    return frozenset(row.hazard_id for row in rows), frozenset(row.hazard_id for row in rows if row.accepted)


def _within(ctx: SectionContext, version: Any) -> list[ColumnElement[bool]]:
    """The unit's jurisdiction over a version's owner columns; nothing for the city."""
    wanted: Mapping[str, str | None] = {"region_code": ctx.region_code, "department_code": ctx.department_code}
    return [getattr(version, column) == value for column, value in wanted.items() if value is not None]


def within(ctx: SectionContext, version: Any) -> list[ColumnElement[bool]]:
    """The rows of a plugin's own version table that a section counts: as known, within the unit's jurisdiction."""
    return [as_known(version, ctx.known), *_within(ctx, version)]


__all__ = [
    "EnterpriseRef",
    "counted_hazards",
    "enterprises_by_credit_code",
    "enterprises_by_id",
    "enterprises_of_department",
    "finished_visits",
    "keys_taken",
    "linked_enterprises",
    "linked_ids",
    "visit_findings",
    "within",
]
