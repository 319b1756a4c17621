"""How far the cells of an .xlsx or .ods reach, read as a stream before the parser allocates a dense grid for them
(one cell in XFD1048576 would ask for hundreds of gigabytes and end the process). Error cells are found on the way:
the reader shows them as blank, and a blank would wrongly mean unknown."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from anjian.kernel.errors import FileRefused

MAX_CELLS = 40_000_000
"""Width times height of one sheet: 1.5 million rows of 26 columns. About 1 GB in the parser."""
MAX_TEXT = 2 << 30
"""Bytes that shared texts may take when every cell holds the longest one."""
_CHUNK = 1 << 20
_OVERLAP = 512
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_FILLED = rb"[^>/]*>(?!</(?:\w+:)?c>|<(?:\w+:)?v/>|<(?:\w+:)?v></)"
_WIDE = re.compile(rb'\br="[A-Z]{2,3}\d+"' + _FILLED)
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"' + _FILLED)
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<v>([^<]*)</v>', re.S
)
_SHARED_END = re.compile(rb"</(?:\w+:)?si>")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_REPEAT_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_REPEAT_CELLS = re.compile(rb'<table:table-cell\b(?=[^>]*value-type=)[^>]*number-columns-repeated="(\d+)"')
_TOO_WIDE = "文件“{name}”有内容写在很远的单元格（{where}），请删除数据区以外的行和列后重新报送。"


@dataclass(slots=True)
class SheetScan:
    """What the stream showed of one worksheet: last row, whether it passes column Z, and its error cells."""

    rows: int = 0
    columns: int = 26
    cells: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def scan_xlsx(path: Path) -> dict[str, SheetScan]:
    """Scan every worksheet, by sheet name. Raises `FileRefused` for declared entities, far cells and swollen texts."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = _sheet_names(archive)
            scans: dict[str, SheetScan] = {}
            longest = 0
            for part in archive.namelist():
                if not part.endswith((".xml", ".rels")):
                    continue
                if part in names:
                    scans[names[part]] = _scan_sheet(archive, part, path)
                elif part.lower().endswith("sharedstrings.xml"):
                    longest = _longest_shared(archive, part)
                else:
                    _refuse_declarations(archive, part)
    except (zipfile.BadZipFile, EOFError, OSError, KeyError, ElementTree.ParseError, ValueError):
        raise FileRefused(f"文件“{path.name}”已损坏，无法打开，请用表格软件打开后另存为.xlsx再报送。") from None
    if longest * max((scan.cells for scan in scans.values()), default=0) > MAX_TEXT:
        raise FileRefused(f"文件“{path.name}”展开后异常庞大，疑似压缩炸弹，已拒绝打开。")
    return scans


def scan_ods(path: Path) -> None:
    """Refuse repeated rows and cells that would swell."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    if _DECLARES.search(content[:4096]):
        raise FileRefused(f"文件“{path.name}”含有不允许的实体声明，已拒绝打开。")
    columns = max((int(found[1]) for found in _REPEAT_CELLS.finditer(content)), default=1)
    for row in re.finditer(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", content, re.S):
        repeat = _REPEAT_ROWS.search(row[1])
        valued = b"value-type=" in row[2]
        if valued and (columns > 16384 or (repeat and int(repeat[1]) * columns > MAX_CELLS // 26)):
            raise FileRefused(f"文件“{path.name}”展开后异常庞大，疑似压缩炸弹，已拒绝打开。")


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part name of each worksheet -> the name on its tab."""
    targets = {link.get("Id"): str(link.get("Target")) for link in _parse(archive, "xl/_rels/workbook.xml.rels")}
    book = _parse(archive, "xl/workbook.xml")
    found: dict[str, str] = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            reference = next((value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id"), None)
            target = targets.get(reference, "")
            part = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
            found[part] = str(sheet.get("name"))
    return found


def _parse(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    data = archive.read(part)
    if _DECLARES.search(data):
        raise ValueError("entity declaration")
    return ElementTree.fromstring(data)


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Pieces of a part, each cut at a tag's end so that no cell is split."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            piece = rest + piece
            cut = piece.rfind(b"</row>") + 6 if b"</row>" in piece else max(len(piece) - _OVERLAP, 0)
            rest = piece[cut:]
            yield piece[:cut]
    yield rest


def _scan_sheet(archive: zipfile.ZipFile, part: str, path: Path) -> SheetScan:
    scan = SheetScan()
    for number, piece in enumerate(_chunks(archive, part)):
        if number == 0 and _DECLARES.search(piece[:4096]):
            raise FileRefused(f"文件“{path.name}”含有不允许的实体声明，已拒绝打开。")
        scan.cells += piece.count(b"<c ")
        last = max((int(found) for found in _ROW.findall(piece)), default=0)
        far_row = max(last, scan.rows) * scan.columns > MAX_CELLS
        if far_row or _WIDE.search(piece):
            _measure_exactly(scan, piece, path)
        else:
            scan.rows = max(scan.rows, last)
        if b't="e"' in piece:
            _collect_errors(scan, piece)
    return scan


def _measure_exactly(scan: SheetScan, piece: bytes, path: Path) -> None:
    """Formatted but empty cells are no cells to the parser, so only cells with content are measured."""
    for letters, digits in _CELL.findall(piece):
        row, column = int(digits), column_number(letters.decode())
        scan.rows, scan.columns = max(scan.rows, row), max(scan.columns, column)
        if scan.rows * scan.columns > MAX_CELLS:
            raise FileRefused(_TOO_WIDE.format(name=path.name, where=f"{letters.decode()}{row}"))


def _collect_errors(scan: SheetScan, piece: bytes) -> None:
    for letters, digits, text in _ERROR.findall(piece):
        scan.errors[int(digits), column_number(letters.decode())] = text.decode("utf-8", "replace")


def _longest_shared(archive: zipfile.ZipFile, part: str) -> int:
    longest = run = 0
    for piece in _chunks(archive, part):
        start = 0
        for end in _SHARED_END.finditer(piece):
            longest = max(longest, run + end.start() - start)
            start, run = end.end(), 0
        run += len(piece) - start
    return max(longest, run)


def _refuse_declarations(archive: zipfile.ZipFile, part: str) -> None:
    with archive.open(part) as stream:
        if _DECLARES.search(stream.read(4096)):
            raise ValueError("entity declaration")


def column_number(letters: str) -> int:
    """Column A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
