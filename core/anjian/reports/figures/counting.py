"""Figure sets at one pair of clocks: one pass over the versions of each kind of record, classified by the rules in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Integer, case, literal, select
from sqlalchemy.orm import Session

from anjian.campaigns.tables import Annex1, Cell
from anjian.hazards.models import HazardVersion
from anjian.inspections.models import FindingVersion, VisitVersion
from anjian.reports.figures.algebra import AnyFigure, figure_of
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.event_rules import RULES, EventRule, terms_in_force
from anjian.reports.figures.factors import marks_asked, marks_of, scales_of
from anjian.reports.figures.rules import BESIDE, SOURCE_MARKS, Mark, candidates, of_campaign
from anjian.reports.figures.sets import Atom, RecordSets, gather
from anjian.reports.figures.units import ReportUnit
from anjian.reports.figures.visit_rules import VISITED, counted_visits, tagged_findings

_STREAM = {"yield_per": 20_000}


@dataclass(frozen=True, slots=True)
class FigureSets:
    """Every set of 附件1 at one pair of clocks, for any unit."""

    asof: AsOf
    hazards: RecordSets
    enterprises: RecordSets
    tags: Mapping[str, int]
    """Tag of a finding (or `VISITED`) -> its mark among the enterprises' marks."""
    events: Mapping[str, RecordSets]
    """Event of block 3 -> its sets."""
    amounts: Mapping[int, int]
    """Amount in 分 by penalty decision, as it stands on the effective day."""
    marks: Mapping[str, int]
    """Key of a cell that counts hazards -> the marks that a counted one carries."""

    def ids(self, cell: Cell, unit: ReportUnit) -> BitMap:
        """The counted records behind one value. Cells whose events nobody has recorded are empty sets: true zeros."""
        if cell.event is not None:
            return self.events[cell.event].figure(0, unit)
        if cell.record == "hazard":
            return self.hazards.figure(self.marks[cell.key], unit)
        tag = VISITED if cell.visited else cell.tag
        if cell.record == "enterprise" and tag is not None:
            return self.enterprises.figure(self.tags[tag], unit)
        return BitMap()

    def figure(self, cell: Cell, unit: ReportUnit) -> AnyFigure:
        return figure_of(cell.unit, self.ids(cell, unit), self.amounts)

    def beside(self, name: str, unit: ReportUnit) -> BitMap:
        """A set shown beside the table: `pending`, `claimed` or `carried`."""
        return self.hazards.figure(BESIDE[name][0], unit)


def figure_sets(session: Session, annex1: Annex1, asof: AsOf) -> FigureSets:
    """Classify every record once. `session` must be a system session: figures count all rows, whoever asks."""
    tags = {VISITED: 1} | {cell.tag: 2 << number for number, cell in enumerate(_tagged(annex1)) if cell.tag}
    events: dict[str, RecordSets] = {
        cell.event: _event_sets(session, asof, RULES[cell.event]) for cell in annex1.cells if cell.event
    }
    return FigureSets(
        asof=asof,
        hazards=_hazards(session, annex1, asof),
        marks={cell.key: marks_of(cell, annex1) for cell in annex1.cells if cell.record == "hazard"},
        enterprises=_enterprises(session, asof, tags),
        tags=tags,
        events=events,
        amounts=_amounts(session, asof),
    )


def _tagged(annex1: Annex1) -> list[Cell]:
    return [cell for cell in annex1.cells if cell.tag is not None]


def _hazards(session: Session, annex1: Annex1, asof: AsOf) -> RecordSets:
    version = HazardVersion
    marks: ColumnElement[int] = literal(0, Integer)
    for mark, rule in marks_asked(annex1, asof).items():
        if mark not in SOURCE_MARKS.values():  # the source is fetched as it stands: cheaper than four comparisons
            marks = marks + case((rule, literal(mark, Integer)), else_=literal(0, Integer))
    statement = select(
        version.hazard_id, marks, version.source, version.region_code, version.department_code
    ).where(candidates(asof, scales_of(annex1)), of_campaign(asof))  # fmt: skip
    atoms: dict[Atom, BitMap] = {}
    rows = gather(session.connection().execute(statement, execution_options=_STREAM))
    for (bits, source, region, department), ids in rows.items():
        atom = Atom(bits | SOURCE_MARKS.get(source, Mark(0)), region, department)
        atoms[atom] = atoms.get(atom, BitMap()) | ids
    return RecordSets(single=True, atoms=atoms)


def _enterprises(session: Session, asof: AsOf, tags: Mapping[str, int]) -> RecordSets:
    visit, finding = VisitVersion, FindingVersion
    visited = (
        select(visit.enterprise_id, literal(VISITED), visit.region_code, visit.department_code)
        .where(counted_visits(asof))
        .distinct()
    )
    found = (
        select(visit.enterprise_id, finding.tag, visit.region_code, visit.department_code)
        .join(visit, visit.visit_id == finding.visit_id)
        .where(tagged_findings(asof), finding.tag.in_(tuple(tags)))
        .distinct()
    )
    atoms: dict[Atom, BitMap] = {}
    for statement in (visited, found):
        rows = gather(session.connection().execute(statement, execution_options=_STREAM))
        atoms |= {Atom(tags[tag], region, department): ids for (tag, region, department), ids in rows.items()}
    return RecordSets(single=False, atoms=atoms)


def _event_sets(session: Session, asof: AsOf, rule: EventRule) -> RecordSets:
    rows = gather(session.connection().execute(rule.ids(asof), execution_options=_STREAM))
    return RecordSets(rule.single, {Atom(0, region, department): ids for (region, department), ids in rows.items()})


def _amounts(session: Session, asof: AsOf) -> dict[int, int]:
    """What every decision amounts to on the effective day, 0 where it takes no money."""
    terms = terms_in_force(asof)
    rows = session.connection().execute(select(terms.c.decision_id, terms.c.amount_fen))
    return {decision_id: amount or 0 for decision_id, amount in rows}
