"""月报.docx: the month in words, with locked figures, in the layout of official documents."""

from __future__ import annotations

import io
from importlib.resources import files
from itertools import zip_longest
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate

from anjian.campaigns.tables import ReportDocument
from anjian.hazards.words import Source
from anjian.reports.documents.cross_check_sheet import relations_text
from anjian.reports.documents.deterministic import stable
from anjian.reports.documents.report_data import DEMO_MARK, UnitReport
from anjian.reports.documents.wording import block_text, clause_words, numeral, summary
from anjian.reports.sections.data import SectionResult

TYPE_AREA = Mm(156)
_WIDEST = 30  # characters that a column may ask for; longer texts wrap
TEMPLATE = files("anjian.reports.documents") / "masters" / "monthly.docx"


def write(report: UnitReport) -> bytes:
    """The document of one unit; the same report gives the same bytes."""
    template = DocxTemplate(io.BytesIO(TEMPLATE.read_bytes()))
    template.render(_context(report), autoescape=True)
    for table in template.docx.tables:
        _fit(table._tbl)
    properties = template.docx.core_properties
    properties.author, properties.title = report.unit.full_name, _title(report)
    buffer = io.BytesIO()
    template.save(buffer)
    return stable(buffer.getvalue(), report.snapshot.asof.effective)


def _fit(table: Any) -> None:
    """Share the type area among the columns of a table by what they hold (a Chinese character is two Latin ones wide)."""
    needs: list[int] = []
    for row in table.tr_lst:
        widths = [min(_WIDEST, len("".join(cell.itertext()).encode("gb18030"))) + 2 for cell in row.tc_lst]
        needs = [max(pair) for pair in zip_longest(needs, widths, fillvalue=0)]
    shares = [int(TYPE_AREA * need / sum(needs)) for need in needs]
    for column, share in zip(table.tblGrid.gridCol_lst, shares, strict=False):
        column.w = share
    for row in table.tr_lst:
        for cell, share in zip(row.tc_lst, shares, strict=True):
            cell.width = share


def _document(report: UnitReport) -> ReportDocument:
    return next(document for document in report.pack.report.documents if document.code == "monthly")


def _words(report: UnitReport) -> dict[str, object]:
    period = report.period
    return {
        "campaign": report.pack.campaign.short_title,
        "year": period.year,
        "month": period.month,
        "number": period.number,
        "unit": report.unit.name,
    }


def _title(report: UnitReport) -> str:
    return _document(report).title_template.format_map(_words(report))


def _context(report: UnitReport) -> dict[str, Any]:
    number = _document(report).number_template
    return {
        "demo": report.demo,
        "demo_mark": DEMO_MARK,
        "title": _title(report),
        "issue": number.format_map(_words(report)) if number else "",
        "unit": report.unit.full_name,
        "effective": report.effective_text,
        "summary": summary(report),
        "blocks": [
            {"number": numeral(place), "title": block.title, "text": block_text(report, block)}
            for place, block in enumerate(report.pack.annex1.blocks, 1)
        ],
        "part_title": "部门" if report.unit.region_code else "县（市、区）",
        "sources": [str(source) for source in Source],
        "breakdown": report.breakdown,
        "sections": [_section(place, section) for place, section in enumerate(report.sections, 1)],
        "remarks": _remarks(report),
    }


def _section(place: int, section: SectionResult) -> dict[str, Any]:
    return {
        "number": numeral(place),
        "title": section.title,
        "department": section.department,
        "clause": clause_words(section.clause),
        "paragraphs": section.paragraphs,
        "tables": section.data.tables if section.data is not None else (),
    }


def _remarks(report: UnitReport) -> list[str]:
    failed = [section for section in report.sections if section.data is None]
    lines = [
        "1.本月报所有数字均由隐患台账和检查记录自动统计，并与同期附件1、附件2一致。",
        f"2.另列情况：{report.beside_text}，不影响上述数字。",
        f"3.{report.stamp}。",
    ]
    if report.anchor_text:
        lines.append(f"{len(lines) + 1}.{report.anchor_text}。")
    lines.append(f"{len(lines) + 1}.{relations_text(report.check)}")
    if failed:
        named = "、".join(dict.fromkeys(section.department for section in failed))
        lines.append(f"{len(lines) + 1}.以下单位负责的章节缺失：{named}，缺失原因见第四部分。")
    return lines
