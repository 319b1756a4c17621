"""Bars in the tables of a docx: cells shaded in proportion, without pictures or text boxes, alike in Word, WPS and print.

A writer marks a bar in the text of a cell (`marked`), so that any template may print it; `draw_bars` turns the marked cells
into shaded ones once the template is rendered. The marks are noncharacters of Unicode, as those of locked figures are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu

from anjian.plugin_api.section_types import Bar
from anjian.reports.documents.widths import text_of
from anjian.reports.sections.data import percent_of

_OPEN, _CLOSE = "\ufdd3\ufdd4"
_MARKED = re.compile(f"{_OPEN}([0-9]+)/([0-9]+){_CLOSE}(.*)")
STEPS = 20
"""Grid columns that a whole bar is wide."""
_DRAWN = 0.6
"""Share of its column that a bar takes; the percentage stands in the rest."""
FILL = "8FB4EE"
BAR_NEED = 24
"""Latin characters that a column of bars asks for."""
_NO_LINE = {"first": ("right",), "middle": ("left", "right"), "last": ("left",)}


def marked(bar: Bar) -> str:
    """A bar as the text of a cell."""
    return f"{_OPEN}{bar.part}/{bar.whole}{_CLOSE}{percent_of(bar)}"


def draw_bars(table: Any) -> None:
    """Draw the marked cells of a table element whose columns have their widths; a table without any stays as it is."""
    columns = sorted({place for row in table.tr_lst for place, cell in enumerate(row.tc_lst) if is_bar(cell)})
    if not columns:
        return
    _fix_layout(table)
    grid = list(table.tblGrid.gridCol_lst)
    for row in table.tr_lst:
        cells = list(row.tc_lst)
        for place in columns:
            _draw(cells[place], grid[place].w)
    for place in columns:
        _cut(grid[place])


def steps(part: int, whole: int) -> int:
    """How many steps are shaded: none only for none, all only for all."""
    if not whole or not part:
        return 0
    return max(1, part * STEPS // whole)


def is_bar(cell: Any) -> bool:
    """Whether a cell holds a marked bar that is not drawn yet."""
    return _mark(cell) is not None


def _mark(cell: Any) -> Any:
    return _MARKED.fullmatch(text_of(cell).strip())


def _draw(cell: Any, width: Any) -> None:
    found = _mark(cell)
    if found is None:
        cell.get_or_add_tcPr().get_or_add_gridSpan().val = STEPS + 1
        return
    shaded = steps(int(found[1]), int(found[2]))
    step = int(width * _DRAWN) // STEPS
    for new in _pieces(cell, shaded, step, width, found[3]):
        cell.addprevious(new)
    cell.getparent().remove(cell)


def _pieces(cell: Any, shaded: int, step: int, width: Any, text: str) -> Iterator[Any]:
    """The shaded cells, the empty ones, and the one with the percentage."""
    if shaded:
        yield _cell(cell, "first", shaded, step * shaded, FILL)
    if shaded < STEPS:
        yield _cell(cell, "middle" if shaded else "first", STEPS - shaded, step * (STEPS - shaded))
    yield _cell(cell, "last", 1, width - step * STEPS, text=text)


def _cell(model: Any, place: str, span: int, width: int, fill: str = "", text: str = "") -> Any:
    """A copy of a cell, so many grid columns wide, with the lines towards its neighbours of the bar left out."""
    cell = deepcopy(model)
    texts = list(cell.iter(qn("w:t")))
    for number, one in enumerate(texts):
        one.text = text if number == 0 else ""
    old = cell.tcPr
    align = None if old is None else old.find(qn("w:vAlign"))
    if old is not None:
        cell.remove(old)
    about = cell.get_or_add_tcPr()
    cell.width = Emu(width)
    about.get_or_add_gridSpan().val = span
    about.append(_lines(_NO_LINE[place]))
    if fill:
        about.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))
    about.append(_margins())
    if align is not None:
        about.append(align)
    return cell


def _lines(left_out: tuple[str, ...]) -> Any:
    borders = OxmlElement("w:tcBorders")
    for side in left_out:
        borders.append(_element(f"w:{side}", {"w:val": "nil"}))
    return borders


def _margins() -> Any:
    """Narrow cells have no room for the margins of a text."""
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", {"w:w": "0", "w:type": "dxa"}))
    return margins


def _element(name: str, values: dict[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(key), value)
    return element


def _fix_layout(table: Any) -> None:
    """Widths as given: fitting to contents would give every empty cell the same."""
    table.tblPr.autofit = False


def _cut(column: Any) -> None:
    """A grid column becomes the steps of a bar and the column of the percentage."""
    step = int(column.w * _DRAWN) // STEPS
    for _ in range(STEPS):
        new = deepcopy(column)
        new.w = Emu(step)
        column.addprevious(new)
    column.w = Emu(column.w - step * STEPS)
