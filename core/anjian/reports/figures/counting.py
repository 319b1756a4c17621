"""Figure sets at one pair of clocks: every record classified by the rules in SQL, or those only that may have changed since
other sets were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from pyroaring import BitMap
from sqlalchemy.orm import Session

from anjian.campaigns.tables import Annex1, Cell
from anjian.reports.figures.algebra import AnyFigure, figure_of
from anjian.reports.figures.census import Census
from anjian.reports.figures.censuses import ENTERPRISE, HAZARD, censuses, tags_of
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.factors import marks_of
from anjian.reports.figures.incremental import count, recount
from anjian.reports.figures.rules import BESIDE
from anjian.reports.figures.sets import RecordSets
from anjian.reports.figures.units import ReportUnit
from anjian.reports.figures.visit_rules import VISITED


@dataclass(frozen=True)
class FigureSets:
    """Every set of 附件1 at one pair of clocks, for any unit."""

    asof: AsOf
    records: Mapping[str, RecordSets]
    """`hazard`, `enterprise` and each event of enforcement -> its sets."""
    marks: Mapping[str, int]
    """Key of a cell that counts hazards -> the marks that a counted one carries."""
    tags: Mapping[str, int]
    """Tag of a finding (or `VISITED`) -> its mark among the enterprises' marks."""
    rules: Mapping[str, str]
    """Of each record the fingerprint of the rules that its sets were made by."""

    @property
    def hazards(self) -> RecordSets:
        return self.records[HAZARD]

    @cached_property
    def amounts(self) -> Mapping[int, int]:
        """Amount in 分 by penalty decision, as it stands on the effective day."""
        return {number: fen for sets in self.records.values() for number, fen in sets.amounts.items()}

    def ids(self, cell: Cell, unit: ReportUnit) -> BitMap:
        """The counted records behind one value. Cells whose events nobody has recorded are empty sets: true zeros."""
        record, marks = self._place(cell)
        return self.records[record].figure(marks, unit) if record in self.records else BitMap()

    def figure(self, cell: Cell, unit: ReportUnit) -> AnyFigure:
        return figure_of(cell.unit, self.ids(cell, unit), self.amounts)

    def value(self, cell: Cell, unit: ReportUnit) -> int:
        """What `figure` is worth (a count, or 分), from the sizes of the sets where they tell it: no row is read then."""
        record, marks = self._place(cell)
        if record not in self.records:
            return 0
        sets = self.records[record]
        return sets.worth(marks, unit) if cell.unit == "万元" else sets.count(marks, unit)

    def holds(self, cell: Cell, unit: ReportUnit, number: int) -> bool:
        """Whether a value counts an id: one chunk is read."""
        record, marks = self._place(cell)
        return record in self.records and self.records[record].holds(marks, unit, number)

    def beside(self, name: str, unit: ReportUnit) -> BitMap:
        """A set shown beside the table: `pending`, `claimed` or `carried`."""
        return self.hazards.figure(BESIDE[name][0], unit)

    def _place(self, cell: Cell) -> tuple[str, int]:
        """Whose sets, and which marks in them."""
        if cell.event is not None:
            return cell.event, 0
        if cell.record == HAZARD:
            return HAZARD, self.marks[cell.key]
        tag = VISITED if cell.visited else cell.tag
        return (ENTERPRISE, self.tags[tag]) if cell.record == ENTERPRISE and tag is not None else ("", 0)


@lru_cache(maxsize=32)
def _asked(annex1: Annex1, campaign: str, starts_on: date) -> tuple[tuple[Census, str], ...]:
    """The censuses of a table with the fingerprints of their rules: they change with the code and the pack only."""
    return tuple((census, census.fingerprint(campaign, starts_on)) for census in censuses(annex1, campaign))


def figure_sets(session: Session, annex1: Annex1, asof: AsOf, base: FigureSets | None = None) -> FigureSets:
    """The sets at a pair of clocks. `session` must be a system session: figures count all rows, whoever asks.

    Without `base` every record is classified once. With it, sets of the same campaign at other clocks, only what may have
    changed between the two; the answer is the same. Records that other rules classified then are counted in full.
    """
    records: dict[str, RecordSets] = {}
    rules: dict[str, str] = {}
    for census, fingerprint in _asked(annex1, asof.campaign, asof.starts_on):
        rules[census.name] = fingerprint
        if base is not None and base.rules.get(census.name) == rules[census.name]:
            records[census.name] = recount(session, census, base.records[census.name], base.asof, asof)
        else:
            records[census.name] = count(session, census, asof)
    marks = {cell.key: marks_of(cell, annex1) for cell in annex1.cells if cell.record == HAZARD}
    return FigureSets(asof, records, marks, tags_of(annex1), rules)
