"""What the plugin contributes, each hook by its effect in the running platform."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian_transport import TransportPlugin


def test_the_registry_holds_every_contribution_under_the_plugins_name(instance: Instance) -> None:
    registry = instance.registry
    assert isinstance(registry.plugins["transport"], TransportPlugin)
    assert [(owner, part.slot) for owner, part in registry.forms if owner == "transport"] == [
        ("transport", "enterprise")
    ]
    assert "transport.vehicles" in registry.sheets
    assert [section.clause for owner, section in registry.sections if owner == "transport"] == ["四.(6)"]
    assert [job.id for owner, job in registry.jobs if owner == "transport"] == ["transport.expiries"]
    assert [one.name for owner, one in registry.permissions if owner == "transport"] == [
        "transport.view",
        "transport.edit",
    ]
    assert "transport.expiries" in [one.key for one in registry.tasks]


def test_hook_forms_adds_the_licence_to_the_enterprises_page(client: Client, carrier: Any) -> None:
    client.sign_in("zezhou.transport")
    shown = unescape(client.get(f"/enterprises/{carrier.id}").text)
    assert "道路运输经营许可" in shown
    answer = client.post(
        f"/enterprises/{carrier.id}/parts/0", {"licence": "晋交1号", "business": "3类", "valid_to": "2026-01-01"}
    )
    assert answer.status_code == 303
    assert "晋交1号" in unescape(client.get(f"/enterprises/{carrier.id}").text)


def test_hook_blueprints_puts_the_register_under_the_departments_name(client: Client) -> None:
    page = unescape(client.sign_in("transport").get("/transport/vehicles/").text)
    assert "<h2>市交通运输局</h2>" in page
    assert "车辆台账" in unescape(client.sign_in("office").get("/").text)
    assert "车辆台账" not in unescape(client.sign_in("emergency").get("/").text)


def test_an_expiry_is_on_the_todo_page_and_opens_the_vehicle(client: Client, carrier: Any, enter: Any) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001", inspection_to=date(2023, 7, 20)))
    run_job(client.instance, "transport.expiries")
    page = unescape(client.sign_in("zezhou.transport").get("/").text)
    assert "车辆检验已过期：晋E00001" in page
    assert "晋E00001" in unescape(client.get("/transport/notices").text)
