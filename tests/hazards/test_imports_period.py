"""The day on which a list speaks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from anjian.exchange.columns import Column
from anjian.exchange.safety import Kind
from anjian.exchange.table import find_tables
from anjian.exchange.workbook import Book, Grid
from anjian.hazards.imports_period import list_day
from anjian.kernel import clock

FOUND = [date(2023, 6, 3), None]


@pytest.mark.parametrize(
    ("above", "sheet", "day"),
    [
        ([["2023年7月份清单", ""], ["填报单位：某局", "时间：2023年7月30日"]], "清单", date(2023, 7, 30)),
        ([["2023年7月份清单", ""], ["填报日期", datetime(2023, 7, 28)]], "清单", date(2023, 7, 28)),  # noqa: DTZ001 - a cell
        ([["2023年7月份清单", ""], ["报送时间：", 45135.0]], "清单", date(2023, 7, 28)),
        ([["截至2023.7.29的清单", ""]], "清单", date(2023, 7, 29)),
        ([["2023年2月份清单（晋市安委办发〔2023〕35号）", ""]], "清单", date(2023, 2, 28)),
        ([["7月份清单", ""]], "清单", date(2023, 7, 31)),
        ([], "6月清单", date(2023, 6, 30)),
        ([], "清单", date(2023, 7, 25)),
    ],
)
def test_title_then_month_then_tab_then_today(above: list[list[Any]], sheet: str, day: date, frozen: datetime) -> None:
    rows = [*above, ["企业名称", "发现时间"], ["甲（演示）", "2023-06-03"]]
    columns = (Column("name", "企业名称", required=True), Column("day", "发现时间", required=True))
    (table,) = find_tables(Book(Path("a.xlsx"), Kind.XLSX, (Grid(sheet, True, rows),)), columns)
    assert clock.today() == date(2023, 7, 25)
    assert list_day(table, FOUND) == day
