"""The section of the month's report: real sets, both clocks, the unit's jurisdiction, named rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.hazards.service import confirm
from anjian.inspections.findings import report_findings
from anjian.inspections.inputs import Decision
from anjian.kernel.ledger import take_watermark
from anjian.plugin_api import SectionData
from anjian.plugin_host.instance import Instance
from anjian.testing.sections import listings_of, progress_of, section_of, unnamed_figures

JULY = date(2023, 7, 31)


def section(instance: Instance, **stated: Any) -> SectionData:
    return section_of(instance, "special_equipment", **stated)


def counts(data: SectionData) -> dict[str, int]:
    """Figures that are not zero."""
    return {
        figure.key.removeprefix("special_equipment."): len(figure.ids) for figure in data.every_figure if figure.ids
    }


def test_an_empty_city_has_true_zeros_no_tables_and_a_paragraph_for_each_task(instance: Instance) -> None:
    data = section(instance)
    assert counts(data) == {}
    assert data.every_table == () and unnamed_figures(data) == set()
    assert [part.code for part in data.tasks] == ["task_08", "task_09"]


def test_task_8_counts_the_grid_and_what_nobody_has_looked_at(
    instance: Instance, enter: Any, plant: Any, factory: Any
) -> None:
    second = factory.enterprise(county="gaoping", categories=("使用",), name="高平使用有限公司（演示）")
    third = factory.enterprise(categories=("生产",))
    for one in (plant, second, third):
        enter("equipment", enter.piece(one.credit_code))
    enter(
        "personnel",
        enter.grid(plant.credit_code, unqualified_operator="是", trained_operator="否", trained_manager="否"),
        enter.grid(second.credit_code, staffed_tester="不涉及", trained_tester="未核查"),
    )
    enter(
        "certificates",
        enter.card(plant.credit_code, valid_to=date(2023, 7, 30)),
        enter.card(plant.credit_code, item="P", valid_to=JULY),
        enter.card(plant.credit_code, item="Q2", valid_to=date(2023, 1, 1), on_duty=False),
    )
    data = section(instance)
    found = counts(data)
    assert (found.pop("pieces"), found.pop("inspected")) == (3, 3)
    assert found == {
        "users": 3, "checked": 2, "unchecked": 1, "unanswered": 1, "unqualified": 1, "unqualified_operator": 1, "trained": 1,
        "trained_operator": 1, "trained_manager": 1, "cards": 2, "cards_expired": 1,
    }  # fmt: skip
    grids, cards = listings_of(data)
    wanting = "使用未取得相应资格人员（作业人员）；未定期开展安全教育和技能培训（安全管理人员、作业人员）"
    assert grids.rows == ((1, plant.name, wanting, "2023-06-20"),)
    assert cards.rows == ((1, plant.name, "作业人员", "R2 移动式压力容器充装", "2023-07-30"),)
    assert counts(section(instance, region_code=second.region_code)) == {
        "users": 1, "checked": 1, "unanswered": 1, "pieces": 1, "inspected": 1,
    }  # fmt: skip
    assert counts(section(instance, department_code="market"))["users"] == 3
    assert counts(section(instance, department_code="energy")) == {}


def test_task_9_counts_each_of_the_six_and_names_the_equipment(instance: Instance, enter: Any, plant: Any) -> None:
    code = plant.credit_code
    enter(
        "equipment",
        enter.piece(code, "1"),
        enter.piece(code, "2", next_inspection=date(2023, 7, 30)),
        enter.piece(code, "3", registration=None, registration_on=None, archive_use=False, standing="已经报废"),
        enter.piece(code, "4", self_inspected=False, emergency_plan=False),
        enter.piece(code, "5", conclusion="不合格", next_inspection=None),
        enter.piece(code, "6", next_inspection=date(2023, 8, 30)),
        enter.piece(code, "7", use="停用", standing="已经报废", next_inspection=date(2020, 1, 1)),
    )
    enter(
        "accidents",
        *(
            {"enterprise": code, "happened_on": day, "equipment": "货梯", "kind": "电梯", "grade": "一般事故", "deaths": 0,
             "injured": 1, "course": "已停用"}
            for day in (date(2023, 5, 14), date(2023, 6, 3))
        ),
    )  # fmt: skip
    data = section(instance)
    assert counts(data) == {
        "users": 1, "unchecked": 1, "pieces": 6, "inspected": 4, "wrong": 3, "registration": 1, "inspection": 1, "archive": 1,
        "upkeep": 1,
        "plan": 1, "banned": 1, "unknown": 1, "soon": 1, "rejected": 1, "accidents": 1,
    }  # fmt: skip
    assert progress_of(data)["各县（市、区）特种设备法定检验情况"] == {"泽州县": (4, 6), "合计": (4, 6)}
    overdue, others, accidents = listings_of(data)
    assert overdue.rows == ((1, plant.name, "2", "液氨储罐", "压力容器", "2023-07-30", "1"),)
    assert [(row[2], row[5]) for row in others.rows] == [
        ("3", "未办理使用登记、安全技术档案不全、淘汰报废仍在用"),
        ("4", "未维护保养或未自行检查、未制定应急专项预案"),
        ("5", "检验不合格仍在用"),
    ]
    assert accidents.rows == ((1, plant.name, "2023-06-03", "货梯", "一般事故", "0", "1"),)


def test_what_was_known_then_stays_what_was_known_then(instance: Instance, enter: Any, plant: Any) -> None:
    enter("equipment", enter.piece(plant.credit_code, next_inspection=date(2023, 7, 20)))
    then = take_watermark(instance.database)
    before = section(instance, known=then)
    enter("equipment", enter.piece(plant.credit_code))
    assert counts(section(instance)) == {"users": 1, "unchecked": 1, "pieces": 1, "inspected": 1}
    assert section(instance, known=then) == before
    assert counts(before)["inspection"] == 1
    assert counts(section(instance, effective=date(2023, 7, 24))) == {}  # registered on 25 July


def test_the_departments_work_is_counted_and_serious_hazards_stand_apart(
    instance: Instance, factory: Any, plant: Any, actors: Any
) -> None:
    officer = actors["zezhou.market"]
    visit = factory.visit(
        plant, plugin="special_equipment", by=officer, failing=("SE-SEED-5", "SE-SER-3a", "SE-SER-3b")
    )
    with instance.database.write_unit(officer) as session:
        decisions = [Decision(one.id, True, one.content, "锅炉房") for one in visit.findings]
        campaign, registry = instance.settings.campaign, instance.registry
        hazards = report_findings(session, officer, visit.id, decisions, registry=registry, campaign=campaign)
        assert [(one.scale, one.level, one.limb_code) for one in hazards] == [
            ("重大事故隐患", "重大", "C-15"),
            ("特种设备事故隐患", "严重", None),
            ("一般事故隐患", "一般", None),
        ]
        confirm(session, officer, hazards[0].id, visit.visited_on)
    data = section(instance)
    assert counts(data) == {"visits": 1, "visited": 1, "findings": 3, "hazards": 1, "serious": 1, "unsolved": 1}
    (table,) = listings_of(data)
    assert [row[1:4:2] for row in table.rows] == [(plant.name, "锅炉房")]
