"""附件2.xlsx: the list of hazards with the pack's print set, A3 landscape, in a form that the hazards importer reads again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Column
from anjian.reports.documents.annex2_values import VALUES, names_of
from anjian.reports.documents.deterministic import stable
from anjian.reports.documents.dossier import Dossier
from anjian.reports.documents.list_rows import ListRow, list_rows
from anjian.reports.documents.masking import PUBLIC_SUFFIX, Mask
from anjian.reports.documents.public_rows import PRIVATE, public_row
from anjian.reports.documents.report_data import DEMO_MARK, UnitReport
from anjian.reports.documents.sheets import (
    BODY_FONT,
    HEAD_FONT,
    TITLE_FONT,
    FigureLine,
    ListColumn,
    body,
    figures_sheet,
    header_row,
    merged,
    print_wide,
)  # fmt: skip

_SCALE = 0.75
"""Share of the pack's column width (characters of the screen) that print at A3 needs, with wrapping."""
_NARROWEST = {
    "number": 15.0, "region": 11.0, "enterprise_name": 26.0, "credit_code": 20.5, "source": 12.0, "discovered_on": 11.5,
    "funds": 11.0, "responsible": 17.0, "due_on": 15.5, "accepted_on": 11.5,
}  # fmt: skip
"""Values that look wrong when they break."""
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
    figures: tuple[FigureLine, ...] = ()
    mask: Mask | None = None
    """What makes it a public version: columns that hold persons are left out."""


def write_monthly(dossier: Dossier) -> bytes:
    """附件2.xlsx of one unit."""
    rows = list_rows(dossier.session, dossier.pack, dossier.asof, dossier.report.unit)
    return write(head_of(dossier.report, dossier.mask), rows)


def head_of(report: UnitReport, mask: Mask | None = None) -> ListHead:
    """The head of a unit's monthly list."""
    figures = tuple(
        (key, report.pack.cell(key).unit, report.number(key), report.unit.name, report.snapshot.id)
        for key in report.pack.annex1.partitions[0].parts
    )
    period, day = report.period, report.snapshot.asof.effective
    return ListHead(
        report.pack,
        period.year,
        period.month,
        report.unit.full_name,
        day,
        report.stamp,
        report.demo,
        figures,
        mask,
    )


def write(head: ListHead, rows: Iterable[ListRow]) -> bytes:
    """The workbook of one list. Streams its rows: memory does not grow with them, but for the finished file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(head.pack.annex2.label)
    columns = printed_columns(head.pack.annex2.print_set)
    if head.mask is not None:
        columns = tuple(column for column in columns if column.key not in PRIVATE)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    print_wide(sheet, f"4:{_HEADER_ROWS}", head.stamp, DEMO_MARK if head.demo else "")
    _headings(sheet, head, columns)
    _rows(sheet, head, columns, rows)
    figures_sheet(book, head.figures)
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
    marks = (PUBLIC_SUFFIX if head.mask is not None else "") + (f"　　{DEMO_MARK}" if head.demo else "")
    half = last // 2
    unit = f"{annex.unit_label}{head.full_name}"
    day = f"{annex.time_label}{time}"
    merged(sheet, 1, 24, [(f"{annex.label}{marks}", last, HEAD_FONT, 12, "left")])
    merged(sheet, 2, 40, [(_title(head), last, TITLE_FONT, 20, "center")])
    merged(sheet, 3, 24, [(unit, half, BODY_FONT, 12, "left"), (day, last - half, BODY_FONT, 12, "right")])
    upper: list[str | None] = []
    for number, column in enumerate(columns):
        same = number > 0 and column.group is not None and columns[number - 1].group == column.group
        upper.append(None if same else column.group or column.header)
    header_row(sheet, 4, 20, upper)
    header_row(sheet, 5, 42, [column.header if column.group else None for column in columns])
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


def _rows(sheet: Any, head: ListHead, columns: tuple[Printed, ...], rows: Iterable[ListRow]) -> None:
    names = names_of(head.pack)
    makers = [VALUES[column.key] for column in columns]
    looks = [
        ListColumn(column.width, column.key in _LONG, "0.00" if column.key == "funds" else "General")
        for column in columns
    ]
    if head.mask is not None:
        rows = (public_row(row, head.mask) for row in rows)
    body(sheet, _HEADER_ROWS + 1, looks, ([make(row, names) for make in makers] for row in rows))
