"""What the plugin contributes, each hook by its effect in the running platform."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape
from typing import Any

from anjian.kernel import clock
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian_chemical_parks.registers import DUES


def test_the_registry_holds_every_contribution_under_the_plugins_name(instance: Instance) -> None:
    registry = instance.registry
    own = {kind for kind in registry.sheets if kind.startswith("chemical_parks.")}
    names = ("parks", "conditions", "milestones", "documents", "tasks", "replies", "members")
    assert own == {f"chemical_parks.{name}" for name in names}
    assert [section.clause for owner, section in registry.sections if owner == "chemical_parks"] == ["四.园区"]
    jobs = [job.id for owner, job in registry.jobs if owner == "chemical_parks"]
    assert jobs == ["chemical_parks.positions", "chemical_parks.dues"]


def test_pages_stand_under_the_departments_name(client: Client) -> None:
    page = unescape(client.sign_in("industry").get("/chemical_parks/parks/").text)
    assert "<h2>市工信局</h2>" in page and "还没有园区" in page


def test_what_falls_due_is_noticed_named_with_its_park_and_closed_when_done(
    instance: Instance, client: Client, enter: Any, actors: Any
) -> None:
    enter("parks", reassess_on=date(2023, 8, 10))
    enter("milestones", due_on=date(2023, 7, 20))
    enter("milestones", milestone="已完成的", due_on=date(2023, 7, 20), done_on=date(2023, 7, 19), evidence="批复")
    enter("documents", valid_to=date(2023, 8, 1))
    enter("tasks", due_on=date(2023, 12, 31))
    with clock.at(datetime(2023, 7, 26, 6, 30, tzinfo=clock.SHANGHAI)):
        assert run_job(instance, "chemical_parks.dues").message == "新增到期提醒3条，解除0条。"
        client.sign_in("zezhou.industry")
        page = unescape(client.get("/chemical_parks/notices").text)
        assert f"{enter.park} 总体规划获批" in page and "整体性安全风险评估" in page and "已完成的" not in page
        assert f"园区重要节点已过期：{enter.park} 总体规划获批" in unescape(client.get("/").text)
    enter("milestones", due_on=date(2023, 7, 20), done_on=date(2023, 7, 25), evidence="批复")
    with clock.at(datetime(2023, 7, 27, 6, 30, tzinfo=clock.SHANGHAI)):
        assert run_job(instance, "chemical_parks.dues").message == "新增到期提醒0条，解除1条。"
    counted = {}
    for login in ("industry", "zezhou.industry", "gaoping.industry"):
        with instance.database.read_unit(actors[login]) as session:
            counted[login] = DUES.count(session, actors[login])
    assert counted == {"industry": 2, "zezhou.industry": 2, "gaoping.industry": 0}


def test_an_enterprises_page_names_its_park(client: Client, enter: Any, factory: Factory) -> None:
    enter("parks")
    member = factory.enterprise(categories=("生产",))
    enter("members", enterprise=member.credit_code)
    page = unescape(client.sign_in("zezhou.industry").get(f"/enterprises/{member.id}").text)
    assert "入园企业台账" in page and enter.park in page


def test_a_visit_in_a_park_is_judged_by_the_plugin(client: Client, factory: Factory, actors: Any) -> None:
    enterprise = factory.enterprise(categories=("生产",))
    officer = actors["zezhou.industry"]
    visit = factory.visit(enterprise, by=officer, plugin="chemical_parks", failing=("PK-SEED-4", "CHIEF-11"))
    page = unescape(client.sign_in("zezhou.industry").get(f"/inspections/{visit.client_uid}/findings").text)
    assert "该事实同时符合发现当日有效的判定条款 C-02" in page
    assert "化工园区没有单独的重大事故隐患判定标准" in page
