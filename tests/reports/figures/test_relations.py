"""Relations of 5.1 hold on every ledger, and a broken one is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pyroaring import BitMap

from anjian.campaigns.loading import shipped
from anjian.reports.figures.censuses import tags_of
from anjian.reports.figures.chunks import Atom
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.event_rules import RULES
from anjian.reports.figures.factors import marks_of
from anjian.reports.figures.relations import Relation, relations
from anjian.reports.figures.rules import Mark
from anjian.reports.figures.sets import RecordSets
from anjian.reports.figures.units import find_unit

PACK = shipped()["jincheng_2023"]
CITY, ZEZHOU = find_unit(PACK, "全市"), find_unit(PACK, "泽州县")
DONE = Mark.COUNTED | Mark.ACCEPTED | Mark.INSPECTION


def sets_of(*atoms: tuple[int, list[int]]) -> FigureSets:
    """Hazards of 泽州县 by their marks; nothing else has happened."""
    region = ZEZHOU.region_code
    hazards = RecordSets(True, {Atom(marks, region, "transport"): BitMap(ids) for marks, ids in atoms})
    nothing = RecordSets(False, {})
    asof = AsOf(PACK.code, PACK.campaign.starts_on, date(2023, 7, 31), 9)
    marks = {cell.key: marks_of(cell, PACK.annex1) for cell in PACK.annex1.cells if cell.record == "hazard"}
    records = {"hazard": hazards, "enterprise": nothing} | dict.fromkeys(RULES, nothing)
    return FigureSets(asof, records, marks, tags_of(PACK.annex1), {})


def broken(sets: FigureSets) -> list[Relation]:
    return [relation for relation in relations(PACK, sets, CITY) if relation.broken]


def test_a_sound_table_keeps_every_relation() -> None:
    sets = sets_of((DONE, [1, 2]), (Mark.COUNTED | Mark.SELF_CHECK, [3]), (Mark.PENDING | Mark.SELF_CHECK, [4]))
    assert broken(sets) == []
    assert len(relations(PACK, sets, CITY)) - len(relations(PACK, sets, ZEZHOU)) == len(PACK.annex1.cells)


def test_a_counted_hazard_without_source_breaks_the_partition() -> None:
    assert broken(sets_of((DONE, [1]), (Mark.COUNTED, [2, 3]))) == [
        Relation("专项行动期间已确认的重大事故隐患按来源分，不重不漏", 2)
    ]


def test_what_is_shown_apart_is_not_in_the_table() -> None:
    assert broken(sets_of((DONE | Mark.PENDING, [1]), (DONE | Mark.CLAIMED, [2]))) == [
        Relation("已上报尚未确认的不在表内", 1),
        Relation("已申请验收尚未销号的在表内且未计入已完成", 1),
    ]


def test_an_enterprise_with_a_finding_but_without_a_visit_is_named() -> None:
    sets = sets_of((DONE, [1]))
    found = RecordSets(False, {Atom(sets.tags["A1-2.02"], ZEZHOU.region_code, None): BitMap([7])})
    (relation,) = broken(replace(sets, records={**sets.records, "enterprise": found}))
    assert relation.broken == 1
    assert "未按要求亲自研究" in relation.text
