"""The second clock: every change of the ledger takes the next number; hash chains make a changed past visible."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Sequence, String, Text, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.db import LEDGER_LOCK, Base, Database
from anjian.kernel.ownership import SYSTEM
from anjian.kernel.types import Day, EventNo, Moment

GENESIS = "0" * 64
"""`prev_hash` of the first event of a chain."""
event_sequence = Sequence("ledger_event_no", metadata=Base.metadata)


class LedgerCounter(Base):
    """The last event number given out, on databases without sequences (SQLite's write lock guards it)."""

    __tablename__ = "ledger_counter"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_no: Mapped[EventNo]


class Watermark(Base):
    """A moment resolved to an event number once, and for ever."""

    __tablename__ = "watermark"
    scope = SYSTEM
    moment: Mapped[Moment] = mapped_column(primary_key=True)
    event_no: Mapped[EventNo]


class EventColumns:
    """Columns of a chained, append-only event table. The hashed text covers every column and is stored exactly as hashed."""

    event_no: Mapped[EventNo] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    effective_on: Mapped[Day]
    recorded_at: Mapped[Moment] = mapped_column(index=True)
    account_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    unit_name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200))
    plugin: Mapped[str | None] = mapped_column(String(40))
    plugin_version: Mapped[str | None] = mapped_column(String(40))
    corrects: Mapped[int | None] = mapped_column(BigInteger)
    hashed_text: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditEntry(Base):
    """One change that is not a hazard's event: who, when, what, to which row. Append-only."""

    __tablename__ = "audit_entry"
    scope = SYSTEM
    event_no: Mapped[EventNo] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[Moment] = mapped_column(index=True)
    account_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    unit_name: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    detail: Mapped[str] = mapped_column(Text)
    __table_args__ = (Index("ix_audit_entry_subject", "subject_kind", "subject_id"),)


def event_numbers(session: Session, count: int) -> list[int]:
    """Take `count` fresh event numbers, ascending. They belong to the present write unit."""
    if count < 1:
        return []
    if session.get_bind().dialect.name == "sqlite":
        last = session.execute(
            update(LedgerCounter)
            .where(LedgerCounter.id == 1)
            .values(last_no=LedgerCounter.last_no + count)
            .returning(LedgerCounter.last_no)
        ).scalar()
        if last is None:
            session.add(LedgerCounter(id=1, last_no=count))
            session.flush()
            last = count
        return list(range(last - count + 1, last + 1))
    rows = session.execute(
        text("SELECT nextval('ledger_event_no') FROM generate_series(1, :count)"), {"count": count}
    ).scalars()
    return sorted(rows)


def next_event_no(session: Session) -> int:
    return event_numbers(session, 1)[0]


def take_watermark(database: Database) -> int:
    """The highest event number such that every event up to it is committed; waits for running writers."""
    if database.is_sqlite:  # one writer at a time: what is committed is complete, and a reader need not wait for it
        with database.reading.connect() as connection:
            return connection.execute(select(LedgerCounter.last_no).where(LedgerCounter.id == 1)).scalar() or 0
    with database.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LEDGER_LOCK})
        drawn = text("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ledger_event_no")
        return int(connection.execute(drawn).scalar_one())


def canonical_json(value: Mapping[str, Any]) -> str:
    """The one text form of a mapping: sorted keys, no spaces, dates as ISO days, moments as UTC ISO."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"cannot write {type(value).__name__} into the ledger")


def chain_hash(prev_hash: str, hashed_text: str) -> str:
    return hashlib.sha256(f"{prev_hash}\n{hashed_text}".encode()).hexdigest()


def record_audit(
    session: Session, action: str, subject_kind: str, subject_id: int | None, detail: Mapping[str, Any], actor: Actor
) -> int:
    """Append an audit entry and return its event number, which versions written in the same unit use."""
    event_no = next_event_no(session)
    session.add(
        AuditEntry(
            event_no=event_no,
            recorded_at=clock.now(),
            account_id=actor.account_id,
            actor_name=actor.person_name,
            unit_name=actor.unit_name,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            detail=canonical_json(detail),
        )
    )
    return event_no


def known_at(session: Session, moment: datetime) -> int:
    """What the ledger knew at a moment: the highest event number recorded at or before it.

    A moment with a kept `Watermark` is answered by it, so a sealed moment never means two things.
    """
    kept = session.get(Watermark, moment)
    if kept is not None:
        return kept.event_no
    highest = 0
    for source in event_sources():
        found = session.execute(select(func.max(source.event_no)).where(source.recorded_at <= moment)).scalar()
        highest = max(highest, found or 0)
    return highest


def event_sources() -> list[Any]:
    """Every append-only table that takes event numbers: the audit entries and each subclass of `EventColumns`."""
    chained = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, EventColumns)]
    return [AuditEntry, *sorted(chained, key=lambda cls: cls.__name__)]
