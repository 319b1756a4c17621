"""The job: once, whoever starts it; killed in the middle it leaves what an undisturbed run leaves."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.reports import job_starter
from tests.reports.filled import Ledger
from tests.reports.places import AUGUST, PACK, installation

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.job_run import Status
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import Compilation, compile_period, write_files
from anjian.reports.documents.catalogue import monthly_documents
from anjian.reports.figures.sets import set_hash
from anjian.reports.figures.units import report_units
from anjian.reports.snapshots.models import ReportFile, ReportSnapshot, ReportSnapshotSet
from anjian.reports.snapshots.snapshot import AMOUNTS, amounts_json, stored_sets
from anjian.reports.snapshots.stored import stored_sets_of


@pytest.fixture
def filled(database: Database) -> Database:
    with system_write(database, "test") as session:
        ledger = Ledger(session)
        for place in ("140525", "140502"):
            enterprise = ledger.enterprise(region=place)
            ledger.hazard(enterprise, date(2023, 6, 1), confirmed_on=date(2023, 6, 5))
            ledger.finding(ledger.visit(enterprise, date(2023, 6, 1)), "A1-2.03")
    return database


def tree(folder: Path) -> dict[str, str]:
    """Relative path -> hash of every file, temporary ones too."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def compiled(instance: Instance) -> Compilation:
    """What the job wrote, or will write: the job itself records the opening of its round."""
    with system_read(instance.database, "test") as session:
        known = session.scalar(select(ReportSnapshot.known))
    return compile_period(instance, PACK, "2023-07", known=known, documents=monthly_documents(PACK))


def test_once_for_14_scopes(filled: Database, tmp_path: Path) -> None:
    first = job_starter.run(filled, tmp_path)
    files = tree(tmp_path / "reports")
    again = job_starter.run(filled, tmp_path)
    assert (first.ran, again.ran, again.status) == (True, False, Status.DONE)
    assert first.run_key == "monthly-report:jincheng_2023:2023-07:final"
    assert sorted(files) == sorted(
        f"2023-07/{unit.name}/{document.name}"
        for unit in report_units(PACK)
        for document in monthly_documents(PACK)
        if document.concerns(unit)
    )
    assert tree(tmp_path / "reports") == files
    with system_read(filled, "test") as session:
        assert session.scalar(select(func.count()).select_from(ReportSnapshot)) == 1
        assert session.scalar(select(func.count()).select_from(ReportFile)) == 14 * 4 + 1


def test_the_job_writes_what_compile_writes(filled: Database, tmp_path: Path) -> None:
    job_starter.run(filled, tmp_path)
    with clock.at(AUGUST):
        write_files(compiled(installation(filled, tmp_path)), tmp_path / "out")
    assert tree(tmp_path / "out") == tree(tmp_path / "reports")


def test_stored_sets_are_the_counted_sets(filled: Database, tmp_path: Path) -> None:
    job_starter.run(filled, tmp_path)
    with clock.at(AUGUST):
        compilation = compile_period(installation(filled, tmp_path), PACK, "2023-07", units=["全市"])
    with system_read(filled, "test") as session:
        kept = stored_sets_of(session, PACK, compilation.snapshot.id)
        hashes = {
            row.name: row.sha256 for row in session.execute(select(ReportSnapshotSet.name, ReportSnapshotSet.sha256))
        }
    assert {name: set(ids) for name, ids in kept.kept.items()} == {
        name: set(ids) for name, _record, ids in stored_sets(PACK, compilation.sets)
    }
    amounts = hashlib.sha256(amounts_json(PACK, compilation.sets).encode()).hexdigest()
    assert hashes == {name: set_hash(ids) for name, ids in kept.kept.items()} | {AMOUNTS: amounts}
    for unit in report_units(PACK):
        for cell in PACK.annex1.cells:
            assert kept.ids(cell, unit) == compilation.sets.ids(cell, unit), (cell.key, unit.name)


def test_killed_in_the_middle_then_again(filled: Database, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed"
    with clock.at(AUGUST):
        write_files(compiled(installation(filled, undisturbed)), undisturbed / "reports")
    command = [sys.executable, str(Path(job_starter.__file__)), filled.url, str(tmp_path / "instance")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([".", "core"])}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while not list((tmp_path / "instance").rglob("*.tmp")) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    outcome = job_starter.run(filled, tmp_path / "instance")
    assert (outcome.status, outcome.ran, outcome.attempt) == (Status.DONE, True, 2)
    assert tree(tmp_path / "instance/reports") == tree(undisturbed / "reports")
