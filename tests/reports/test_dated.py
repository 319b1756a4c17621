"""Documents that are due on one day: written on it, once; made up for later; never twice."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from tests.reports.filled import Ledger
from tests.reports.places import PACK, installation

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.job_run import RunOutcome
from anjian.kernel.system import system_read, system_write
from anjian.plugin_api import Job, Ref
from anjian.reports.figures.units import report_units
from anjian.reports.snapshots.models import ReportFile, ReportSnapshot
from anjian.reports.snapshots.stored import latest_snapshot
from anjian.scheduling.rules import occasion
from anjian.scheduling.service import run_occasion

STAGE = Job("stage-report", "编制阶段性推进落实情况", "40 5 * * *", Ref("anjian.reports.dated:run_stage"))


def run(database: Database, folder: Path, day: int) -> RunOutcome:
    with clock.at(datetime(2023, 8, day, 9, 0, tzinfo=clock.SHANGHAI)):
        return run_occasion(installation(database, folder), STAGE, occasion(STAGE, PACK, clock.today()), wait=60)


def stored(database: Database) -> tuple[int, int]:
    with system_read(database, "test") as session:
        counts = [session.scalar(select(func.count()).select_from(model)) for model in (ReportSnapshot, ReportFile)]
    return counts[0] or 0, counts[1] or 0


def test_on_its_day_once(database: Database, tmp_path: Path) -> None:
    with system_write(database, "test") as session:
        Ledger(session).hazard(Ledger(session).enterprise(), date(2023, 6, 1), confirmed_on=date(2023, 6, 5))
    early = run(database, tmp_path, 9)
    assert (early.message, stored(database)) == ("今天没有到期的报告需要编制。", (0, 0))
    outcome = run(database, tmp_path, 10)
    assert outcome.message == "已编制14个单位的阶段性推进落实情况（截至2023-08-10）。"
    assert stored(database) == (1, 14)
    assert sorted(path.name for path in (tmp_path / "reports/2023-08").iterdir()) == sorted(
        unit.name for unit in report_units(PACK)
    )
    assert run(database, tmp_path, 10).ran is False
    assert run(database, tmp_path, 11).message == "今天没有到期的报告需要编制。"
    assert stored(database) == (1, 14)
    with system_read(database, "test") as session:
        assert latest_snapshot(session, PACK.code, "2023-08") is None, "no month's table"


def test_made_up_for_after_a_pause(database: Database, tmp_path: Path) -> None:
    assert run(database, tmp_path, 14).message == "已编制14个单位的阶段性推进落实情况（截至2023-08-10）。"
    with system_read(database, "test") as session:
        assert session.scalars(select(ReportSnapshot.effective)).all() == [date(2023, 8, 10)]
    assert run(database, tmp_path, 15).message == "今天没有到期的报告需要编制。"
