"""附件2.xlsx: the list of hazards with the pack's print set, A3 landscape, in a form that the hazards importer reads again."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Column
from anjian.reports.documents.annex1 import BODY_FONT, HEAD_FONT, TITLE_FONT
from anjian.reports.documents.deterministic import stable
from anjian.reports.documents.list_rows import ListRow
from anjian.reports.documents.report_data import DEMO_MARK, UnitReport
from anjian.reports.figures.algebra import wan_yuan

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_SCALE = 0.75
"""Share of the pack's column width (characters of the screen) that print at A3 needs, with wrapping."""
_NARROWEST = {
    "number": 15.0, "region": 11.0, "enterprise_name": 26.0, "credit_code": 20.5, "source": 12.0, "discovered_on": 11.5,
    "funds": 11.0, "responsible": 17.0, "due_on": 15.5, "accepted_on": 11.5,
}  # fmt: skip
"""Values that look wrong when they break."""
_LINE_POINTS = 13.5
_SPLIT = ("listing", "acceptance")
"""Columns whose parts stand in columns of their own under the group's header, as units' own lists have them."""
_LONG = frozenset({"content", "limb", "measures", "emergency_plan", "remark", "enterprise_name"})
_HEADER_ROWS = 5


@dataclass(frozen=True, slots=True)
class Printed:
    """A physical column: which value, its header, the header above it, its width in characters."""

    key: str
    header: str
    group: str | None
    width: float


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands around the rows: whose list, of which month, as of which day, and which figures the rows make up."""

    pack: Pack
    year: int
    month: int
    full_name: str
    """The unit that signs."""
    day: date
    stamp: str
    demo: bool
    figures: tuple[tuple[str, str, int | Decimal, str, str], ...] = ()
    """Key, unit, value, scope and snapshot of each."""


def head_of(report: UnitReport) -> ListHead:
    """The head of a unit's monthly list."""
    figures = tuple(
        (key, report.pack.cell(key).unit, report.number(key), report.unit.name, report.snapshot.id)
        for key in report.pack.annex1.partitions[0].parts
    )
    period, day = report.period, report.snapshot.asof.effective
    return ListHead(
        report.pack, period.year, period.month, report.unit.full_name, day, report.stamp, report.demo, figures
    )


