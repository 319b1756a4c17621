"""From a row to every sealed figure that counts it: membership in the sealed sets, nothing is counted again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.kernel.history import as_known
from anjian.reports.drilldown.event_rows import event_rule
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.event_rules import EventRule
from anjian.reports.figures.units import ReportUnit
from anjian.reports.snapshots.holding import Holding, holding_of
from anjian.reports.snapshots.models import ReportSeal, ReportSnapshot


@dataclass(frozen=True, slots=True)
class SealedFigure:
    """A figure of a sealed table that counts the row."""

    snapshot: str
    period: str
    kind: str
    asof: AsOf
    unit: ReportUnit
    cell: Cell


@dataclass(frozen=True, slots=True)
class _Asked:
    """A cell that may count the row, under which id; `rule`: rows of several units may count the same id."""

    cell: Cell
    ids: tuple[int, ...]
    rule: EventRule | None = None


def sealed_figures(session: Session, pack: Pack, units: Sequence[ReportUnit], row: Any) -> Iterator[SealedFigure]:
    """Figures of the given units' tables that count a hazard, an enterprise or a record of enforcement, oldest table first.

    `session` sees all rows; which units' tables the reader may open is the caller's affair.
    """
    asked = tuple(_asked(session, pack, row))
    if not asked:
        return
    statement = (
        select(ReportSnapshot)
        .join(ReportSeal, ReportSeal.snapshot_id == ReportSnapshot.id)
        .where(ReportSnapshot.campaign_code == pack.code)
        .order_by(ReportSnapshot.period, ReportSnapshot.known)
    )
    for snapshot in session.scalars(statement).all():
        asof = AsOf(pack.code, pack.campaign.starts_on, snapshot.effective, snapshot.known)
        holding = holding_of(session, pack, snapshot.id, {one.cell.key: one.ids for one in asked})
        for unit, cell in _held(session, asked, units, holding, asof, row):
            yield SealedFigure(snapshot.id, snapshot.period, snapshot.kind, asof, unit, cell)


def _asked(session: Session, pack: Pack, row: Any) -> Iterator[_Asked]:
    for cell in pack.annex1.cells:
        rule = event_rule(pack, cell.key)
        if isinstance(row, Hazard):
            if cell.record == "hazard":
                yield _Asked(cell, (row.id,))
        elif isinstance(row, Enterprise):
            if cell.record == "enterprise":
                yield _Asked(cell, (row.id,))
        elif rule is not None and rule.kind.model is type(row):
            plain = rule.single and rule.join is None
            yield _Asked(cell, (row.id,) if plain else _counted(session, rule, row), None if plain else rule)


def _counted(session: Session, rule: EventRule, row: Any) -> tuple[int, ...]:
    """The ids under which any version of a row was counted: an enterprise, a person of a matter, the units that it names."""
    found = select(rule.counted).where(rule.row_id == row.id).distinct()
    if rule.join is not None:
        found = found.join(rule.join[0], rule.join[1])
    return tuple(number for number in session.scalars(found) if number is not None)


def _held(
    session: Session, asked: Iterable[_Asked], units: Sequence[ReportUnit], holding: Holding, asof: AsOf, row: Any
) -> Iterator[tuple[ReportUnit, Cell]]:
    for one in asked:
        held = [unit for unit in units if holding(one.cell, unit)]
        if held and one.rule is not None:
            held = _of_row(session, one.rule, held, asof, row)
        yield from ((unit, one.cell) for unit in held)


def _of_row(session: Session, rule: EventRule, units: Sequence[ReportUnit], asof: AsOf, row: Any) -> list[ReportUnit]:
    """Of the units whose figure holds the id, those for which this very row counts it."""
    version = rule.version
    mine = select(version.region_code, version.department_code).where(
        rule.row_id == row.id, as_known(version, asof.known), rule.holds(asof)
    )
    owners = session.execute(mine).all()
    return [unit for unit in units if any(unit.takes(region, department) for region, department in owners)]
