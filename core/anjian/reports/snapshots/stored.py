"""Reports as they were handed out: snapshots, their sets, their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session, undefer

from anjian.campaigns.packs import Pack
from anjian.reports.figures.clocks import OF_MONTH, AsOf, Kind
from anjian.reports.figures.counting import FigureSets, figure_sets
from anjian.reports.snapshots.chunk_store import kept_records, loaded
from anjian.reports.snapshots.models import ReportFile, ReportRecordSet, ReportSnapshot
from anjian.reports.snapshots.old_sets import OldSets, old_sets_of

StoredSets = FigureSets | OldSets
"""The sets of a stored snapshot: nothing is counted again."""


def latest_snapshot(session: Session, campaign: str, period: str) -> ReportSnapshot | None:
    """The newest stored compilation of a month: the final one, once there is one. Read in a system session."""
    return session.scalars(
        select(ReportSnapshot)
        .where(
            ReportSnapshot.campaign_code == campaign, ReportSnapshot.period == period, ReportSnapshot.kind.in_(OF_MONTH)
        )
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
            ReportSnapshot.campaign_code == campaign,
            ReportSnapshot.period == period,
            ReportSnapshot.kind.in_(OF_MONTH),
            ReportSnapshot.known <= known,
        )
        .order_by(ReportSnapshot.known.desc(), ReportSnapshot.compiled_at.desc(), ReportSnapshot.id)
        .limit(1)
    ).first()


def stored_sets_of(session: Session, pack: Pack, snapshot_id: str) -> StoredSets:
    """Every set of a snapshot."""
    snapshot = session.get_one(ReportSnapshot, snapshot_id, options=[undefer(ReportSnapshot.content)])
    kept = kept_records(session, snapshot_id)
    if not kept:
        return old_sets_of(session, pack, snapshot_id)
    told = json.loads(snapshot.content)
    return FigureSets(
        AsOf(pack.code, pack.campaign.starts_on, snapshot.effective, snapshot.known),
        {one.record: loaded(session, one) for one in kept},
        told["marks"],
        told["tags"],
        {one.record: one.rules for one in kept},
    )


def sets_at(session: Session, pack: Pack, asof: AsOf, *, full: bool = False) -> FigureSets:
    """The sets at a pair of clocks, counted on from the nearest stored snapshot of the campaign; `full`: from nothing.

    Both give the same sets.
    """
    nearest = None if full else _nearest(session, asof)
    base = stored_sets_of(session, pack, nearest) if nearest is not None else None
    return figure_sets(session, pack.annex1, asof, base if isinstance(base, FigureSets) else None)


def _nearest(session: Session, asof: AsOf) -> str | None:
    """The snapshot whose knowledge is nearest; of several, one from which the effective day moves on rather than back."""
    ahead = case((ReportSnapshot.effective > asof.effective, 1), else_=0)
    return session.scalars(
        select(ReportSnapshot.id)
        .where(
            ReportSnapshot.campaign_code == asof.campaign,
            exists().where(ReportRecordSet.snapshot_id == ReportSnapshot.id),
        )
        .order_by(
            func.abs(ReportSnapshot.known - asof.known), ahead, ReportSnapshot.effective.desc(), ReportSnapshot.id
        )
        .limit(1)
    ).first()


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
