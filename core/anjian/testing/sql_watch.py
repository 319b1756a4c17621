"""Counting what is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from anjian.kernel.db import Database


@contextmanager
def statements(database: Database | None = None) -> Iterator[list[str]]:
    """The SQL sent while the block runs, to one database or (None) to any; connection set-up is left out."""
    seen: list[str] = []
    target: Any = database.engine if database is not None else Engine

    def note(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if not sql.startswith(("PRAGMA", "BEGIN", "SET TRANSACTION")):
            seen.append(sql)

    event.listen(target, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(target, "before_cursor_execute", note)
