"""What is counted for a table: hazards, visited enterprises, and each event of enforcement that a cell asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, Integer, Select, and_, case, literal, or_, select

from anjian.campaigns.tables import Annex1
from anjian.enterprises.models import ChainLinkVersion
from anjian.hazards.models import HazardCampaign, HazardVersion
from anjian.inspections.models import FindingVersion, VisitCampaign, VisitVersion
from anjian.reports.figures.census import Census, Trail
from anjian.reports.figures.chunks import Atom
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.event_rules import RULES, EventRule
from anjian.reports.figures.factors import marks_asked, scales_of
from anjian.reports.figures.rules import SOURCE_MARKS, Mark, candidates, of_campaign
from anjian.reports.figures.visit_rules import VISITED, counted_visits, tagged_findings

HAZARD, ENTERPRISE = "hazard", "enterprise"
_LATER = 1 << 15
"""Between the marks of `rules.Mark` and those of a pack's factors."""


def censuses(annex1: Annex1, campaign: str) -> Iterator[Census]:
    """Every census that a campaign's table needs, each once."""
    yield _hazards(annex1, campaign)
    yield _enterprises(tags_of(annex1))
    for event in dict.fromkeys(cell.event for cell in annex1.cells if cell.event):
        yield _events(event, RULES[event])


def tags_of(annex1: Annex1) -> dict[str, int]:
    """Tag of a finding (or `VISITED`) -> its mark among the enterprises' marks."""
    tags = dict.fromkeys(cell.tag for cell in annex1.cells if cell.tag is not None)
    return {VISITED: 1} | {tag: 2 << number for number, tag in enumerate(tags)}


def _hazards(annex1: Annex1, campaign: str) -> Census:
    version, tag, link = HazardVersion, HazardCampaign, ChainLinkVersion
    days = [version.discovered_on, version.confirmed_on, version.accepted_on, version.listed_on, version.claimed_on]
    if any(cell.overdue for cell in annex1.cells):
        days.append(version.due_on)

    def statements(asof: AsOf) -> list[Select[tuple[int, int, str, str, str]]]:
        later = or_(*(day >= asof.effective for day in days))
        marks: ColumnElement[int] = literal(0, Integer)
        for mark, rule in {**marks_asked(annex1, asof), _LATER: later}.items():
            if mark not in SOURCE_MARKS.values():  # the source is fetched as it stands: cheaper than four comparisons
                marks = marks + case((rule, literal(mark, Integer)), else_=literal(0, Integer))
        found = select(version.hazard_id, marks, version.source, version.region_code, version.department_code)
        return [found.where(candidates(asof, scales_of(annex1)), of_campaign(asof))]

    trails = [
        Trail(version, select(version.hazard_id), tuple(days), marked=True),
        Trail(tag, select(tag.hazard_id).where(tag.campaign_code == campaign)),
    ]
    if any(cell.category for cell in annex1.cells):
        of_enterprise = select(version.hazard_id).join(link, link.enterprise_id == version.enterprise_id)
        trails.append(Trail(link, of_enterprise, (link.from_on, link.to_on)))
    return Census(HAZARD, True, version.hazard_id, statements, _hazard_atom, tuple(trails), later=_LATER)


def _hazard_atom(marks: int, source: str, region: str | None, department: str | None) -> Atom:
    return Atom(marks | SOURCE_MARKS.get(source, Mark(0)), region, department)


def _enterprises(tags: Mapping[str, int]) -> Census:
    visit, finding = VisitVersion, FindingVersion
    of_finding = and_(visit.visit_id == finding.visit_id)

    def statements(asof: AsOf) -> list[Select[tuple[int | None, str | None, str | None, str | None]]]:
        visited = select(visit.enterprise_id, literal(VISITED), visit.region_code, visit.department_code)
        tagged = select(visit.enterprise_id, finding.tag, visit.region_code, visit.department_code).join(
            visit, of_finding
        )
        asked = finding.tag.in_(tuple(tags))
        return [
            visited.where(counted_visits(asof)).distinct(),
            tagged.where(tagged_findings(asof), asked).distinct(),
        ]

    def atom(tag: str, region: str | None, department: str | None) -> Atom:
        return Atom(tags[tag], region, department)

    tag = VisitCampaign
    trails = (
        Trail(visit, select(visit.enterprise_id), (visit.visited_on,)),
        Trail(tag, select(visit.enterprise_id).join(tag, tag.visit_id == visit.visit_id)),
        Trail(finding, select(visit.enterprise_id).join(finding, of_finding), (finding.found_on,)),
    )
    return Census(ENTERPRISE, False, visit.enterprise_id, statements, atom, trails)


def _events(event: str, rule: EventRule) -> Census:
    def statements(asof: AsOf) -> list[Select[tuple[object, ...]]]:
        return [rule.ids(asof)]

    def atom(region: str | None, department: str | None) -> Atom:
        return Atom(0, region, department)

    return Census(event, rule.single, rule.counted, statements, atom, rule.trails(), valued=rule.valued)
