"""Figure sets against plain SQL: 13 units and the city, 31 values each, on the same rows; equal results are asserted.

    python -m bench.figures [--hazards 100000] [--postgres] [--url URL] [--touched 10000]

What a snapshot keeps is made: the sets, their chunks and hashes, and every value; no document is. Limits,
as multiples of the SQL in processor time (on PostgreSQL in time passed, half of the work is the server's): everything counted 4
on SQLite, 6 on PostgreSQL; counted on from a stored snapshot, after the newest rows were touched, 0.5 and 1. Exit code 1 when a
limit is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench.figures_fill import fill, touch
from sqlalchemy import Date, bindparam, text
from sqlalchemy.orm import Session

from anjian.campaigns.loading import shipped
from anjian.campaigns.packs import Pack
from anjian.kernel.db import Database
from anjian.kernel.system import system_read, system_write
from anjian.reports.figures.clocks import AsOf, Kind
from anjian.reports.figures.units import report_units
from anjian.reports.snapshots.snapshot import keep_snapshot, snapshot_of
from anjian.reports.snapshots.stored import sets_at
from anjian.testing.fixtures import build_tables
from anjian.testing.postgres import Cluster

FULL = {"sqlite": 4.0, "postgresql": 6.0}
ON = {"sqlite": 0.5, "postgresql": 1.0}
DAY = date(2023, 7, 31)
PERIOD = "2023-07"
T = TypeVar("T")
Values = dict[str, dict[str, int]]
_SQL = (Path(__file__).parent / "annex1_plain.sql").read_text(encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hazards", type=int, default=100_000)
    parser.add_argument("--touched", type=int, default=10_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--url", help="a database that was filled before, with so many hazards")
    options = parser.parse_args()
    missed = False
    with _databases(options.postgres, options.url) as databases:
        for database in databases:
            missed |= _compare(database, options.hazards, options.touched, filled=options.url is not None)
    return int(missed)


@contextmanager
def _databases(postgres: bool, url: str | None) -> Iterator[list[Database]]:
    if url is not None:
        yield [Database(url)]
        return
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{folder}/figures.db"]
        cluster = Cluster() if postgres else None
        if cluster is not None:
            urls.append(cluster.url(cluster.create()))
        for one in urls:
            build_tables(one)
        yield [Database(one) for one in urls]
        if cluster is not None:
            cluster.stop()


def _compare(database: Database, hazards: int, touched: int, *, filled: bool) -> bool:
    pack = shipped()["jincheng_2023"]
    known = fill(database, pack, hazards) if not filled else _last(database)
    dialect = database.engine.dialect.name
    theirs, seconds = _timed(database, partial(_by_sql, asof=_asof(pack, known)))
    missed = _told(database, "everything", pack, known, seconds, FULL[dialect], theirs, full=True)
    for name, first, step, limit in (
        (f"newest {touched} touched", hazards - touched + 1, 1, ON[dialect]),
        (f"spread {touched} touched", 1, hazards // touched, None),
    ):
        _keep(database, pack, known)
        known = touch(database, known, first, step, touched)
        again, _seconds = _timed(database, partial(_by_sql, asof=_asof(pack, known)), 1)
        missed |= _told(database, name, pack, known, seconds, limit, again, full=False)
    return missed


def _told(
    database: Database,
    name: str,
    pack: Pack,
    known: int,
    peer: float,
    limit: float | None,
    theirs: Values,
    *,
    full: bool,
) -> bool:
    """One line; whether the limit is missed."""
    ours, seconds = _timed(database, partial(_by_sets, pack=pack, asof=_asof(pack, known), full=full))
    assert ours == theirs, "the two ways of counting disagree"
    ratio = seconds / peer
    verdict = "" if limit is None else f" (limit {limit}) {'ok' if ratio <= limit else 'MISSED'}"
    sys.stdout.write(
        f"{database.engine.dialect.name}, {name}: figure sets {seconds:.3f} s, plain SQL {peer:.3f} s, "
        f"ratio {ratio:.3f}{verdict}\n"
    )
    sys.stdout.flush()
    return limit is not None and ratio > limit


def _timed(database: Database, work: Callable[[Session], T], times: int = 3) -> tuple[T, float]:
    """What the work answers, and the best time of several: of this process on SQLite, else time passed."""
    clock = time.process_time if database.is_sqlite else time.perf_counter
    seconds = []
    for _ in range(times):
        with system_read(database, "bench") as session:
            session.connection()
            start = clock()
            answer = work(session)
            seconds.append(clock() - start)
    return answer, min(seconds)


def _asof(pack: Pack, known: int) -> AsOf:
    return AsOf(pack.code, pack.campaign.starts_on, DAY, known)


def _by_sets(session: Session, pack: Pack, asof: AsOf, *, full: bool) -> Values:
    """Sets, values, and the name under which a snapshot keeps them: every new chunk is packed and hashed."""
    sets = sets_at(session, pack, asof, full=full)
    snapshot_of(pack, pack.period(PERIOD), Kind.FINAL, sets)
    return {unit.code: {cell.key: sets.value(cell, unit) for cell in pack.annex1.cells} for unit in report_units(pack)}


def _keep(database: Database, pack: Pack, known: int) -> None:
    with system_write(database, "bench") as session:
        sets = sets_at(session, pack, _asof(pack, known))
        keep_snapshot(session, pack, snapshot_of(pack, pack.period(PERIOD), Kind.FINAL, sets), sets, "{}", "{}")


def _last(database: Database) -> int:
    with database.reading.connect() as connection:
        return int(connection.execute(text("SELECT MAX(known_from) FROM hazard_version")).scalar_one()) + 20


def _by_sql(session: Session, asof: AsOf) -> Values:
    statement = text(_SQL).bindparams(bindparam("starts_on", type_=Date), bindparam("effective", type_=Date))
    parameters = {
        "campaign": asof.campaign, "starts_on": asof.starts_on, "effective": asof.effective, "known": asof.known,
    }  # fmt: skip
    rows = session.connection().execute(statement, parameters).mappings()
    return {row["code"]: {key: value for key, value in row.items() if key != "code"} for row in rows}


if __name__ == "__main__":
    sys.exit(main())
