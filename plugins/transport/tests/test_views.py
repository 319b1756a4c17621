"""The register's pages: scope, a constant number of queries, forms that say what is wrong, files."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select

from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian_transport.models import Carrier, Vehicle


def first_vehicle(instance: Instance) -> Vehicle:
    with system_read(instance.database, "test") as session:
        return session.scalars(select(Vehicle).order_by(Vehicle.id)).first() or pytest.fail("no vehicle")


@pytest.mark.parametrize(
    ("login", "listed", "shown"),
    [
        ("transport", True, 200),
        ("zezhou.transport", True, 200),
        ("zezhou", True, 200),
        ("office", True, 200),
        ("gaoping", False, 404),
        ("gaoping.transport", False, 404),
    ],
)
def test_pages_show_what_lies_in_scope(
    client: Client, instance: Instance, carrier: Any, enter: Any, login: str, listed: bool, shown: int
) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001"))
    client.sign_in(login)
    assert ("晋E00001" in unescape(client.get("/transport/vehicles/").text)) is listed
    assert client.get(f"/transport/vehicles/{first_vehicle(instance).id}").status_code == shown


@pytest.mark.parametrize("login", ["emergency", "admin", "auditor"])
@pytest.mark.parametrize("path", ["vehicles/", "vehicles/new", "vehicles/import", "notices"])
def test_other_departments_have_no_entry(client: Client, login: str, path: str) -> None:
    client.sign_in("supervision2" if login == "auditor" else login)
    assert client.get(f"/transport/{path}").status_code == 403


@pytest.mark.parametrize("path", ["/transport/vehicles/new", "/transport/vehicles/import", "/transport/licences/new"])
def test_who_only_reads_does_not_edit(client: Client, path: str) -> None:
    assert client.sign_in("office").get(path).status_code == 403


def test_a_vehicle_is_registered_through_the_page(client: Client, instance: Instance, carrier: Any) -> None:
    client.sign_in("zezhou.transport")
    found = client.get("/registers/enterprises?q=平安").get_json()
    assert found == [{"value": carrier.credit_code, "text": carrier.name}]
    page = unescape(client.get("/transport/vehicles/new").text)
    assert 'name="enterprise_name"' not in page and "智能视频监控报警系统" in page
    sent = {
        "enterprise": carrier.credit_code, "plate": "晋E00001", "vehicle_type": "罐式车辆", "use": "在用", "certificate": "证1",
        "inspection_to": "2024-06-30", "tank_to": "2024-06-30", "video": "yes", "video_on": "2023-06-01", "reminder": "no",
        "tracking": "yes", "tracking_on": "2023-06-01",
    }  # fmt: skip
    refused = client.post("/transport/vehicles/new", {**sent, "video_on": "", "plate": "12345"})
    assert refused.status_code == 422
    assert "有 2 处需要改正" in unescape(refused.text)
    assert client.post("/transport/vehicles/new", sent).status_code == 303
    vehicle = first_vehicle(instance)
    assert (vehicle.plate, vehicle.video, vehicle.reminder) == ("晋E00001", True, False)
    shown = unescape(client.get(f"/transport/vehicles/{vehicle.id}").text)
    assert "缺1项" in shown and carrier.name in shown
    edit = {**sent, "reminder": "yes", "reminder_on": "2023-07-20"}
    assert client.post(f"/transport/vehicles/{vehicle.id}/edit", {**edit, "plate": "晋E00002"}).status_code == 200
    assert client.post(f"/transport/vehicles/{vehicle.id}/edit", edit).status_code == 303
    assert first_vehicle(instance).reminder is True


def test_a_list_page_costs_the_same_with_one_row_and_with_many(
    client: Client, instance: Instance, enter: Any, factory: Factory
) -> None:
    client.sign_in("transport")

    def queries() -> int:
        seen: list[str] = []

        def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(instance.database.engine, "before_cursor_execute", note)
        assert client.get("/transport/vehicles/").status_code == 200
        event.remove(instance.database.engine, "before_cursor_execute", note)
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    enter(enter.row(factory.enterprise().credit_code, "晋E00001"))
    queries()
    one = queries()
    enter(*(enter.row(factory.enterprise().credit_code, f"晋E0001{n}") for n in range(5)))
    assert queries() == one


@pytest.mark.parametrize(
    ("query", "plates"),
    [
        ("missing=any", ["晋E00002"]),
        ("missing=video", ["晋E00002"]),
        ("missing=tracking", []),
        ("expiry=expired", ["晋E00003"]),
        ("q=e0000", ["晋E00001", "晋E00002", "晋E00003"]),
        ("q=%25", []),
    ],
)
def test_filters(client: Client, carrier: Any, enter: Any, query: str, plates: list[str]) -> None:
    code = carrier.credit_code
    enter(
        enter.row(code, "晋E00001"),
        enter.row(code, "晋E00002", video=False, video_on=None),
        enter.row(code, "晋E00003", inspection_to=date(2023, 7, 1)),
    )
    page = unescape(client.sign_in("transport").get(f"/transport/vehicles/?{query}").text)
    assert re.findall(r">(晋E\d{5})</a>", page) == plates


def test_the_file_that_is_exported_names_the_unit_and_holds_the_rows(client: Client, carrier: Any, enter: Any) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001"))
    answer = client.sign_in("zezhou").get("/transport/vehicles/export")
    rows = list(load_workbook(io.BytesIO(answer.data)).worksheets[0].values)
    assert (len(rows), rows[1][0], rows[1][2]) == (2, carrier.credit_code, "晋E00001")


def test_a_licence_is_entered_on_its_page(client: Client, instance: Instance, carrier: Any) -> None:
    client.sign_in("zezhou.transport")
    path, stated = (
        "/transport/licences/new",
        {"enterprise": carrier.credit_code, "licence": "晋交1号", "business": "3类"},
    )
    assert client.post(path, stated).status_code == 422
    assert client.post(path, stated | {"valid_to": "2026-01-01"}).status_code == 303
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(Carrier.licence)).all() == ["晋交1号"]
    assert "晋交1号" in unescape(client.get("/transport/licences/?owner=平安").text)


def test_a_visit_with_the_transport_checklist_is_judged_by_the_plugin(
    client: Client, factory: Factory, carrier: Any, actors: Any
) -> None:
    visit = factory.visit(carrier, by=actors["zezhou.transport"], plugin="transport", failing=("TR-SEED-4", "CHIEF-11"))
    page = unescape(client.sign_in("zezhou.transport").get(f"/inspections/{visit.client_uid}/findings").text)
    assert "该事实同时符合发现当日有效的判定条款 C-02" in page
    assert "不属于当日有效的重大事故隐患判定标准所列情形" in page
