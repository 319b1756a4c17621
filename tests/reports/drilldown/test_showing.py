"""`report show`: a figure by its id, with exactly its rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.reports import job_starter
from tests.reports.filled import Ledger
from tests.reports.places import AUGUST, installation

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.system import system_write
from anjian.reports.drilldown.showing import show_figure


@pytest.fixture
def filled(database: Database) -> Database:
    with system_write(database, "test") as session:
        ledger = Ledger(session)
        enterprise = ledger.enterprise()
        ledger.hazard(enterprise, date(2023, 6, 1), confirmed_on=date(2023, 6, 5), public_code="YH2023990001")
        ledger.finding(ledger.visit(enterprise, date(2023, 6, 1)), "A1-2.03")
    return database


def test_a_month_without_compilation_is_counted_now(filled: Database, tmp_path: Path) -> None:
    with clock.at(AUGUST):
        shown = show_figure(installation(filled, tmp_path), "2023-07:泽州:A1-1.01")
    assert (shown.value, shown.unit, shown.scope, shown.snapshot) == (1, "个", "泽州县", "")
    assert [row["编号"] for row in shown.rows] == ["YH2023990001"]


def test_a_snapshot_opens_what_it_counted(filled: Database, tmp_path: Path) -> None:
    job_starter.run(filled, tmp_path)
    instance = installation(filled, tmp_path)
    with clock.at(AUGUST):
        newest = show_figure(instance, "2023-07:全市:A1-2.03")
        with system_write(filled, "test") as session:
            ledger = Ledger(session)
            ledger.finding(ledger.visit(ledger.enterprise(), date(2023, 6, 1)), "A1-2.03")
        again = show_figure(instance, f"{newest.snapshot}:全市:A1-2.03")
    assert (again.value, again.rows, again.known) == (1, newest.rows, newest.known)


def test_a_line_of_a_trend_opens_what_was_true_on_its_day(filled: Database, tmp_path: Path) -> None:
    job_starter.run(filled, tmp_path)
    instance = installation(filled, tmp_path)
    with clock.at(AUGUST):
        newest = show_figure(instance, "2023-07:全市:A1-1.01")
        before, after = (show_figure(instance, f"{newest.snapshot}@2023-06-{day}:全市:A1-1.01") for day in ("04", "05"))
        with pytest.raises(Refused, match="日期“2023-06-31”不存在"):
            show_figure(instance, f"{newest.snapshot}@2023-06-31:全市:A1-1.01")
    assert (before.value, before.rows, before.effective) == (0, [], "2023-06-04")
    assert (after.value, after.known, after.snapshot) == (1, newest.known, newest.snapshot)
    assert [row["编号"] for row in after.rows] == ["YH2023990001"]


@pytest.mark.parametrize(
    ("figure", "error", "message"),
    [
        ("A1-1.01", Refused, "写法不对"),
        ("2023-07:火星:A1-1.01", NotFound, "没有填报单位"),
        ("2023-07:全市:A1-9.01", NotFound, "没有“A1-9.01”"),
        ("0123456789abcdef:全市:A1-1.01", NotFound, "没有编号"),
    ],
)
def test_what_is_no_figure_is_refused(
    filled: Database, tmp_path: Path, figure: str, error: type[Exception], message: str
) -> None:
    with clock.at(AUGUST), pytest.raises(error, match=message):
        show_figure(installation(filled, tmp_path), figure)
