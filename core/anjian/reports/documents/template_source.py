"""Builds the docxtpl template of the 月报 in the layout of GB/T 9704: `masters/monthly.docx` is this module's output.

The stage report has the same one.

A department may replace that file by one of its own with the same placeholders.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from anjian.reports.documents.deterministic import stable
from anjian.reports.documents.layout import (
    HEAD,
    SMALL,
    SUBHEAD,
    TITLE,
    fill,
    footers,
    grid,
    loop_row,
    page,
    repeat_header,
    text,
)  # fmt: skip

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
    opening(document)
    text(document, "填报单位：{{ unit }}", indent=False)
    text(document, "数据截至：{{ effective }}", indent=False)
    figures(document)
    breakdown(document)
    tasks(document, "四")
    ending(document, "五")
    return saved(document)


def opening(document: Any) -> None:
    """The page, the mark of a demo, title and number."""
    page(document)
    text(document, "{%p if demo %}")
    text(document, "{{ demo_mark }}", font=HEAD, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False)
    text(document, "{%p endif %}")
    text(document, "{{ title }}", font=TITLE, size=22.0, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False, after=8)
    text(document, "{%p if issue %}")
    text(document, "{{ issue }}", align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    text(document, "{%p endif %}")


def saved(document: Any) -> bytes:
    """The finished template with its page numbers: equal bytes on every day."""
    footers(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return stable(buffer.getvalue(), date(2023, 5, 15))


def figures(document: Any) -> None:
    """The table of the notice in words."""
    text(document, "一、总体情况", font=HEAD)
    text(document, "{{ summary }}")
    text(document, "二、调度表各项进展情况", font=HEAD)
    text(document, "{%p for block in blocks %}")
    text(document, "（{{ block.number }}）{{ block.title }}", font=SUBHEAD)
    text(document, "{{ block.text }}")
    text(document, "{%p endfor %}")


def breakdown(document: Any) -> None:
    """Where the hazards lie, by source."""
    text(document, "三、重大事故隐患分布情况", font=HEAD)
    text(document, "按{{ part_title }}和发现来源统计如下（单位：个）。")
    table = grid(document, 4, len(_BREAKDOWN))
    fill(table.rows[0], _BREAKDOWN_HEADER, font=HEAD)
    loop_row(table.rows[1], "{%tr for share in breakdown %}")
    fill(table.rows[2], tuple(f"{{{{ share.{name} }}}}" for name in _BREAKDOWN))
    loop_row(table.rows[3], "{%tr endfor %}")
    repeat_header(table.rows[0])


def tasks(document: Any, number: str) -> None:
    """The tasks of the notice, then what departments report beside them."""
    text(document, f"{number}、重点任务推进落实情况", font=HEAD)
    text(document, "{%p for task in tasks %}")
    _with_next(text(document, "（{{ task.number }}）{{ task.title }}", font=SUBHEAD))
    _with_next(text(document, "责任单位：{{ task.department }}。依据：实施方案{{ task.clause }}。"))
    _told(document, "task")
    text(document, "{%p endfor %}")
    text(document, "{%p if others %}")
    _with_next(text(document, "（{{ others_number }}）各单位监督检查和其他工作情况", font=SUBHEAD))
    text(document, "{%p for other in others %}")
    _with_next(text(document, "{{ other.department }}（{{ other.title }}）："))
    _told(document, "other")
    text(document, "{%p endfor %}")
    text(document, "{%p endif %}")


def _told(document: Any, name: str) -> None:
    """Paragraphs and tables of one part; a marked bar in a cell is drawn after rendering."""
    text(document, f"{{%p for paragraph in {name}.paragraphs %}}")
    text(document, "{{ paragraph }}")
    text(document, "{%p endfor %}")
    text(document, f"{{%p for table in {name}.tables %}}")
    _with_next(
        text(document, "{{ table.title }}", font=HEAD, size=SMALL, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    )
    data_table(document, "table")
    text(document, "{%p endfor %}")


def _with_next(paragraph: Any) -> None:
    """A heading stays with what it heads."""
    paragraph.paragraph_format.keep_with_next = True


def data_table(document: Any, name: str) -> None:
    """A table of as many columns and rows as its data (`header`, `rows`) have."""
    table = grid(document, 4, 3)
    fill(table.rows[0], (f"{{%tc for name in {name}.header %}}", "{{ name }}", "{%tc endfor %}"), font=HEAD)
    loop_row(table.rows[1], f"{{%tr for row in {name}.rows %}}")
    fill(table.rows[2], ("{%tc for value in row %}", "{{ value }}", "{%tc endfor %}"))
    loop_row(table.rows[3], "{%tr endfor %}")
    repeat_header(table.rows[0])


def ending(document: Any, number: str) -> None:
    """What a reader must know of the figures; who signs, and the day."""
    text(document, f"{number}、有关说明", font=HEAD)
    text(document, "{%p for line in remarks %}")
    text(document, "{{ line }}")
    text(document, "{%p endfor %}")
    text(document, "", indent=False)
    text(document, "{{ unit }}", align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False, right=2)
    text(document, "{{ effective }}", align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False, right=4)
