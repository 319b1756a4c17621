"""Fills a database with invented rows of everything that 附件1 counts, and touches some of them as a month does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, TextClause, text

from anjian.campaigns.packs import Pack
from anjian.installation import city_plan
from anjian.kernel.db import Database
from anjian.kernel.history import OPEN
from anjian.kernel.system import system_write
from anjian.people.seeding import seed_city

EVENTS = 5
"""Event numbers that every hazard has of its own."""
_BATCH = 500_000
_HERE = Path(__file__).parent


def fill(database: Database, pack: Pack, hazards: int) -> int:
    """Rows for so many hazards; the last event number. The rows that versions belong to are not filled: nothing counts them."""
    with system_write(database, "bench") as session:
        seed_city(session, city_plan(pack))
    for first in range(1, hazards + 1, _BATCH):
        last = min(first + _BATCH - 1, hazards)
        with _unchecked(database) as connection:
            for statement in _statements(connection, "figures_fill.sql"):
                wanted = {"first": first, "last": last, "campaign": pack.code, "open": OPEN}
                connection.execute(statement, {name: wanted[name] for name in statement.compile().params})
    with database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    return hazards * EVENTS + 20


def touch(database: Database, known: int, first: int, step: int, count: int) -> int:
    """`count` hazards, from `first` on each `step`-th, are accepted or reopened, one event each; the last event number."""
    with _unchecked(database) as connection:
        for statement in _statements(connection, "figures_touch.sql"):
            wanted = {"known": known, "first": first, "step": step, "last": first + step * (count - 1), "open": OPEN}
            connection.execute(statement, {name: wanted[name] for name in statement.compile().params})
    return known + count


@contextmanager
def _unchecked(database: Database) -> Iterator[Connection]:
    """A transaction in which foreign keys are not looked at."""
    with database.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        if database.is_sqlite and driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if not database.is_sqlite:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            yield connection
        if database.is_sqlite and driver is not None:
            driver.execute("PRAGMA foreign_keys=ON")


def _statements(connection: Connection, name: str) -> Iterator[TextClause]:
    """The statements of a file, DAY[n] spelled for the dialect."""
    spelled = "date('2023-05-01', '+' || (\\1) || ' day')"
    if connection.dialect.name == "postgresql":
        spelled = "(DATE '2023-05-01' + CAST(\\1 AS INTEGER))"
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    source = "\n".join(line for line in lines if not line.startswith("--"))
    for statement in re.sub(r"DAY\[(.+?)\]", spelled, source).split(";"):
        if statement.strip():
            yield text(statement)
