"""For tests of writers that meet: when somebody waits for somebody."""

from __future__ import annotations

import time

from sqlalchemy import text

from anjian.kernel.db import Database

PATIENCE = 30.0
"""Seconds until a test gives up."""


def until_one_waits(database: Database) -> None:
    """Return once a session of this PostgreSQL database waits for a lock of another. Raises `TimeoutError`."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with database.reading.connect() as connection:
            if connection.execute(asked).scalar_one():
                return
        time.sleep(0.02)
    raise TimeoutError("nobody waits for a lock")
