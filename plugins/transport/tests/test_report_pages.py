"""The section in a stored report: every figure opens its rows as they were known then, on its page and by its id."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from anjian.kernel.errors import NotFound
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import quarantined
from anjian.reports.drilldown.showing import show_figure
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

MONTH = "/reports/jincheng_2023/2023-07/{}/tasks"


@pytest.fixture
def compiled(instance: Instance, enter: Any, carrier: Any, factory: Factory) -> Instance:
    """A report over three vehicles, one of 泽州县 without an equipment, which is fitted afterwards."""
    other = factory.enterprise(county="gaoping", name="高平安达运输有限公司（演示）")
    enter(
        enter.row(carrier.credit_code, "晋E00001", reminder=False, reminder_on=None),
        enter.row(carrier.credit_code, "晋E00002"),
        enter.row(other.credit_code, "晋E00003"),
    )
    factory.hazard(carrier)
    run_job(instance, "monthly-report", period="2023-07")
    enter(enter.row(carrier.credit_code, "晋E00001", use="停用"))
    return instance


def links(page: str) -> dict[str, str]:
    found = re.findall(r'href="([^"]*/tasks/([a-z_.]+)\?[^"]*)"', page)
    return {key: unescape(address) for address, key in found}


def test_the_tasks_page_tells_each_task_and_opens_each_figure(client: Client, compiled: Instance) -> None:
    page = client.sign_in("office").get(MONTH.format("city")).text
    assert "加强危化品运输安全监管" in page and "依据：实施方案第四部分（6）" in page
    assert '<progress max="2" value="1"' in page and '<progress max="3" value="2"' in page
    opened = links(page)
    assert len(opened) > 100
    for key in (key for key in opened if key.startswith("transport.")):
        assert client.get(opened[key]).status_code == 200, key


def test_rows_are_as_they_were_known(client: Client, compiled: Instance) -> None:
    page = client.sign_in("office").get(MONTH.format("city")).text
    shown = unescape(client.get(links(page)["transport.lacking"]).text)
    assert "三项设备未装齐的车辆：1辆" in shown
    assert "晋E00001" in shown and "泽州平安运输有限公司（演示）" in shown and "晋E00002" not in shown
    vehicles = unescape(client.get(links(page)["transport.vehicles"]).text)
    assert [plate in vehicles for plate in ("晋E00001", "晋E00002", "晋E00003")] == [True, True, True]


def test_a_unit_opens_its_own_only(client: Client, compiled: Instance) -> None:
    client.sign_in("gaoping.transport")
    assert client.get(MONTH.format("zezhou")).status_code == 403
    own = client.sign_in("gaoping").get(MONTH.format("gaoping")).text
    vehicles = unescape(client.get(links(own)["transport.vehicles"]).text)
    assert "晋E00003" in vehicles and "晋E00001" not in vehicles
    assert client.get("/reports/jincheng_2023/2023-07/zezhou/tasks/transport.vehicles").status_code == 403
    assert client.sign_in("transport").get(MONTH.format("transport")).status_code == 200


@pytest.mark.parametrize(("place", "status"), [("/transport.no", 404), ("/transport.lacking?snapshot=0", 404)])
def test_what_is_not_there_is_not_found(client: Client, compiled: Instance, place: str, status: int) -> None:
    assert client.sign_in("office").get(MONTH.format("city") + place).status_code == status


def test_a_month_without_a_report_says_so(client: Client) -> None:
    assert "本月还没有编制过报表" in client.sign_in("office").get(MONTH.format("city")).text


def test_a_figure_is_shown_by_its_id(compiled: Instance) -> None:
    shown = show_figure(compiled, "2023-07:泽州县:transport.lacking")
    assert (shown.title, shown.value, shown.unit) == ("三项设备未装齐的车辆", 1, "辆")
    assert [(row["企业名称"], row["车牌号"], row["远程提醒"]) for row in shown.rows] == [
        ("泽州平安运输有限公司（演示）", "晋E00001", "否")
    ]
    assert show_figure(compiled, f"{shown.snapshot}:泽州县:transport.lacking").rows == shown.rows
    (hazard,) = show_figure(compiled, "2023-07:泽州县:transport.hazards").rows
    assert hazard["企业名称"] == "泽州平安运输有限公司（演示）"
    with pytest.raises(NotFound, match="没有“transport"):
        show_figure(compiled, "2023-07:泽州县:transport.no")


def test_without_the_plugin_the_numbers_of_its_rows_are_left(compiled: Instance) -> None:
    before = show_figure(compiled, "2023-07:泽州县:transport.lacking")
    without = replace(compiled, registry=quarantined(compiled.registry, "transport", "停用"))
    after = show_figure(without, "2023-07:泽州县:transport.lacking")
    assert (after.value, after.definition) == (before.value, before.definition)
    assert [list(row) for row in after.rows] == [["记录编号"]]


def test_a_stored_date_is_the_one_that_was_known(compiled: Instance, enter: Any, carrier: Any) -> None:
    enter(enter.row(carrier.credit_code, "晋E00002", tank_to=date(2020, 1, 1)))
    rows = show_figure(compiled, "2023-07:泽州县:transport.full").rows
    assert [row["罐检有效期至"] for row in rows] == ["2024-06-30"]
