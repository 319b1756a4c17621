"""Renders a docx template with what a document says: sandboxed, escaped, figures locked, equal bytes for equal content."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib.resources import files
from itertools import chain, count, zip_longest
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from anjian.reports.documents.bars import BAR_NEED, draw_bars, is_bar
from anjian.reports.documents.deterministic import stable
from anjian.reports.documents.dossier import Dossier
from anjian.reports.documents.locked import lock_figures, unmarked
from anjian.reports.documents.widths import narrow_margins, shares, text_of

_SHARED = {"stage": "monthly"}
"""Documents that have another one's template."""
_MASTERS = files("anjian.reports.documents") / "masters"


def master(code: str) -> bytes:
    """Our own template of a document."""
    return (_MASTERS / f"{_SHARED.get(code, code)}.docx").read_bytes()


def environment() -> SandboxedEnvironment:
    """What templates are rendered in: nothing but the placeholders of their document, everything escaped."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def rendered(dossier: Dossier, code: str, title: str, says: Mapping[str, Any]) -> bytes:
    """The document of a code from the template in force; the same dossier gives the same bytes."""
    told: Mapping[str, Any] = dossier.mask.deep(says) if dossier.mask is not None else says
    template = dossier.templates.get(code) or master(code)
    report = dossier.report
    return stable(filled(template, told, title, report.unit.full_name), report.snapshot.asof.effective)


def filled(template: bytes, says: Mapping[str, Any], title: str, author: str) -> bytes:
    """A template with its placeholders filled and its figures locked."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(says), environment(), autoescape=True)
    for table in document.docx.tables:
        _fit(table._tbl)
        draw_bars(table._tbl)
    numbers = count(1)
    for body in (document.docx.element.body, *_margins(document.docx)):
        lock_figures(body, numbers)
    properties = document.docx.core_properties
    properties.author, properties.title = author, title
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _margins(document: Any) -> list[Any]:
    """Headers and footers that a template may print figures in."""
    kinds = ("header", "footer", "first_page_header", "first_page_footer", "even_page_header", "even_page_footer")
    found = chain.from_iterable((getattr(section, kind) for kind in kinds) for section in document.sections)
    return [margin._element for margin in found if not margin.is_linked_to_previous]


def _fit(table: Any) -> None:
    """Share the type area among the columns of a table by what they hold; a header may take two lines."""
    needs: list[int] = []
    for place, row in enumerate(table.tr_lst):
        asked = (_need(cell) if place else -(-_need(cell) // 2) for cell in row.tc_lst)
        needs = [max(pair) for pair in zip_longest(needs, asked, fillvalue=0)]
    widths = shares(needs)
    narrow_margins(table)
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=False):
        column.w = width
    for row in table.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def _need(cell: Any) -> int:
    """Latin characters that a cell asks for (a Chinese character is two wide)."""
    return BAR_NEED if is_bar(cell) else len(unmarked(text_of(cell)).encode("gb18030"))
