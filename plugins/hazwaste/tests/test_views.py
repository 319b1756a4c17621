"""The pages: scope, filters, forms that say what is wrong, the balance, the rule."""

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
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements
from anjian_hazwaste import HazwastePlugin
from anjian_hazwaste.models import Manifest

PATHS = ("plans/", "storage/", "manifests/", "balance/", "notices")


def get(client: Client, path: str) -> str:
    return unescape(client.get(f"/hazwaste/{path}").text)


def test_the_registry_holds_every_contribution_under_the_plugins_name(instance: Instance) -> None:
    registry = instance.registry
    assert isinstance(registry.plugins["hazwaste"], HazwastePlugin)
    assert {kind for kind in registry.sheets if kind.startswith("hazwaste.")} == {
        "hazwaste.plans", "hazwaste.storage", "hazwaste.manifests",
    }  # fmt: skip
    assert [job.id for owner, job in registry.jobs if owner == "hazwaste"] == ["hazwaste.dues"]
    assert [one.name for owner, one in registry.permissions if owner == "hazwaste"] == [
        "hazwaste.view",
        "hazwaste.edit",
    ]


def test_pages_show_what_lies_in_scope(client: Client, instance: Instance, enter: Any, disposer: Any) -> None:
    code = disposer.credit_code
    enter.plans(enter.plan(code))
    enter.storage(enter.store(code))
    enter.manifests(enter.manifest(code, 1))
    with system_read(instance.database, "test") as session:
        number = session.scalars(select(Manifest.id)).one()
    for login, there in (
        ("ecology", True),
        ("zezhou.ecology", True),
        ("zezhou", True),
        ("office", True),
        ("gaoping", False),
    ):
        client.sign_in(login)
        assert [disposer.name in get(client, path) for path in (*PATHS[:3], "balance/?month=2023-06")] == [there] * 4
        assert client.get(f"/hazwaste/manifests/{number}").status_code == (200 if there else 404)
    page = get(client.sign_in("zezhou.ecology"), f"manifests/{number}")
    assert "HW08 废矿物油与含矿物油废物" in page and "千分之30" in page and "暂定" in page
    shown = unescape(client.get(f"/enterprises/{disposer.id}").text)
    assert all(title in shown for title in ("管理计划台账", "贮存设施台账", "转移联单台账", "20231405000001"))


@pytest.mark.parametrize(("login", "path"), [("transport", path) for path in PATHS] + [("office", "comparison")])
def test_who_has_no_entry(client: Client, login: str, path: str) -> None:
    assert client.sign_in(login).get(f"/hazwaste/{path}").status_code == 403


def test_filters(client: Client, enter: Any, disposer: Any, factory: Factory) -> None:
    code, other = disposer.credit_code, factory.enterprise(name="未纳入化工有限公司（演示）")
    enter.plans(enter.plan(code), enter.plan(other.credit_code, in_plan=False))
    enter.storage(
        enter.store(code, "TS001"), enter.store(code, "TS002", kind="贮存点", stock=3_000_001),
        enter.store(code, "TS003", stock=60_000_000), enter.store(code, "TS004", zones=False),
    )  # fmt: skip
    enter.manifests(
        enter.manifest(code, 1), enter.manifest(code, 2, received=9_200_000), enter.manifest(code, 3, received=None),
        enter.manifest(code, 4, received=None, out_on=date(2023, 7, 20)), enter.manifest(code, 5, received=10_300_000),
    )  # fmt: skip
    client.sign_in("ecology")

    def found(path: str, pattern: str) -> list[str]:
        return sorted(re.findall(rf">({pattern})</a>", get(client, path)))

    assert found("plans/?in_plan=no", "[^<]+（演示）") == [other.name]
    assert found("storage/?fault=full", r"TS\d+") == ["TS002", "TS003"]
    assert found("storage/?fault=unfit", r"TS\d+") == ["TS004"]
    states = {"在途": "4", "逾期未接收": "3", "数量异常": "2", "已接收": "15"}
    for state, numbers in states.items():
        assert found(f"manifests/?state={state}", r"2023\d{10}") == [f"2023140500000{n}" for n in numbers]
    assert found("manifests/?month=2023-07", r"2023\d{10}") == ["20231405000004"]
    assert len(found("manifests/?month=x&q=000", r"2023\d{10}")) == 5
    balance = get(client, "balance/?month=2023-06")
    assert "合计（1家）" in balance and f"/hazwaste/manifests/?owner={code}&month=2023-06" in balance
    assert "不是月份" in get(client, "balance/?month=2023-99")


