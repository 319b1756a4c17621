"""The register: saving within scope, the workbook and back, notices, pages, and another department by the setting."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from sqlalchemy import select

from anjian.app import create_app, open_instance
from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of
from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.plugin_host.discovery import installed
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian.testing.sections import section_of
from anjian_coalbed_methane.models import Site
from anjian_coalbed_methane.registers import SITES

KIND = "coalbed_methane.sites"


def test_rows_belong_to_the_department_that_leads_the_link(
    instance: Instance, enter: Any, field: Any, factory: Factory
) -> None:
    maker = factory.enterprise(categories=("生产",))
    entered, refused = enter(enter.row(field.credit_code, "JC-01"), enter.row(maker.credit_code, "JC-01"))
    assert (str(entered.effect), str(refused.effect)) == ("新增", "退回")
    assert "没有登记煤层气地面开采环节" in refused.problems[0].message
    (again,) = enter(enter.row(field.credit_code, "JC-01"), login="zezhou.emergency")
    (foreign,) = enter(enter.row(field.credit_code, "JC-02"), login="gaoping.emergency")
    assert (str(again.effect), str(foreign.effect)) == ("一致", "退回")
    with system_read(instance.database, "test") as session:
        assert session.execute(select(Site.enterprise_id, Site.department_code)).all() == [(field.id, "emergency")]


def test_an_export_can_be_imported_again(
    instance: Instance, actors: Actors, enter: Any, field: Any, tmp_path: Path
) -> None:
    enter(
        enter.row(field.credit_code, "JC-01", plan_due=date(2023, 9, 30)),
        enter.row(field.credit_code, "JC-02", **enter.bare()),
    )
    actor = actors["zezhou.emergency"]
    with instance.database.read_unit(actor) as session:
        rows = list(SITES.rows(session, actor))
        export_sheet(instance, sheet_of(instance, KIND), rows).save(tmp_path / "导出.xlsx")
    outcome = import_sheet(instance, actor, KIND, tmp_path / "导出.xlsx")
    assert (outcome.total, outcome.unchanged, outcome.problems) == (2, 2, [])


def test_what_falls_due_is_on_the_todo_page(instance: Instance, enter: Any, field: Any, client: Client) -> None:
    enter(
        enter.row(field.credit_code, "JC-01", **enter.bare(), assess_by=date(2023, 7, 20)),
        enter.row(field.credit_code, "JC-02", plan_due=date(2023, 8, 10)),
        enter.row(field.credit_code, "JC-03", plan_due=date(2023, 8, 10), use="停用"),
    )
    assert run_job(instance, "coalbed_methane.expiries").message == "新增到期提醒2条，解除0条。"
    home = unescape(client.sign_in("zezhou.emergency").get("/").text)
    assert "计划评估日期已过期：JC-01" in home
    assert "“一场一策”完成期限即将到期：JC-02" in home
    enter(enter.row(field.credit_code, "JC-01"))
    assert "JC-01" in unescape(client.get("/coalbed_methane/notices").text)


def test_the_list_says_what_is_lacking_and_that_the_department_is_assumed(
    client: Client, enter: Any, field: Any, instance: Instance
) -> None:
    code = field.credit_code
    enter(
        enter.row(code, "JC-01", plan_done_on=date(2023, 7, 1), risk="重大风险（红）"),
        enter.row(code, "JC-02"),
        enter.row(code, "JC-03", plan_on=None),
        enter.row(code, "JC-04", **enter.bare()),
        enter.row(code, "JC-05", **enter.bare(), use="停用"),
    )
    client.sign_in("zezhou.emergency")

    def listed(query: str) -> list[str]:
        page = unescape(client.get(f"/coalbed_methane/sites/?{query}").text)
        return re.findall(r">(JC-\d\d)</a>", page)

    assert listed("") == ["JC-01", "JC-02", "JC-03", "JC-04", "JC-05"]
    assert listed("lacking=assessment") == ["JC-04"]
    assert listed("lacking=plan") == ["JC-03", "JC-04"]
    assert listed("lacking=done") == ["JC-02"]
    assert listed("risk=重大风险（红）") == ["JC-01"]
    assert "牵头部门为暂定" in unescape(client.get("/coalbed_methane/sites/").text)
    with system_read(instance.database, "test") as session:
        number = session.scalar(select(Site.id).where(Site.code == "JC-01"))
    page = unescape(client.get(f"/coalbed_methane/sites/{number}").text)
    assert ("已落实" in page, "暂定" in page) == (True, True)
    assert "JC-01" in unescape(client.get(f"/enterprises/{field.id}").text)


def test_the_zero_page_shows_each_day_and_the_hazards_behind_it(client: Client, field: Any, factory: Factory) -> None:
    days = {"discovered_on": date(2023, 7, 1), "due_on": date(2023, 7, 10)}
    late = factory.hazard(field, state=State.RECTIFYING, limb=None, **days)
    done = factory.hazard(field, state=State.ACCEPTED, limb=None, **days)
    client.sign_in("zezhou.emergency")
    page = unescape(client.get("/coalbed_methane/zero?since=2023-07-08&until=2023-07-12").text)
    assert "2023-07-08至2023-07-12每日逾期未销号隐患数，最多1个；清零 3 天，未清零 2 天" in page
    assert (late.public_code in page, done.public_code in page) == (True, False)
    assert "超期 2 天" in page
    cleared = unescape(client.get("/coalbed_methane/zero?until=2023-07-12&day=2023-07-10").text)
    assert (late.public_code in cleared, "这一天没有逾期未销号的隐患" in cleared) == (False, True)
    assert client.get("/coalbed_methane/zero?since=1900-01-01&until=1900-01-02").status_code == 200
    client.sign_in("gaoping.emergency")
    assert late.public_code not in unescape(client.get("/coalbed_methane/zero").text)


def test_the_setting_gives_everything_to_another_department(
    instance: Instance, client: Client, factory: Factory
) -> None:
    settings = instance.settings.model_copy(update={"plugin_departments": {"coalbed_methane": "energy"}})
    opened = open_instance(settings, installed())
    opened.database.dispose()
    moved = replace(opened, database=instance.database)
    other = Factory(moved)
    field = other.enterprise(categories=("煤层气地面开采",))
    officer = other.actors["energy"]
    row = {
        "enterprise": field.credit_code, "code": "JC-01", "name": "1号井场", "kind": "井场", "work": "排采", "use": "在用",
    }  # fmt: skip
    with instance.database.write_unit(officer) as session:
        (result,) = SITES.save(session, officer, [row])
    assert str(result.effect) == "新增"
    assert "coalbed_methane.edit" not in other.actors["emergency"].permissions
    browser = type(client)(create_app(moved), moved)
    page = unescape(browser.sign_in("energy").get("/coalbed_methane/sites/").text)
    assert ("JC-01" in page, "暂定" in page) == (True, False)
    assert browser.sign_in("emergency").get("/coalbed_methane/sites/").status_code == 403
    data = section_of(moved, "coalbed_methane")
    assert [
        len(one.ids) for one in data.every_figure if one.key in ("coalbed_methane.enterprises", "coalbed_methane.sites")
    ] == [1, 1]
    assert "暂定" not in data.every_paragraph[0]
    assert "暂定" in section_of(instance, "coalbed_methane").every_paragraph[0]
