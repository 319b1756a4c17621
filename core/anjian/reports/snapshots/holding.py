"""Whether the stored sets of a snapshot hold given records: only what may hold them is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.units import ReportUnit
from anjian.reports.snapshots.stored import stored_sets_of

Holding = Callable[[Cell, ReportUnit], bool]
"""Whether a cell's figure of a unit holds one of the ids asked for."""


def holding_of(session: Session, pack: Pack, snapshot_id: str, wanted: Mapping[str, Sequence[int]]) -> Holding:
    """`wanted`: cell key -> ids."""
    sets = stored_sets_of(session, pack, snapshot_id)

    def holds(cell: Cell, unit: ReportUnit) -> bool:
        numbers = wanted[cell.key]
        if isinstance(sets, FigureSets):
            return any(sets.holds(cell, unit, number) for number in numbers)
        ids = sets.ids(cell, unit)
        return any(number in ids for number in numbers)

    return holds
