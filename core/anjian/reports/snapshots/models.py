"""Tables of stored reports: snapshots, the sets behind their figures, the files as they were handed out."""

from __future__ import annotations

import json

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID
from anjian.kernel.ownership import SYSTEM
from anjian.kernel.types import Day, EventNo, Moment, Word


class ReportSnapshot(Base):
    """What the ledger said at one pair of clocks. `id` is the beginning of the content's hash: equal content, equal id."""

    __tablename__ = "report_snapshot"
    scope = SYSTEM
    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    campaign_code: Mapped[Word]
    period: Mapped[str] = mapped_column(String(7))
    kind: Mapped[Word]
    effective: Mapped[Day]
    known: Mapped[EventNo]
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[str] = deferred(mapped_column(Text))
    """The hashed text: campaign, pack, period, clocks and the hash of every set."""
    sections: Mapped[str] = deferred(mapped_column(Text))
    """What each plugin's section said for each unit, or how it failed (canonical JSON)."""
    versions: Mapped[str] = deferred(mapped_column(Text, nullable=False, server_default="{}"))
    """By what it was counted and written (`reports.versions`, canonical JSON); none in snapshots from before that was kept."""
    compiled_at: Mapped[Moment]
    __table_args__ = (Index("ix_report_snapshot_period", "campaign_code", "period", "compiled_at"),)


class ReportRecordSet(Base):
    """All sets of one kind of counted record in a snapshot: which chunks they are, and how large their atoms are in all."""

    __tablename__ = "report_record_set"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("report_snapshot.id"))
    record: Mapped[Word]
    single: Mapped[bool]
    rules: Mapped[str] = mapped_column(String(64))
    """Fingerprint of the rules that classified: a later count goes on from sets of the same rules only."""
    sha256: Mapped[str] = mapped_column(String(64))
    """The root over the chunks (`RecordSets.sha256`)."""
    chunks: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    """[number, SHA-256, marks that any atom carries] of each chunk (JSON)."""
    tally: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    """[marks, region, department, ids, 分] of each atom over all chunks (JSON)."""
    __table_args__ = (UniqueConstraint("snapshot_id", "record", name="uq_report_record_set"),)


class ReportChunk(Base):
    """A chunk of stored sets under the hash of its bytes; snapshots share those that did not change between them."""

    __tablename__ = "report_chunk"
    scope = SYSTEM
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ReportSnapshotSet(Base):
    """One set of a snapshot from before sets were kept in chunks: a factor (cell or unit) of hazards, or a whole figure."""

    __tablename__ = "report_snapshot_set"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("report_snapshot.id"))
    name: Mapped[str] = mapped_column(String(80))
    record: Mapped[Word]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    """Over the sorted ids; the bytes of equal bitmaps may differ."""
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    __table_args__ = (UniqueConstraint("snapshot_id", "name", name="uq_report_set_name"),)


class ReportFile(Base):
    """A file of one unit as it was written: bytes and their hash."""

    __tablename__ = "report_file"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("report_snapshot.id"))
    unit_code: Mapped[Word]
    name: Mapped[str] = mapped_column(String(60))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    __table_args__ = (UniqueConstraint("snapshot_id", "unit_code", "name", name="uq_report_file_name"),)


class ReportSeal(Base):
    """The act that closes a stored snapshot for ever: one hash over everything that was handed out, chained by campaign."""

    __tablename__ = "report_seal"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("report_snapshot.id"), unique=True)
    campaign_code: Mapped[Word]
    period: Mapped[str] = mapped_column(String(7))
    kind: Mapped[Word]
    sealed_at: Mapped[Moment]
    sealed_by: Mapped[str] = mapped_column(String(200))
    unit_name: Mapped[str] = mapped_column(String(200))
    missing: Mapped[str] = mapped_column(Text)
    """Names of units that had not submitted (a JSON list; empty: complete)."""
    note: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    """The hashed text, as `snapshots.sealing` writes it."""
    previous: Mapped[str] = mapped_column(String(64))
    """The hash of the campaign's seal before: unique, so that two seals never follow one."""
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    __table_args__ = (UniqueConstraint("campaign_code", "previous", name="uq_report_seal_chain"),)

    @property
    def missing_units(self) -> tuple[str, ...]:
        """Names of the units that had not submitted."""
        return tuple(json.loads(self.missing))
