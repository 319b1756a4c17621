"""Whether a stored snapshot still is what was stored: its name, its sets and its files against their hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.reports.figures.sets import set_hash
from anjian.reports.snapshots.chunk_store import chunk_faults, kept_records
from anjian.reports.snapshots.models import ReportFile, ReportSnapshot, ReportSnapshotSet
from anjian.reports.snapshots.old_sets import AMOUNTS
from anjian.reports.snapshots.snapshot import ID_LENGTH

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def stored_faults(session: Session, snapshot: ReportSnapshot, names: Mapping[str, str] = NO_NAMES) -> Iterator[str]:
    """Everything of a snapshot that was changed since it was stored, as sentences. `names`: unit code -> name."""
    yield from name_faults(snapshot)
    yield from set_faults(session, snapshot)
    yield from file_faults(session, snapshot, names)


def name_faults(snapshot: ReportSnapshot) -> Iterator[str]:
    """The hashed text against its hash, and the columns that repeat it."""
    if digest(snapshot.content) != snapshot.content_hash or snapshot.content_hash[:ID_LENGTH] != snapshot.id:
        yield f"快照 {snapshot.id} 的签存文本与其校验值不符，文本被改动过。"
        return
    told = json.loads(snapshot.content)
    columns = (snapshot.campaign_code, snapshot.period, snapshot.effective.isoformat(), snapshot.known)
    if columns != (told["campaign"], told["period"], told["effective"], told["known"]):
        yield f"快照 {snapshot.id} 的期间或截至时点与其签存文本不符，数据列被改动过。"


def set_faults(session: Session, snapshot: ReportSnapshot) -> Iterator[str]:
    """Each stored set against its hash in the snapshot's text."""
    told = json.loads(snapshot.content)
    if "amounts" in told:
        yield from _old_set_faults(session, snapshot, told["sets"] | {AMOUNTS: told["amounts"]})
        return
    kept = {one.record: one for one in kept_records(session, snapshot.id)}
    for record, sha256 in sorted(told["sets"].items()):
        if record not in kept:
            yield f"快照 {snapshot.id} 存档的集合“{record}”已不存在。"
            continue
        parts = [*chunk_faults(session, kept[record])]
        if parts or kept[record].sha256 != sha256:
            where = f"（{'、'.join(parts)}）" if parts else ""
            yield f"快照 {snapshot.id} 存档的集合“{record}”{where}与其校验值不符，集合被改动过。"


def _old_set_faults(session: Session, snapshot: ReportSnapshot, wanted: Mapping[str, str]) -> Iterator[str]:
    """The same of a snapshot from before sets were kept in chunks."""
    rows = session.execute(
        select(ReportSnapshotSet.name, ReportSnapshotSet.content, ReportSnapshotSet.sha256)
        .where(ReportSnapshotSet.snapshot_id == snapshot.id)
        .order_by(ReportSnapshotSet.name)
        .execution_options(yield_per=8)
    )
    found: set[str] = set()
    for name, content, sha256 in rows:
        found.add(name)
        if not _hashed(name, content) == sha256 == wanted.get(name):
            yield f"快照 {snapshot.id} 存档的集合“{name}”与其校验值不符，集合被改动过。"
    for name in sorted(wanted.keys() - found):
        yield f"快照 {snapshot.id} 存档的集合“{name}”已不存在。"


def _hashed(name: str, content: bytes) -> str:
    """The hash of a stored set; blank where its bytes cannot be read any more."""
    if name == AMOUNTS:
        return hashlib.sha256(content).hexdigest()
    try:
        return set_hash(BitMap.deserialize(content))
    except ValueError:
        return ""


def file_faults(session: Session, snapshot: ReportSnapshot, names: Mapping[str, str]) -> Iterator[str]:
    """The bytes of each file against their hash."""
    for unit_code, name, content, sha256 in session.execute(_files(snapshot.id)):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield f"{names.get(unit_code, unit_code)}的“{name}”与其校验值不符，文件被改动过。"


def _files(snapshot_id: str) -> Any:
    """Files one after another: a city's list may be large."""
    return (
        select(ReportFile.unit_code, ReportFile.name, ReportFile.content, ReportFile.sha256)
        .where(ReportFile.snapshot_id == snapshot_id)
        .order_by(ReportFile.unit_code, ReportFile.name)
        .execution_options(yield_per=1)
    )


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
