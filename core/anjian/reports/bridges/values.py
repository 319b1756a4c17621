"""What a set of counted records is worth in a cell: how many, or how much."""

from __future__ import annotations

from decimal import Decimal

from pyroaring import BitMap

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.reports.figures.algebra import FEN_PER_WAN, Money, figure_of, wan_yuan
from anjian.reports.queries import Sets

Value = int | Decimal


def value_of(cell: Cell, ids: BitMap, sets: Sets) -> Value:
    """The number of rows, or for 万元 the sum of their amounts as `sets` know them: to the 分, so that bridges close."""
    figure = figure_of(cell.unit, ids, sets.amounts)
    if not isinstance(figure, Money):
        return figure.value
    exact, printed = Decimal(figure.value) / FEN_PER_WAN, wan_yuan(figure.value)
    return printed if printed == exact else exact


def reworth(cell: Cell, both: BitMap, before: Sets, after: Sets) -> BitMap:
    """Rows of both sets that are worth another amount now: out with the old one, in with the new one (R-100)."""
    if cell.merge != "sum_once":
        return BitMap()
    return BitMap(number for number in both if before.amounts[number] != after.amounts[number])


def title_of(pack: Pack, cell: Cell) -> str:
    """The item of the table that a cell belongs to, as printed, with the label of one of its two values."""
    line = next(line for line in pack.annex1.lines if cell in line.cells)
    return line.text if len(line.cells) == 1 or cell.label in (None, cell.unit) else f"{line.text}：{cell.label}"
