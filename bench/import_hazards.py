"""Import of a large hazard list against its floor: python-calamine reading the file, and a Core insert of every row written.

    python -m bench.import_hazards [--hazards 100000] [--postgres]

Both run in one process on one database kind, one after the other. Limit: 3 x. Exit code 1 when it is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import python_calamine
from sqlalchemy import Table, func, insert, select

from anjian.hazards.models import Hazard, HazardCampaign, HazardEvent, HazardVersion, Sighting
from anjian.kernel import clock
from anjian.kernel.db import Base, Database
from anjian.testing.city.load import import_big_list, plan_load, register_all, write_big_list
from anjian.testing.installing import fill_city, open_city
from anjian.testing.moments import START
from anjian.testing.postgres import Cluster
from anjian.testing.templates import opened

LIMIT = 3.0
ENTERPRISES = 5_000
WRITTEN = (Hazard, Sighting, HazardVersion, HazardEvent, HazardCampaign)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hazards", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cluster = Cluster() if options.postgres else None
        urls = (
            [cluster.url(cluster.create()) for _ in "ab"] if cluster else [f"sqlite:///{folder}/{n}.db" for n in "ab"]
        )
        try:
            return int(_compare(folder, urls, options.hazards))
        finally:
            if cluster is not None:
                cluster.stop()


def _compare(folder: Path, urls: list[str], hazards: int) -> bool:
    instance = open_city(urls[0], folder / "instance")
    with clock.at(START):
        fill_city(instance)
    plans, faults = plan_load(instance, 2023, ENTERPRISES, hazards)
    register_all(instance, folder, plans)
    path = folder / "清单.xlsx"
    write_big_list(path, instance, faults)
    start = time.perf_counter()
    outcome = import_big_list(instance, path)
    ours = time.perf_counter() - start
    assert outcome.entered == hazards, outcome.summary()
    rows = _written(instance.database)
    with opened(urls[1]) as empty:
        reading, inserting = _floor(path, empty, rows)
    floor = reading + inserting
    verdict = "ok" if ours <= LIMIT * floor else "MISSED"
    sys.stdout.write(
        f"{instance.database.engine.dialect.name}: {hazards} rows, {path.stat().st_size >> 20} MB: import {ours:.1f} s; "
        f"reading {reading:.1f} s + inserting {sum(map(len, rows.values()))} rows {inserting:.1f} s = {floor:.1f} s; "
        f"ratio {ours / floor:.2f} (limit {LIMIT:.0f}) {verdict}\n"
    )
    instance.database.dispose()
    return ours > LIMIT * floor


def _written(database: Database) -> dict[Table, list[dict[str, Any]]]:
    """Every row that the import wrote, as plain values."""
    with database.engine.connect() as connection:
        return {
            model.__table__: [dict(row) for row in connection.execute(select(model.__table__)).mappings()]  # type: ignore[misc]
            for model in WRITTEN
        }


def _floor(path: Path, database: Database, rows: dict[Table, list[dict[str, Any]]]) -> tuple[float, float]:
    """Seconds for reading every cell, and for inserting the same rows into the same empty tables in one transaction."""
    start = time.perf_counter()
    book = python_calamine.load_workbook(path)
    cells = book.get_sheet_by_index(0).to_python()
    reading = time.perf_counter() - start
    assert len(cells) > len(rows[Hazard.__table__])  # type: ignore[index]
    with database.engine.begin() as connection:
        Base.metadata.create_all(connection)
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # the other tables stay empty
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        start = time.perf_counter()
        for table, values in rows.items():
            connection.execute(insert(table), values)
        inserting = time.perf_counter() - start
        counted = connection.scalar(select(func.count()).select_from(Hazard))
        assert counted == len(rows[Hazard.__table__])  # type: ignore[index]
        connection.rollback()
    return reading, inserting


if __name__ == "__main__":
    sys.exit(main())
