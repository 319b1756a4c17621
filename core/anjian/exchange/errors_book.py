"""The sender's own file, with the cells that were refused marked and commented: correct, send again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anjian.exchange.safety import Kind
from anjian.exchange.table import Table
from anjian.exchange.workbook import Book
from anjian.kernel.errors import FileRefused, Problem

MARK = PatternFill("solid", fgColor="FFFFC7CE")
AUTHOR = "安监"


def write_errors_book(book: Book, tables: Iterable[Table], problems: Iterable[Problem], out: Path) -> None:
    """Write `out` (.xlsx). For .xlsx sources everything else stays as it was; other kinds become an .xlsx of the same cells.

    Raises `FileRefused` when `out` cannot be written.
    """
    marked = _own_copy(book) if book.kind is Kind.XLSX else _plain_copy(book)
    by_sheet = {table.sheet: table for table in tables}
    by_cell: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for problem in problems:
        table = by_sheet.get(problem.sheet or "")
        if table is None or problem.row is None:
            continue
        place = table.places.get(problem.field or "")
        by_cell[table.sheet, problem.row, place.index + 1 if place else 1].append(problem.message)
    for (sheet, row, column), messages in by_cell.items():
        _mark(marked[sheet], row, column, messages)
    _show_marks(marked, by_cell)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        marked.save(out)
    except OSError:
        raise FileRefused(f"不能写入“{out.name}”，请确认目录存在且有写入权限、文件未被打开。") from None


def _own_copy(book: Book) -> Workbook:
    copy = load_workbook(book.path)
    for name in copy.sheetnames:
        sheet = copy[name]
        if isinstance(sheet, Worksheet):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.comment is not None and cell.comment.author == AUTHOR:
                        _unmark(cell)
    return copy


def _unmark(cell: Cell | MergedCell) -> None:
    """A file that comes back corrected still carries our old marks: take them off before marking anew."""
    cell.comment = None
    if isinstance(cell, Cell) and cell.fill.fgColor.rgb == MARK.fgColor.rgb:
        cell.fill = PatternFill()


def _plain_copy(book: Book) -> Workbook:
    copy = Workbook()
    if copy.active is not None:
        copy.remove(copy.active)
    for grid in book.grids:
        sheet = copy.create_sheet(grid.name[:31])
        for row in grid.rows:
            sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in row])
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.number_format = "@"
                    cell.data_type = "s"  # a text that begins with = stays text
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return copy


def _mark(sheet: Worksheet, row: int, column: int, messages: list[str]) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        cell = _head_of_merge(sheet, row, column)
    cell.fill = MARK
    old = cell.comment.text.split("\n") if cell.comment else []
    comment = Comment("\n".join(dict.fromkeys([*old, *messages])), AUTHOR)
    comment.width, comment.height = 320, 40 + 30 * len(messages)
    cell.comment = comment


def _head_of_merge(sheet: Worksheet, row: int, column: int) -> Cell:
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            head = sheet.cell(area.min_row, area.min_col)
            if isinstance(head, Cell):
                return head
    raise LookupError("a merged cell belongs to a range")


def _show_marks(book: Workbook, by_cell: Iterable[tuple[str, int, int]]) -> None:
    """A mark in a hidden row or column would never be found."""
    for sheet, row, column in by_cell:
        worksheet = book[sheet]
        worksheet.row_dimensions[row].hidden = False
        letter = get_column_letter(column)
        if worksheet.column_dimensions[letter].hidden:
            worksheet.column_dimensions[letter].hidden = False
