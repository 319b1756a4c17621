"""A snapshot names what a compilation rests on; two compilations of one pair of clocks have one name.

Its content names all sets by their hashes, and which marks each cell asks for, whichever units were asked for: a table compiled
for one unit carries the same snapshot as the whole city's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.kernel import clock
from anjian.kernel.ledger import canonical_json
from anjian.reports.figures.clocks import AsOf, Kind
from anjian.reports.figures.counting import FigureSets
from anjian.reports.snapshots.chunk_store import keep_sets
from anjian.reports.snapshots.models import ReportSnapshot

ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Identity of what was counted."""

    id: str
    content_hash: str
    content: str
    campaign: str
    period: str
    kind: Kind
    asof: AsOf


def snapshot_of(pack: Pack, period: Period, kind: Kind, sets: FigureSets) -> Snapshot:
    """Name the sets of one pair of clocks."""
    asof = sets.asof
    content = canonical_json(
        {
            "campaign": pack.code,
            "pack": pack_hash(pack),
            "period": period.code,
            "kind": kind.code,
            "effective": asof.effective,
            "known": asof.known,
            "sets": {record: one.sha256 for record, one in sets.records.items()},
            "marks": dict(sets.marks),
            "tags": dict(sets.tags),
        }
    )
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Snapshot(digest[:ID_LENGTH], digest, content, pack.code, period.code, kind, asof)


def pack_hash(pack: Pack) -> str:
    """Hash of everything a pack says: another wording of a definition is another report."""
    return hashlib.sha256(pack.model_dump_json().encode()).hexdigest()


def keep_snapshot(
    session: Session, pack: Pack, snapshot: Snapshot, sets: FigureSets, sections: str, versions: str
) -> ReportSnapshot:
    """Store a snapshot with its sets; one that is stored already is returned as it stands. Flushes."""
    stored = session.get(ReportSnapshot, snapshot.id)
    if stored is not None:
        return stored
    stored = ReportSnapshot(
        id=snapshot.id,
        campaign_code=snapshot.campaign,
        period=snapshot.period,
        kind=str(snapshot.kind),
        effective=snapshot.asof.effective,
        known=snapshot.asof.known,
        content_hash=snapshot.content_hash,
        content=snapshot.content,
        sections=sections,
        versions=versions,
        compiled_at=clock.now(),
    )
    session.add(stored)
    session.flush()
    keep_sets(session, snapshot.id, sets)
    return stored
