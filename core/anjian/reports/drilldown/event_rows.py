"""The rows behind a figure of 附件1 block 3, as they were at one pair of clocks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, case, func, literal, null, select

from anjian.campaigns.packs import Pack
from anjian.enforcement.models import Decision, EnterpriseMeasureVersion
from anjian.enforcement.words import Publicity
from anjian.enterprises.models import Enterprise
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.event_rules import RULES, EventRule, terms_in_force
from anjian.reports.figures.units import ReportUnit


def event_rule(pack: Pack, key: str) -> EventRule | None:
    """The rule of a key's event; None for a figure of hazards or visited enterprises. Unknown keys have none."""
    cell = next((cell for cell in pack.annex1.cells if cell.key == key), None)
    return RULES[cell.event] if cell is not None and cell.event is not None else None


def event_rows(rule: EventRule, unit: ReportUnit, asof: AsOf) -> Select[Any]:
    """(row, version, enterprise's name, amount in 分, standing): one line a recorded row. An actor's session leaves out what
    they may not see."""
    model, version = rule.kind.model, rule.version
    terms = terms_in_force(asof) if model is Decision else None
    extra = (terms.c.amount_fen, terms.c.standing) if terms is not None else (null(), null())
    found: Any = (
        select(model, version, Enterprise.name, *extra)
        .join(version, rule.row_id == model.id)
        .outerjoin(Enterprise, Enterprise.id == version.enterprise_id)
    )
    if terms is not None:
        found = found.join(terms, terms.c.decision_id == model.id)
    rows: Select[Any] = found.where(rule.holds(asof), unit.owns(version))
    return rows


def enterprises_behind(rule: EventRule, unit: ReportUnit, asof: AsOf) -> Select[Any]:
    """(enterprise, last day, number of rows, of these 曝光, 约谈, 联合惩戒): one line an enterprise, each kind told apart."""
    visible = event_rows(rule, unit, asof)
    version = rule.version
    kinds = [_of_kind(rule, one) for one in Publicity]
    grouped = visible.with_only_columns(
        version.enterprise_id, func.max(version.happened_on).label("last_on"), func.count().label("events"), *kinds,
        maintain_column_froms=True,
    ).group_by(version.enterprise_id)  # fmt: skip
    counted = grouped.subquery()
    columns = (counted.c[name] for name in ("last_on", "events", *(one.name for one in Publicity)))
    return select(Enterprise, *columns).join(counted, counted.c.enterprise_id == Enterprise.id)


def _of_kind(rule: EventRule, kind: Publicity) -> Any:
    if rule.version is not EnterpriseMeasureVersion:
        return literal(0).label(kind.name)
    return func.sum(case((EnterpriseMeasureVersion.kind == kind, 1), else_=0)).label(kind.name)


def counted_ids(rule: EventRule, unit: ReportUnit, asof: AsOf) -> Select[Any]:
    """The counted ids of the rows that the session's actor sees."""
    rows = event_rows(rule, unit, asof)
    if rule.join is not None:
        rows = rows.join(rule.join[0], and_(rule.join[1]))
    return rows.with_only_columns(rule.counted, maintain_column_froms=True).distinct()
