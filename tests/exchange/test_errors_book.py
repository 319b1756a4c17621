"""The sender's own file comes back with the refused cells marked, ready to correct and send again."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from anjian.exchange.columns import Column
from anjian.exchange.errors_book import MARK, write_errors_book
from anjian.exchange.reading import read_rows
from anjian.exchange.table import find_tables
from anjian.exchange.values import parse_day
from anjian.exchange.workbook import read_book

COLUMNS = (Column("name", "企业名称", required=True), Column("day", "发现时间", parse_day, required=True))


def errors_of(path: Path, out: Path) -> list[str]:
    """Read a file, write its marked copy, and return what was wrong."""
    book = read_book(path)
    tables = find_tables(book, COLUMNS)
    all_rows = [read_rows(table, COLUMNS, ("name", "day")) for table in tables]
    problems = [problem for rows in all_rows for _, found in sorted(rows.problems.items()) for problem in found]
    write_errors_book(book, tables, problems, out)
    return [str(problem) for problem in problems]


def sample(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    for row in (
        ["标题", None],
        ["企业名称", "发现时间"],
        ["甲（演示）", "明天"],
        [None, "2023-07-01"],
        ["乙（演示）", "2023-07-02"],
    ):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet["A1"].font = Font(bold=True)
    book.create_sheet("说明")["A1"] = "每月30日前报送"
    book.save(path)
    return path


def test_bad_cells_are_marked_and_everything_else_stays(tmp_path: Path) -> None:
    out = tmp_path / "新" / "错误.xlsx"
    assert errors_of(sample(tmp_path / "a.xlsx"), out) == [
        "【清单】第3行“发现时间”列：“明天”不能识别为日期，请写成2023-07-30这样的日期",
        "【清单】第4行“企业名称”列：不能为空，请填写企业名称",
    ]
    sheet = load_workbook(out)["清单"]
    marked = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    assert marked == {"B3": "“明天”不能识别为日期，请写成2023-07-30这样的日期", "A4": "不能为空，请填写企业名称"}
    assert [c for row in sheet.iter_rows() for c in row if c.fill.fgColor.rgb == MARK.fgColor.rgb] == [
        sheet["B3"],
        sheet["A4"],
    ]
    assert sheet["A1"].font.bold and sheet["A5"].value == "乙（演示）"
    assert not sheet.column_dimensions["B"].hidden  # a mark in a hidden column would never be found
    assert load_workbook(out)["说明"]["A1"].value == "每月30日前报送"


def test_a_corrected_copy_is_read_without_errors_and_loses_its_marks(tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    errors_of(sample(tmp_path / "a.xlsx"), first)
    book = load_workbook(first)
    book["清单"]["B3"] = "2023-07-03"
    book.save(first)
    assert len(errors_of(first, second)) == 1
    sheet = load_workbook(second)["清单"]
    assert (sheet["B3"].comment, sheet["B3"].fill.fill_type) == (None, None)
    assert sheet["A4"].comment is not None and sheet["A4"].comment.text == "不能为空，请填写企业名称"


def test_a_csv_becomes_a_workbook_of_the_same_cells(tmp_path: Path) -> None:
    (tmp_path / "清单.csv").write_text("企业名称,发现时间\n=甲,明天\n", encoding="gb18030")
    errors_of(tmp_path / "清单.csv", tmp_path / "错误.xlsx")
    sheet = load_workbook(tmp_path / "错误.xlsx")["清单"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["企业名称", "发现时间"], ["=甲", "明天"]]
    assert (sheet["A2"].data_type, sheet["B2"].comment is not None) == ("s", True)


def test_a_cell_inside_a_merge_is_marked_at_its_head(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["企业名称", "发现时间"], ["甲（演示）", "明天"], ["乙（演示）", None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "a.xlsx")
    errors_of(tmp_path / "a.xlsx", tmp_path / "错误.xlsx")
    comment = load_workbook(tmp_path / "错误.xlsx").active["B2"].comment  # type: ignore[index]
    assert comment is not None and comment.text == "“明天”不能识别为日期，请写成2023-07-30这样的日期"
