"""The board of a round as a workbook, ready to print: A4 landscape, header on every page."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anjian.campaigns.packs import Pack
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.rounds.board import Line
from anjian.reports.rounds.models import Round
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.ui.words import day, moment

HEADERS = (
    ("填报单位", 16), ("状态", 10), ("自何时起", 17), ("经办人", 12), ("首次报送", 12), ("是否按时", 20),
    ("重大事故隐患（个）", 21), ("已完成整改（个）", 19), ("整改率", 10), ("退回理由", 40),
)  # fmt: skip
"""Title and width of each column."""
_THIN = Side(style="thin")


def workbook_of(pack: Pack, of: Round, snapshot: ReportSnapshot, lines: Sequence[Line]) -> Workbook:
    """Every line as the board shows it."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)  # a new workbook has one worksheet
    page.title = "调度情况"
    page.append([f"{pack.period(of.period).label}调度情况"])
    table = f"数据截至{chinese_day(snapshot.effective)}（{snapshot.kind}，快照 {snapshot.id}）"
    about = f"{table}；报送期限{chinese_day(of.due_on)}；{of.state}"
    page.append([about])
    page.append([title for title, _width in HEADERS])
    for line in lines:
        page.append(_cells(line))
    _lay_out(page)
    return book


def _cells(line: Line) -> list[object]:
    one, lateness = line.submission, line.lateness.light
    return [
        one.unit_name, str(one.state), moment(one.since), one.by_name, day(one.first_on),
        lateness.words if lateness else "", line.found, line.closed, line.rate, one.reason,
    ]  # fmt: skip


def _lay_out(page: Worksheet) -> None:
    last = len(HEADERS)
    for row in (1, 2):
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        page.cell(row, 1).alignment = Alignment(horizontal="center" if row == 1 else "left")
    page.cell(1, 1).font = Font(size=16, bold=True)
    for position, (_title, width) in enumerate(HEADERS):
        page.column_dimensions[chr(ord("A") + position)].width = width
    head, *rows = page.iter_rows(min_row=3, max_col=last)
    for cells in (head, *rows):
        for cell in cells:
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
            cell.alignment = Alignment(
                wrap_text=True, vertical="center", horizontal="center" if cells is head else _aligned(cell)
            )
            if cell.data_type == "f":
                cell.data_type = "s"  # what a person typed is never a formula
    page.freeze_panes, page.print_title_rows = "A4", "1:3"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _aligned(cell: Cell | MergedCell) -> str | None:
    """Shares stand under the figures that they are of."""
    return "right" if HEADERS[(cell.column or 1) - 1][0] == "整改率" else None
