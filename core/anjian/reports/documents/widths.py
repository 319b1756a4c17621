"""How the columns of a table share the type area: what is short keeps its width, what is long wraps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

TYPE_AREA = Mm(156)
_CHARACTER, _MARGIN = Mm(2.15), Mm(1)
"""A Latin character of the size of tables (a Chinese one is two), and the margin at each side of a cell."""
_SLACK = Mm(1.8)
"""What wide letters and the space between the scripts add."""
_LEAST, _SHORT, _LONG = 4, 14, 60
"""A column asks for so many characters at least; so many, such as a day, are not wrapped; more than so many ask for no more."""
_LONG_SHARE = 3
"""Columns of long texts get at least one part in so many of the width."""


def shares(needs: Sequence[int], area: int = TYPE_AREA) -> list[int]:
    """Widths in EMU that fill `area`, for columns that ask for so many Latin characters."""
    natural = [max(need, _LEAST) * _CHARACTER + 2 * _MARGIN + _SLACK for need in needs]
    wraps = [need > _SHORT for need in needs]
    if sum(natural) <= area or not any(wraps):
        return [width * area // sum(natural) for width in natural]
    short = sum(width for width, long in zip(natural, wraps, strict=True) if not long)
    left = max(area - short, area // _LONG_SHARE)
    asked = [min(need, _LONG) if long else 0 for need, long in zip(needs, wraps, strict=True)]
    return [
        left * part // sum(asked) if part else min(width, (area - left) * width // short)
        for width, part in zip(natural, asked, strict=True)
    ]


def text_of(cell: Any) -> str:
    """What stands in a table cell."""
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))


def narrow_margins(table: Any) -> None:
    """The margins that `shares` reckons with."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(_MARGIN.twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)
    else:
        table.tblPr.append(margins)
