"""What the plugin contributes, each hook by its effect in the running platform."""

from __future__ import annotations

from datetime import datetime
from html import unescape
from typing import Any

from anjian.kernel import clock
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian_hazchem import HazchemPlugin
from anjian_hazchem import registers as of

REGISTERS = (of.PROFILES, of.SOURCES, of.SUBSTANCES, of.CHECKS, of.MATTERS, of.OPERATIONS, of.UNITS)


def test_the_registry_holds_every_contribution_under_the_plugins_name(instance: Instance) -> None:
    registry = instance.registry
    assert isinstance(registry.plugins["hazchem"], HazchemPlugin)
    assert [kind for kind in registry.sheets if kind.startswith("hazchem.")] == [one.kind for one in REGISTERS]
    (section,) = [section for owner, section in registry.sections if owner == "hazchem"]
    assert section.clause == "四.(1); 四.(2); 四.(3); 四.(4); 四.(5)"
    assert [job.id for owner, job in registry.jobs if owner == "hazchem"] == ["hazchem.dues"]
    assert "hazchem.dues" in [one.key for one in registry.tasks]
    for category in of.INDUSTRIES:
        assert registry.plugin_for("emergency", category) is registry.plugins["hazchem"]


def test_the_declaration_says_what_the_registers_say(instance: Instance) -> None:
    for register in REGISTERS:
        sheet = instance.registry.sheets[register.kind]
        assert (sheet.title, sheet.key, sheet.form.load()) == (register.title, register.key, register.form)
    assert (HazchemPlugin.department, HazchemPlugin.industries) == (of.DEPARTMENT, of.INDUSTRIES)


def test_menu_todo_and_the_enterprises_page_show_what_is_kept(
    client: Client, instance: Instance, plant: Any, enter: Any
) -> None:
    enter("sources", plant)
    enter("units", plant, {"due_on": datetime(2023, 7, 10).date()})  # noqa: DTZ001 - a day
    with clock.at(datetime(2023, 7, 26, 7, tzinfo=clock.SHANGHAI)):
        run_job(instance, "hazchem.dues")
    home = unescape(client.sign_in("emergency").get("/").text)
    assert all(register.title in home for register in REGISTERS)
    assert "带病装置整治已过期：R-101" in home
    shown = unescape(client.get(f"/enterprises/{plant.id}").text)
    assert "液氨罐区" in shown and "夹套腐蚀减薄" in shown
    assert "重大危险源台账" not in unescape(client.sign_in("transport").get("/").text)


def test_a_visit_is_made_by_the_main_list_unless_another_is_named_and_judged_by_the_plugin(
    client: Client, factory: Any, plant: Any, actors: Any
) -> None:
    visit = factory.visit(plant, by=actors["emergency"], plugin="hazchem", failing=("HC-20-05a", "HC-SO-3"))
    assert visit.checklist_code == "hazchem"
    page = unescape(client.sign_in("emergency").get(f"/inspections/{visit.client_uid}/findings").text)
    assert "该事实同时符合发现当日有效的判定条款 C-05a" in page
    assert "不属于当日有效的重大事故隐患判定标准所列情形" in page
    offered = unescape(client.get("/inspections/new").text)
    assert all(title in offered for title in ("危险化学品安全检查表", "重大危险源专项检查表", "特殊作业专项检查表"))
