"""Sessions that see every row. Import-linter lists the few modules that may import this: figures must count all rows,
whoever asks (a figure's reader is told how many of its rows they may not see)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from anjian.kernel.db import Database, without_scope


@contextmanager
def system_read(database: Database, reason: str) -> Iterator[Session]:
    """A read unit over all rows. `reason` is for the reader of the code and the log."""
    with database.unscoped(reason, write=False) as session:
        yield session


@contextmanager
def system_write(database: Database, reason: str) -> Iterator[Session]:
    """A write unit over all rows; commits when the block returns."""
    with database.unscoped(reason, write=True) as session:
        yield session


@contextmanager
def elevated(session: Session, reason: str) -> Iterator[Session]:
    """All rows for the length of the block, inside the caller's own unit of work."""
    with without_scope(session, reason):
        yield session
