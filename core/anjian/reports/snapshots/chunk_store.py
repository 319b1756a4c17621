"""Where the sets of snapshots are kept: chunks under their hashes, and for each snapshot and record the list of its chunks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer

from anjian.kernel.batches import batches
from anjian.reports.figures.chunks import Atom, Chunk, Content, Tally, tree_hash, unpack
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.sets import RecordSets, summed
from anjian.reports.snapshots.models import ReportChunk, ReportRecordSet

"""Hashes asked for in one statement."""


def keep_sets(session: Session, snapshot_id: str, sets: FigureSets) -> None:
    """Store the sets of a snapshot; chunks that are stored already are not written again. Flushes."""
    for record, one in sets.records.items():
        _keep_chunks(session, list(one.chunks.values()))
        session.add(
            ReportRecordSet(
                snapshot_id=snapshot_id, record=record, single=one.single, rules=sets.rules[record], sha256=one.sha256,
                chunks=json.dumps([[chunk.number, chunk.sha256, chunk.marks] for chunk in one.chunks.values()]),
                tally=json.dumps([[*atom, *tally] for atom, tally in one.tally.items()], ensure_ascii=False),
            )
        )  # fmt: skip
    session.flush()


def _keep_chunks(session: Session, chunks: Sequence[Chunk]) -> None:
    known = set(_known(session, [chunk.sha256 for chunk in chunks]))
    for chunk in chunks:
        if chunk.sha256 not in known:
            with suppress(IntegrityError), session.begin_nested():  # another compilation may have just kept the same
                session.add(ReportChunk(sha256=chunk.sha256, content=chunk.packed))


def _known(session: Session, hashes: Sequence[str]) -> Iterator[str]:
    for part in batches(hashes):
        yield from session.scalars(select(ReportChunk.sha256).where(ReportChunk.sha256.in_(part)))


def kept_records(session: Session, snapshot_id: str) -> list[ReportRecordSet]:
    """What is kept of a snapshot, by record; nothing of one from before there were chunks."""
    return list(
        session.scalars(
            select(ReportRecordSet)
            .where(ReportRecordSet.snapshot_id == snapshot_id)
            .order_by(ReportRecordSet.id)
            .options(undefer(ReportRecordSet.chunks), undefer(ReportRecordSet.tally))
        )
    )


def loaded(session: Session, kept: ReportRecordSet) -> RecordSets:
    """The sets of one record. A chunk is read when it is first looked into, by a connection of its own: the sets may outlive
    the session, and what they stand in is committed."""
    return RecordSets.stored(kept.single, _chunks(session.get_bind(), json.loads(kept.chunks)), _tally(kept))


def _chunks(engine: Engine | Connection, told: Iterable[tuple[int, str, int]]) -> Iterator[Chunk]:
    for number, sha256, marks in told:
        yield Chunk(number, partial(_read, engine, number, sha256), sha256=sha256, marks=marks)


def _read(engine: Engine | Connection, number: int, sha256: str) -> Content:
    with engine.engine.execution_options(anjian_unit="read").connect() as connection:
        packed = connection.execute(select(ReportChunk.content).where(ReportChunk.sha256 == sha256)).scalar_one()
    return unpack(number, packed)


def chunk_faults(session: Session, kept: ReportRecordSet) -> Iterator[str]:
    """What of a record's stored sets does not match its hash: numbers of chunks that are gone or changed, or the record's
    list or sizes."""
    told = json.loads(kept.chunks)
    broken = [number for number, sha256, _marks in told if not _sound(session, sha256)]
    yield from (f"第{number}段" for number in broken)
    if tree_hash((number, sha256) for number, sha256, _marks in told) != kept.sha256:
        yield "段目录"
    elif not broken and summed(_chunks(session.get_bind(), told)) != _tally(kept):
        yield "数量"


def _sound(session: Session, sha256: str) -> bool:
    content = session.scalar(select(ReportChunk.content).where(ReportChunk.sha256 == sha256))
    return content is not None and hashlib.sha256(content).hexdigest() == sha256


def _tally(kept: ReportRecordSet) -> dict[Atom, Tally]:
    return {Atom(*told[:3]): Tally(*told[3:]) for told in json.loads(kept.tally)}
