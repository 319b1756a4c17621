"""The relations that the values of a table must keep (requirements 5.1), checked over its sets at every compilation.

A relation that does not hold is a fault of the rules or of the ledger, never of a unit: it is named with its values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyroaring import BitMap

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.factors import whole_of
from anjian.reports.figures.rules import Mark
from anjian.reports.figures.units import ReportUnit, city, report_units


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation in words, and how many records break it."""

    text: str
    broken: int


def relations(pack: Pack, sets: FigureSets, unit: ReportUnit) -> tuple[Relation, ...]:
    """Every relation of one unit's table."""
    return (
        *_subsets(pack, sets, unit),
        *_partitions(pack, sets, unit),
        *_beside(sets, unit),
        *_whole(pack, sets, unit),
    )


def _subsets(pack: Pack, sets: FigureSets, unit: ReportUnit) -> Iterator[Relation]:
    for cell in pack.annex1.cells:
        if cell.subset_of is not None:
            whole = pack.cell(cell.subset_of)
            outside = sets.ids(cell, unit) - sets.ids(whole, unit)
            yield Relation(f"“{_name(pack, cell)}”都在“{_name(pack, whole)}”之内", len(outside))


def _partitions(pack: Pack, sets: FigureSets, unit: ReportUnit) -> Iterator[Relation]:
    """The parts are disjoint, and together they are all hazards of the kind that they count."""
    for partition in pack.annex1.partitions:
        parts = [sets.ids(pack.cell(key), unit) for key in partition.parts]
        union = BitMap.union(BitMap(), *parts)
        whole = sets.hazards.figure(whole_of(partition, pack.annex1), unit)
        twice = sum(len(part) for part in parts) - len(union)
        yield Relation(f"{partition.whole}按{partition.by}分，不重不漏", twice + len(union ^ whole))


def _beside(sets: FigureSets, unit: ReportUnit) -> Iterator[Relation]:
    """What is shown apart is not in the table, and what is claimed done is not yet accepted."""
    counted, accepted = (sets.hazards.figure(mark, unit) for mark in (Mark.COUNTED, Mark.COUNTED | Mark.ACCEPTED))
    yield Relation("已上报尚未确认的不在表内", len(sets.beside("pending", unit) & counted))
    yield Relation("结转未销号的不在表内", len(sets.beside("carried", unit) & counted))
    claimed = sets.beside("claimed", unit)
    yield Relation("已申请验收尚未销号的在表内且未计入已完成", len(claimed - counted) + len(claimed & accepted))


def _whole(pack: Pack, sets: FigureSets, unit: ReportUnit) -> Iterator[Relation]:
    """No unit counts what the city does not."""
    if unit.is_city:
        units = report_units(pack)[1:]
        for cell in pack.annex1.cells:
            own = BitMap.union(BitMap(), *(sets.ids(cell, one) for one in units))
            yield Relation(f"各单位的“{_name(pack, cell)}”都在全市数内", len(own - sets.ids(cell, city(pack))))


def _name(pack: Pack, cell: Cell) -> str:
    """An item of the table, with the label of one of its two values."""
    line = next(line for line in pack.annex1.lines if cell in line.cells)
    return line.text + (cell.label or "" if len(line.cells) > 1 else "")
