"""Figures of a stored snapshot that the ledger counts otherwise, with their rows by public code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.hazards.models import Hazard
from anjian.kernel.batches import batches
from anjian.reports.bridges.codes import public_codes
from anjian.reports.bridges.values import Value, reworth, value_of
from anjian.reports.figures.rules import BESIDE
from anjian.reports.figures.units import ReportUnit, report_units
from anjian.reports.queries import Sets, definition_of


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """One value of one unit's table: as stored, as counted now, and the rows that only one of the two counts."""

    unit: str
    key: str
    title: str
    stored: Value
    now: Value
    only_stored: tuple[str, ...]
    only_now: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    """Rows that both count, for another amount."""


def figure_differences(session: Session, pack: Pack, stored: Sets, now: Sets) -> Iterator[FigureDifference]:
    """Every value of every unit that differs. `session` sees all rows."""
    for unit in report_units(pack):
        for cell in pack.annex1.cells:
            yield from _of_cell(session, pack, cell, unit, stored, now)
        for name in BESIDE:
            yield from _beside(session, pack, name, unit, stored, now)


def _of_cell(
    session: Session, pack: Pack, cell: Cell, unit: ReportUnit, stored: Sets, now: Sets
) -> Iterator[FigureDifference]:
    before, after = stored.ids(cell, unit), now.ids(cell, unit)
    both = _valued(cell, _valued(cell, before & after, stored), now)
    other = reworth(cell, both, stored, now)
    if before == after and not other:
        return
    codes = public_codes(session, pack, cell, (before ^ after) | other)
    yield FigureDifference(
        unit.name, cell.key, definition_of(pack, cell.key)[0],
        value_of(cell, _valued(cell, before, stored), stored), value_of(cell, after, now),
        _named(before - after, codes), _named(after - before, codes), _named(other, codes),
    )  # fmt: skip


def _valued(cell: Cell, ids: BitMap, sets: Sets) -> BitMap:
    """The rows whose amount is known: a set that was tampered with may hold others."""
    return BitMap(number for number in ids if number in sets.amounts) if cell.merge == "sum_once" else ids


def _beside(
    session: Session, pack: Pack, name: str, unit: ReportUnit, stored: Sets, now: Sets
) -> Iterator[FigureDifference]:
    before, after = stored.beside(name, unit), now.beside(name, unit)
    if before == after:
        return
    codes: dict[int, tuple[str, ...]] = {}
    for part in batches(before ^ after):
        found = session.execute(select(Hazard.id, Hazard.public_code).where(Hazard.id.in_(part)))
        codes |= {number: (code,) for number, code in found}
    yield FigureDifference(
        unit.name, name, definition_of(pack, name)[0], len(before), len(after),
        _named(before - after, codes), _named(after - before, codes),
    )  # fmt: skip


def _named(ids: BitMap, codes: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Public codes; a row that is gone is told by its internal number."""
    return tuple(sorted({code for number in ids for code in codes.get(number, (f"内部编号{number}（已不存在）",))}))
