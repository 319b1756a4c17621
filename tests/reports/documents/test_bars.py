"""Bars are cells shaded in proportion: no picture, no text box, the grid of the table stays whole."""

from __future__ import annotations

from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from anjian.plugin_api.section_types import Bar
from anjian.reports.documents.bars import FILL, STEPS, draw_bars, is_bar, marked, steps


def table(*bars: Bar | str) -> Any:
    """A table with a column of bars as a template leaves it."""
    made = Document().add_table(len(bars) + 1, 2)
    made.rows[0].cells[0].text, made.rows[0].cells[1].text = "县（市、区）", "完成率"
    for row, bar in zip(made.rows[1:], bars, strict=True):
        row.cells[0].text, row.cells[1].text = "泽州县", marked(bar) if isinstance(bar, Bar) else bar
    for column in made._tbl.tblGrid.gridCol_lst:
        column.w = Mm(60)
    draw_bars(made._tbl)
    return made._tbl


def cells(row: Any) -> list[tuple[int, str, str]]:
    """(grid columns, fill, text) of each cell."""
    found = []
    for cell in row.tc_lst:
        shade = cell.tcPr.find(qn("w:shd"))
        text = "".join(one.text or "" for one in cell.iter(qn("w:t")))
        found.append((cell.grid_span, "" if shade is None else shade.get(qn("w:fill")), text))
    return found


@pytest.mark.parametrize(
    ("part", "whole", "shaded"),
    [(0, 200, 0), (1, 200, 1), (100, 200, 10), (199, 200, 19), (200, 200, 20), (0, 0, 0)],
)
def test_none_and_all_are_shaded_only_for_none_and_all(part: int, whole: int, shaded: int) -> None:
    assert steps(part, whole) == shaded


def test_each_bar_is_shaded_beside_its_percentage() -> None:
    head, half, none, every, word = table(Bar(6, 12), Bar(0, 3), Bar(3, 3), "—").tr_lst
    assert cells(head) == [(1, "", "县（市、区）"), (STEPS + 1, "", "完成率")]
    assert cells(half)[1:] == [(10, FILL, ""), (10, "", ""), (1, "", "50.0%")]
    assert cells(none)[1:] == [(STEPS, "", ""), (1, "", "0.0%")]
    assert cells(every)[1:] == [(STEPS, FILL, ""), (1, "", "100.0%")]
    assert cells(word)[1:] == [(STEPS + 1, "", "—")]


def test_rows_and_grid_are_equally_wide() -> None:
    drawn = table(Bar(7, 12), Bar(0, 0))
    grid = [column.w for column in drawn.tblGrid.gridCol_lst]
    assert len(grid) == STEPS + 2
    assert {sum(cell.grid_span for cell in row.tc_lst) for row in drawn.tr_lst} == {len(grid)}
    assert abs(sum(grid) - Mm(120)) < Mm(1)
    for row in drawn.tr_lst[1:]:
        assert abs(sum(cell.width for cell in row.tc_lst[1:]) - Mm(60)) < Mm(1)


def test_a_table_without_bars_stays_as_it_is() -> None:
    plain = table("—")
    assert [len(row.tc_lst) for row in plain.tr_lst] == [2, 2]
    assert not any(is_bar(cell) for row in plain.tr_lst for cell in row.tc_lst)
