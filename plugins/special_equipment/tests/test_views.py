"""The plugin in the running platform: registry, menu, pages by scope, forms, the enterprise's page, 待办, a visit's findings."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.sql_watch import statements
from anjian_special_equipment import SpecialEquipmentPlugin
from anjian_special_equipment.models import Equipment
from anjian_special_equipment.words import CELLS

PAGES = ("equipment", "personnel", "certificates", "accidents")


def test_the_registry_holds_every_contribution_under_the_plugins_name(instance: Instance) -> None:
    registry, name = instance.registry, "special_equipment"
    assert isinstance(registry.plugins[name], SpecialEquipmentPlugin)
    assert [sheet for sheet in registry.sheets if sheet.startswith(name)] == [f"{name}.{page}" for page in PAGES]
    assert [section.order for owner, section in registry.sections if owner == name] == [80]
    assert [job.id for owner, job in registry.jobs if owner == name] == [f"{name}.dues"]


def test_pages_show_what_lies_in_scope(client: Client, instance: Instance, plant: Any, enter: Any) -> None:
    code = plant.credit_code
    enter("equipment", enter.piece(code, standing="国家明令淘汰", emergency_plan=None))
    enter("personnel", enter.grid(code, unqualified_operator="是"))
    enter("certificates", enter.card(code))
    with system_read(instance.database, "test") as session:
        number = session.scalars(select(Equipment.id)).one()
    page = f"/special_equipment/equipment/{number}"
    wanted = {
        "market": 200,
        "zezhou.market": 200,
        "zezhou": 200,
        "office": 200,
        "gaoping.market": 404,
        "emergency": 403,
    }
    assert {login: client.sign_in(login).get(page).status_code for login in wanted} == wanted
    shown = unescape(client.sign_in("zezhou.market").get(page).text)
    assert "1项不符合" in shown and "特种设备安全法第32条" in shown and plant.name in shown
    assert "<h2>市市场监管局</h2>" in shown
    certificates = unescape(client.get("/special_equipment/certificates/").text)
    assert "R2 移动式压力容器充装" in certificates
    assert "持证人一" not in certificates and "演示00000001" not in certificates
    enterprise = unescape(client.get(f"/enterprises/{plant.id}").text)
    assert all(title in enterprise for title in ("特种设备台账", "人员资格核查", "人员证书台账"))
    assert "持证人一" not in enterprise
    assert f"/{number}" not in client.sign_in("gaoping.market").get("/special_equipment/equipment/").text


@pytest.mark.parametrize("page", PAGES)
def test_who_only_reads_does_not_edit_and_others_have_no_entry(client: Client, page: str) -> None:
    assert client.sign_in("office").get(f"/special_equipment/{page}/new").status_code == 403
    assert client.sign_in("emergency").get(f"/special_equipment/{page}/").status_code == 403


def test_rows_are_entered_and_corrected_through_the_pages(client: Client, instance: Instance, plant: Any) -> None:
    client.sign_in("zezhou.market")
    sent = {
        "enterprise": plant.credit_code, "number": "锅1", "name": "蒸汽锅炉", "kind": "锅炉", "place": "锅炉房", "use": "在用",
        "standing": "正常", "next_inspection": "2023-07-01",
    }  # fmt: skip
    refused = client.post("/special_equipment/equipment/new", sent)
    assert refused.status_code == 422 and "须填写投用日期" in unescape(refused.text)
    assert client.post("/special_equipment/equipment/new", sent | {"registration": "证1"}).status_code == 303
    with system_read(instance.database, "test") as session:
        number = session.scalars(select(Equipment.id)).one()
    edit = f"/special_equipment/equipment/{number}/edit"
    corrected = sent | {"registration": "证1", "next_inspection": "2025-07-01"}
    assert client.post(edit, corrected).status_code == 303
    assert "2025-07-01" in client.get(f"/special_equipment/equipment/{number}").text
    blank = client.get("/special_equipment/personnel/new").text
    assert len(re.findall(r'value="未核查"[^>]*checked', blank)) == len(CELLS)
    grid = {"enterprise": plant.credit_code, "checked_on": "2023-07-20", **dict.fromkeys(CELLS, "是")}
    assert client.post("/special_equipment/personnel/new", grid).status_code == 303
    assert "3项不符合" in unescape(client.get("/special_equipment/personnel/").text)
    accident = {
        "enterprise": plant.credit_code, "happened_on": "2023-07-02", "equipment": "锅1", "kind": "锅炉", "grade": "一般事故",
        "deaths": "0", "injured": "1", "course": "爆管，已停用",
    }  # fmt: skip
    assert client.post("/special_equipment/accidents/new", accident).status_code == 303
    assert "锅1" in unescape(client.get("/special_equipment/accidents/").text)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("failing=inspection", ["设2"]),
        ("failing=registration", ["设3"]),
        ("failing=banned", []),
        ("due=unknown", ["设1"]),
        ("use=停用", ["设4"]),
        ("q=设", ["设1", "设2", "设3", "设4"]),
        ("owner=合成&kind=电梯", []),
    ],
)
def test_filters(client: Client, plant: Any, enter: Any, query: str, numbers: list[str]) -> None:
    code = plant.credit_code
    enter(
        "equipment",
        enter.piece(code, "设1", next_inspection=None),
        enter.piece(code, "设2", next_inspection=date(2023, 7, 1)),
        enter.piece(code, "设3", registration=None, registration_on=None),
        enter.piece(code, "设4", use="停用", next_inspection=date(2023, 7, 1)),
    )
    page = unescape(client.sign_in("market").get(f"/special_equipment/equipment/?{query}").text)
    assert re.findall(r">(设\d)</a>", page) == numbers


def test_a_list_page_costs_the_same_with_one_row_and_with_many(
    client: Client, instance: Instance, plant: Any, enter: Any
) -> None:
    client.sign_in("market")
    found = []
    enter("equipment", enter.piece(plant.credit_code, "设0"))
    client.get("/special_equipment/equipment/")
    for more in (1, 6):
        enter("equipment", *(enter.piece(plant.credit_code, f"设{n}") for n in range(more)))
        with statements(instance.database) as seen:
            client.get("/special_equipment/equipment/")
        found.append(len([one for one in seen if one.lstrip().upper().startswith("SELECT")]))
    assert found[0] == found[1]


def test_what_is_overdue_is_on_the_todo_page(client: Client, plant: Any, enter: Any) -> None:
    enter("equipment", enter.piece(plant.credit_code, "设1", next_inspection=date(2023, 7, 20)))
    run_job(client.instance, "special_equipment.dues")
    assert "特种设备法定检验已过期：液氨储罐（设1）" in unescape(client.sign_in("zezhou.market").get("/").text)
    assert "设1" in unescape(client.get("/special_equipment/notices").text)


def test_a_visit_is_judged_by_the_plugin(client: Client, factory: Any, plant: Any, actors: Any) -> None:
    failing = ("SE-SEED-2c", "SE-SER-2", "CHIEF-11")
    visit = factory.visit(plant, by=actors["zezhou.market"], plugin="special_equipment", failing=failing)
    page = unescape(client.sign_in("zezhou.market").get(f"/inspections/{visit.client_uid}/findings").text)
    assert page.count("该事实同时符合发现当日有效的判定条款 C-02") == 2
    assert "第二十五条所列严重事故隐患，应责令立即停止使用" in page
