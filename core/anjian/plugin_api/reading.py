"""What a plugin may read of the core's rooms: enterprises for its register, and the campaign's counts for its report section.

Functions instead of tables: the tables stay private. Reads of a register are filtered to the session's actor; those that take
a `SectionContext` answer as known at `ctx.known`, true on `ctx.effective`, within the unit's jurisdiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from anjian.enforcement.models import DecisionVersion
from anjian.enterprises.models import ChainLinkVersion, EnterpriseCard, EnterpriseVersion
from anjian.enterprises.refs import EnterpriseRef, enterprises_by_credit_code, enterprises_by_id
from anjian.hazards.models import Hazard, HazardVersion
from anjian.hazards.words import UNCOUNTED
from anjian.inspections.models import Finding, FindingVersion, VisitVersion
from anjian.inspections.words import Tier, VisitStatus
from anjian.kernel.batches import batches
from anjian.kernel.history import OPEN, as_known
from anjian.kernel.system import elevated
from anjian.plugin_api.section_types import SectionContext
from anjian.plugin_api.spec import Plugin
from anjian.reports.figures import visit_rules
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.event_rules import standing, terms_in_force
from anjian.reports.figures.rules import Mark, candidates, hazard_marks, of_campaign


def linked_enterprises(ctx: SectionContext) -> dict[int, str]:
    """Enterprises that the plugin's department supervises, of the plugin's categories where it names any: id -> name."""
    link, enterprise, day = ChainLinkVersion, EnterpriseVersion, ctx.effective
    categories = [link.category.in_(ctx.industries)] if ctx.industries else []
    query = (
        select(enterprise.enterprise_id, enterprise.name)
        .join(link, link.enterprise_id == enterprise.enterprise_id)
        .where(
            as_known(link, ctx.known),
            as_known(enterprise, ctx.known),
            link.department_code == ctx.plugin_department,
            *categories,
            or_(link.from_on.is_(None), link.from_on <= day),
            or_(link.to_on.is_(None), link.to_on >= day),
            *_within(ctx, link),
        )
    )
    return {number: name for number, name in ctx.session.execute(query)}  # noqa: C416 - a Row is no pair for dict()


def enterprise_names(ctx: SectionContext) -> dict[int, str]:
    """Names of all enterprises as known then, in the unit's county: id -> name, for the tables of registers that any enterprise
    may be in."""
    version = EnterpriseVersion
    query = select(version.enterprise_id, version.name).where(as_known(version, ctx.known))
    if ctx.region_code is not None:
        query = query.where(version.region_code == ctx.region_code)
    return {number: name for number, name in ctx.session.execute(query)}  # noqa: C416 - a Row is no pair for dict()


def finished_visits(ctx: SectionContext) -> dict[int, int]:
    """Completed county and city visits of the campaign made with the plugin: visit id -> enterprise id."""
    query = select(VisitVersion.visit_id, VisitVersion.enterprise_id).where(*_visited(ctx))
    return {visit: enterprise for visit, enterprise in ctx.session.execute(query)}  # noqa: C416 - as above


def visit_findings(ctx: SectionContext) -> dict[int, int]:
    """What those visits found, voided findings left out: finding id -> enterprise id."""
    finding = FindingVersion
    query = (
        select(finding.finding_id, finding.enterprise_id)
        .join(VisitVersion, VisitVersion.visit_id == finding.visit_id)
        .where(as_known(finding, ctx.known), finding.voided.is_(False), *_visited(ctx))
    )
    return {number: enterprise for number, enterprise in ctx.session.execute(query)}  # noqa: C416 - as above


def _visited(ctx: SectionContext) -> Sequence[ColumnElement[bool]]:
    visit = VisitVersion
    return (
        as_known(visit, ctx.known),
        visit.plugin == ctx.plugin,
        visit.status == VisitStatus.DONE,
        visit.tier.in_((Tier.COUNTY, Tier.CITY)),
        visit.visited_on >= ctx.starts_on,
        visit.visited_on <= ctx.effective,
        visit_rules.of_campaign(AsOf(ctx.campaign, ctx.starts_on, ctx.effective, ctx.known)),
        *_within(ctx, visit),
    )


def counted_hazards(ctx: SectionContext) -> tuple[frozenset[int], frozenset[int]]:
    """The plugin's 重大事故隐患 by the counting rules of 附件1: (all counted, of these accepted). Those that it judged, and of
    its department's those that no plugin judged (imported lists) where the enterprise is of the plugin's categories."""
    asof = AsOf(ctx.campaign, ctx.starts_on, ctx.effective, ctx.known)
    marks, version = hazard_marks(asof), HazardVersion
    unjudged = version.plugin.is_(None)
    if ctx.industries:
        link = ChainLinkVersion
        of_industry = select(link.enterprise_id).where(as_known(link, ctx.known), link.category.in_(ctx.industries))
        unjudged &= version.enterprise_id.in_(of_industry)
    query = select(version.hazard_id, marks[Mark.ACCEPTED].label("accepted")).where(
        candidates(asof),
        of_campaign(asof),
        marks[Mark.COUNTED],
        version.department_code == ctx.plugin_department,
        or_(version.plugin == ctx.plugin, unjudged),
        *_within(ctx, version),
    )
    rows = ctx.session.execute(query).all()
    return frozenset(row.hazard_id for row in rows), frozenset(row.hazard_id for row in rows if row.accepted)


def standing_penalties(ctx: SectionContext) -> dict[int, int]:
    """Penalties of the campaign that stand, decided by the plugin's department against enterprises of the plugin's categories:
    decision id -> amount in 分 as in force on the day (the figures of 附件1 count them alike)."""
    asof = AsOf(ctx.campaign, ctx.starts_on, ctx.effective, ctx.known)
    decision, link, terms = DecisionVersion, ChainLinkVersion, terms_in_force(asof)
    query = (
        select(decision.decision_id, terms.c.amount_fen)
        .join(terms, terms.c.decision_id == decision.decision_id)
        .where(
            standing(asof), decision.penalty.is_(True), decision.department_code == ctx.plugin_department,
            *_within(ctx, decision),
        )
    )  # fmt: skip
    if ctx.industries:
        of_industry = select(link.enterprise_id).where(as_known(link, ctx.known), link.category.in_(ctx.industries))
        query = query.where(decision.enterprise_id.in_(of_industry))
    return {number: amount or 0 for number, amount in ctx.session.execute(query)}


def enterprise_regions(ctx: SectionContext) -> dict[int, str | None]:
    """The county of every enterprise as known: id -> region code, for progress by county."""
    version = EnterpriseVersion
    query = select(version.enterprise_id, version.region_code).where(as_known(version, ctx.known))
    return {number: region for number, region in ctx.session.execute(query)}  # noqa: C416 - as above


@dataclass(frozen=True, slots=True)
class HazardRef:
    """A hazard of the ledger as a plugin shows or counts it, whatever its scale. Days are Asia/Shanghai days."""

    id: int
    public_code: str
    enterprise_id: int
    content: str
    place: str
    scale: str
    level: str
    state: str
    item_code: str | None
    """The checklist item whose failure it was; None where no visit found it."""
    discovered_on: date
    due_on: date | None
    accepted_on: date | None


def known_hazards(ctx: SectionContext) -> list[HazardRef]:
    """The plugin's hazards as known at `ctx.known`, found by `ctx.effective`: whose they are as in `counted_hazards`, but of
    every scale. Withdrawn, downgraded and merged ones are left out."""
    version = HazardVersion
    found = as_known(version, ctx.known), version.discovered_on <= ctx.effective, *_within(ctx, version)
    return _hazards(ctx.session, ctx.plugin, ctx.plugin_department, ctx.industries, ctx.known, *found)


def present_hazards(session: Session, owner: Plugin) -> list[HazardRef]:
    """The plugin's hazards as they stand, newest first, of those that the session's actor may see."""
    return _hazards(session, owner.name, owner.department, owner.industries, OPEN - 1, HazardVersion.known_to == OPEN)


def _hazards(
    session: Session,
    plugin: str,
    department: str,
    industries: Sequence[str],
    known: int,
    *criteria: ColumnElement[bool],
) -> list[HazardRef]:
    version, link = HazardVersion, ChainLinkVersion
    unjudged = version.plugin.is_(None)
    if industries:
        of_industry = select(link.enterprise_id).where(as_known(link, known), link.category.in_(industries))
        unjudged &= version.enterprise_id.in_(of_industry)
    item = select(func.min(Finding.item_code)).where(Finding.hazard_id == Hazard.id).correlate(Hazard).scalar_subquery()
    query = (
        select(
            Hazard.id, Hazard.public_code, Hazard.enterprise_id, Hazard.content, Hazard.place, version.scale, version.level,
            version.state, item, version.discovered_on, version.due_on, version.accepted_on,
        )
        .join(version, version.hazard_id == Hazard.id)
        .where(
            *criteria,
            version.state.not_in(UNCOUNTED),
            version.merged_into_id.is_(None),
            version.department_code == department,
            or_(version.plugin == plugin, unjudged),
        )
        .order_by(version.discovered_on.desc(), Hazard.id.desc())
    )  # fmt: skip
    return [HazardRef(*row) for row in session.execute(query)]


def _within(ctx: SectionContext, version: Any) -> list[ColumnElement[bool]]:
    """The unit's jurisdiction over a version's owner columns; nothing for the city."""
    wanted: Mapping[str, str | None] = {"region_code": ctx.region_code, "department_code": ctx.department_code}
    return [getattr(version, column) == value for column, value in wanted.items() if value is not None]


def within(ctx: SectionContext, version: Any) -> list[ColumnElement[bool]]:
    """The rows of a plugin's own version table that a section counts: as known, within the unit's jurisdiction."""
    return [as_known(version, ctx.known), *_within(ctx, version)]


def positions_of_enterprises(
    session: Session,
    *,
    ids: Iterable[int] = (),
    boxes: Iterable[tuple[tuple[float, float], tuple[float, float]]] = (),
) -> dict[int, tuple[float, float]]:
    """(经度, 纬度) in degrees, now, of the named enterprises and of every one in one of the boxes (south-west, north-east
    corner), also where the reader may not open its card: a plugin shows what follows (inside an area or not), never this."""
    card = EnterpriseCard
    conditions: list[ColumnElement[bool]] = [card.enterprise_id.in_(part) for part in batches(dict.fromkeys(ids))]
    conditions += [
        card.longitude.between(west, east) & card.latitude.between(south, north)
        for (west, south), (east, north) in boxes
    ]
    query = select(card.enterprise_id, card.longitude, card.latitude).where(
        card.longitude.is_not(None), card.latitude.is_not(None)
    )
    with elevated(session, "positions compared with areas"):
        rows: list[Any] = [row for condition in conditions for row in session.execute(query.where(condition))]
    return {number: (longitude, latitude) for number, longitude, latitude in rows}


__all__ = [
    "EnterpriseRef",
    "HazardRef",
    "counted_hazards",
    "enterprise_names",
    "enterprise_regions",
    "enterprises_by_credit_code",
    "enterprises_by_id",
    "finished_visits",
    "known_hazards",
    "linked_enterprises",
    "present_hazards",
    "standing_penalties",
    "visit_findings",
    "within",
]
