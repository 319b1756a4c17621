"""A snapshot names what a compilation rests on; two compilations of one pair of clocks have one name.

Its content is the hash of every set, whichever units were asked for, so a table compiled for one unit carries the same
snapshot as the whole city's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.kernel import clock
from anjian.kernel.ledger import canonical_json
from anjian.reports.figures.clocks import AsOf, Kind
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.rules import BESIDE
from anjian.reports.figures.sets import set_hash
from anjian.reports.figures.units import ReportUnit, city, report_units
from anjian.reports.snapshots.models import ReportSnapshot, ReportSnapshotSet

ID_LENGTH = 16
AMOUNTS = "amount"
"""Name and record of the stored amounts, which are text and no set."""


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
            "sets": {name: set_hash(ids) for name, _record, ids in stored_sets(pack, sets)},
            "amounts": hashlib.sha256(amounts_json(pack, sets).encode()).hexdigest(),
        }
    )
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Snapshot(digest[:ID_LENGTH], digest, content, pack.code, period.code, kind, asof)


def stored_sets(pack: Pack, sets: FigureSets) -> Iterator[tuple[str, str, BitMap]]:
    """Name, record and ids of every set that a snapshot keeps: factors of hazards, whole figures of all other records."""
    whole = city(pack)
    for cell in pack.annex1.cells:
        if cell.record != "hazard":
            for unit in report_units(pack):
                yield f"{cell.key} {unit.code}", cell.record, sets.ids(cell, unit)
        else:
            yield cell.key, cell.record, sets.ids(cell, whole)
    for name in BESIDE:
        yield name, "hazard", sets.beside(name, whole)
    for unit in report_units(pack)[1:]:
        yield f"unit {unit.code}", "hazard", sets.hazards.unit(unit)


def stored_figure(pack: Pack, kept: Mapping[str, BitMap], key: str, unit: ReportUnit) -> BitMap:
    """The ids of one figure from a snapshot's stored sets (`stored_sets` by name)."""
    cell = pack.cell(key)
    if cell.record != "hazard":
        return kept.get(f"{key} {unit.code}", BitMap())  # snapshots from before enforcement was recorded: true zeros
    return kept[key] if unit.is_city else kept[key] & kept[f"unit {unit.code}"]


def amounts_json(pack: Pack, sets: FigureSets) -> str:
    """Amount in 分 by decision, of the decisions whose money some cell adds up."""
    whole = city(pack)
    summed = BitMap.union(BitMap(), *(sets.ids(cell, whole) for cell in pack.annex1.cells if cell.merge == "sum_once"))
    return canonical_json({str(number): sets.amounts[number] for number in summed})


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
    for name, record, ids in stored_sets(pack, sets):
        packed = ids.copy()
        packed.run_optimize()
        session.add(
            ReportSnapshotSet(
                snapshot_id=snapshot.id, name=name, record=record, size=len(ids), sha256=set_hash(ids),
                content=packed.serialize(),
            )
        )  # fmt: skip
    amounts = amounts_json(pack, sets).encode()
    session.add(
        ReportSnapshotSet(
            snapshot_id=snapshot.id, name=AMOUNTS, record=AMOUNTS, size=len(amounts),
            sha256=hashlib.sha256(amounts).hexdigest(), content=amounts,
        )
    )  # fmt: skip
    session.flush()
    return stored
