"""Sets of snapshots from before they were kept in chunks: each cell and unit of hazards, each figure of other records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.reports.figures.algebra import AnyFigure, figure_of
from anjian.reports.figures.units import ReportUnit
from anjian.reports.snapshots.models import ReportSnapshotSet

AMOUNTS = "amount"
"""Name and record of the stored amounts, which are text and no set."""


@dataclass(frozen=True, slots=True)
class OldSets:
    """Answers what `FigureSets` answers, without counting again."""

    pack: Pack
    kept: Mapping[str, BitMap]
    amounts: Mapping[int, int] = field(default_factory=dict)

    def ids(self, cell: Cell, unit: ReportUnit) -> BitMap:
        """What the snapshot did not keep, because nothing of the kind was recorded then, is an empty set: true zeros."""
        if cell.record != "hazard":
            return self.kept.get(f"{cell.key} {unit.code}", BitMap())
        return self._factor(cell.key, unit)

    def figure(self, cell: Cell, unit: ReportUnit) -> AnyFigure:
        return figure_of(cell.unit, self.ids(cell, unit), self.amounts)

    def value(self, cell: Cell, unit: ReportUnit) -> int:
        return self.figure(cell, unit).value

    def beside(self, name: str, unit: ReportUnit) -> BitMap:
        return self._factor(name, unit)

    def _factor(self, name: str, unit: ReportUnit) -> BitMap:
        return self.kept[name] if unit.is_city else self.kept[name] & self.kept[f"unit {unit.code}"]


def old_sets_of(session: Session, pack: Pack, snapshot_id: str) -> OldSets:
    """Every set of such a snapshot."""
    rows = session.execute(
        select(ReportSnapshotSet.name, ReportSnapshotSet.content).where(ReportSnapshotSet.snapshot_id == snapshot_id)
    )
    content: dict[str, bytes] = dict(rows.all())
    amounts = json.loads(content.pop(AMOUNTS, b"{}"))
    kept = {name: BitMap.deserialize(packed) for name, packed in content.items()}
    return OldSets(pack, kept, {int(number): amount for number, amount in amounts.items()})
