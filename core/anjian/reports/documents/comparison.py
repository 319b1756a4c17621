"""The reporting units beside each other, by their figures only (R-093)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pyroaring import FrozenBitMap
from sqlalchemy import select

from anjian.campaigns.tables import Cell
from anjian.hazards.models import HazardVersion
from anjian.reports.documents.dossier import Dossier
from anjian.reports.documents.locked import locked
from anjian.reports.documents.wording import percent
from anjian.reports.figures.algebra import Distinct, Items, Money, share, wan_yuan
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.factors import carrying
from anjian.reports.figures.rules import Mark
from anjian.reports.figures.units import ReportUnit, report_units


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one unit is: hazards found, done, overdue, under 挂牌督办; `cells`: the chosen values of the table, printed."""

    unit: ReportUnit
    counted: int
    accepted: int
    rate: Fraction | None
    overdue: int
    listed: int
    cells: tuple[str, ...]


def compared_cells(cells: Sequence[Cell]) -> list[tuple[Cell, str]]:
    """What is compared beside hazards, with its heading: enterprises visited and penalties, where the table has them."""
    titles = {"visited": "抽查企业（家）", "penalty": "行政处罚（次）"}
    found = []
    for cell in cells:
        key = "visited" if cell.visited else cell.event
        if key in titles and cell.unit != "万元":
            found.append((cell, titles.pop(key)))
    return found


def standings(dossier: Dossier) -> tuple[Standing, ...]:
    """The city first, then each unit in the order of the pack."""
    pack, sets = dossier.pack, dossier.sets
    overdue = dossier.session.execute(
        select(HazardVersion.region_code, HazardVersion.department_code).where(
            carrying(dossier.asof, pack.annex1, Mark.COUNTED | Mark.OVERDUE)
        )
    ).all()
    cells = [cell for cell, _title in compared_cells(pack.annex1.cells)]
    return tuple(
        _standing(sets, unit, cells, sum(unit.takes(row.region_code, row.department_code) for row in overdue))
        for unit in report_units(pack)
    )


def _standing(sets: FigureSets, unit: ReportUnit, cells: Sequence[Cell], overdue: int) -> Standing:
    counted, accepted = hazards(sets, unit), hazards(sets, unit, Mark.ACCEPTED)
    printed = []
    for cell in cells:
        figure = sets.figure(cell, unit)
        printed.append(str(wan_yuan(figure.value) if isinstance(figure, Money) else figure.value))
    listed = hazards(sets, unit, Mark.LISTED).value
    return Standing(unit, counted.value, accepted.value, share(accepted, counted), overdue, listed, tuple(printed))


def hazards(sets: FigureSets, unit: ReportUnit, marks: Mark = Mark.COUNTED) -> Distinct[Items]:
    """The counted hazards of a unit that carry the marks too."""
    return Distinct(Items, FrozenBitMap(sets.hazards.figure(Mark.COUNTED | marks, unit)))


def table_rows(dossier: Dossier, rows: Sequence[Standing]) -> Iterator[tuple[str, ...]]:
    """The rows of the comparison, every number locked under the unit's figure."""
    chosen = compared_cells(dossier.pack.annex1.cells)
    for row in rows:
        figures = {"counted": row.counted, "accepted": row.accepted, "listed": row.listed}
        told = {key: locked(dossier.report.figure_of(row.unit.name, key), value) for key, value in figures.items()}
        cells = (
            locked(dossier.report.figure_of(row.unit.name, cell.key), value)
            for (cell, _title), value in zip(chosen, row.cells, strict=True)
        )
        rate = locked("", percent(row.rate))
        yield row.unit.name, told["counted"], told["accepted"], rate, locked("", row.overdue), told["listed"], *cells
