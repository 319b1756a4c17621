"""Reports as they were handed out: snapshots, their sets, their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.reports.figures.algebra import AnyFigure, figure_of
from anjian.reports.figures.clocks import Kind
from anjian.reports.figures.units import ReportUnit
from anjian.reports.snapshots.models import ReportFile, ReportSnapshot, ReportSnapshotSet
from anjian.reports.snapshots.snapshot import AMOUNTS, stored_figure


@dataclass(frozen=True, slots=True)
class StoredSets:
    """The sets of a stored snapshot: answers what `FigureSets` answers, without counting again."""

    pack: Pack
    kept: Mapping[str, BitMap]
    amounts: Mapping[int, int] = field(default_factory=dict)

    def ids(self, cell: Cell, unit: ReportUnit) -> BitMap:
        return stored_figure(self.pack, self.kept, cell.key, unit)

    def figure(self, cell: Cell, unit: ReportUnit) -> AnyFigure:
        return figure_of(cell.unit, self.ids(cell, unit), self.amounts)

    def beside(self, name: str, unit: ReportUnit) -> BitMap:
        return self.kept[name] if unit.is_city else self.kept[name] & self.kept[f"unit {unit.code}"]


def latest_snapshot(session: Session, campaign: str, period: str) -> ReportSnapshot | None:
    """The newest stored compilation of a month: the final one, once there is one. Read in a system session."""
    return session.scalars(
        select(ReportSnapshot)
        .where(ReportSnapshot.campaign_code == campaign, ReportSnapshot.period == period)
        .order_by(ReportSnapshot.compiled_at.desc(), ReportSnapshot.known.desc())
        .limit(1)
    ).first()


def newest_of_kind(
    session: Session, campaign: str, period: str, kind: Kind, *, before: int | None = None
) -> ReportSnapshot | None:
    """The newest stored provisional or final compilation of a month; `before`: of those that knew less than that number."""
    statement = (
        select(ReportSnapshot)
        .where(
            ReportSnapshot.campaign_code == campaign,
            ReportSnapshot.period == period,
            ReportSnapshot.kind == str(kind),
        )
        .order_by(ReportSnapshot.compiled_at.desc(), ReportSnapshot.known.desc())
        .limit(1)
    )
    if before is not None:
        statement = statement.where(ReportSnapshot.known < before)
    return session.scalars(statement).first()


def newest_until(session: Session, campaign: str, period: str, known: int) -> ReportSnapshot | None:
    """The stored compilation of a month that knew most, but not more than an event number."""
    return session.scalars(
        select(ReportSnapshot)
        .where(
            ReportSnapshot.campaign_code == campaign, ReportSnapshot.period == period, ReportSnapshot.known <= known
        )
        .order_by(ReportSnapshot.known.desc(), ReportSnapshot.compiled_at.desc(), ReportSnapshot.id)
        .limit(1)
    ).first()


def stored_sets_of(session: Session, pack: Pack, snapshot_id: str) -> StoredSets:
    """Every set of a snapshot."""
    rows = session.execute(
        select(ReportSnapshotSet.name, ReportSnapshotSet.content).where(ReportSnapshotSet.snapshot_id == snapshot_id)
    )
    content: dict[str, bytes] = dict(rows.all())
    amounts = json.loads(content.pop(AMOUNTS, b"{}"))
    kept = {name: BitMap.deserialize(packed) for name, packed in content.items()}
    return StoredSets(pack, kept, {int(number): amount for number, amount in amounts.items()})


def keep_files(session: Session, snapshot_id: str, unit_code: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Store a unit's files; what is stored already under the same snapshot stays as it was handed out. Flushes."""
    known = set(
        session.scalars(
            select(ReportFile.name).where(ReportFile.snapshot_id == snapshot_id, ReportFile.unit_code == unit_code)
        )
    )
    for name, content in files:
        if name not in known:
            session.add(
                ReportFile(
                    snapshot_id=snapshot_id, unit_code=unit_code, name=name, size=len(content),
                    sha256=hashlib.sha256(content).hexdigest(), content=content,
                )
            )  # fmt: skip
    session.flush()


def stored_file(session: Session, snapshot_id: str, unit_code: str, name: str) -> ReportFile | None:
    """One stored file with its bytes."""
    return session.scalars(
        select(ReportFile)
        .where(ReportFile.snapshot_id == snapshot_id, ReportFile.unit_code == unit_code, ReportFile.name == name)
        .options(undefer(ReportFile.content))
    ).one_or_none()
