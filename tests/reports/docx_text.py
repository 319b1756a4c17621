"""Reads a docx as a person does: python-docx leaves out what stands in content controls."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn


def text_of(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def paragraphs(document: Any) -> list[str]:
    """Every paragraph of the body, those of tables too."""
    return [text_of(paragraph) for paragraph in document.element.body.iter(qn("w:p"))]


def cells(document: Any, table: int = 0) -> list[list[str]]:
    """The rows of a table."""
    return [[text_of(cell) for cell in row.tc_lst] for row in document.tables[table]._tbl.tr_lst]


def controls(document: Any) -> dict[str, list[str]]:
    """Tag of each content control -> the values that stand in controls of that tag; only of locked ones."""
    found: dict[str, list[str]] = {}
    for control in document.element.body.iter(qn("w:sdt")):
        about = control.find(qn("w:sdtPr"))
        tag, lock = about.find(qn("w:tag")), about.find(qn("w:lock"))
        if lock is not None and lock.get(qn("w:val")) == "sdtContentLocked":
            name = tag.get(qn("w:val")) if tag is not None else ""
            found.setdefault(name, []).append(text_of(control))
    return found
