"""What moved between two tables of one unit: value before + rows that came − rows that went = value after.

Between the provisional and the final table of a month only later knowledge can do that (R-117); between two months also time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.kernel.errors import NotFound
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.bridges.codes import public_codes
from anjian.reports.bridges.reasons import Clocks, reasons
from anjian.reports.bridges.values import Value, reworth, title_of, value_of
from anjian.reports.figures.clocks import Kind
from anjian.reports.figures.units import ReportUnit, city
from anjian.reports.queries import Sets
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import newest_of_kind, stored_sets_of


@dataclass(frozen=True, slots=True)
class Row:
    """A counted record that came or went, and what happened to it between the two tables."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Movement:
    """One value of a table that is another one now. Values count what `unit` says, or are 万元."""

    key: str
    title: str
    unit: str
    before: Value
    came: tuple[Row, ...]
    went: tuple[Row, ...]
    after: Value


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two tables: its sets and the pair of clocks that they stand for."""

    sets: Sets
    clocks: Clocks


def movements(session: Session, pack: Pack, unit: ReportUnit, before: Side, after: Side) -> list[Movement]:
    """Every value of a unit's table that moved. `session` sees all rows; what a reader may see is the caller's affair."""
    found = []
    for cell in pack.annex1.cells:
        old, new = before.sets.ids(cell, unit), after.sets.ids(cell, unit)
        other = reworth(cell, old & new, before.sets, after.sets)
        if old != new or other:
            found.append(
                Movement(
                    cell.key,
                    title_of(pack, cell),
                    cell.unit,
                    value_of(cell, old, before.sets),
                    rows(session, pack, cell, (new - old) | other, before.clocks, after.clocks),
                    rows(session, pack, cell, (old - new) | other, before.clocks, after.clocks),
                    value_of(cell, new, after.sets),
                )
            )
    return found


def departures(session: Session, pack: Pack, unit: ReportUnit, before: Side, after: Side) -> list[Movement]:
    """Values of which rows left, with those rows only: a cumulative value loses none without a cause."""
    found = []
    for cell in pack.annex1.cells:
        old, new = before.sets.ids(cell, unit), after.sets.ids(cell, unit)
        if left := old - new:
            told = rows(session, pack, cell, left, before.clocks, after.clocks)
            values = value_of(cell, old, before.sets), value_of(cell, new, after.sets)
            found.append(Movement(cell.key, title_of(pack, cell), cell.unit, values[0], (), told, values[1]))
    return found


def rows(session: Session, pack: Pack, cell: Cell, ids: BitMap, before: Clocks, after: Clocks) -> tuple[Row, ...]:
    """Records by their codes, sorted, each with what happened to it."""
    codes, told = public_codes(session, pack, cell, ids), reasons(session, pack, cell, ids, before, after)
    return tuple(sorted(_told(codes, told), key=lambda row: row.code))


def _told(codes: dict[int, tuple[str, ...]], told: dict[int, str]) -> Iterable[Row]:
    for number, names in codes.items():
        yield from (Row(name, told[number]) for name in names)


def side_of(session: Session, pack: Pack, snapshot: ReportSnapshot) -> Side:
    """A stored table."""
    return Side(stored_sets_of(session, pack, snapshot.id), Clocks(snapshot.effective, snapshot.known))


def knowledge_bridge(instance: Instance, pack: Pack, period: str, unit: ReportUnit | None = None) -> list[Movement]:
    """From the stored provisional to the stored final table of a month. Raises `NotFound` while one is missing."""
    with system_read(instance.database, f"bridge of {period}") as session:
        before, after = (_stored(session, pack, period, kind) for kind in (Kind.PROVISIONAL, Kind.FINAL))
        return movements(session, pack, unit or city(pack), before, after)


def _stored(session: Session, pack: Pack, period: str, kind: Kind) -> Side:
    snapshot = newest_of_kind(session, pack.code, period, kind)
    if snapshot is None:
        raise NotFound(f"{period}还没有编制{kind}，不能比较。")
    return side_of(session, pack, snapshot)
