"""Any spreadsheet file as plain grids with true row numbers: .xlsx .xlsm .xls .ods, and .csv in UTF-8 or GB 18030."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine as calamine

from anjian.exchange.bounds import SheetScan, scan_ods, scan_xlsx
from anjian.exchange.safety import DEFAULT_LIMITS, Kind, Limits, inspect_file
from anjian.exchange.text import Raw
from anjian.kernel.errors import FileRefused

Area = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, all counted from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: `rows[0]` is row 1 of the sheet; all rows have the same width; '' is blank."""

    name: str
    visible: bool
    rows: list[list[Raw]]
    merges: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read, with its sheets in order."""

    path: Path
    kind: Kind
    grids: tuple[Grid, ...]


def read_book(path: Path, limits: Limits = DEFAULT_LIMITS) -> Book:
    """Read a file whole. Raises `FileRefused` with one Chinese sentence when it cannot be read or is not safe."""
    kind = inspect_file(path, limits)
    if kind is Kind.CSV:
        return Book(path, kind, (_read_csv(path),))
    scans: dict[str, SheetScan] = {}
    if kind is Kind.XLSX:
        scans = scan_xlsx(path)
    elif kind is Kind.ODS:
        scan_ods(path)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            grids = tuple(
                _read_sheet(workbook, meta, scans.get(meta.name))
                for meta in workbook.sheets_metadata
                if meta.typ is calamine.SheetTypeEnum.WorkSheet
            )
    except calamine.PasswordError:
        raise FileRefused(f"文件“{path.name}”设有打开密码，请取消密码保护后重新报送。") from None
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise FileRefused(f"文件“{path.name}”无法打开，请用表格软件打开后另存为.xlsx再报送。") from error
    return Book(path, kind, grids)


def _read_sheet(workbook: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, scan: SheetScan | None) -> Grid:
    sheet = workbook.get_sheet_by_name(meta.name)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    width = max(map(len, rows), default=0)
    for (row, column), text in (scan.errors if scan else {}).items():
        if row <= len(rows) and column <= width:
            rows[row - 1][column - 1] = text
    merges = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Grid(meta.name, meta.visible is calamine.SheetVisibleEnum.Visible, rows, merges)


def _read_csv(path: Path) -> Grid:
    text = _decode(path)
    sample = text[:20000]
    delimiter = max(",\t;", key=lambda mark: sample.count(mark))
    try:
        rows: list[list[Raw]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        raise FileRefused(f"文件“{path.name}”的格式有误，请用表格软件打开后另存为.xlsx再报送。") from None
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Grid(path.stem, True, rows)


def _decode(path: Path) -> str:
    data = path.read_bytes()
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(f"文件“{path.name}”的文字编码不能识别，请用表格软件打开后另存为.xlsx再报送。")
