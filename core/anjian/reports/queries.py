"""Reads behind the report pages: which units a reader may open, the figures of a table, the rows behind one figure."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Select, and_, false, func, select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.campaigns.tables import Cell
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard, HazardVersion
from anjian.inspections.models import FindingVersion, VisitVersion
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.ledger import known_at, take_watermark
from anjian.kernel.system import elevated, system_read
from anjian.people.models import Unit
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.algebra import AnyFigure
from anjian.reports.figures.clocks import AsOf, Kind, kind_on
from anjian.reports.figures.factors import carrying, marks_of
from anjian.reports.figures.totals import NAMED
from anjian.reports.figures.units import ReportUnit, find_unit, report_units
from anjian.reports.figures.visit_rules import counted_visits, tagged_findings
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import latest_snapshot, sets_at, stored_sets_of

_KEPT = 6


class Sets(Protocol):
    """Figure sets, freshly counted or stored."""

    @property
    def amounts(self) -> Mapping[int, int]:
        """Amount in 分 by penalty decision."""

    def ids(self, cell: Cell, unit: ReportUnit) -> BitMap: ...

    def figure(self, cell: Cell, unit: ReportUnit) -> AnyFigure: ...

    def beside(self, name: str, unit: ReportUnit) -> BitMap: ...


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows: the sets of one pair of clocks, and the snapshot they were stored under, if they were."""

    period: Period
    asof: AsOf
    kind: Kind
    snapshot_id: str | None
    sets: Sets


@dataclass(frozen=True, slots=True)
class Question:
    """The pair of clocks as an address gives it; both empty: the newest stored compilation, else the present."""

    effective: date | None = None
    known: int | None = None
    moment: datetime | None = None
    """What the ledger knew then; an event number says more."""
    live: bool = False
    """Count now, whatever is stored."""


_recent: OrderedDict[tuple[str, AsOf], Sets] = OrderedDict()


def table_of(instance: Instance, session: Session, pack: Pack, period: str, asked: Question) -> Table:
    """The sets that a page of a month rests on. A pair of clocks never changes its answer, so recent ones are kept."""
    month = pack.period(period)
    with elevated(session, "figures count every row, whoever asks"):
        stored = _stored(session, pack, month, asked)
        if stored is not None:
            asof = AsOf(pack.code, pack.campaign.starts_on, stored.effective, stored.known)
            sets = _kept(instance, asof, lambda: stored_sets_of(session, pack, stored.id))
            return Table(month, asof, Kind(stored.kind), stored.id, sets)
    present = take_watermark(instance.database)
    if asked.known is not None and asked.known > present:
        raise Refused(f"台账目前只到第{present}号记录，还没有第{asked.known}号，请从报表页面重新打开。")
    if asked.known is None and asked.moment is not None:
        known = min(known_at(session, asked.moment), present)
    else:
        known = present if asked.known is None else asked.known
    asof = AsOf(pack.code, pack.campaign.starts_on, asked.effective or month.end, known)
    return Table(
        month,
        asof,
        kind_on(month, clock.today()),
        None,
        _kept(instance, asof, lambda: _counted_now(instance, pack, asof)),
    )


def _stored(session: Session, pack: Pack, month: Period, asked: Question) -> ReportSnapshot | None:
    """The newest stored compilation, or the one of exactly the pair that is asked for: an old figure is not counted again."""
    if asked.live or asked.moment is not None:
        return None
    if asked.effective is None and asked.known is None:
        return latest_snapshot(session, pack.code, month.code)
    return session.scalars(
        select(ReportSnapshot)
        .where(
            ReportSnapshot.campaign_code == pack.code,
            ReportSnapshot.period == month.code,
            ReportSnapshot.effective == (asked.effective or month.end),
            ReportSnapshot.known == asked.known,
        )
        .order_by(ReportSnapshot.compiled_at.desc())
        .limit(1)
    ).first()


def _counted_now(instance: Instance, pack: Pack, asof: AsOf) -> Sets:
    """In a unit of its own, begun after the watermark: the page's own unit may have begun before the last events."""
    with system_read(instance.database, "figures of a page") as session:
        return sets_at(session, pack, asof)


