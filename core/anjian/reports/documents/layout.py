"""Pieces of a docxtpl template in the layout of GB/T 9704. Fonts are named, never shipped.

Measures: A4, type area 156 x 225 mm, top 37 mm, left 28 mm, 22 lines of 28 characters of size 三号 (16 pt).
"""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, HEAD, SUBHEAD, BODY = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
LATIN = "Times New Roman"
THREE, SMALL = 16.0, 12.0
_LINE = Pt(28.95)
_ROW = Pt(18)


def page(document: Any) -> None:
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
    normal.font.name, normal.font.size = LATIN, Pt(THREE)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    document.settings.odd_and_even_pages_header_footer = True


def text(
    place: Any,
    text: str,
    *,
    font: str = BODY,
    size: float = THREE,
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: bool = True,
    after: float = 0,
    right: int = 0,
) -> Any:
    """A paragraph of one run; `right`: characters left empty at the right (成文日期 has four)."""
    paragraph = place.add_paragraph()
    layout = paragraph.paragraph_format
    layout.alignment = align
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE if size <= THREE else Pt(size * 1.5)
    layout.space_before, layout.space_after = Pt(0), Pt(after)
    if size > THREE:
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


def grid(document: Any, rows: int, columns: int) -> Any:
    table = document.add_table(rows, columns)
    table.style = "Table Grid"
    table.autofit = True
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def fill(row: Any, texts: tuple[str, ...], font: str = BODY) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = _ROW
        _off_grid(paragraph)
        _run(paragraph, text, font, SMALL)


def loop_row(row: Any, tag: str) -> None:
    _run(row.cells[0].paragraphs[0], tag, BODY, SMALL)


def repeat_header(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def footers(document: Any) -> None:
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
