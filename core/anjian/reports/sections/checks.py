"""What the core checks of a section's data before it prints any of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from anjian.plugin_api.section_types import CORE_RECORDS, Bar, ReportSection, SectionData, SectionFigure, SectionTable

MAX_ROWS = 2_000
"""Rows of a table."""
MAX_TABLES, MAX_FIGURES, MAX_TEXT = 60, 400, 4_000
"""Tables and figures of a section; characters of one text."""
MAX_ID = 2**32
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z")
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, and noncharacters: documents mark figures and bars with them."""


class SectionFault(Exception):
    """A section that cannot be printed; the message is a Chinese sentence for the report."""


def check(data: SectionData, section: ReportSection | None) -> None:
    """Raises `SectionFault` naming the first thing that is wrong. Without its declaration the records are not known."""
    for fault in _faults(data, section):
        raise SectionFault(fault)


def _faults(data: SectionData, section: ReportSection | None) -> Iterator[str]:
    figures, tables = data.every_figure, data.every_table
    if len(figures) > MAX_FIGURES or len(tables) > MAX_TABLES:
        yield f"章节的指标超过{MAX_FIGURES}个或者表格超过{MAX_TABLES}个。"
    if any(len(text) > MAX_TEXT or _UNPRINTABLE.search(text) for text in _texts(data)):
        yield "章节中有过长的或者含有不能打印的字符的文字。"
    if len({part.code for part in data.tasks}) < len(data.tasks):
        yield "章节中有重复的任务。"
    yield from _figure_faults(figures, section)
    yield from _paragraph_faults(data.every_paragraph, {figure.key for figure in figures})
    for table in tables:
        yield from _table_faults(table)


def _texts(data: SectionData) -> Iterator[str]:
    yield from data.every_paragraph
    for figure in data.every_figure:
        yield from (figure.key, figure.title, figure.unit, figure.definition)
    for table in data.every_table:
        yield from (table.title, *table.header)
        yield from (cell for row in table.rows for cell in row if isinstance(cell, str))


def _figure_faults(figures: Sequence[SectionFigure], section: ReportSection | None) -> Iterator[str]:
    known = None if section is None else {*CORE_RECORDS, *(record.name for record in section.records)}
    seen: set[str] = set()
    for figure in figures:
        if figure.key in seen:
            yield "章节中有重复的指标编号。"
        seen.add(figure.key)
        if not _KEY.match(figure.key) or (section is not None and not figure.key.startswith(f"{section.key}.")):
            yield f"章节的指标编号“{figure.key}”写法不对。"
        if known is not None and figure.record not in known:
            yield f"章节的指标“{figure.title}”没有说明统计的是什么记录。"
        if figure.ids and not (min(figure.ids) >= 0 and max(figure.ids) < MAX_ID):
            yield f"章节的指标“{figure.title}”有不合规定的记录编号。"
        if len(set(figure.ids)) < len(figure.ids):
            yield f"章节的指标“{figure.title}”把同一记录计了两次。"
        if not (0 <= figure.scale <= 12 and 0 <= figure.digits <= 6):
            yield f"章节的指标“{figure.title}”的小数位数不合规定。"


def _paragraph_faults(paragraphs: Sequence[str], keys: set[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        for name in PLACEHOLDER.findall(paragraph):
            if name not in keys:
                yield f"章节文字引用了不存在的指标“{name}”。"


def _table_faults(table: SectionTable) -> Iterator[str]:
    if any(len(row) != len(table.header) for row in table.rows):
        yield f"章节表格“{table.title}”有的行与表头列数不符。"
    if len(table.rows) > MAX_ROWS:
        yield f"章节表格“{table.title}”超过{MAX_ROWS}行。"
    bars = [cell for row in table.rows for cell in row if isinstance(cell, Bar)]
    if any(not 0 <= bar.part <= bar.whole for bar in bars):
        yield f"章节表格“{table.title}”的完成数多于总数。"