def test_a_manifest_is_entered_and_received_through_its_pages(
    client: Client, instance: Instance, disposer: Any
) -> None:
    client.sign_in("zezhou.ecology")
    sent = {
        "enterprise": disposer.credit_code, "number": "20231405000001", "waste_code": "HW08 900-249-08",
        "quantity_out": "10.0", "out_on": "2023-07-20", "carrier": "承运", "receiver": "接受",
    }  # fmt: skip
    refused = client.post("/hazwaste/manifests/new", sent | {"waste_code": "900-998-08", "quantity_in": "1"})
    assert refused.status_code == 422 and "有 2 处需要改正" in unescape(refused.text)
    assert client.post("/hazwaste/manifests/new", sent).status_code == 303
    with system_read(instance.database, "test") as session:
        row = session.scalars(select(Manifest)).one()
    assert (row.quantity_out, row.quantity_in, row.receive_by) == (10_000_000, None, date(2023, 7, 30))
    assert "还剩 5 天" in get(client, f"manifests/{row.id}")
    path = f"/hazwaste/manifests/{row.id}/edit"
    assert 'value="10"' in client.get(path).text
    assert client.post(path, sent | {"quantity_in": "9.2", "in_on": "2023-07-22"}).status_code == 303
    page = get(client, f"manifests/{row.id}")
    assert "数量异常" in page and "0.8 吨" in page and "8.00%" in page


def test_a_manifest_without_receipt_is_on_the_todo_page(client: Client, enter: Any, disposer: Any) -> None:
    enter.manifests(enter.manifest(disposer.credit_code, 1, received=None))
    run_job(client.instance, "hazwaste.dues")
    client.sign_in("zezhou.ecology")
    assert "转移联单接收已过期：20231405000001" in unescape(client.get("/").text)
    assert "20231405000001" in get(client, "notices")


def test_the_rule_is_set_by_the_city(client: Client, enter: Any, disposer: Any) -> None:
    enter.manifests(enter.manifest(disposer.credit_code, 1, received=9_200_000))
    stated = {"tolerance": "100", "receipt_days": "15", "basis": "晋市环纪要〔2023〕1号"}
    refused = client.sign_in("zezhou.ecology").post("/hazwaste/comparison", stated)
    assert refused.status_code == 422 and "由市生态环境局设定" in unescape(refused.text)
    assert "/hazwaste/comparison" not in get(client, "balance/")
    assert "暂定" in get(client.sign_in("ecology"), "comparison") and "/hazwaste/comparison" in get(client, "balance/")
    assert client.post("/hazwaste/comparison", stated).status_code == 303
    assert "晋市环纪要〔2023〕1号" in get(client, "balance/?month=2023-06")
    assert "20231405000001" not in get(client, "manifests/?state=数量异常")


def test_the_balance_costs_the_same_with_one_producer_and_with_many(
    client: Client, instance: Instance, enter: Any, factory: Factory
) -> None:
    client.sign_in("ecology")

    def queries() -> int:
        with statements(instance.database) as seen:
            get(client, "balance/?month=2023-06")
            get(client, "manifests/")
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    enter.manifests(enter.manifest(factory.enterprise().credit_code, 1))
    queries()
    one = queries()
    enter.manifests(*(enter.manifest(factory.enterprise().credit_code, n) for n in range(2, 6)))
    assert queries() == one


def test_a_visit_is_judged_by_the_plugin(client: Client, factory: Factory, disposer: Any, actors: Any) -> None:
    failing = ("HW-ENV-M1", "HW-18597-6-1-2B", "HW-SEED-2C", "CHIEF-11")
    visit = factory.visit(disposer, by=actors["zezhou.ecology"], plugin="hazwaste", failing=failing)
    page = unescape(client.sign_in("zezhou.ecology").get(f"/inspections/{visit.client_uid}/findings").text)
    assert "突发环境事件隐患" in page and "与重大事故隐患分开统计" in page
    assert "判定条款 C-20c" in page and "判定条款 C-02" in page and "“私自填埋”" in page
