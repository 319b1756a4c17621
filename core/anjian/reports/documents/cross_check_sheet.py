"""The second sheet of 附件1.xlsx: 勾稽说明. Relations kept, the way from the units' tables to the city's, what moved since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font
from openpyxl.worksheet.worksheet import Worksheet

from anjian.reports.bridges.cross_check import CrossCheck
from anjian.reports.bridges.movements import Movement
from anjian.reports.bridges.units import UnitsBridge
from anjian.reports.documents.report_data import DEMO_MARK, UnitReport
from anjian.reports.documents.sheets import BODY_FONT, BOX, HEAD_FONT, MIDDLE, TEXT, TITLE_FONT, print_fitted
from anjian.reports.figures.clocks import Kind

SHEET = "勾稽说明"
_WIDTHS = (44, 8, 14, 12, 14, 12, 14, 12)
_LAST = "H"
_ROW = 16
_TITLE, _TOLD = 24, 32
"""Characters of size 10 in the first column, and in the merged last five."""
_WAY = ("项目", "单位", "各单位合计", "重复计入", "报送后录入", "不再计入", "不属任何单位", "全市")
_OVERLAPS = ("项目", "单位", "重复计入", "由哪些单位同时计入（条）")
_ROWS = ("项目", "单位", "原值", "增减", "编号", "", "原因", "")


def add_cross_check(book: Workbook, report: UnitReport) -> None:
    """Append the sheet. Each part is there only where there is something to say."""
    sheet = book.create_sheet(SHEET)
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    page = _Page(sheet)
    page.line(f"{report.pack.annex1.title}{SHEET}", Font(TITLE_FONT, 16), MIDDLE, 34)
    page.line(f"{report.pack.annex1.unit_label}{report.unit.full_name}　　{report.stamp}", Font(BODY_FONT, 10), TEXT)
    _relations(page, report.check)
    if report.check.bridge:
        _way(page, report.check.bridge)
    if report.snapshot.kind is Kind.FINAL:
        _moved(page, "快报与终报", report.check.provisional, "本月快报与本终报各项数字一致，或本月未编制快报。")
    if report.check.previous:
        none = f"与{report.check.previous}相比，没有记录退出累计数。"
        _moved(page, f"较{report.check.previous}退出累计数的记录", report.check.departed, none)
    _print_setup(sheet, report)


class _Page:
    """Rows one below another."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._rows = count(1)
        self._parts = count(1)

    def line(self, text: str, font: Font, alignment: Alignment, height: float = 0) -> None:
        number = next(self._rows)
        self._put(f"A{number}", text, font, alignment, Border())
        self._sheet.merge_cells(f"A{number}:{_LAST}{number}")
        wide = sum(1 if sign > "ÿ" else 0.5 for sign in text)
        self._sheet.row_dimensions[number].height = height or _ROW * max(1, ceil(wide / 86)) + 4

    def part(self, title: str) -> None:
        self.line(f"{'一二三四五六'[next(self._parts) - 1]}、{title}", Font(HEAD_FONT, 12), TEXT, 24)

    def text(self, text: str) -> None:
        self.line(text, Font(BODY_FONT, 10), TEXT)

    def row(self, values: Sequence[object], *, head: bool = False, merged: Iterable[str] = ()) -> None:
        """A row of the eight columns; `merged`: spans such as `E:F`."""
        number = next(self._rows)
        font = Font(HEAD_FONT if head else BODY_FONT, 10)
        for place, value in enumerate((*values, *[None] * (len(_WIDTHS) - len(values)))):
            align = MIDDLE if head or place else TEXT
            self._put(f"{'ABCDEFGH'[place]}{number}", value, font, align, BOX)
        for span in merged:
            first, last = span.split(":")
            self._sheet.merge_cells(f"{first}{number}:{last}{number}")
        widest = max(len(str(values[0])) / _TITLE, *(len(str(value)) / _TOLD for value in values[3:4]))
        self._sheet.row_dimensions[number].height = _ROW * max(1, ceil(widest)) + 4

    def _put(self, place: str, value: object, font: Font, alignment: Alignment, border: Border) -> None:
        cell = self._sheet[place]
        cell.value, cell.font, cell.alignment, cell.border = value, font, alignment, border


def _relations(page: _Page, check: CrossCheck) -> None:
    page.part("表内勾稽")
    page.text(relations_text(check))
    for relation in check.broken:
        page.text(f"不成立：{relation.text}（{relation.broken}条）。")


def relations_text(check: CrossCheck) -> str:
    """How many relations were checked, and whether they hold."""
    kept = len(check.relations) - len(check.broken)
    if not check.broken:
        return f"分项与总项、来源分类、表内与另列等{kept}项勾稽关系全部成立。"
    return f"共校验勾稽关系{len(check.relations)}项，{kept}项成立，{len(check.broken)}项不成立，请系统管理员核查后重新编制。"


def _way(page: _Page, bridge: tuple[UnitsBridge, ...]) -> None:
    page.part("各单位合计与全市数")
    page.text(
        "各单位合计－重复计入＋报送后录入－不再计入＋不属任何单位＝全市。县（市、区）按属地、部门按监管职责统计，同一记录两边都计。"
    )
    page.row(_WAY, head=True)
    for row in bridge:
        values = (row.units_sum, row.repeated, row.late, row.gone, row.of_no_unit, row.city)
        page.row((row.title, row.unit, *values))
    if any(row.overlaps for row in bridge):
        page.part("重复计入明细")
        page.row(_OVERLAPS, head=True, merged=("D:H",))
        for row in bridge:
            if row.overlaps:
                told = "；".join(f"{'、'.join(overlap.units)} {overlap.records}" for overlap in row.overlaps)
                page.row((row.title, row.unit, row.repeated, told), merged=("D:H",))


def _moved(page: _Page, title: str, moved: tuple[Movement, ...], none: str) -> None:
    page.part(title)
    if not moved:
        page.text(none)
        return
    page.row(_ROWS, head=True, merged=("E:F", "G:H"))
    for change in moved:
        for sign, rows in (("增", change.came), ("减", change.went)):
            for row in rows:
                told = (f"{change.before}→{change.after}", sign, row.code, None, row.reason)
                page.row((change.title, change.unit, *told), merged=("E:F", "G:H"))


def _print_setup(sheet: Any, report: UnitReport) -> None:
    demo = DEMO_MARK if report.demo else ""
    print_fitted(sheet, Worksheet.PAPERSIZE_A4, Worksheet.ORIENTATION_LANDSCAPE, "1:2", demo)
    sheet.sheet_view.showGridLines = False
