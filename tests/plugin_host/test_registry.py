"""Each hook, collected once and frozen; a hook that raises takes out its plugin, a key given twice names both."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from anjian.plugin_api import (
    Facts,
    FormPart,
    Job,
    Menu,
    Permission,
    Plugin,
    PluginBlueprint,
    Ref,
    ReportSection,
    Room,
    Sheet,
    Verdict,
    Workbook,
    hookimpl,
)
from anjian.plugin_host.discovery import given
from anjian.plugin_host.registry import build_registry, quarantined

REF = Ref("builtins:len")
PART = FormPart("enterprise", "许可", REF, REF, REF, "a.edit")
PAGES = PluginBlueprint(REF, (Menu("台账", "rows", "a.view"),))
SHEET = Sheet("rows", "台账", REF, ("code",), REF, REF, "a.edit")
BOOK = Workbook("台账", (SHEET,))
SECTION = ReportSection("a", "任务", 20, "四.(6)", REF)
JOB = Job("expiries", "到期", "0 6 * * *", REF)


class Alpha(Plugin):
    name = "a1"
    title = "甲"
    department = "transport"
    api = ">=0.1"
    industries = ("运输",)
    permissions = (Permission("a1.view", "查看"),)

    @hookimpl
    def forms(self) -> list[FormPart]:
        return [PART]

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        return [PAGES]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        return [BOOK]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        return [SECTION]

    @hookimpl
    def jobs(self) -> list[Job]:
        return [JOB]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return Verdict("一般事故隐患", "一般", None, facts.item_code)


class Second(Alpha):
    name = "b2"
    permissions = ()

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        return [ReportSection("b", "任务", 10, "四.(7)", REF)]


class Raising(Alpha):
    name = "c3"
    permissions = ()

    @hookimpl
    def jobs(self) -> list[Job]:
        raise ValueError("坏时刻表")


class Clashing(Alpha):
    name = "d4"
    permissions = ()


ROOM = Room("room", "房间", jobs=(JOB,), workbooks=(BOOK,))


def test_hook_forms() -> None:
    registry = build_registry((), given([Second(), Alpha()]))
    assert registry.form_parts("enterprise") == [("a1", PART), ("b2", PART)]
    assert registry.form_parts("other") == []


def test_hook_blueprints() -> None:
    assert build_registry((), given([Alpha()])).blueprints == (("a1", PAGES),)


def test_hook_workbooks() -> None:
    registry = build_registry((ROOM,), given([Alpha()]))
    assert dict(registry.sheets) == {"rows": SHEET, "a1.rows": SHEET}


def test_hook_report_sections() -> None:
    registry = build_registry((), given([Alpha(), Second()]))
    assert [(owner, section.key) for owner, section in registry.sections] == [("b2", "b"), ("a1", "a")]


def test_hook_jobs() -> None:
    registry = build_registry((ROOM,), given([Alpha()]))
    assert [(owner, job.id) for owner, job in registry.jobs] == [("room", "expiries"), ("a1", "a1.expiries")]


def test_hook_judge() -> None:
    facts = Facts("T-1", "事项", None, {}, "不符合", "", date(2023, 7, 1), 1, ("运输",))
    plugin = build_registry((), given([Alpha()])).plugins["a1"]
    assert plugin.judge(facts) == Verdict("一般事故隐患", "一般", None, "T-1")


def test_a_hook_that_raises_takes_out_its_plugin_only() -> None:
    registry = build_registry((ROOM,), given([Alpha(), Raising()]))
    assert list(registry.plugins) == ["a1"]
    assert [(loaded.name, loaded.state, loaded.reason) for loaded in registry.found] == [
        ("a1", "正常", ""),
        ("c3", "已隔离", "启动时出错：ValueError: 坏时刻表"),
    ]


def test_a_permission_outside_its_prefix_takes_out_its_plugin() -> None:
    class Greedy(Alpha):
        name = "e5"
        permissions = (Permission("people.admin", "账号"),)

    (loaded,) = build_registry((), given([Greedy()])).found
    assert loaded.reason == "启动时出错：ValueError: 权限“people.admin”须以“e5.”开头"


def test_a_key_given_twice_names_both() -> None:
    registry = build_registry((ROOM,), given([Alpha(), Clashing(), Second()]))
    reason = "报告章节“a”重复：a1、d4"
    assert [(loaded.name, loaded.reason) for loaded in registry.found] == [("a1", reason), ("b2", ""), ("d4", reason)]
    assert [section.key for _owner, section in registry.sections] == ["b"]


def test_a_plugin_may_be_put_out_after_the_start() -> None:
    before = build_registry((ROOM,), given([Alpha(), Second()]))
    after = quarantined(before, "a1", "页面载入失败")
    assert [(loaded.name, loaded.state, loaded.reason) for loaded in after.found] == [
        ("a1", "已隔离", "页面载入失败"),
        ("b2", "正常", ""),
    ]
    assert (after.rooms, list(after.sheets), [owner for owner, _part in after.forms]) == (
        (ROOM,), ["rows", "b2.rows"], ["b2"]
    )  # fmt: skip


def test_what_one_plugin_contributes() -> None:
    registry = build_registry((ROOM,), given([Alpha(), Second()]))
    declared = registry.declared_by("a1")
    assert [type(value).__name__ for value in declared] == [
        "PluginBlueprint", "FormPart", "Workbook", "ReportSection", "Job"
    ]  # fmt: skip


def test_the_registry_is_frozen() -> None:
    registry = build_registry((ROOM,), given([Alpha()]))
    with pytest.raises(FrozenInstanceError):
        registry.rooms = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        registry.sheets["x"] = SHEET  # type: ignore[index]


def test_the_plugin_of_a_department() -> None:
    registry = build_registry((), given([Alpha()]))
    assert registry.plugin_for("transport", "运输") is registry.plugins["a1"]
    assert registry.plugin_for("energy") is None
