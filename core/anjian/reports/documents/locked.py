"""Figures in a docx stand in content controls that nobody can edit; each carries the id that `anjian report show` takes.

A writer marks a figure in the text itself (`locked`), so that any template may print it anywhere; `lock_figures` turns the
marks into controls once the template is rendered. The marks are noncharacters of Unicode: no text that people type has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_OPEN, _THEN, _CLOSE = "\ufdd0\ufdd1\ufdd2"
_MARKED = re.compile(f"{_OPEN}([^{_THEN}]*){_THEN}([^{_CLOSE}]*){_CLOSE}")
MARK = re.compile(f"{_OPEN}[^{_THEN}]*{_THEN}|{_CLOSE}")
"""What a mark adds to the text."""


def locked(figure: str, value: object) -> str:
    """The printed value of a figure, to be put into any text. A blank id locks the value and names no figure (a rate)."""
    return f"{_OPEN}{figure}{_THEN}{value}{_CLOSE}"


def unmarked(text: str) -> str:
    """The text as a reader sees it."""
    return MARK.sub("", text)


def lock_figures(body: Any, numbers: Iterator[int] | None = None) -> None:
    """Put every marked value below an element of WordprocessingML into a content control, in the formatting of its run.

    `numbers` gives the ids of the controls, which are unique in a document.
    """
    numbers = numbers if numbers is not None else count(1)
    for run in [run for run in body.iter(qn("w:r")) if _has_mark(run)]:
        for piece in _pieces(run, numbers):
            run.addprevious(piece)
        run.getparent().remove(run)


def _has_mark(run: Any) -> bool:
    return any(_OPEN in (text.text or "") for text in run.iterchildren(qn("w:t")))


def _pieces(run: Any, numbers: Iterator[int]) -> Iterator[Any]:
    """The run cut at its marks: what is between them as it was, each figure in a control."""
    layout = run.find(qn("w:rPr"))
    for child in run:
        if child is layout:
            continue
        if child.tag != qn("w:t"):
            yield _run(layout, child)
            continue
        parts = _MARKED.split(child.text or "")
        for place in range(0, len(parts), 3):
            if parts[place]:
                yield _run(layout, _text(parts[place]))
            if place + 2 < len(parts):
                yield _control(parts[place + 1], _run(layout, _text(parts[place + 2])), next(numbers))


def _run(layout: Any, child: Any) -> Any:
    run = OxmlElement("w:r")
    if layout is not None:
        run.append(deepcopy(layout))
    run.append(child)
    return run


def _text(words: str) -> Any:
    text = OxmlElement("w:t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words
    return text


def _control(figure: str, run: Any, number: int) -> Any:
    control, about, content = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    title = figure.rpartition(":")[2]
    told = {"w:alias": title, "w:tag": figure, "w:id": str(number), "w:lock": "sdtContentLocked"}
    for name, value in told.items():
        if value:
            element = OxmlElement(name)
            element.set(qn("w:val"), value)
            about.append(element)
    content.append(run)
    control.extend((about, content))
    return control
