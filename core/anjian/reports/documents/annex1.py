"""附件1.xlsx: the official table in its two-column layout, with the figures on a hidden sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count, zip_longest
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from anjian.campaigns.tables import Block, Line
from anjian.reports.documents.cross_check_sheet import add_cross_check
from anjian.reports.documents.deterministic import stable
from anjian.reports.documents.dossier import Dossier
from anjian.reports.documents.report_data import DEMO_MARK, UnitReport
from anjian.reports.documents.sheets import (
    BODY_FONT,
    BOX,
    HEAD_FONT,
    MIDDLE,
    TEXT,
    TITLE_FONT,
    FigureLine,
    figures_sheet,
    print_fitted,
)  # fmt: skip

SIGNATURES = "填表人：　　　　　　　　　　审核人：　　　　　　　　　　签发人："
_WIDTHS = {"A": 8, "B": 35, "C": 12, "D": 35, "E": 12}
_NOTE_CHARACTERS = 54  # of size 10 in the width of the table
_ITEM = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_RIGHT = Alignment(horizontal="right", vertical="center")


def write_monthly(dossier: Dossier) -> bytes:
    """附件1.xlsx of one unit."""
    return write(dossier.report, public=dossier.public)


def write(report: UnitReport, *, public: bool = False) -> bytes:
    """The workbook of one unit; the same report gives the same bytes. A public one is not signed and explains no rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = report.pack.annex1.label
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    row = _heading(sheet, report)
    for block in report.pack.annex1.blocks:
        row = _block(book, sheet, report, block, row)
    _below(sheet, report, row, public)
    _print_setup(sheet, report)
    if not public:
        add_cross_check(book, report)
    figures_sheet(book, list(_figures(report)))
    book.properties.creator = report.unit.full_name
    book.properties.title = report.pack.annex1.title
    buffer = io.BytesIO()
    book.save(buffer)
    return stable(buffer.getvalue(), report.snapshot.asof.effective)


def _heading(sheet: Worksheet, report: UnitReport) -> int:
    annex, day = report.pack.annex1, report.snapshot.asof.effective
    _put(sheet, "A1:C1", annex.label, Font(HEAD_FONT, 14), TEXT)
    if report.demo:
        _put(sheet, "D1:E1", DEMO_MARK, Font(HEAD_FONT, 14, color="FFC00000"), _RIGHT)
    _put(sheet, "A2:E2", annex.title, Font(TITLE_FONT, 18), MIDDLE)
    _put(sheet, "A3:C3", f"{annex.unit_label}{report.unit.full_name}", Font(BODY_FONT, 12), TEXT)
    time = annex.time_template.format(year=day.year, month=day.month, day=day.day)
    _put(sheet, "D3:E3", f"{annex.time_label}{time}", Font(BODY_FONT, 12), _RIGHT)
    for number, height in ((1, 20), (2, 40), (3, 24)):
        sheet.row_dimensions[number].height = height
    return 4


def _block(book: Workbook, sheet: Worksheet, report: UnitReport, block: Block, first: int) -> int:
    """Items in pairs: the odd one on the left, the even one on the right, as printed in the notice. A last odd one stands
    alone beside an empty field."""
    row = first
    for left, right in zip_longest(block.lines[::2], block.lines[1::2]):
        _item(book, sheet, report, left, f"B{row}", f"C{row}")
        if right is not None:
            _item(book, sheet, report, right, f"D{row}", f"E{row}")
        sheet.row_dimensions[row].height = 44
        row += 1
    _put(sheet, f"A{first}:A{row - 1}", block.title, Font(HEAD_FONT, 12), MIDDLE)
    for number in range(first, row):
        for column in _WIDTHS:
            sheet[f"{column}{number}"].border = BOX
    return row


def _item(book: Workbook, sheet: Worksheet, report: UnitReport, line: Line, text_at: str, value_at: str) -> None:
    _put(sheet, text_at, f"{line.number} {line.text}", Font(BODY_FONT, 12), _ITEM)
    _put(sheet, value_at, report.printed(line), Font(BODY_FONT, 12), MIDDLE)
    for cell in line.cells:  # a name leads from the printed cell to its figure, and back from `report show`
        name = "figure_" + cell.key.replace("-", "_").replace(".", "_")
        book.defined_names[name] = DefinedName(
            name, attr_text=f"'{sheet.title}'!${value_at[0]}${value_at[1:]}", comment=report.figure_id(cell.key)
        )


def _below(sheet: Worksheet, report: UnitReport, first: int, public: bool) -> None:
    small = Font(BODY_FONT, 10)
    row = count(first)
    for note in report.pack.annex1.notes:
        number = next(row)
        _put(sheet, f"A{number}:E{number}", note.text, small, TEXT)
        sheet.row_dimensions[number].height = 14 * -(-len(note.text) // _NOTE_CHARACTERS) + 4
    for text in (
        f"另列（不影响上表数字，单位：个）：{report.beside_text}。",
        *([] if public else [SIGNATURES]),
        report.stamp,
        *filter(None, [report.anchor_text]),
    ):
        number = next(row)
        _put(sheet, f"A{number}:E{number}", text, small, TEXT)
        wide = sum(1 if sign > "ÿ" else 0.5 for sign in text)
        sheet.row_dimensions[number].height = 14 * max(1, ceil(wide / _NOTE_CHARACTERS)) + 6


def _print_setup(sheet: Any, report: UnitReport) -> None:
    demo = DEMO_MARK if report.demo else ""
    print_fitted(sheet, Worksheet.PAPERSIZE_A4, Worksheet.ORIENTATION_PORTRAIT, "2:3", demo)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.7
    margins.top = margins.bottom = 0.8
    sheet.sheet_view.showGridLines = False


def _figures(report: UnitReport) -> Iterator[FigureLine]:
    for cell in report.pack.annex1.cells:
        yield cell.key, cell.unit, report.number(cell.key), report.unit.name, report.snapshot.id


def _put(sheet: Worksheet, area: str, value: object, font: Font, alignment: Alignment) -> None:
    first = area.split(":")[0]
    cell = sheet[first]
    cell.value = value
    cell.font, cell.alignment = font, alignment
    if ":" in area:
        sheet.merge_cells(area)
