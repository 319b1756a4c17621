"""挂牌督办清单.xlsx: the orders behind the figure 挂牌督办 as they stood at the clocks (R-105)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from anjian.reports.documents.deterministic import stable
from anjian.reports.documents.dossier import Dossier, title_of
from anjian.reports.documents.order_rows import OrderRow, order_rows
from anjian.reports.documents.public_rows import HIDDEN_COLUMNS, public_order
from anjian.reports.documents.report_data import DEMO_MARK
from anjian.reports.documents.sheets import (
    BODY_FONT,
    HEAD_FONT,
    TITLE_FONT,
    ListColumn,
    body,
    figures_sheet,
    header_row,
    merged,
    print_wide,
)  # fmt: skip

_LISTED = "listed"
_COLUMNS: dict[str, tuple[str, float, bool]] = {
    "level": ("督办级别", 9, False),
    "number": ("督办文号", 20, False),
    "supervising_unit": ("督办单位", 17, False),
    "supervisor": ("督办责任人", 16, False),
    "region": ("县（市、区）", 10, False),
    "enterprise": ("企业名称", 26, True),
    "code": ("隐患编号", 15, False),
    "content": ("重大事故隐患具体内容", 34, True),
    "requirements": ("督办要求", 28, True),
    "ordered_on": ("挂牌日期", 11.5, False),
    "due_on": ("督办期限", 11.5, False),
    "publication": ("公布情况", 22, True),
    "state": ("整改进展", 10, False),
    "lifting": ("摘牌及公布情况", 22, True),
}
"""Field of `OrderRow` -> header, width in characters, whether it holds long text."""
_HEADER_ROW = 4


def write(dossier: Dossier) -> bytes:
    """The list of one unit; with no order it says so. The same dossier gives the same bytes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("挂牌督办清单")
    names = [name for name in _COLUMNS if not (dossier.public and name in HIDDEN_COLUMNS)]
    widths = [6.0, *(_COLUMNS[name][1] for name in names)]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    demo = DEMO_MARK if dossier.report.demo else ""
    print_wide(sheet, f"{_HEADER_ROW}:{_HEADER_ROW}", dossier.report.stamp, demo)
    _heading(sheet, dossier, len(widths), demo)
    header_row(sheet, _HEADER_ROW, 32, ["序号", *(_COLUMNS[name][0] for name in names)])
    looks = [ListColumn(6), *(ListColumn(_COLUMNS[name][1], _COLUMNS[name][2]) for name in names)]
    rows = list(_rows(dossier))
    body(sheet, _HEADER_ROW + 1, looks, ([number, *(getattr(row, name) for name in names)] for number, row in rows))
    if not rows:
        merged(
            sheet, _HEADER_ROW + 1, 28, [("截至本期没有挂牌督办的重大事故隐患。", len(widths), BODY_FONT, 11, "center")]
        )
    report = dossier.report
    listed = len({row.code for _number, row in rows})
    figures_sheet(book, [(_LISTED, "个", listed, report.unit.name, report.snapshot.id)])
    book.properties.creator, book.properties.title = report.unit.full_name, title_of(report, "orders")
    buffer = io.BytesIO()
    book.save(buffer)
    return stable(buffer.getvalue(), dossier.asof.effective)


def _heading(sheet: object, dossier: Dossier, last: int, demo: str) -> None:
    report, half = dossier.report, last // 2
    annex = report.pack.annex1
    day = report.snapshot.asof.effective
    time = annex.time_template.format(year=day.year, month=day.month, day=day.day)
    merged(sheet, 1, 22, [(demo, last, HEAD_FONT, 12, "right")])
    merged(sheet, 2, 40, [(title_of(report, "orders"), last, TITLE_FONT, 20, "center")])
    unit = f"{annex.unit_label}{report.unit.full_name}"
    merged(
        sheet, 3, 24,
        [(unit, half, BODY_FONT, 12, "left"), (f"{annex.time_label}{time}", last - half, BODY_FONT, 12, "right")],
    )  # fmt: skip


def _rows(dossier: Dossier) -> Iterator[tuple[int, OrderRow]]:
    rows = order_rows(dossier.session, dossier.pack, dossier.asof, dossier.report.unit)
    for number, row in enumerate(rows, 1):
        yield number, row if dossier.mask is None else public_order(row, dossier.mask)
