"""Whether the stored sets of a snapshot hold given records: only the sets that may are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.reports.figures.units import ReportUnit
from anjian.reports.snapshots.models import ReportSnapshotSet

Holding = Callable[[Cell, ReportUnit], bool]
"""Whether a cell's figure of a unit holds one of the ids asked for."""


def holding_of(
    session: Session, pack: Pack, snapshot_id: str, wanted: Mapping[str, Sequence[int]], units: Sequence[ReportUnit]
) -> Holding:
    """`wanted`: cell key -> ids. Factors of hazards are looked into one by one: no figure is intersected."""
    names = [f"unit {unit.code}" for unit in units if not unit.is_city]
    for key in wanted:
        names += [key] if pack.cell(key).record == "hazard" else [f"{key} {unit.code}" for unit in units]
    rows = session.execute(
        select(ReportSnapshotSet.name, ReportSnapshotSet.content).where(
            ReportSnapshotSet.snapshot_id == snapshot_id, ReportSnapshotSet.name.in_(names)
        )
    )
    kept = {name: BitMap.deserialize(content) for name, content in rows}

    def holds(cell: Cell, unit: ReportUnit) -> bool:
        if cell.record != "hazard":
            return any(number in kept.get(f"{cell.key} {unit.code}", ()) for number in wanted[cell.key])
        own = kept.get(f"unit {unit.code}")
        return any(
            number in kept.get(cell.key, ()) and (unit.is_city or (own is not None and number in own))
            for number in wanted[cell.key]
        )

    return holds
