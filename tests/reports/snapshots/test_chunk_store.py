"""Sets are kept in chunks that snapshots share; sets from before there were chunks stay readable."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from pyroaring import BitMap
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from tests.reports.filled import Ledger

from anjian.campaigns.loading import shipped
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.ledger import canonical_json, take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.reports.figures import incremental
from anjian.reports.figures.chunks import BITS
from anjian.reports.figures.clocks import AsOf, Kind
from anjian.reports.figures.counting import FigureSets, figure_sets
from anjian.reports.figures.sets import set_hash
from anjian.reports.figures.units import find_unit, report_units
from anjian.reports.snapshots import chunk_store
from anjian.reports.snapshots.integrity import set_faults
from anjian.reports.snapshots.models import ReportChunk, ReportRecordSet, ReportSnapshot, ReportSnapshotSet
from anjian.reports.snapshots.old_sets import AMOUNTS, OldSets
from anjian.reports.snapshots.snapshot import keep_snapshot, snapshot_of
from anjian.reports.snapshots.stored import sets_at, stored_sets_of

PACK = shipped()["jincheng_2023"]
JULY = PACK.period("2023-07")
FOUND, END = date(2023, 6, 1), date(2023, 7, 31)
FAR = 1 << BITS
"""The first id of the second chunk."""


@pytest.fixture
def filled(database: Database) -> Database:
    """Hazards in two chunks, visits and findings of two enterprises."""
    with system_write(database, "test") as session:
        ledger = Ledger(session)
        for number, place in enumerate(("140525", "140502")):
            enterprise = ledger.enterprise(region=place)
            ledger.hazard(enterprise, FOUND, confirmed_on=FOUND, id=1 + number * FAR)
            ledger.hazard(enterprise, FOUND, confirmed_on=FOUND + timedelta(90), id=2 + number * FAR)
            ledger.finding(ledger.visit(enterprise, FOUND), "A1-2.03")
    return database


def asof(known: int, effective: date = END) -> AsOf:
    return AsOf(PACK.code, PACK.campaign.starts_on, effective, known)


def kept(database: Database, at: AsOf) -> tuple[str, FigureSets]:
    """A snapshot of the pair of clocks as the job keeps it, and what it was made of."""
    with system_read(database, "test") as session:
        sets = figure_sets(session, PACK.annex1, at)
    snapshot = snapshot_of(PACK, JULY, Kind.FINAL, sets)
    with system_write(database, "test") as session:
        keep_snapshot(session, PACK, snapshot, sets, "{}", "{}")
    return snapshot.id, sets


def same(one: Any, other: Any) -> bool:
    return all(
        one.ids(cell, unit) == other.ids(cell, unit) and one.value(cell, unit) == other.value(cell, unit)
        for unit in report_units(PACK)
        for cell in PACK.annex1.cells
    )


def accept(database: Database, hazard_id: int) -> int:
    """One later event about one hazard; what the ledger then knows."""
    with system_write(database, "test") as session:
        Ledger(session).change(session.get_one(Hazard, hazard_id), END, accepted_on=END)
    return take_watermark(database)


def test_stored_sets_answer_what_counted_ones_do(filled: Database) -> None:
    snapshot_id, counted = kept(filled, asof(take_watermark(filled)))
    with system_read(filled, "test") as session:
        stored = stored_sets_of(session, PACK, snapshot_id)
    assert same(stored, counted)
    assert stored.amounts == counted.amounts


def test_unchanged_chunks_are_shared_and_not_read(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(filled, asof(take_watermark(filled)))
    known = accept(filled, 1)
    read: list[int] = []
    unpack = chunk_store.unpack
    monkeypatch.setattr(chunk_store, "unpack", lambda number, packed: read.append(number) or unpack(number, packed))
    monkeypatch.setattr(incremental, "_WORTH", 0)
    with system_read(filled, "test") as session:
        again = sets_at(session, PACK, asof(known))
        city = find_unit(PACK, "全市")
        values = {cell.key: again.value(cell, city) for cell in PACK.annex1.cells}
        full = sets_at(session, PACK, asof(known), full=True)
        chunks = session.scalar(select(func.count()).select_from(ReportChunk))
    assert (values["A1-1.01"], values["A1-1.02"]) == (2, 1)
    assert read == [0, 0], "the chunk of the hazard that changed, and the enterprises', which several atoms share"
    assert {name: one.sha256 for name, one in again.records.items()} == {
        name: one.sha256 for name, one in full.records.items()
    }
    kept(filled, asof(known))
    with system_read(filled, "test") as session:
        assert session.scalar(select(func.count()).select_from(ReportChunk)) == (chunks or 0) + 1
    assert same(again, full)


@pytest.mark.parametrize("days", [-40, 0, 60])
def test_the_effective_day_may_move_either_way(filled: Database, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(incremental, "_WORTH", 0)
    kept(filled, asof(take_watermark(filled)))
    at = asof(accept(filled, 1), END + timedelta(days))
    with system_read(filled, "test") as session:
        assert same(sets_at(session, PACK, at), sets_at(session, PACK, at, full=True))


def test_sets_that_other_rules_made_are_counted_in_full(filled: Database) -> None:
    kept(filled, asof(take_watermark(filled)))
    with system_write(filled, "test") as session:
        session.execute(update(ReportRecordSet).values(rules="0" * 64, tally="[]", chunks="[]"))
    with system_read(filled, "test") as session:
        at = asof(take_watermark(filled))
        assert same(sets_at(session, PACK, at), sets_at(session, PACK, at, full=True))


def faults(database: Database, snapshot_id: str) -> list[str]:
    with system_read(database, "test") as session:
        return list(set_faults(session, session.get_one(ReportSnapshot, snapshot_id)))


def test_changed_bytes_are_named(filled: Database) -> None:
    snapshot_id, counted = kept(filled, asof(take_watermark(filled)))
    assert faults(filled, snapshot_id) == []
    chunk = counted.hazards.chunks[1]
    with system_write(filled, "test") as session:
        session.execute(update(ReportChunk).where(ReportChunk.sha256 == chunk.sha256).values(content=b"{}"))
    assert faults(filled, snapshot_id) == [
        f"快照 {snapshot_id} 存档的集合“hazard”（第1段）与其校验值不符，集合被改动过。"
    ]


def test_a_snapshot_from_before_there_were_chunks_stays_readable(filled: Database) -> None:
    known = take_watermark(filled)
    with system_write(filled, "test") as session:
        sets = figure_sets(session, PACK.annex1, asof(known))
        content = canonical_json({"sets": _keep_as_before(session, sets), "amounts": hashlib.sha256(b"{}").hexdigest()})
        session.add(
            ReportSnapshot(
                id="old", campaign_code=PACK.code, period=JULY.code, kind=str(Kind.FINAL), effective=END, known=known,
                content_hash="0" * 64, content=content, sections="{}", versions="{}", compiled_at=clock.now(),
            )
        )  # fmt: skip
    with system_read(filled, "test") as session:
        old = stored_sets_of(session, PACK, "old")
        assert isinstance(old, OldSets)
        assert same(old, sets)
        assert same(sets_at(session, PACK, asof(known)), sets), "counted in full: there is no base"
    assert faults(filled, "old") == []


def _keep_as_before(session: Session, sets: FigureSets) -> dict[str, str]:
    """A factor for each cell and unit of hazards, and each figure of other records; the hash of each by name."""
    kept_sets: dict[str, BitMap] = {}
    for cell in PACK.annex1.cells:
        for unit in report_units(PACK):
            if cell.record == "hazard":
                kept_sets[cell.key] = sets.hazards.cell(sets.marks[cell.key])
                kept_sets[f"unit {unit.code}"] = sets.hazards.unit(unit)
            else:
                kept_sets[f"{cell.key} {unit.code}"] = sets.ids(cell, unit)
    for name, ids in kept_sets.items():
        session.add(
            ReportSnapshotSet(
                snapshot_id="old", name=name, record="", size=len(ids), sha256=set_hash(ids), content=ids.serialize()
            )
        )
    session.add(
        ReportSnapshotSet(
            snapshot_id="old",
            name=AMOUNTS,
            record=AMOUNTS,
            size=2,
            sha256=hashlib.sha256(b"{}").hexdigest(),
            content=b"{}",
        )
    )
    return {name: set_hash(ids) for name, ids in kept_sets.items()}
