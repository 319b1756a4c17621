"""Why two figures differ, row by row: the provisional and the final table of a month (R-117), the units' tables and the city's
(R-121). Both are set differences over stored or counted sets; nothing is estimated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.enforcement.models import NoticeAddressee
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.kernel.errors import NotFound
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.drilldown.event_rows import event_rule
from anjian.reports.figures.algebra import Money, figure_of, wan_yuan
from anjian.reports.figures.clocks import Kind
from anjian.reports.figures.units import report_units
from anjian.reports.queries import counts_hazards
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import StoredSets, latest_snapshot, stored_sets_of

PART = 500


@dataclass(frozen=True, slots=True)
class KnowledgeBridge:
    """A value of the city's table that later knowledge changed: provisional + entered later - taken out = final."""

    key: str
    title: str
    unit: str
    provisional: int | Decimal
    later: tuple[str, ...]
    """Public codes of the rows that the final table counts beside those of the provisional one."""
    gone: tuple[str, ...]
    final: int | Decimal


@dataclass(frozen=True, slots=True)
class UnitsBridge:
    """A value of the city's table from those of the units: sum - counted by several units + of no unit = city."""

    key: str
    title: str
    unit: str
    units_sum: int | Decimal
    repeated: int | Decimal
    of_no_unit: int | Decimal
    city: int | Decimal


def knowledge_bridge(instance: Instance, pack: Pack, period: str) -> list[KnowledgeBridge]:
    """Every value that differs between the stored provisional and final table. Raises `NotFound` while one is missing."""
    with system_read(instance.database, f"bridge of {period}") as session:
        before, after = (_stored(session, pack, period, kind) for kind in (Kind.PROVISIONAL, Kind.FINAL))
        whole = report_units(pack)[0]
        changed = []
        for cell in pack.annex1.cells:
            old, new = before.ids(cell, whole), after.ids(cell, whole)
            moved = _moved(cell, old & new, before, after)
            if old != new or moved:
                changed.append(
                    KnowledgeBridge(
                        cell.key,
                        _title(pack, cell),
                        cell.unit,
                        _value(cell, old, before),
                        _codes(session, pack, cell, (new - old) | moved),
                        _codes(session, pack, cell, (old - new) | moved),
                        _value(cell, new, after),
                    )
                )
        return changed


def units_bridge(instance: Instance, pack: Pack, period: str) -> list[UnitsBridge]:
    """How the city's values come from the units' in the newest stored table of a month. Raises `NotFound` without one."""
    with system_read(instance.database, f"bridge of {period}") as session:
        newest = latest_snapshot(session, pack.code, period)
        if newest is None:
            raise NotFound(f"{period}还没有编制过报表，请先运行 monthly-report。")
        sets = stored_sets_of(session, pack, newest.id)
    whole, *units = report_units(pack)
    found = []
    for cell in pack.annex1.cells:
        city, own = sets.ids(cell, whole), [sets.ids(cell, unit) for unit in units]
        union = BitMap.union(*own)
        total = sum((_value(cell, part, sets) for part in own), start=_value(cell, BitMap(), sets))
        repeated, alone = total - _value(cell, union, sets), _value(cell, city - union, sets)
        title = _title(pack, cell)
        found.append(
            UnitsBridge(cell.key, title, cell.unit, total, repeated, alone, _value(cell, city, sets))
        )  # fmt: skip
    return found


def _value(cell: Cell, ids: BitMap, sets: StoredSets) -> int | Decimal:
    """How many, or how much in 万元."""
    figure = figure_of(cell.unit, ids, sets.amounts)
    return wan_yuan(figure.value) if isinstance(figure, Money) else figure.value


def _moved(cell: Cell, both: BitMap, before: StoredSets, after: StoredSets) -> BitMap:
    """Decisions of both tables whose amount is another now: out with the old one, in with the new one."""
    if cell.merge != "sum_once":
        return BitMap()
    return BitMap(number for number in both if before.amounts[number] != after.amounts[number])


def _stored(session: Session, pack: Pack, period: str, kind: Kind) -> StoredSets:
    snapshot = session.scalars(
        select(ReportSnapshot)
        .where(
            ReportSnapshot.campaign_code == pack.code,
            ReportSnapshot.period == period,
            ReportSnapshot.kind == str(kind),
        )
        .order_by(ReportSnapshot.compiled_at.desc())
        .limit(1)
    ).first()
    if snapshot is None:
        raise NotFound(f"{period}还没有编制{kind}，不能比较。")
    return stored_sets_of(session, pack, snapshot.id)


def _title(pack: Pack, cell: Cell) -> str:
    return next(line.text for line in pack.annex1.lines if cell in line.cells)


def _codes(session: Session, pack: Pack, cell: Cell, ids: Iterable[int]) -> tuple[str, ...]:
    """Public codes of counted records, sorted; a person of a matter is named by the codes of the rows about them."""
    code, counted = _coded(pack, cell)
    numbers = list(ids)
    codes: set[str] = set()
    for start in range(0, len(numbers), PART):
        codes.update(session.scalars(select(code).where(counted.in_(numbers[start : start + PART]))))
    return tuple(sorted(codes))


def _coded(pack: Pack, cell: Cell) -> tuple[Any, Any]:
    """The column with the public code, and the one with the counted id."""
    rule = event_rule(pack, cell.key)
    if rule is None or rule.by_enterprise:
        model: Any = Hazard if counts_hazards(pack, cell.key) else Enterprise
        return model.public_code, model.id
    row: Any = rule.kind.model
    if rule.join is not None:
        named = select(row.public_code).where(row.id == NoticeAddressee.notice_id).scalar_subquery()
        return named, NoticeAddressee.id
    return row.public_code, row.id if rule.single else row.counted_key_id