def _kept(instance: Instance, asof: AsOf, make: Any) -> Sets:
    key = (instance.database.url, asof)
    sets: Sets = _recent.pop(key) if key in _recent else make()
    _recent[key] = sets
    while len(_recent) > _KEPT:
        _recent.popitem(last=False)
    return sets


def visible_units(session: Session, pack: Pack, actor: Actor) -> tuple[ReportUnit, ...]:
    """Those who see all open every table; a reporting unit its own only."""
    units = report_units(pack)
    if actor.sees_all:
        return units
    own = session.get(Unit, actor.unit_id) if actor.unit_id is not None else None
    return tuple(unit for unit in units[1:] if own is not None and unit.code == own.code)


def visible_unit(session: Session, pack: Pack, actor: Actor, name: str) -> ReportUnit:
    """The unit that an address names. Raises `NotFound`, or `Forbidden` for another unit's table."""
    unit = find_unit(pack, name)
    if unit not in visible_units(session, pack, actor):
        raise Forbidden(f"您只能查看本单位的报表；{unit.name}的报表请向该单位或领导组办公室了解。")
    return unit


def figure_cell(pack: Pack, key: str) -> Cell | None:
    """The cell of a key; None for a set that has a name and no line in the table. Raises `NotFound`."""
    return None if key in NAMED else pack.cell(key)


def definition_of(pack: Pack, key: str) -> tuple[str, str, str]:
    """Title, unit and definition of a figure."""
    if key in NAMED:
        _mark, title, definition = NAMED[key]
        return title, "个", definition
    for line in pack.annex1.lines:
        for cell in line.cells:
            if cell.key == key:
                label = f"（{cell.label}）" if len(line.cells) > 1 else ""
                return f"{line.number}.{line.text}{label}", cell.unit, cell.definition
    raise NotFound(f"{pack.annex1.label}中没有“{key}”。")


def counts_hazards(pack: Pack, key: str) -> bool:
    """Whether the figure's counted record is the hazard (else the enterprise)."""
    cell = figure_cell(pack, key)
    return cell is None or cell.record == "hazard"


def hazard_rows(pack: Pack, key: str, unit: ReportUnit, asof: AsOf) -> Select[tuple[Hazard, HazardVersion]]:
    """The hazards behind a figure with their versions as they were then. An actor's session leaves out what they may not see."""
    cell = figure_cell(pack, key)
    marks = int(NAMED[key][0]) if cell is None else marks_of(cell, pack.annex1)
    return (
        select(Hazard, HazardVersion)
        .join(HazardVersion, HazardVersion.hazard_id == Hazard.id)
        .where(carrying(asof, pack.annex1, marks), unit.owns(HazardVersion))
    )


def enterprise_rows(pack: Pack, key: str, unit: ReportUnit, asof: AsOf) -> Select[tuple[Enterprise, date, int]]:
    """The enterprises behind a figure, with the day of the last visit that counts and how many such visits there were."""
    visits = _visits_behind(pack.cell(key), unit, asof).subquery()
    return select(Enterprise, visits.c.last_on, visits.c.visits).join(visits, visits.c.enterprise_id == Enterprise.id)


def _visits_behind(cell: Cell, unit: ReportUnit, asof: AsOf) -> Select[Any]:
    visit, finding = VisitVersion, FindingVersion
    statement = select(
        visit.enterprise_id,
        func.max(visit.visited_on).label("last_on"),
        func.count(visit.visit_id.distinct()).label("visits"),
    ).group_by(visit.enterprise_id)
    if cell.tag is not None:
        statement = statement.join(finding, finding.visit_id == visit.visit_id)
    return statement.where(_counted(cell, asof), unit.owns(visit))


def _counted(cell: Cell, asof: AsOf) -> ColumnElement[bool]:
    if cell.visited:
        return counted_visits(asof)
    if cell.tag is not None:
        return and_(tagged_findings(asof), FindingVersion.tag == cell.tag)
    return false()
