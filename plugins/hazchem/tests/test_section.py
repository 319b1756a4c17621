"""The section of the month's report: tasks (1) to (5) by real sets, both clocks, the unit's jurisdiction, named rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from anjian.enterprises.inputs import EnterpriseEntry
from anjian.enterprises.models import Enterprise
from anjian.enterprises.service import register
from anjian.kernel.ledger import take_watermark
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.sections import progress_of, section_of, sizes_of, unnamed_figures


def sizes(instance: Instance, *keys: str, **stated: Any) -> dict[str, int]:
    found = sizes_of(section_of(instance, "hazchem", **stated))
    return {key: found[key] for key in keys or found}


def rows(instance: Instance, title: str, **stated: Any) -> list[tuple[Any, ...]]:
    tables = {table.title: table for table in section_of(instance, "hazchem", **stated).every_table}
    return [tuple(row[1:]) for row in tables[title].rows] if title in tables else []


def test_an_empty_city_has_true_zeros_no_tables_and_answers_each_task_in_order(instance: Instance) -> None:
    data = section_of(instance, "hazchem")
    assert set(sizes_of(data).values()) == {0}
    assert data.every_table == () and unnamed_figures(data) == set()
    assert [part.code for part in data.tasks] == [f"task_0{number}" for number in range(1, 6)]


def test_check_ups_cover_what_is_two_key_by_attribute_or_by_source(
    instance: Instance, enter: Any, plant: Any, factory: Factory
) -> None:
    by_source, neither, unlisted = (factory.enterprise(categories=("生产",)) for _ in range(3))
    user = factory.enterprise(categories=("使用",))
    nothing = {"processes": None, "chemicals": None}
    enter("profiles", plant, {"checkup_on": date(2023, 6, 1), "found": 3})
    enter("profiles", by_source, nothing | {"checkup_on": date(2023, 5, 1), "found": 0})  # before the campaign
    enter("profiles", neither, nothing)
    for owner in (by_source, unlisted, user):  # a user is no producer
        enter("sources", owner, {"filed_level": None})
        enter("substances", owner)
    keys = ("two_key", "checked_up", "not_checked_up", "checkup_open")
    assert sizes(instance, *keys) == dict(zip(keys, (3, 1, 2, 1), strict=True))
    assert progress_of(section_of(instance, "hazchem"))["各县（市、区）专家“体检”完成情况"]["合计"] == (1, 3)
    waiting = rows(instance, "尚未专家体检的两重点一重大生产企业")
    assert waiting == sorted((one.name, "（有重大危险源）", "") for one in (by_source, unlisted))
    assert rows(instance, "体检问题尚未全部整改的企业") == [(plant.name, "2023-06-01", "3")]
    enter("profiles", plant, {"checkup_on": date(2023, 6, 1), "found": 3, "settled_on": date(2023, 7, 10)})
    assert sizes(instance, "checkup_open", "checked_up") == {"checkup_open": 0, "checked_up": 1}
    assert rows(instance, "体检问题尚未全部整改的企业") == []


def test_an_enterprise_that_another_department_leads_is_named_all_the_same(
    instance: Instance, enter: Any, factory: Factory
) -> None:
    code, actor = factory.enterprise().credit_code, factory.actors["zezhou"]
    entry = EnterpriseEntry("泽州精细化工有限公司（演示）", code, "140525", ("一般化工",), department_code="industry")
    with instance.database.write_unit(actor) as session:
        register(session, actor, [entry], departments={"一般化工": "emergency"})
    with instance.database.read_unit(actor) as session:
        enterprise = session.scalars(select(Enterprise).where(Enterprise.credit_code == code)).one()
    enter("units", enterprise)
    assert rows(instance, "尚未完成整治的带病装置")[0][0] == entry.name


def test_sources_are_graded_compared_and_followed_through_two_rounds(
    instance: Instance, enter: Any, plant: Any, factory: Factory
) -> None:
    gone = {"code": "W04", "use": "已核销"}
    lone = {"code": "W02", "filed_level": "四级", "chief_post": None, "linked": False, "refile_to": date(2023, 7, 1)}
    enter("sources", plant, {}, lone, {"code": "W03", "filed_level": None}, gone)
    enter("substances", plant, {}, {"source": "W02", "tonnes": Decimal(9)}, {"source": "W03", "cas": None})
    enter(
        "checks", plant, {}, {"round": "第二轮"},
        {"kind": "交叉检查", "checking_unit": "高平市应急管理局", "with_fire": True, "found": 2},
        {"kind": "交叉检查", "checking_unit": "高平市应急管理局", "with_fire": False, "round": "第二轮", "found": 1,
         "entered_on": date(2023, 6, 21), "settled_on": date(2023, 7, 1)},
        {"source": "W04"},
    )  # fmt: skip
    expected = {
        "sources": 3, "level_1": 0, "level_2": 0, "level_3": 1, "level_4": 0, "level_none": 1, "level_open": 1,
        "level_differs": 1, "refile_late": 1, "guarantors": 1, "not_linked": 1, "first_self": 1, "first_cross": 1,
        "second_self": 1, "second_cross": 1, "rounds_open": 2, "checks": 4, "with_fire": 1, "not_entered": 1, "not_settled": 1,
        "rounds_done": 1, "with_findings": 2, "entered": 1,
    }  # fmt: skip
    assert sizes(instance, *expected) == expected
    progress = progress_of(section_of(instance, "hazchem"))
    assert progress["各县（市、区）两轮自查和交叉检查完成情况"] == {"泽州县": (1, 3), "合计": (1, 3)}
    assert progress["各县（市、区）问题录入风险预警系统情况"] == {"泽州县": (1, 2), "合计": (1, 2)}
    assert rows(instance, "重大危险源") == [
        (plant.name, "W01", "液氨罐区", "6.00", "14.40", "三级", "三级"),
        (plant.name, "W02", "液氨罐区", "0.90", "", "不构成重大危险源", "四级"),
        (plant.name, "W03", "液氨罐区", "0.00", "", "资料不全", "未备案"),
    ]
    assert [row[1] for row in rows(instance, "资料不全不能定级的重大危险源")] == ["W03"]
    assert rows(instance, "备案和包保责任不落实的重大危险源") == [
        (
            plant.name,
            "W02",
            "应于2023-07-01前重新评估备案、计算级别与备案级别不一致、没有包保主要负责人、未接入风险监测预警系统",
        )
    ]
    assert [row[1:] for row in rows(instance, "两轮自查和交叉检查未全部完成的重大危险源")] == [
        ("W02", "第一轮企业自查、第一轮交叉检查、第二轮企业自查、第二轮交叉检查"),
        ("W03", "第一轮企业自查、第一轮交叉检查、第二轮企业自查、第二轮交叉检查"),
    ]


def test_matters_late_and_silent_are_named(instance: Instance, enter: Any, plant: Any) -> None:
    enter(
        "matters", plant, {"number": "SB1"}, {"number": "SB2", "declared_on": date(2023, 7, 7)},
        {"number": "SB3", "declared_on": date(2023, 7, 5), "received_on": date(2023, 7, 6)},
        {"number": "SB4", "due_on": date(2023, 8, 5)}, {"number": "SB5", "due_on": date(2023, 5, 1)},
    )  # fmt: skip
    expected = {"matters": 3, "in_time": 1, "declared_late": 1, "not_declared": 1, "not_received": 1}
    assert sizes(instance, *expected) == expected
    assert rows(instance, "逾期申报和未申报的重要事项") == [
        (plant.name, "SB1", "装置停车检修", "2023-07-05", "未申报"),
        (plant.name, "SB2", "装置停车检修", "2023-07-05", "2023-07-07"),
    ]


def test_special_operations_by_their_permits_and_by_visits(
    instance: Instance, enter: Any, plant: Any, factory: Factory
) -> None:
    drawn = {"drawn_on": date(2023, 7, 4), "detected": True, "filmed": True, "transmitted": True}
    enter(
        "operations", plant, {"number": "T1"} | drawn, {"number": "T2"} | drawn | {"detected": False, "transmitted": False},
        {"number": "T3", "kind": "受限空间作业", "level": None, "ends": "2023-07-05 08:30"} | drawn | {"faults": "未监护"},
        {"number": "T4", "level": "一级", "notice": "B1"}, {"number": "T5", "starts": "2023-05-14 08:30"},
        {"number": "B1", "record": "作业报备"}, {"number": "B2", "record": "作业报备"},
    )  # fmt: skip
    expected = {
        "tickets": 4, "special_hot": 2, "confined": 1, "drawn": 3, "not_detected": 1, "not_filmed": 0, "not_transmitted": 1,
        "other_faults": 1, "overrun": 1, "announced": 2, "without_ticket": 1, "operation_hazards": 0,
    }  # fmt: skip
    assert sizes(instance, *expected) == expected
    assert [(row[1], row[-1]) for row in rows(instance, "有违法违规行为的特殊作业")] == [
        ("T2", "未进行可燃有毒气体与氧含量连续检测；未实现作业影像远传"),
        ("T3", "超过有效期限；未监护"),
    ]
    assert [row[1] for row in rows(instance, "报备后未见作业票的作业")] == ["B2"]


def test_defective_units_open_overdue_and_day_by_day(instance: Instance, enter: Any, plant: Any) -> None:
    enter(
        "units", plant, {}, {"unit": "R-102", "due_on": date(2023, 7, 10)},
        {"unit": "R-103", "due_on": date(2023, 7, 10), "case_number": "晋市应急罚〔2023〕8号", "category": "立即停用整治"},
        {"unit": "R-104", "done_on": date(2023, 7, 12), "due_on": date(2023, 7, 20), "category": "监护运行整治"},
    )  # fmt: skip
    expected = {
        "defects": 4, "defect_owners": 1, "class_stop": 1, "class_dated": 2, "class_watch": 1, "done": 1, "open": 3,
        "overdue": 2, "no_case": 1,
    }  # fmt: skip
    assert sizes(instance, *expected) == expected
    assert [(row[1], row[6], row[7]) for row in rows(instance, "尚未完成整治的带病装置")] == [
        ("R-101", "", ""), ("R-102", "超期21天", ""), ("R-103", "超期21天", "晋市应急罚〔2023〕8号"),
    ]  # fmt: skip
    line = {str(row[0]): row[1:] for row in rows(instance, "本月带病装置动态清零（列首日、有变化之日和末日）")}
    assert line == {
        "2023-07-01": ("4", "0"), "2023-07-11": ("4", "2"), "2023-07-12": ("3", "2"), "2023-07-31": ("3", "2"),
    }  # fmt: skip


def test_both_clocks_and_the_units_jurisdiction(instance: Instance, enter: Any, plant: Any, factory: Factory) -> None:
    enter("units", plant)
    enter("units", factory.enterprise(county="gaoping", categories=("使用",)))
    before = take_watermark(instance.database)
    enter("units", plant, {"done_on": date(2023, 7, 12)}, {"unit": "R-102"})
    assert sizes(instance, "defects", "open") == {"defects": 3, "open": 2}
    assert sizes(instance, "defects", "open", known=before) == {"defects": 2, "open": 2}
    assert sizes(instance, "defects", region_code=plant.region_code) == {"defects": 2}
    assert sizes(instance, "defects", department_code="transport") == {"defects": 0}


def test_visits_and_hazards_of_the_plugin(instance: Instance, plant: Any, factory: Factory) -> None:
    factory.visit(plant, by=factory.actors["emergency"], plugin="hazchem", failing=("HC-20-20c", "HC-SO-3"))
    factory.hazard(plant)
    factory.hazard(factory.enterprise())  # transport's
    keys = ("visits", "visited", "findings", "hazards", "accepted")
    assert sizes(instance, *keys) == dict(zip(keys, (1, 1, 2, 1, 0), strict=True))
