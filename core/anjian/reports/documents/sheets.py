"""What the official lists have in common: write-only sheets with merged heads, boxed headers, rows as high as their text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_LINE_POINTS = 13.5
FIGURES_SHEET, FIGURES_HEADER = "figures", ("key", "unit", "value", "scope", "snapshot")
FigureLine = tuple[str, str, int | Decimal, str, str]
"""Key, unit, value, scope and snapshot of a figure."""
_LINE = Side(style="thin")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
TEXT = Alignment(horizontal="left", vertical="center", wrap_text=True)


def merged(sheet: Any, number: int, height: float, parts: list[tuple[str, int, str, int, str]]) -> None:
    """A row of merged cells: text, columns taken, font, size, alignment."""
    row: list[Any] = []
    for text, width, font, size, horizontal in parts:
        cell = WriteOnlyCell(sheet, text)
        cell.font = Font(font, size)
        cell.alignment = Alignment(horizontal=horizontal, vertical="center")
        if width > 1:
            first = len(row) + 1
            sheet.merged_cells.add(CellRange(min_col=first, max_col=first + width - 1, min_row=number, max_row=number))
        row += [cell, *[None] * (width - 1)]
    sheet.row_dimensions[number].height = height
    sheet.append(row)


def header_row(sheet: Any, number: int, height: float, texts: list[str | None]) -> None:
    """A row of boxed headers; None: merged into what stands above or beside."""
    row = []
    sheet.row_dimensions[number].height = height
    for text in texts:
        cell = WriteOnlyCell(sheet, text)
        cell.font, cell.alignment, cell.border = Font(HEAD_FONT, 10), MIDDLE, BOX
        row.append(cell)
    sheet.append(row)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """How a column of a list looks: its width in characters, long texts to the left, a number's format."""

    width: float
    long: bool = False
    number_format: str = "General"


def body(sheet: Any, first: int, columns: Sequence[ListColumn], rows: Iterable[Sequence[Any]]) -> None:
    """One prototype cell a column carries the style; each row takes its values into it (openpyxl writes it at once)."""
    prototypes = []
    for column in columns:
        cell = WriteOnlyCell(sheet)
        cell.font, cell.border, cell.number_format = Font(BODY_FONT, 10), BOX, column.number_format
        cell.alignment = TEXT if column.long else MIDDLE
        prototypes.append(cell)
    wraps = [column.width - 1 for column in columns]
    for number, row in enumerate(rows, first):
        lines = 1
        for cell, value, width in zip(prototypes, row, wraps, strict=True):
            cell.value = value
            if cell.data_type == "f":
                cell.data_type = "s"  # what a person typed is never a formula
            if isinstance(value, str) and len(value) * 2 > width:
                lines = max(lines, line_count(value, width))
        sheet.row_dimensions[number].height = lines * _LINE_POINTS + 4
        sheet.append(prototypes)
        del sheet.row_dimensions[number]


def line_count(text: str, width: float) -> int:
    """How many lines a text takes: a Chinese character is as wide as two Latin ones (readers do not fit heights alone)."""
    return math.ceil(len(text.encode("gb18030")) / width)


def print_fitted(sheet: Any, paper: str, orientation: str, header: str, demo_mark: str) -> None:
    """As wide as the page, the header's rows (`4:5`) on each, page numbers; the mark of a demo on top."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = paper, orientation
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = header
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if demo_mark:
        sheet.oddHeader.right.text = demo_mark


def print_wide(sheet: Any, header: str, stamp: str, demo_mark: str) -> None:
    """A list: A3 landscape, its header in sight, the stamp at the foot."""
    print_fitted(sheet, Worksheet.PAPERSIZE_A3, Worksheet.ORIENTATION_LANDSCAPE, header, demo_mark)
    sheet.freeze_panes = f"A{int(header.rpartition(':')[2]) + 1}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.6, 0.7
    sheet.oddFooter.left.text = f"&8{stamp}"


def figures_sheet(book: Workbook, figures: Sequence[FigureLine]) -> None:
    """A hidden sheet says which figures a workbook holds."""
    if not figures:
        return
    sheet = book.create_sheet(FIGURES_SHEET)
    sheet.sheet_state = "hidden"
    sheet.append(FIGURES_HEADER)
    for figure in figures:
        sheet.append(figure)
