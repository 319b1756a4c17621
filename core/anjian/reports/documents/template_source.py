"""Builds the docxtpl template of the 月报 in the layout of GB/T 9704: `masters/monthly.docx` is this module's output.

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
    page(document)
    text(document, "{%p if demo %}")
    text(document, "{{ demo_mark }}", font=HEAD, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False)
    text(document, "{%p endif %}")
    text(document, "{{ title }}", font=TITLE, size=22.0, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False, after=8)
    text(document, "{{ issue }}", align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    text(document, "填报单位：{{ unit }}", indent=False)
    text(document, "数据截至：{{ effective }}", indent=False)
    _figures(document)
    _breakdown(document)
    _sections(document)
    _ending(document)
    footers(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return stable(buffer.getvalue(), date(2023, 5, 15))


def _figures(document: Any) -> None:
    text(document, "一、总体情况", font=HEAD)
    text(document, "{{ summary }}")
    text(document, "二、调度表各项进展情况", font=HEAD)
    text(document, "{%p for block in blocks %}")
    text(document, "（{{ block.number }}）{{ block.title }}", font=SUBHEAD)
    text(document, "{{ block.text }}")
    text(document, "{%p endfor %}")


def _breakdown(document: Any) -> None:
    text(document, "三、重大事故隐患分布情况", font=HEAD)
    text(document, "按{{ part_title }}和发现来源统计如下（单位：个）。")
    table = grid(document, 4, len(_BREAKDOWN))
    fill(table.rows[0], _BREAKDOWN_HEADER, font=HEAD)
    loop_row(table.rows[1], "{%tr for share in breakdown %}")
    fill(table.rows[2], tuple(f"{{{{ share.{name} }}}}" for name in _BREAKDOWN))
    loop_row(table.rows[3], "{%tr endfor %}")
    repeat_header(table.rows[0])


def _sections(document: Any) -> None:
    text(document, "四、重点任务推进落实情况", font=HEAD)
    text(document, "{%p for section in sections %}")
    text(document, "（{{ section.number }}）{{ section.title }}", font=SUBHEAD)
    text(document, "责任单位：{{ section.department }}。依据：实施方案{{ section.clause }}。")
    text(document, "{%p for paragraph in section.paragraphs %}")
    text(document, "{{ paragraph }}")
    text(document, "{%p endfor %}")
    text(document, "{%p for table in section.tables %}")
    text(document, "{{ table.title }}", font=HEAD, size=SMALL, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    table = grid(document, 4, 3)
    fill(table.rows[0], ("{%tc for name in table.header %}", "{{ name }}", "{%tc endfor %}"), font=HEAD)
    loop_row(table.rows[1], "{%tr for row in table.rows %}")
    fill(table.rows[2], ("{%tc for value in row %}", "{{ value }}", "{%tc endfor %}"))
    loop_row(table.rows[3], "{%tr endfor %}")
    repeat_header(table.rows[0])
    text(document, "{%p endfor %}")
    text(document, "{%p endfor %}")


def _ending(document: Any) -> None:
    text(document, "五、有关说明", font=HEAD)
    text(document, "{%p for line in remarks %}")
    text(document, "{{ line }}")
    text(document, "{%p endfor %}")
    text(document, "", indent=False)
    text(document, "{{ unit }}", align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False, right=2)
    text(document, "{{ effective }}", align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False, right=4)
