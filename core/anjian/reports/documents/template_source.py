"""Builds the docxtpl template of the 月报 in the layout of GB/T 9704: `masters/monthly.docx` is this module's output.

A department may replace that file by one of its own with the same placeholders. Fonts are named, never shipped.
Measures: A4, type area 156 x 225 mm, top 37 mm, left 28 mm, 22 lines of 28 characters of size 三号 (16 pt).
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from anjian.reports.documents.deterministic import stable

TITLE, HEAD, SUBHEAD, BODY = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
LATIN = "Times New Roman"
_LINE = Pt(28.95)
_ROW = Pt(18)
_THREE, _SMALL = 16.0, 12.0
_BREAKDOWN = ("name", "by_source[0]", "by_source[1]", "by_source[2]", "by_source[3]", "total", "accepted", "listed")
_BREAKDOWN_HEADER = (
    "{{ part_title }}",
    *(f"{{{{ sources[{number}] }}}}" for number in range(4)),
    "合计",
    "已销号",
    "挂牌督办",
)


def monthly_template() -> bytes:
    """The template's bytes: always the same."""
    document = Document()
    _page(document)
    _text(document, "{%p if demo %}")
    _text(document, "{{ demo_mark }}", font=HEAD, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False)
    _text(document, "{%p endif %}")
    _text(document, "{{ title }}", font=TITLE, size=22.0, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False, after=8)
    _text(document, "{{ issue }}", align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    _text(document, "填报单位：{{ unit }}", indent=False)
    _text(document, "数据截至：{{ effective }}", indent=False)
    _figures(document)
    _breakdown(document)
    _sections(document)
    _ending(document)
    _footers(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return stable(buffer.getvalue(), date(2023, 5, 15))


def _figures(document: Any) -> None:
    _text(document, "一、总体情况", font=HEAD)
    _text(document, "{{ summary }}")
    _text(document, "二、调度表各项进展情况", font=HEAD)
    _text(document, "{%p for block in blocks %}")
    _text(document, "（{{ block.number }}）{{ block.title }}", font=SUBHEAD)
    _text(document, "{{ block.text }}")
    _text(document, "{%p endfor %}")


def _breakdown(document: Any) -> None:
    _text(document, "三、重大事故隐患分布情况", font=HEAD)
    _text(document, "按{{ part_title }}和发现来源统计如下（单位：个）。")
    table = _grid(document, 4, len(_BREAKDOWN))
    _fill(table.rows[0], _BREAKDOWN_HEADER, font=HEAD)
    _loop_row(table.rows[1], "{%tr for share in breakdown %}")
    _fill(table.rows[2], tuple(f"{{{{ share.{name} }}}}" for name in _BREAKDOWN))
    _loop_row(table.rows[3], "{%tr endfor %}")
    _repeat_header(table.rows[0])


def _sections(document: Any) -> None:
    _text(document, "四、重点任务推进落实情况", font=HEAD)
    _text(document, "{%p for section in sections %}")
    _text(document, "（{{ section.number }}）{{ section.title }}", font=SUBHEAD)
    _text(document, "责任单位：{{ section.department }}。依据：实施方案{{ section.clause }}。")
    _text(document, "{%p for paragraph in section.paragraphs %}")
    _text(document, "{{ paragraph }}")
    _text(document, "{%p endfor %}")
    _text(document, "{%p for table in section.tables %}")
    _text(document, "{{ table.title }}", font=HEAD, size=_SMALL, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    table = _grid(document, 4, 3)
    _fill(table.rows[0], ("{%tc for name in table.header %}", "{{ name }}", "{%tc endfor %}"), font=HEAD)
    _loop_row(table.rows[1], "{%tr for row in table.rows %}")
    _fill(table.rows[2], ("{%tc for value in row %}", "{{ value }}", "{%tc endfor %}"))
    _loop_row(table.rows[3], "{%tr endfor %}")
    _repeat_header(table.rows[0])
    _text(document, "{%p endfor %}")
    _text(document, "{%p endfor %}")


def _ending(document: Any) -> None:
    _text(document, "五、有关说明", font=HEAD)
    _text(document, "{%p for line in remarks %}")
    _text(document, "{{ line }}")
    _text(document, "{%p endfor %}")
    _text(document, "", indent=False)
    _text(document, "{{ unit }}", align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False, right=2)
    _text(document, "{{ effective }}", align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False, right=4)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(_THREE)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    document.settings.odd_and_even_pages_header_footer = True


def _text(
    place: Any,
    text: str,
    *,
    font: str = BODY,
    size: float = _THREE,
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: bool = True,
    after: float = 0,
    right: int = 0,
) -> Any:
    """A paragraph of one run; `right`: characters left empty at the right (成文日期 has four)."""
    paragraph = place.add_paragraph()
    layout = paragraph.paragraph_format
    layout.alignment = align
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE if size <= _THREE else Pt(size * 1.5)
    layout.space_before, layout.space_after = Pt(0), Pt(after)
    if size > _THREE:
        _off_grid(paragraph)
    if indent:
        layout.first_line_indent = Pt(size * 2)
    if right:
        layout.right_indent = Pt(size * right)
    _run(paragraph, text, font, size)
    return paragraph


def _off_grid(paragraph: Any) -> None:
    """Titles and tables do not snap to the grid of 22 lines."""
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(off)


def _run(paragraph: Any, text: str, font: str, size: float) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = LATIN, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _grid(document: Any, rows: int, columns: int) -> Any:
    table = document.add_table(rows, columns)
    table.style = "Table Grid"
    table.autofit = True
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _fill(row: Any, texts: tuple[str, ...], font: str = BODY) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = _ROW
        _off_grid(paragraph)
        _run(paragraph, text, font, _SMALL)


def _loop_row(row: Any, tag: str) -> None:
    _run(row.cells[0].paragraphs[0], tag, BODY, _SMALL)


def _repeat_header(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _footers(document: Any) -> None:
    """Page numbers of size 四号 between dashes, outside: right on odd pages, left on even ones."""
    section = document.sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        _run(paragraph, "— ", "宋体", 14)
        _page_field(_run(paragraph, "", "宋体", 14))
        _run(paragraph, " —", "宋体", 14)


def _page_field(run: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)
