"""The department of a plugin is a setting (T-27): the installation's word counts, and takes the plugin's categories along."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from anjian.app import open_instance
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.plugin_api import Plugin
from anjian.plugin_host.departments import is_assigned, with_departments
from anjian.plugin_host.discovery import Loaded, given
from anjian.plugin_host.instance import Instance
from anjian.web.health import examine


class Wells(Plugin):
    name = "wells"
    title = "井场"
    department = "emergency"
    api = ">=0.1,<0.2"
    industries: ClassVar[tuple[str, ...]] = ("煤层气地面开采", "地热开采")


def test_a_plugin_is_assigned_and_what_was_found_stays() -> None:
    broken = Loaded("broken", "0", "", None, "载入失败")
    found = [*given([Wells()]), broken]
    (assigned, other) = with_departments(found, {"wells": "energy", "broken": "energy"})
    assert assigned.plugin is not None and found[0].plugin is not None
    assert (assigned.plugin.department, found[0].plugin.department, Wells.department) == (
        "energy",
        "emergency",
        "emergency",
    )
    assert (is_assigned(assigned.plugin), is_assigned(found[0].plugin), other) == (True, False, broken)
    assert with_departments(found, {}) == found


def test_the_setting_reaches_registry_categories_and_doctor(instance: Instance) -> None:
    def opened(departments: dict[str, str]) -> Instance:
        settings = instance.settings.model_copy(update={"plugin_departments": departments})
        other = open_instance(settings, given([Wells()]))
        other.database.dispose()
        return replace(other, database=instance.database)

    def told(installation: Instance) -> list[tuple[bool, str]]:
        return [(one.ok, one.message) for one in examine(installation) if one.name == "插件责任部门"]

    own, moved, wrong = opened({}), opened({"wells": "energy"}), opened({"mines": "energy", "wells": "mining"})
    leads = [instance_vocabulary(one).lead_of for one in (own, moved)]
    assert [lead["煤层气地面开采"] for lead in leads] == ["emergency", "energy"]
    assert [lead["地热开采"] for lead in leads] == ["emergency", "energy"]
    assert [lead["生产"] for lead in leads] == ["emergency", "emergency"]
    assert moved.registry.plugins["wells"].department == "energy"
    assert told(own) == []
    assert told(moved) == [(True, "wells：市能源局")]
    assert told(wrong) == [(False, "没有名为“mines”的插件；没有代码为“mining”的部门，请核对 ANJIAN_PLUGIN_DEPARTMENTS")]
