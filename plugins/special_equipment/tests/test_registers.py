"""The registers: who may enter what, what identifies a row, lists by the same rules as the section, what falls due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from anjian.kernel import clock
from anjian.kernel.ledger import AuditEntry
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.registers.models import DueNotice
from anjian.scheduling.service import run_job
from anjian_special_equipment.models import Certificate, Equipment, Personnel
from anjian_special_equipment.queries import card_expires, failing, grid_has, inspection_due
from anjian_special_equipment.registers import CERTIFICATES, DUES
from anjian_special_equipment.rules import cells, outcomes
from anjian_special_equipment.words import CELLS, Outcome, Requirement

DAY = date(2023, 7, 25)


def effects(results: list[Any]) -> list[tuple[str, list[str]]]:
    return [(str(one.effect), [str(problem) for problem in one.problems]) for one in results]


def test_rows_are_the_market_departments_whoever_leads_the_enterprise(
    instance: Instance, enter: Any, plant: Any, factory: Any
) -> None:
    code = plant.credit_code
    assert effects(enter("equipment", enter.piece(code), login="zezhou.market")) == [("新增", [])]
    assert effects(enter("equipment", enter.piece(code))) == [("一致", [])]
    (outside,) = enter("equipment", enter.piece(code, "演示2"), login="gaoping.market")
    assert [str(problem) for problem in outside.problems] == [f"“{plant.name}”不在您的管辖范围内，请由其监管单位登记。"]
    with system_read(instance.database, "test") as session:
        row = session.scalars(select(Equipment)).one()
        assert (row.department_code, row.region_code, row.enterprise_id) == ("market", plant.region_code, plant.id)
    other = factory.enterprise(categories=("使用",))
    assert (
        effects(enter("equipment", enter.piece(other.credit_code)))[0][0] == "新增"
    )  # a number is an enterprise's own


def test_a_registration_names_one_piece_of_an_enterprise(enter: Any, plant: Any, factory: Any) -> None:
    code, other = plant.credit_code, factory.enterprise(categories=("使用",)).credit_code
    twice = [enter.piece(code, number, registration="证甲") for number in ("1", "2")]
    assert (
        effects(enter("equipment", *twice))
        == [("退回", ["使用登记证编号证甲在同一企业的几台设备上重复，请核对。"])] * 2
    )
    enter("equipment", twice[0], enter.piece(other, "9", registration="证甲"))
    assert effects(enter("equipment", twice[1])) == [("退回", ["使用登记证编号证甲已登记在设备1上，请核对。"])]
    moved = [enter.piece(code, "1", registration="证乙"), twice[1]]
    assert effects(enter("equipment", *moved)) == [("更新", []), ("新增", [])]


def test_lists_find_what_the_rules_find(instance: Instance, enter: Any, plant: Any) -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"registration": None, "registration_on": None},
        {"registration": None, "registration_on": None, "commissioned_on": date(2023, 7, 1)},
        {"next_inspection": date(2023, 7, 24)},
        {"next_inspection": date(2023, 8, 24)},
        {"next_inspection": None},
        {"archive_faults": False},
        {"self_inspected": False},
        {"emergency_plan": False},
        {"emergency_plan": None},
        {"standing": "国家明令淘汰"},
        {"use": "停用", "standing": "已经报废", "next_inspection": date(2020, 1, 1)},
    ]
    enter("equipment", *(enter.piece(plant.credit_code, f"{n:02d}", **one) for n, one in enumerate(changes)))
    with system_read(instance.database, "test") as session:
        rows = session.scalars(select(Equipment).order_by(Equipment.number)).all()
        found = {one: set(session.scalars(select(Equipment.number).where(failing(one, DAY)))) for one in Requirement}
        by_rule = {
            one: {row.number for row in rows if outcomes(row, DAY)[one] is Outcome.FAILED} for one in Requirement
        }
        assert found == by_rule
        assert [sorted(numbers) for numbers in found.values()] == [["01"], ["03"], ["06"], ["07"], ["08"], ["10"]]
        soon = session.scalars(select(Equipment.number).where(inspection_due(DAY, "soon"))).all()
        unknown = session.scalars(select(Equipment.number).where(inspection_due(DAY, "unknown"))).all()
        assert (soon, unknown) == (["04"], ["05"])


def test_one_grid_for_an_enterprise_and_its_lists(instance: Instance, enter: Any, plant: Any, factory: Any) -> None:
    other = factory.enterprise(categories=("使用",))
    enter("personnel", enter.grid(plant.credit_code, trained_tester="未核查"), enter.grid(other.credit_code))
    again = enter.grid(plant.credit_code, unqualified_operator="是", trained_manager="否", checked_on=DAY)
    assert effects(enter("personnel", again)) == [("更新", [])]
    with system_read(instance.database, "test") as session:
        rows = session.scalars(select(Personnel)).all()
        assert len(rows) == 2
        failed = session.scalars(select(Personnel.enterprise_id).where(grid_has("failed"))).all()
        assert failed == [row.enterprise_id for row in rows if Outcome.FAILED in cells(row, DAY).values()] == [plant.id]
        assert session.scalars(select(Personnel.id).where(grid_has("unknown"))).all() == []
        assert {name for row in rows for name, one in cells(row, DAY).items() if one is Outcome.FAILED} == {
            "unqualified_operator", "trained_manager",
        } < set(CELLS)  # fmt: skip


def test_names_and_numbers_of_holders_enter_no_list_audit_or_version(
    instance: Instance, enter: Any, plant: Any
) -> None:
    enter(
        "certificates",
        enter.card(plant.credit_code, valid_to=date(2023, 7, 24)),
        enter.card(plant.credit_code, item="P", valid_to=date(2023, 8, 1)),
        enter.card(plant.credit_code, item="Q2", valid_to=date(2023, 7, 1), on_duty=False),
    )
    with system_read(instance.database, "test") as session:
        rows = session.scalars(select(Certificate).order_by(Certificate.id)).all()
        assert CERTIFICATES.label(rows[0]) == "R2移动式压力容器充装（充装岗，证号末四位0001）"
        assert not {"holder", "number", "recruiter"} & set(Certificate.__versioned__)
        expired = session.scalars(select(Certificate.item).where(card_expires(DAY, "expired"))).all()
        soon = session.scalars(select(Certificate.item).where(card_expires(DAY, "soon"))).all()
        assert (expired, soon) == (["R2"], ["P"])
        query = select(AuditEntry.detail).where(AuditEntry.subject_kind == "special_equipment_card")
        (told,) = session.scalars(query)
        assert "演示00000001" not in told and "持证人一" not in told and "R2、P、Q2" in told


def notices(instance: Instance) -> list[tuple[str, str, str, bool]]:
    with system_read(instance.database, "test") as session:
        rows = session.scalars(select(DueNotice).order_by(DueNotice.due_on, DueNotice.id)).all()
        return [(row.title, row.kind, row.stage, row.closed_on is None) for row in rows]


def test_what_is_past_due_is_flagged_without_any_visit(instance: Instance, enter: Any, plant: Any, actors: Any) -> None:
    code = plant.credit_code
    enter(
        "equipment",
        enter.piece(code, "1", next_inspection=date(2023, 7, 20)),
        enter.piece(code, "2", accessories_to=date(2023, 8, 10)),
        enter.piece(code, "3", next_inspection=date(2023, 7, 1), use="停用"),
    )
    enter("certificates", enter.card(code, valid_to=date(2023, 8, 1)), enter.card(code, item="P", on_duty=False,
                                                                                valid_to=date(2023, 7, 1)))  # fmt: skip
    with clock.at(datetime(2023, 7, 26, 7, tzinfo=clock.SHANGHAI)):
        assert run_job(instance, "special_equipment.dues").message == "新增到期提醒3条，解除0条。"
        assert not run_job(instance, "special_equipment.dues").ran
    card = "R2移动式压力容器充装（充装岗，证号末四位0001）"
    assert notices(instance) == [
        ("液氨储罐（1）", "特种设备法定检验", "已过期", True),
        (card, "特种设备人员证书", "即将到期", True),
        ("液氨储罐（2）", "安全附件校验", "即将到期", True),
    ]
    seen = {}
    for login in ("market", "zezhou.market", "zezhou", "gaoping.market", "emergency"):
        with instance.database.read_unit(actors[login]) as session:
            seen[login] = DUES.count(session, actors[login])
    assert seen == {"market": 3, "zezhou.market": 3, "zezhou": 3, "gaoping.market": 0, "emergency": 0}
    enter("equipment", enter.piece(code, "1", next_inspection=date(2025, 7, 20)))
    with clock.at(datetime(2023, 7, 27, 7, tzinfo=clock.SHANGHAI)):
        assert run_job(instance, "special_equipment.dues").message == "新增到期提醒0条，解除1条。"
    assert notices(instance)[0] == ("液氨储罐（1）", "特种设备法定检验", "已过期", False)
