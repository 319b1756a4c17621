"""勾稽: what is said of a table beside its figures. Relations within it, its way to the city's, and what earlier tables said."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.reports.bridges.movements import Movement, Side, departures, movements, side_of
from anjian.reports.bridges.reasons import Clocks
from anjian.reports.bridges.units import UnitsBridge, bridge_of
from anjian.reports.figures.clocks import Kind
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.relations import Relation, relations
from anjian.reports.figures.units import ReportUnit
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import newest_of_kind, newest_until


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """Of one unit's table. Empty parts mean that there is nothing to explain."""

    relations: tuple[Relation, ...]
    bridge: tuple[UnitsBridge, ...]
    """From the units' tables to the city's; of the city's table only."""
    provisional: tuple[Movement, ...]
    """From the month's provisional to this final table (R-117)."""
    previous: str
    """Which table of an earlier month this one was held against; blank: there is none."""
    departed: tuple[Movement, ...]
    """Cumulative values from which rows left since then, with those rows only."""

    @property
    def broken(self) -> tuple[Relation, ...]:
        return tuple(relation for relation in self.relations if relation.broken)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stored tables that a compilation is held against: those that knew no more than it does, so that equal questions
    have equal answers."""

    provisional: Side | None
    previous: Side | None
    previous_label: str


def earlier_tables(session: Session, pack: Pack, period: Period, kind: Kind, known: int) -> Earlier:
    """What was stored of this month before the final table, and of the month before."""
    first = (
        newest_of_kind(session, pack.code, period.code, Kind.PROVISIONAL, before=known) if kind is Kind.FINAL else None
    )
    month = _month_before(pack, period)
    last = newest_until(session, pack.code, month.code, known) if month is not None else None
    label = f"{month.label}{last.kind}" if month is not None and last is not None else ""
    return Earlier(_side(session, pack, first), _side(session, pack, last), label)


def cross_check(session: Session, pack: Pack, sets: FigureSets, unit: ReportUnit, earlier: Earlier) -> CrossCheck:
    """Hold one unit's table against its own relations and the earlier tables. `session` sees all rows."""
    now = Side(sets, Clocks(sets.asof.effective, sets.asof.known))
    first, last = earlier.provisional, earlier.previous
    return CrossCheck(
        relations(pack, sets, unit),
        bridge_of(session, pack, first or now, now) if unit.is_city else (),
        tuple(movements(session, pack, unit, first, now)) if first is not None else (),
        earlier.previous_label,
        tuple(departures(session, pack, unit, last, now)) if last is not None else (),
    )


def _month_before(pack: Pack, period: Period) -> Period | None:
    periods = pack.periods()
    place = periods.index(period)
    return periods[place - 1] if place else None


def _side(session: Session, pack: Pack, snapshot: ReportSnapshot | None) -> Side | None:
    return side_of(session, pack, snapshot) if snapshot is not None else None
