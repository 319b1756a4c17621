"""Daily anchors of the ledger: one hash a day over every event and audit entry, chained to the day before.

A chain of one hazard cannot tell that its last events were cut off together with the row; the anchor of their day can, and
names them. Its root stands in the month's report: whoever also rewrites the anchors contradicts paper.
The tree is that of RFC 6962 section 2.1 (leaf prefix 0, node prefix 1, an odd node moves up as it is).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.hazards.models import HazardEvent
from anjian.kernel import clock
from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID
from anjian.kernel.ledger import GENESIS, AuditEntry, canonical_json, known_at, next_event_no, take_watermark
from anjian.kernel.ownership import SYSTEM
from anjian.kernel.types import Day, EventNo
from anjian.plugin_api.types import JobContext

JOB = "daily-anchor"
BATCH = 5000
_NUMBER, _DIGEST = 8, 32
LEAF = 2 * _NUMBER + _DIGEST
"""Bytes of a leaf: event number, hazard (0: an audit entry), hash of the event."""
_AUDIT = tuple(AuditEntry.__table__.columns)


class LedgerAnchor(Base):
    """What one day added to the ledger, under one hash. `day` is the last day that it covers."""

    __tablename__ = "ledger_anchor"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    day: Mapped[Day] = mapped_column(unique=True)
    until_no: Mapped[EventNo]
    """It covers the event numbers after the previous anchor's up to this one."""
    event_no: Mapped[int] = mapped_column(BigInteger, unique=True)
    """Its own number: a figure known at N knows the anchors up to N, so that equal questions print equal anchors."""
    leaves: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """The leaves one after another, so that an event that is gone can be named."""
    root: Mapped[str] = mapped_column(String(64), unique=True)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    """The root before: unique, so that two anchors never follow one."""


def take_anchor(ctx: JobContext) -> str:
    """The job: anchor everything that was recorded before the day began and stands in no anchor yet."""
    covered = ctx.day - timedelta(days=1)
    take_watermark(ctx.instance.database)  # waits until every writer of yesterday has committed
    with ctx.run.read() as session:
        last = last_anchor(session)
        if last is not None and last.day >= covered:
            return f"{covered:%Y-%m-%d}的台账校验根此前已固定。"
        after, previous = (last.until_no, last.root) if last is not None else (0, GENESIS)
        until = max(after, known_at(session, clock.start_of(ctx.day)))
        content = b"".join(leaves_between(session, after, until))
    count = len(content) // LEAF
    root = root_of(covered, until, content, previous)
    message = f"已固定{covered:%Y-%m-%d}的台账校验根（{count}条记录）：{root}"
    with ctx.run.finish(message) as session:
        session.add(
            LedgerAnchor(
                day=covered, until_no=until, event_no=next_event_no(session), leaves=count, content=content, root=root,
                previous=previous,
            )
        )  # fmt: skip
    return message


def last_anchor(session: Session, known: int | None = None) -> LedgerAnchor | None:
    """The last anchor, or the last that was known at an event number."""
    query = select(LedgerAnchor).order_by(LedgerAnchor.event_no.desc()).limit(1)
    return session.scalars(query if known is None else query.where(LedgerAnchor.event_no <= known)).one_or_none()


def leaves_between(session: Session, after: int, until: int) -> Iterator[bytes]:
    """The leaves of the numbers `after < n <= until`, ascending, read from events and audit entries as they stand."""
    events, entries = _events(session, after, until), _entries(session, after, until)
    event, entry = next(events, None), next(entries, None)
    while event is not None or entry is not None:
        if entry is None or (event is not None and event[:_NUMBER] < entry[:_NUMBER]):
            assert event is not None
            yield event
            event = next(events, None)
        else:
            yield entry
            entry = next(entries, None)


def _events(session: Session, after: int, until: int) -> Iterator[bytes]:
    columns = (HazardEvent.event_no, HazardEvent.hazard_id, HazardEvent.hash)
    for number, hazard_id, digest in _ordered(session, HazardEvent, columns, after, until):
        yield leaf(number, hazard_id, digest)


def _entries(session: Session, after: int, until: int) -> Iterator[bytes]:
    for row in _ordered(session, AuditEntry, _AUDIT, after, until):
        told = canonical_json({column.key: value for column, value in zip(_AUDIT, row, strict=True)})
        yield leaf(row[0], 0, hashlib.sha256(told.encode()).hexdigest())


def _ordered(session: Session, model: Any, columns: Sequence[Any], after: int, until: int) -> Iterator[Any]:
    statement = select(*columns).where(model.event_no > after, model.event_no <= until).order_by(model.event_no)
    return iter(session.execute(statement.execution_options(yield_per=BATCH)))


def leaf(event_no: int, hazard_id: int, digest: str) -> bytes:
    """A leaf. A hash that is none any more (somebody wrote over it) is told by its own hash."""
    try:
        told = bytes.fromhex(digest)
    except ValueError:
        told = b""
    if len(told) != _DIGEST:
        told = hashlib.sha256(digest.encode()).digest()
    return event_no.to_bytes(_NUMBER, "big") + hazard_id.to_bytes(_NUMBER, "big") + told


def leaves_of(content: bytes) -> dict[int, tuple[int, bytes]]:
    """Event number -> (hazard, hash) of an anchor's leaves."""
    pieces = (content[place : place + LEAF] for place in range(0, len(content), LEAF))
    return {
        int.from_bytes(one[:_NUMBER], "big"): (int.from_bytes(one[_NUMBER : 2 * _NUMBER], "big"), one[2 * _NUMBER :])
        for one in pieces
    }


def merkle(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over the leaves (RFC 6962); of none: the hash of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    level = [hashlib.sha256(b"\0" + one).digest() for one in leaves]
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\1" + level[n] + level[n + 1]).digest() for n in range(0, len(level) - 1, 2)]
        level = pairs + level[2 * len(pairs) :]
    return level[0]


def root_of(day: date, until_no: int, content: bytes, previous: str) -> str:
    """The root: over the day, its leaves, and the root before, so that one root vouches for everything before it."""
    pieces = [content[place : place + LEAF] for place in range(0, len(content), LEAF)]
    told = {
        "day": day,
        "until_no": until_no,
        "leaves": len(pieces),
        "merkle": merkle(pieces).hex(),
        "previous": previous,
    }
    return hashlib.sha256(canonical_json(told).encode()).hexdigest()
