"""How the city's values come from the units' tables (R-121, requirements 5.2), row by row.

Sum of the units − counted by several of them + entered after the units' tables − no longer counted + of no unit = city.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.kernel.errors import NotFound
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.bridges.movements import Row, Side, rows, side_of
from anjian.reports.bridges.values import Value, reworth, title_of, value_of
from anjian.reports.figures.clocks import Kind
from anjian.reports.figures.units import city, report_units
from anjian.reports.queries import Sets
from anjian.reports.snapshots.stored import latest_snapshot, newest_of_kind


@dataclass(frozen=True, slots=True)
class Overlap:
    """Records that just these units count, each of them: a county and a department overlap by design."""

    units: tuple[str, ...]
    records: int
    repeated: Value
    """What the sum of the units' tables has too much by them."""


@dataclass(frozen=True, slots=True)
class UnitsBridge:
    """One value of the city's table; values count what `unit` says, or are 万元."""

    key: str
    title: str
    unit: str
    units_sum: Value
    repeated: Value
    overlaps: tuple[Overlap, ...]
    late: Value
    late_rows: tuple[Row, ...]
    gone: Value
    gone_rows: tuple[Row, ...]
    of_no_unit: Value
    of_no_unit_rows: tuple[Row, ...]
    city: Value


Tell = Callable[[Cell, BitMap], tuple[Row, ...]]
"""Names the records of a set, with what happened to each."""


def bridge_to_city(pack: Pack, submitted: Sets, now: Sets, tell: Tell) -> tuple[UnitsBridge, ...]:
    """The bridge of every value, from the units' tables as handed in to the city's as known now (may be the same sets)."""
    return tuple(_bridge(pack, cell, submitted, now, tell) for cell in pack.annex1.cells)


def bridge_of(session: Session, pack: Pack, submitted: Side, now: Side) -> tuple[UnitsBridge, ...]:
    """`bridge_to_city` with names from the ledger. `session` sees all rows."""

    def tell(cell: Cell, ids: BitMap) -> tuple[Row, ...]:
        return rows(session, pack, cell, ids, submitted.clocks, now.clocks)

    return bridge_to_city(pack, submitted.sets, now.sets, tell)


def units_bridge(instance: Instance, pack: Pack, period: str) -> tuple[UnitsBridge, ...]:
    """The bridge of the newest stored table of a month. Raises `NotFound` without one."""
    with system_read(instance.database, f"bridge of {period}") as session:
        newest = latest_snapshot(session, pack.code, period)
        if newest is None:
            raise NotFound(f"{period}还没有编制过报表，请先运行 monthly-report。")
        now = side_of(session, pack, newest)
        return bridge_of(session, pack, submitted_side(session, pack, period, now), now)


def submitted_side(session: Session, pack: Pack, period: str, now: Side) -> Side:
    """What the units' tables of a month said when they were handed in: the provisional one, where it was before `now`."""
    provisional = newest_of_kind(session, pack.code, period, Kind.PROVISIONAL, before=now.clocks.known)
    return now if provisional is None else side_of(session, pack, provisional)


def _bridge(pack: Pack, cell: Cell, submitted: Sets, now: Sets, tell: Tell) -> UnitsBridge:
    whole, units = city(pack), report_units(pack)[1:]
    own = {unit.name: submitted.ids(cell, unit) for unit in units}
    union, total = BitMap.union(BitMap(), *own.values()), now.ids(cell, whole)
    placed = BitMap.union(union, *(now.ids(cell, unit) for unit in units))
    other = reworth(cell, union & total, submitted, now)
    late, gone, alone = (placed & total) - union | other, union - total | other, total - placed
    overlaps = _overlaps(cell, own, submitted)
    zero = value_of(cell, BitMap(), now)
    return UnitsBridge(
        key=cell.key,
        title=title_of(pack, cell),
        unit=cell.unit,
        units_sum=sum((value_of(cell, ids, submitted) for ids in own.values()), start=zero),
        repeated=sum((overlap.repeated for overlap in overlaps), start=zero),
        overlaps=overlaps,
        late=value_of(cell, late, now),
        late_rows=tell(cell, late),
        gone=value_of(cell, gone, submitted),
        gone_rows=tell(cell, gone),
        of_no_unit=value_of(cell, alone, now),
        of_no_unit_rows=tell(cell, alone),
        city=value_of(cell, total, now),
    )


def _overlaps(cell: Cell, own: Mapping[str, BitMap], sets: Sets) -> tuple[Overlap, ...]:
    """The union of the units' rows, parted by who counts them; parts of one unit alone repeat nothing."""
    parts: dict[tuple[str, ...], BitMap] = {(): BitMap.union(BitMap(), *own.values())}
    for name, ids in own.items():
        split: dict[tuple[str, ...], BitMap] = {}
        for names, part in parts.items():
            split[(*names, name)], split[names] = part & ids, part - ids
        parts = {names: part for names, part in split.items() if part}
    place = {name: number for number, name in enumerate(own)}
    return tuple(
        Overlap(names, len(parts[names]), value_of(cell, parts[names], sets) * (len(names) - 1))
        for names in sorted(parts, key=lambda names: [place[name] for name in names])
        if len(names) > 1
    )
