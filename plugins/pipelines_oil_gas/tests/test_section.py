"""The section of the month's report: segments by count and by length, both clocks, the unit's jurisdiction."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.hazards.words import State
from anjian.inspections.findings import report_findings
from anjian.inspections.inputs import Decision
from anjian.kernel.ledger import take_watermark
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian.testing.sections import listings_of, progress_of, section_of, sizes_of, unnamed_figures

METRES_PER_KM = 1_000


def section(instance: Instance, **stated: Any) -> Any:
    return section_of(instance, "pipelines_oil_gas", **stated)


def test_segments_by_count_and_length_and_the_enterprise_is_met_only_with_every_one(
    instance: Instance, enter: Any, operator: Any, factory: Factory
) -> None:
    empty = section(instance)
    assert {key for key, size in sizes_of(empty).items() if size} == {"enterprises", "unregistered"}
    assert empty.every_table == () and unnamed_figures(empty) == set()
    code, other = operator.credit_code, factory.enterprise(county="gaoping", categories=("油气长输管道",))
    factory.enterprise(county="gaoping", categories=("油气长输管道",))
    old = {"commissioned_on": date(2003, 7, 31)}
    enter(
        enter.row(code, "GD-01", **old, **enter.assessed(), **enter.planned(), hca="Ⅱ级", geohazard=True),
        enter.row(code, "GD-02", **old, **enter.assessed(), geohazard=True),
        enter.row(code, "GD-03", commissioned_on=date(2003, 8, 1), screened_on=None),
        enter.row(code, "GD-04", **old, use="封存"),
        enter.row(
            other.credit_code, "GD-01", **old, **enter.assessed(), **enter.planned(), plan_done_on=date(2023, 7, 1)
        ),
    )
    enter.document("晋市能源发〔2023〕1号")
    data = section(instance)
    found = sizes_of(data)
    km = 85 * METRES_PER_KM // 10
    expected = {
        "plans": 1, "enterprises": 3, "unregistered": 1, "segments": 4, "segments_km": 4 * km, "screened": 3,
        "screened_km": 3 * km,
        "hca": 1, "hca_km": km, "geohazard": 2, "geohazard_km": 2 * km, "risky": 2, "risky_km": 2 * km, "risky_assessed": 2,
        "old": 3, "old_km": 3 * km, "old_assessed": 3, "old_planned": 2, "old_planned_km": 2 * km, "old_missing": 1,
        "old_done": 1,         "met": 1, "unmet": 1,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
    assert [table.title for table in listings_of(data)] == [
        "方案文件",
        "未完成评估或“一段一策”的老旧管段",
        "高风险区域管段",
    ]
    assert listings_of(data)[1].rows == ((1, operator.name, "GD-02", "示范输气干线", "2003-07-31", "“一段一策”"),)
    assert [row[2:] for row in listings_of(data)[2].rows] == [
        ("GD-01", "示范输气干线", "K0+000–K8+500", "人员密集高后果区Ⅱ级、地质灾害易发区"),
        ("GD-02", "示范输气干线", "K0+000–K8+500", "地质灾害易发区"),
    ]
    assert progress_of(data) == {
        "各县（市、区）老旧管段评估和“一段一策”完成情况": {"泽州县": (1, 2), "高平市": (1, 1), "合计": (2, 3)}
    }
    own = sizes_of(section(instance, region_code=operator.region_code))
    assert (own["enterprises"], own["segments"], own["old"]) == (1, 3, 2)
    assert set(sizes_of(section(instance, department_code="transport")).values()) == {0}


def test_a_segment_turns_20_on_its_day_and_what_was_known_then_stays(
    instance: Instance, enter: Any, operator: Any
) -> None:
    enter(enter.row(operator.credit_code, "GD-01", commissioned_on=date(2003, 8, 1)))
    days = (date(2023, 7, 24), date(2023, 7, 31), date(2023, 8, 1))
    assert [sizes_of(section(instance, effective=day))["old"] for day in days] == [0, 0, 1]
    assert sizes_of(section(instance, effective=days[0]))["segments"] == 0  # registered on 25 July
    then = take_watermark(instance.database)
    before = section(instance, known=then, effective=days[2])
    enter(enter.row(operator.credit_code, "GD-01", commissioned_on=date(2013, 8, 1)))
    assert sizes_of(section(instance, effective=days[2]))["old"] == 0
    assert section(instance, known=then, effective=days[2]) == before


def test_faults_of_the_line_are_graded_on_their_own_scale_and_counted_apart(
    instance: Instance, operator: Any, factory: Factory, actors: Actors
) -> None:
    officer = actors["energy"]
    visit = factory.visit(
        operator, by=officer, plugin="pipelines_oil_gas", on=date(2023, 7, 10),
        failing=("PL-EXT-09", "PL-LAW-01", "PL-20-8", "PL-LAW-06"),
    )  # fmt: skip
    with instance.database.write_unit(officer) as session:
        visit = session.merge(visit)
        decisions = [Decision(row.id, True, content=row.content, place="K3+200") for row in visit.findings]
        made = report_findings(
            session, officer, visit.id, decisions, registry=instance.registry, campaign="jincheng_2023"
        )
        kinds = sorted((hazard.scale, hazard.level, hazard.limb_code) for hazard in made)
    assert kinds == [
        ("一般事故隐患", "一般", None),
        ("管道隐患", "一般", None),
        ("管道隐患", "一般", None),
        ("重大事故隐患", "重大", "C-08"),
    ]
    major = next(hazard for hazard in made if hazard.limb_code)
    factory.advance(major, State.CONFIRMED)
    found = sizes_of(section(instance))
    keys = (
        "faults",
        "external",
        "ancillary",
        "body",
        "graded_general",
        "faults_closed",
        "hazards",
        "visits",
        "findings",
    )
    assert {key: found[key] for key in keys} == {
        "faults": 2, "external": 1, "ancillary": 1, "body": 0, "graded_general": 2, "faults_closed": 0, "hazards": 1,
        "visits": 1, "findings": 4,
    }  # fmt: skip
