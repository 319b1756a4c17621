"""The import template of a list: headers that explain themselves, choices to pick from, ready to print.

Samples stand on the sheet 说明, not among the rows: a sample left in place would be entered as an enterprise."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anjian.exchange.columns import Column
from anjian.exchange.text import as_text

AUTHOR = "安监"
ROWS_PREPARED = 2000
_HEAD = PatternFill("solid", fgColor="FFE6F0FF")
_REQUIRED = PatternFill("solid", fgColor="FFFFF2CC")
_THIN = Border(*(Side("thin", color="FFBFBFBF"),) * 4)
_LIST_LIMIT = 255  # characters that Excel allows in an inline list; longer lists stand on the sheet 可选项


def template_book(title: str, columns: Sequence[Column], *, notes: Sequence[str] = ()) -> Workbook:
    """A workbook with the sheet to fill in, and a sheet 说明 that lists every column's rule and legal basis."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one worksheet
    sheet.title = "填报表"
    _title(sheet, title, len(columns))
    for position, column in enumerate(columns, 1):
        _header(sheet, position, column)
        _prepare_cells(book, sheet, position, column)
    sheet.freeze_panes = "A3"
    _print_setup(sheet)
    _explain(book, title, columns, notes)
    return book


def _title(sheet: Worksheet, title: str, width: int) -> None:
    sheet["A1"] = title
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    if width > 1:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.row_dimensions[1].height = 32


def _header(sheet: Worksheet, position: int, column: Column) -> None:
    cell = sheet.cell(2, position, f"{column.header}*" if column.required else column.header)
    cell.font = Font(name="黑体", size=11, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.fill = _REQUIRED if column.required else _HEAD
    cell.border = _THIN
    lines = ["必填" if column.required else "选填", column.help, f"依据：{column.basis}" if column.basis else ""]
    if column.choices:
        lines.append("可填：" + "、".join(column.choices))
    if column.sample != "":
        lines.append(f"示例：{as_text(column.sample)}")
    comment = Comment("\n".join(line for line in lines if line), AUTHOR)
    comment.width, comment.height = 280, 120
    cell.comment = comment
    sheet.column_dimensions[get_column_letter(position)].width = column.width


def _prepare_cells(book: Workbook, sheet: Worksheet, position: int, column: Column) -> None:
    letter = get_column_letter(position)
    if column.text:
        # Excel turns an 18-digit code into a number and drops its last digits, so the cells are text from the start.
        for row in range(3, ROWS_PREPARED + 3):
            sheet.cell(row, position).number_format = "@"
    if column.choices:
        rule = DataValidation(
            type="list", formula1=_list_source(book, column), allow_blank=True, showErrorMessage=False
        )
        rule.add(f"{letter}3:{letter}{ROWS_PREPARED + 2}")
        sheet.add_data_validation(rule)


def _list_source(book: Workbook, column: Column) -> str:
    inline = ",".join(column.choices)
    if len(inline) <= _LIST_LIMIT and not any("," in choice for choice in column.choices):
        return f'"{inline}"'
    lists = book["可选项"] if "可选项" in book.sheetnames else book.create_sheet("可选项")
    assert isinstance(lists, Worksheet)
    place = lists.max_column + 1 if lists["A1"].value else 1
    lists.cell(1, place, column.header)
    for row, choice in enumerate(column.choices, 2):
        lists.cell(row, place, choice)
    letter = get_column_letter(place)
    return f"可选项!${letter}$2:${letter}${len(column.choices) + 1}"


def _print_setup(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"


def _explain(book: Workbook, title: str, columns: Sequence[Column], notes: Sequence[str]) -> None:
    sheet = book.create_sheet("说明")
    sheet.append([f"{title}填写说明"])
    for note in ("带*的列必填；从第3行起填写，不要改动表头。", *notes):
        sheet.append([note])
    sheet.append(["名称", "要求", "填写说明", "依据", "示例", "可填内容"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(name="黑体", bold=True)
    for column in columns:
        need = "必填" if column.required else "选填"
        sheet.append(
            [column.header, need, column.help, column.basis, as_text(column.sample), "、".join(column.choices)]
        )
    for letter, width in zip("ABCDEF", (24, 8, 50, 36, 24, 50), strict=True):
        sheet.column_dimensions[letter].width = width
