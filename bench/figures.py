"""Figure sets against plain SQL: 13 units and the city, 31 values each, on the same rows; equal results are asserted.

    python -m bench.figures [--hazards 100000] [--postgres]

Limits: 4 x the SQL on SQLite, 6 x on PostgreSQL. Documents are not part of it. Exit code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import bindparam, Date, insert, text
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack, shipped
from anjian.hazards.models import Hazard, HazardCampaign, HazardVersion
from anjian.hazards.words import Source, State
from anjian.inspections.models import Finding, FindingVersion, Visit, VisitVersion
from anjian.kernel.db import Database
from anjian.kernel.history import OPEN
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Unit
from anjian.reports.clocks import AsOf
from anjian.reports.counting import figure_sets
from anjian.reports.units import report_units
from anjian.testing.fixtures import build_tables
from anjian.testing.postgres import Cluster

LIMITS = {"sqlite": 4.0, "postgresql": 6.0}
T = TypeVar("T")
_SQL = (Path(__file__).parent / "annex1_plain.sql").read_text(encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hazards", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    missed = False
    with _databases(options.postgres) as databases:
        for database in databases:
            missed |= _compare(database, options.hazards)
    return int(missed)


@contextmanager
def _databases(postgres: bool) -> Iterator[list[Database]]:
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{folder}/figures.db"]
        cluster = Cluster() if postgres else None
        if cluster is not None:
            urls.append(cluster.url(cluster.create()))
        for url in urls:
            build_tables(url)
        yield [Database(url) for url in urls]
        if cluster is not None:
            cluster.stop()


def _compare(database: Database, hazards: int) -> bool:
    pack = shipped()["jincheng_2023"]
    known = _fill(database, pack, hazards)
    asof = AsOf(pack.code, pack.campaign.starts_on, date(2023, 7, 31), known)
    with system_read(database, "bench") as session:
        ours, our_seconds = _timed(lambda: _by_sets(session, pack, asof))
        theirs, their_seconds = _timed(lambda: _by_sql(session, asof))
    assert ours == theirs, "the two ways of counting disagree"
    dialect = database.engine.dialect.name
    ratio, limit = our_seconds / their_seconds, LIMITS[dialect]
    verdict = "ok" if ratio <= limit else "MISSED"
    sys.stdout.write(
        f"{dialect}: {hazards} hazards, {len(ours)} scopes x 31 values: figure sets {our_seconds:.3f} s, "
        f"plain SQL {their_seconds:.3f} s, ratio {ratio:.2f} (limit {limit:.0f}) {verdict}\n"
    )
    return ratio > limit


def _timed(work: Callable[[], T], times: int = 5) -> tuple[T, float]:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return result, best


def _by_sets(session: Session, pack: Pack, asof: AsOf) -> dict[str, dict[str, int]]:
    sets = figure_sets(session, pack.annex1, asof)
    cells = pack.annex1.cells
    return {unit.code: {cell.key: sets.figure(cell, unit).value for cell in cells} for unit in report_units(pack)}


def _by_sql(session: Session, asof: AsOf) -> dict[str, dict[str, int]]:
    statement = text(_SQL).bindparams(bindparam("starts_on", type_=Date), bindparam("effective", type_=Date))
    parameters = {
        "campaign": asof.campaign, "starts_on": asof.starts_on, "effective": asof.effective, "known": asof.known,
    }  # fmt: skip
    rows = session.connection().execute(statement, parameters).mappings()
    return {row["code"]: {key: value for key, value in row.items() if key != "code"} for row in rows}


def _fill(database: Database, pack: Pack, hazards: int) -> int:
    """A city of `hazards` hazards with their versions, and visits with findings; returns the last event number."""
    chance = random.Random(20230515)
    units = pack.reporting_units()
    places = [unit.region_code for unit in units if unit.region_code]
    departments = [unit.department_code for unit in units if unit.department_code]
    with system_write(database, "bench") as session:
        session.execute(
            insert(Unit),
            [
                {
                    "code": unit.code, "name": unit.name, "kind": unit.kind, "reporting": True, "position": 0,
                    "department_code": unit.department_code,
                }
                for unit in units
            ],
        )  # fmt: skip
        session.execute(text("UPDATE unit SET region_code = NULL"))
        event_no = _fill_hazards(session, chance, hazards, places, departments)
        event_no = _fill_visits(session, chance, hazards // 5, places, departments, event_no)
    with database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    return event_no
