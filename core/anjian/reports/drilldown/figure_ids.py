"""The counted ids of any figure that has a name, in the sets of any table."""

from __future__ import annotations

from pyroaring import BitMap

from anjian.campaigns.packs import Pack
from anjian.kernel.errors import NotFound
from anjian.reports.figures.algebra import AnyFigure, figure_of
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.rules import BESIDE
from anjian.reports.figures.totals import NAMED
from anjian.reports.figures.units import ReportUnit
from anjian.reports.queries import Sets, definition_of, figure_cell


def figure_named(pack: Pack, sets: Sets, key: str, unit: ReportUnit) -> AnyFigure:
    """The figure of a cell or of a named set beside the table. Raises `NotFound` for an unknown key, or a set that a table of
    an older release did not keep."""
    cell = figure_cell(pack, key)
    if cell is not None:
        return sets.figure(cell, unit)
    return figure_of(definition_of(pack, key)[1], _named(sets, key, unit))


def _named(sets: Sets, key: str, unit: ReportUnit) -> BitMap:
    if isinstance(sets, FigureSets):
        return sets.hazards.figure(NAMED[key][0], unit)
    if key in BESIDE:
        return sets.beside(key, unit)
    raise NotFound(f"这份存档没有单独保存“{NAMED[key][1]}”，请按截至日期和时刻重新统计。")