def write(head: ListHead, rows: Iterable[ListRow]) -> bytes:
    """The workbook of one list. Streams its rows: memory does not grow with them, but for the finished file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("附件2")
    columns = printed_columns(head.pack.annex2.print_set)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    _print_setup(sheet, head)
    _headings(sheet, head, columns)
    _rows(sheet, head, columns, rows)
    _figure_names(book, head)
    book.properties.creator = head.full_name
    book.properties.title = _title(head)
    buffer = io.BytesIO()
    book.save(buffer)
    return stable(buffer.getvalue(), head.day)


def printed_columns(print_set: Iterable[Column]) -> tuple[Printed, ...]:
    """The print set with 挂牌督办 and 验收 split into their parts."""
    columns: list[Printed] = []
    for column in print_set:
        if column.key in _SPLIT and column.parts:
            width = column.width * _SCALE / len(column.parts) + 3
            columns += [_printed(part.key, part.header, column.group, width) for part in column.parts]
        else:
            columns.append(_printed(column.key, column.header, column.group, column.width * _SCALE))
    return tuple(columns)


def _printed(key: str, header: str, group: str | None, width: float) -> Printed:
    return Printed(key, header, group, max(width, _NARROWEST.get(key, 0.0)))


def _title(head: ListHead) -> str:
    return head.pack.annex2.title_template.format(year=head.year, month=head.month)


def _headings(sheet: Any, head: ListHead, columns: tuple[Printed, ...]) -> None:
    annex, last = head.pack.annex2, len(columns)
    time = head.pack.annex1.time_template.format_map(_day_words(head.day))
    demo = f"　　{DEMO_MARK}" if head.demo else ""
    half = last // 2
    unit = f"{annex.unit_label}{head.full_name}"
    day = f"{annex.time_label}{time}"
    _merged(sheet, 1, 24, [(f"附件2{demo}", last, HEAD_FONT, 12, "left")])
    _merged(sheet, 2, 40, [(_title(head), last, TITLE_FONT, 20, "center")])
    _merged(sheet, 3, 24, [(unit, half, BODY_FONT, 12, "left"), (day, last - half, BODY_FONT, 12, "right")])
    upper: list[str | None] = []
    for number, column in enumerate(columns):
        same = number > 0 and column.group is not None and columns[number - 1].group == column.group
        upper.append(None if same else column.group or column.header)
    _header_row(sheet, 4, 20, upper)
    _header_row(sheet, 5, 42, [column.header if column.group else None for column in columns])
    for first, until, top, bottom in _header_merges(columns):
        sheet.merged_cells.add(CellRange(min_col=first, max_col=until, min_row=top, max_row=bottom))


def _day_words(day: date) -> Mapping[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _header_merges(columns: tuple[Printed, ...]) -> Iterator[tuple[int, int, int, int]]:
    """A lone header takes both rows; a group spans its columns."""
    number = 0
    while number < len(columns):
        end = number
        group = columns[number].group
        while group is not None and end + 1 < len(columns) and columns[end + 1].group == group:
            end += 1
        if group is None:
            yield number + 1, number + 1, 4, 5
        elif end > number:
            yield number + 1, end + 1, 4, 4
        number = end + 1


def _merged(sheet: Any, number: int, height: float, parts: list[tuple[str, int, str, int, str]]) -> None:
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


def _header_row(sheet: Any, number: int, height: float, texts: list[str | None]) -> None:
    row = []
    sheet.row_dimensions[number].height = height
    for text in texts:
        cell = WriteOnlyCell(sheet, text)
        cell.font, cell.alignment, cell.border = Font(HEAD_FONT, 10), _MIDDLE, _BOX
        row.append(cell)
    sheet.append(row)


def _rows(sheet: Any, head: ListHead, columns: tuple[Printed, ...], rows: Iterable[ListRow]) -> None:
    """One prototype cell a column carries the style; each row takes its values into it (openpyxl writes it at once)."""
    prototypes = []
    for column in columns:
        cell = WriteOnlyCell(sheet)
        cell.font, cell.border = Font(BODY_FONT, 10), _BOX
        cell.alignment = _TEXT if column.key in _LONG else _MIDDLE
        if column.key == "funds":
            cell.number_format = "0.00"
        prototypes.append(cell)
    pack = head.pack
    names = {region.code: region.name for region in pack.regions}
    names |= {department.code: department.name for department in pack.departments}
    makers = [_VALUES[column.key] for column in columns]
    wraps = [column.width - 1 for column in columns]
    for number, row in enumerate(rows, _HEADER_ROWS + 1):
        lines = 1
        for cell, make, width in zip(prototypes, makers, wraps, strict=True):
            value = make(row, names)
            cell.value = value
            if cell.data_type == "f":
                cell.data_type = "s"  # what a person typed is never a formula
            if isinstance(value, str) and len(value) * 2 > width:
                lines = max(lines, _lines(value, width))
        sheet.row_dimensions[number].height = lines * _LINE_POINTS + 4
        sheet.append(prototypes)
        del sheet.row_dimensions[number]


def _lines(text: str, width: float) -> int:
    """How many lines a text takes: a Chinese character is as wide as two Latin ones (readers do not fit heights alone)."""
    return math.ceil(len(text.encode("gb18030")) / width)


def _print_setup(sheet: Any, head: ListHead) -> None:
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A3
    sheet.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"4:{_HEADER_ROWS}"
    sheet.freeze_panes = f"A{_HEADER_ROWS + 1}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.6, 0.7
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.left.text = f"&8{head.stamp}"
    if head.demo:
        sheet.oddHeader.right.text = DEMO_MARK


def _figure_names(book: Workbook, head: ListHead) -> None:
    """A hidden sheet says which figures the rows of the list make up."""
    if not head.figures:
        return
    sheet = book.create_sheet("figures")
    sheet.sheet_state = "hidden"
    sheet.append(("key", "unit", "value", "scope", "snapshot"))
    for figure in head.figures:
        sheet.append(figure)


def _word(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: row.words[name] or None


def _day(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: str(day) if (day := getattr(row, name)) is not None else None


def _listed(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: row.words[name] or None if row.listed else None


def _accepted(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: row.words[name] or None if row.accepted_on else None


def _due(row: ListRow, _names: Mapping[str, str]) -> str | None:
    """The present day; an extension shows the original day too (R-024)."""
    if row.due_on is None or row.original_due_on in (None, row.due_on):
        return str(row.due_on) if row.due_on else None
    return f"{row.due_on}（原{row.original_due_on}）"


_VALUES: dict[str, Callable[[ListRow, Mapping[str, str]], Any]] = {
    "number": lambda row, _names: row.code,
    "region": lambda row, names: names.get(row.region_code or ""),
    "enterprise_name": lambda row, _names: row.enterprise_name,
    "credit_code": lambda row, _names: row.credit_code,
    "categories": lambda row, _names: row.categories or None,
    "parent": lambda row, _names: row.parent_name or None,
    "department": lambda row, names: names.get(row.department_code or ""),
    "content": _word("content"),
    "place": _word("place"),
    "limb": _word("cited"),
    "source": lambda row, _names: row.source,
    "discovered_on": _day("discovered_on"),
    "finder": lambda row, _names: "，".join(filter(None, row.finder)) or None,
    "confirmations": lambda row, _names: "；".join(
        f"{who}{day}"
        for who, day in (("主体企业", row.words["parent_confirmed_on"]), ("监管部门", row.confirmed_on))
        if day
    ),
    "measures": _word("measures"),
    "funds": lambda row, _names: None if row.funds_fen is None else wan_yuan(row.funds_fen),
    "responsible": _word("responsible"),
    "due_on": _due,
    "emergency_plan": _word("contingency"),
    "listing_level": _listed("listing_level"),
    "listing_unit": _listed("listing_unit"),
    "listing_person": lambda row, _names: row.supervisor or None,
    "progress": lambda row, _names: row.state,
    "claimed_on": _day("claimed_on"),
    "accepted_by_unit": _accepted("accepting_unit"),
    "accepted_by": _accepted("accepted_by"),
    "accepted_on": _day("accepted_on"),
    "enforcement": lambda _row, _names: None,  # cases are entered in the enforcement room
    "remark": _word("remark"),
}
