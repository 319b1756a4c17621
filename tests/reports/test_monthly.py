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
from anjian.reports.figures.units import report_units
from anjian.reports.snapshots.models import ReportFile, ReportSnapshot


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
