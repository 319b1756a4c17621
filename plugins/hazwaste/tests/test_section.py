"""The section of the month's report: real sets, both clocks, named rows, the unit's jurisdiction."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.inspections.findings import report_findings
from anjian.inspections.inputs import Decision
from anjian.kernel.ledger import take_watermark
from anjian.plugin_api import SectionData
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.sections import progress_of, section_of, sizes_of, unnamed_figures
from anjian_hazwaste.comparing import Rule, set_rule

JULY = date(2023, 7, 31)
OFFICER = "ecology"


def section(instance: Instance, **stated: Any) -> SectionData:
    return section_of(instance, "hazwaste", **stated)


def table(data: SectionData, title: str) -> tuple[Any, ...]:
    return next((one.rows for one in data.every_table if one.title == title), ())


def test_an_empty_city_has_true_zeros_and_no_tables(instance: Instance) -> None:
    data = section(instance)
    assert set(sizes_of(data).values()) == {0} and data.every_table == ()
    assert [part.code for part in data.tasks] == ["task_07"] and unnamed_figures(data) == set()


def test_plans_and_storage_are_counted_and_named(
    instance: Instance, enter: Any, disposer: Any, factory: Factory
) -> None:
    other = factory.enterprise(name="泽州未查处置有限公司（演示）", categories=("废物处置",))
    maker = factory.enterprise(name="泽州产废化工有限公司（演示）", categories=("生产",))
    enter.plans(
        enter.plan(disposer.credit_code, plan_to=date(2023, 7, 30)),
        enter.plan(maker.credit_code, in_plan=False, in_scope=True, in_scope_on=date(2023, 7, 20)),
    )
    enter.storage(
        enter.store(disposer.credit_code, "TS001"),
        enter.store(disposer.credit_code, "TS002", kind="贮存点", stock=3_000_001, capacity=5_000_000),
        enter.store(disposer.credit_code, "TS003", kind="贮存点", stock=3_000_000, capacity=5_000_000, signs=False),
    )
    data = section(instance)
    sizes = sizes_of(data)
    expected = {
        "disposers": 2, "unchecked": 1, "checked": 2, "planned": 1, "unplanned": 1, "supervised": 2, "unsupervised": 0,
        "ended": 1, "storage": 3, "full": 1, "unfit": 1, "disposers_planned": 1,
    }  # fmt: skip
    assert {key: sizes[key] for key in expected} == expected
    assert progress_of(data) == {"各县（市、区）废物处置企业纳入管理计划情况": {"泽州县": (1, 2), "合计": (1, 2)}}
    assert progress_of(section(instance, region_code=disposer.region_code)) == {}
    assert table(data, "未纳入管理计划或监管范围的企业") == ((1, maker.name, "否", "2023-06-20", "是", "2023-07-20"),)
    assert [row[2:] for row in table(data, "有问题的贮存设施")] == [
        ("TS002", "贮存点", "5", "3.000001", "超量"),
        ("TS003", "贮存点", "5", "3", "标志标签不符合"),
    ]
    before = sizes_of(section(instance, effective=date(2023, 7, 19)))  # registered on 25 July, found on 20 June
    assert (before["checked"], before["supervised"]) == (2, 1)
    earlier = section(instance, effective=date(2023, 7, 19))
    assert table(earlier, "未纳入管理计划或监管范围的企业")[0][4:] == ("未核查", "")
    assert sizes_of(section(instance, effective=date(2023, 6, 19)))["checked"] == 0
    assert other.name not in str(data.every_table)


def test_manifests_balance_and_anomalies(instance: Instance, enter: Any, disposer: Any, actors: Any) -> None:
    code = disposer.credit_code
    enter.manifests(
        enter.manifest(code, 1, out=10_000_000, received=9_200_000),
        enter.manifest(code, 2, out=10_000_000, received=9_900_000, out_on=date(2023, 7, 3), in_on=date(2023, 7, 25)),
        enter.manifest(code, 3, out=4_000_000, received=None),
        enter.manifest(code, 4, out_on=date(2023, 5, 14)),  # before the campaign
    )
    data = section(instance)
    sizes = sizes_of(data)
    expected = {
        "manifests": 3, "month_manifests": 1, "sent": 24_000_000, "arrived_of": 20_000_000, "received": 19_100_000,
        "differing": 1, "overdue": 1, "unbalanced": 1,
    }  # fmt: skip
    assert {key: sizes[key] for key in expected} == expected
    assert table(data, "数量异常的转移联单") == (
        (1, disposer.name, "20231405000001", "900-249-08", "10", "9.2", "0.8", "8.00%", "示范固废处置中心（演示）"),
    )
    assert [row[2:] for row in table(data, "逾期未接收的转移联单")] == [
        ("20231405000003", "900-249-08", "4", "2023-06-20", "2023-06-30")
    ]
    assert [row[2:] for row in table(data, "物料平衡（按移出人和月份）")] == [
        ("2023-06", "2", "14", "10", "9.2", "0.8", "8.00%", "4"),
        ("2023-07", "1", "10", "10", "9.9", "0.1", "1.00%", "0"),
    ]
    known = take_watermark(instance.database)
    with instance.database.write_unit(actors[OFFICER]) as session:
        set_rule(session, actors[OFFICER], Rule(100, 15, "纪要"))
    assert sizes_of(section(instance))["differing"] == 0
    assert sizes_of(section(instance, known=known)) == sizes  # what was known then, by the rule of then
    assert set(sizes_of(section(instance, department_code="energy")).values()) == {0}
    assert sizes_of(section(instance, region_code=disposer.region_code))["manifests"] == 3


def test_what_arrives_after_the_day_has_not_arrived_on_it(instance: Instance, enter: Any, disposer: Any) -> None:
    enter.manifests(enter.manifest(disposer.credit_code, 1, out_on=date(2023, 7, 20), in_on=date(2023, 7, 25)))
    one = sizes_of(section(instance, effective=date(2023, 7, 25)))
    assert (one["sent"], one["received"], one["overdue"]) == (10_000_000, 10_000_000, 0)


def test_the_three_violation_types_are_counted_by_themselves_and_named(
    instance: Instance, disposer: Any, factory: Factory, actors: Any
) -> None:
    officer = actors["zezhou.ecology"]
    failing = ("HW-SEED-1B", "HW-SEED-2A", "HW-SEED-2B", "HW-18597-6-1-2B", "HW-ENV-M2", "HW-ENV2-08")
    visit = factory.visit(disposer, by=officer, plugin="hazwaste", failing=failing)
    again = factory.visit(disposer, by=officer, plugin="hazwaste", failing=("HW-SEED-2B",), on=date(2023, 7, 1))
    for one in (visit, again):
        with instance.database.write_unit(officer) as session:
            decisions = [Decision(row.id, True, row.content, "废液罐区") for row in one.findings]
            report_findings(
                session, officer, one.id, decisions, registry=instance.registry, campaign=instance.settings.campaign
            )
    data = section(instance)
    sizes = sizes_of(data)
    expected = {
        "stage_1": 0, "stage_2": 1, "stage_3": 0, "stage_4": 0, "violation_1": 1, "violation_2": 2, "violation_3": 0,
        "violators": 1, "events": 2, "major_events": 1, "visits": 2, "visited": 1, "findings": 7, "hazards": 0,
    }  # fmt: skip
    assert {key: sizes[key] for key in expected} == expected  # the C-20c hazard counts once it is confirmed
    rows = table(data, "三类违法行为")
    assert [(row[1], row[2], row[3], row[6]) for row in rows] == [
        (disposer.name, "违规堆存", "废液罐区", "已上报"),
        (disposer.name, "随意倾倒", "废液罐区", "已上报"),
        (disposer.name, "随意倾倒", "废液罐区", "已上报"),
    ]
