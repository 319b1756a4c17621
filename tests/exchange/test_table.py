"""Finding the list in a workbook, and reading its rows, however it is laid out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from anjian.exchange.columns import SERIAL, Column
from anjian.exchange.reading import read_rows
from anjian.exchange.safety import Kind
from anjian.exchange.table import Table, find_tables
from anjian.exchange.values import parse_day, parse_wan_yuan, parse_yuan
from anjian.exchange.workbook import Area, Book, Grid
from anjian.kernel.errors import FileRefused

COLUMNS = (
    Column(SERIAL, "序号"),
    Column("name", "企业名称", aliases=("单位名称",), required=True),
    Column("day", "发现时间", parse_day, aliases=("发现日期",), required=True),
    Column("money", "整改资金（万元）", parse_wan_yuan, units={"元": parse_yuan}),
    Column("level", "挂牌督办级别", aliases=("级别",)),
    Column("remark", "备注"),
)
ANCHORS = ("name", "day")


def grid(rows: list[Any], merges: tuple[Area, ...] = (), name: str = "清单", visible: bool = True) -> Grid:
    width = max(map(len, rows), default=0)
    return Grid(
        name,
        visible,
        [[*("" if cell is None else cell for cell in row), *[""] * (width - len(row))] for row in rows],
        merges,
    )


def find(*grids: Grid) -> list[Table]:
    return find_tables(Book(Path("清单.xlsx"), Kind.XLSX, grids), COLUMNS)


def places(table: Table) -> dict[str, tuple[int, str]]:
    return {key: (place.index, place.header) for key, place in table.places.items()}


def test_a_header_of_one_row_under_titles() -> None:
    (table,) = find(
        grid([["2023年7月份清单"], ["时间：2023年7月30日"], ["序号", "企业名称", "发现时间"], [1, "甲", "2023-07-01"]])
    )
    assert (table.header_row, places(table)) == (
        3,
        {SERIAL: (0, "序号"), "name": (1, "企业名称"), "day": (2, "发现时间")},
    )
    assert table.above == [["2023年7月份清单", "", ""], ["时间：2023年7月30日", "", ""]]


def test_a_header_of_two_rows_with_merged_cells() -> None:
    rows = [
        ["标题"],
        ["序号", "企业情况", None, "挂牌督办", None, "备注"],
        [None, "企业\n名称", "发现时间", "级别", "督办单位", None],
        [1, "甲", "2023-07-01", "县级", "某局", "无"],
    ]
    merges = ((0, 0, 0, 5), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 2, 5))
    (table,) = find(grid(rows, merges))
    assert table.header_row == 3
    assert places(table) == {
        SERIAL: (0, "序号"), "name": (1, "企业名称"), "day": (2, "发现时间"), "level": (3, "级别"), "remark": (5, "备注"),
    }  # fmt: skip
    assert find(grid(rows))[0].places == table.places  # the same without merges, as csv and ods have none


def test_headers_by_alias_in_any_order_with_marks_and_units() -> None:
    (table,) = find(grid([["发现日期（年月日）*", " 单位 名称 ", "整改资金(元)"], ["2023-07-01", "甲", "12000"]]))
    rows = read_rows(table, COLUMNS, ANCHORS)
    assert (rows.values["name"], rows.values["money"]) == (["甲"], [1_200_000])
    assert places(table)["day"] == (0, "发现日期（年月日）*")


def test_other_sheets_are_left_alone_and_hidden_ones_come_last() -> None:
    data = [["企业名称", "发现时间"], ["甲", "2023-07-01"]]
    assert [
        table.sheet
        for table in find(grid([["说明"]], name="说明"), grid([]), grid(data), grid(data, name="旧", visible=False))
    ] == ["清单"]
    assert [table.sheet for table in find(grid([["说明"]]), grid(data, name="旧", visible=False))] == ["旧"]
    assert [table.sheet for table in find(grid(data, name="6月"), grid(data, name="7月"))] == ["6月", "7月"]


def test_a_missing_column_and_an_unknown_header_are_named() -> None:
    with pytest.raises(FileRefused) as refused:
        find(grid([["序号", "企业名称", "备注"], [1, "甲", ""]]))
    assert str(refused.value) == "【清单】第1行的表头缺少“发现时间”列，请补上后重新报送。"
    with pytest.raises(FileRefused) as refused:
        find(grid([["水果", "价格"], ["梨", 3]]))
    assert str(refused.value) == (
        "文件“清单.xlsx”中找不到能识别的表头，表头至少应有：企业名称、发现时间；可下载导入模板对照填写。"
    )
    with pytest.raises(FileRefused, match="没有内容"):
        find(grid([]))


def test_rows_that_are_no_items_are_left_out_and_row_numbers_are_true() -> None:
    (table,) = find(
        grid(
            [
                ["序号", "企业名称", "发现时间", "备注"],
                [1, "甲", "2023-07-01", ""],
                ["", "\u3000", "", ""],
                ["小计", "", "", "1处"],
                ["序号", "企业名称", "发现时间", "备注"],
                [2, "乙", "45070", ""],
                [3, "", "", ""],
                ["", "合计：2条", "", ""],
                [4, "", "2023-07-02", ""],
                ["填报人：某某", "", "联系电话：", ""],
                ["", "", "", "注：以上为截至月末情况"],
            ]
        )
    )
    rows = read_rows(table, COLUMNS, ANCHORS)
    assert rows.numbers == [2, 6, 9]
    assert rows.values["name"] == ["甲", "乙", None]
    assert [str(problem) for problem in rows.problems[9]] == ["【清单】第9行“企业名称”列：不能为空，请填写企业名称"]


def test_a_cell_merged_downwards_holds_for_each_row() -> None:
    (table,) = find(
        grid(
            [["企业名称", "发现时间"], ["甲", "2023-07-01"], [None, "2023-07-02"], ["乙", "2023-07-03"]],
            ((1, 0, 2, 0),),
        )
    )
    assert read_rows(table, COLUMNS, ANCHORS).values["name"] == ["甲", "甲", "乙"]


def test_a_broken_formula_is_no_blank() -> None:
    (table,) = find(
        grid([["企业名称", "发现时间", "整改资金（万元）"], ["甲", "2023-07-01", "#REF!"], ["乙", "2023-07-01", ""]])
    )
    rows = read_rows(table, COLUMNS, ANCHORS)
    assert rows.values["money"] == [None, None]
    assert {row: [p.message for p in found] for row, found in rows.problems.items()} == {
        2: ["单元格是公式错误“#REF!”，请改为实际内容"]
    }
