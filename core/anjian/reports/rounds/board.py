"""The board of a round: each unit's state, how late it is, and its share of closed hazards beside the others'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.reports.figures.units import ReportUnit, report_units
from anjian.reports.queries import Sets
from anjian.reports.rounds.models import Round, Submission
from anjian.reports.rounds.queries import Calendar, Lateness, state_light
from anjian.reports.rounds.rules import HANDED_IN
from anjian.ui.words import Light, percent


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of a round. `found` and `closed` count the hazards of the table that the round rests on."""

    submission: Submission
    light: Light
    lateness: Lateness
    found: int
    closed: int

    @property
    def rate(self) -> str:
        """Closing rate, from the two sets; never merged."""
        return percent(self.closed, self.found)

    @property
    def behind(self) -> bool:
        return self.submission.state not in HANDED_IN


def lines(
    session: Session, pack: Pack, of: Round, submissions: Sequence[Submission], sets: Sets
) -> Iterator[Line]:  # fmt: skip
    """The submissions given, in their order."""
    calendar, units = Calendar(session, [of]), {unit.code: unit for unit in report_units(pack)}
    parts, done = block_one(pack)
    for one in submissions:
        lateness, unit = calendar.lateness(of, one), units.get(one.unit_code)
        found, closed = (_size(sets, cells, unit) for cells in (parts, done))
        yield Line(one, state_light(one, lateness), lateness, found, closed)


def block_one(pack: Pack) -> tuple[list[Cell], list[Cell]]:
    """The cells whose rows are all hazards of the table, and of each the cell of those done."""
    parts = [pack.cell(key) for partition in pack.annex1.partitions[:1] for key in partition.parts]
    keys = {cell.key for cell in parts}
    return parts, [cell for cell in pack.annex1.cells if cell.subset_of in keys and cell.accepted]


def _size(sets: Sets, cells: Sequence[Cell], unit: ReportUnit | None) -> int:
    """A unit that the pack no longer lists has no table any more."""
    return sum(len(sets.ids(cell, unit)) for cell in cells) if unit is not None else 0
