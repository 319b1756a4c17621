"""Runs the job `monthly-report` for July 2023 over a database: `python job_starter.py URL FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.reports.places import AUGUST, PACK, installation

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.job_run import RunOutcome
from anjian.plugin_api import Job, Ref
from anjian.reports import monthly
from anjian.scheduling.rules import occasion
from anjian.scheduling.service import run_occasion

JOB = Job("monthly-report", "编制月度报表", "30 5 1,28-31 * *", Ref(f"{monthly.__name__}:run"), "month")


def run(database: Database, folder: Path) -> RunOutcome:
    with clock.at(AUGUST):
        due = occasion(JOB, PACK, clock.today(), "2023-07")
        return run_occasion(installation(database, folder), JOB, due, wait=60)


if __name__ == "__main__":
    run(Database(sys.argv[1]), Path(sys.argv[2]))
