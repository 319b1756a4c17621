"""The second sheet of 附件1.xlsx explains the first."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from anjian.campaigns.current import current_pack
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period
from anjian.reports.documents import annex1
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory

INSPECTED = "部门执法检查发现的重大事故隐患（个）"


def on(day: date) -> Any:
    return clock.at(datetime(day.year, day.month, day.day, 9, tzinfo=clock.SHANGHAI))


def sheet_rows(instance: Instance, unit: str) -> list[tuple[Any, ...]]:
    compilation = compile_period(instance, current_pack(instance.settings), "2023-07", units=[unit])
    book = load_workbook(io.BytesIO(annex1.write(compilation.reports[0])))
    assert book.sheetnames[:2] == ["附件1", "勾稽说明"]
    return [tuple(value for value in row if value is not None) for row in book["勾稽说明"].iter_rows(values_only=True)]


def test_the_way_to_the_citys_figures_is_printed(instance: Instance, factory: Factory) -> None:
    factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    with on(date(2023, 7, 30)):
        run_job(instance, "monthly-report", period="2023-07")
    with on(date(2023, 8, 2)):
        factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 28))
        city, county, other = (sheet_rows(instance, unit) for unit in ("全市", "泽州县", "阳城县"))
    assert (INSPECTED, "个", 2, 1, 1, 0, 0, 2) in city
    assert (INSPECTED, "个", 1, "泽州县、市交通运输局 1") in city
    assert (INSPECTED, "个", "1→2", "增", "YH2023000002", "新录入") in county
    assert not any("各单位合计" in str(value) for row in county for value in row)
    assert ("本月快报与本终报各项数字一致，或本月未编制快报。",) in other


def test_rows_that_leave_the_cumulative_figures_are_named(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.REPORTED, discovered_on=date(2023, 6, 3))
    factory.advance(hazard, State.CONFIRMED)
    with on(date(2023, 7, 1)):
        run_job(instance, "monthly-report", period="2023-06")
    factory.advance(hazard, State.WITHDRAWN)
    with on(date(2023, 8, 2)):
        rows = sheet_rows(instance, "全市")
    told = f"状态：{State.CONFIRMED}→{State.WITHDRAWN}"
    assert (INSPECTED, "个", "1→0", "减", hazard.public_code, told) in rows
