"""Plugins are judged one by one; a broken one is out by name and the rest works."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from anjian.plugin_api import Plugin, hookimpl
from anjian.plugin_host import discovery


class Good(Plugin):
    name = "good"
    title = "好插件"
    department = "transport"
    api = ">=0.1,<0.2"


class Newer(Good):
    api = ">=9"


class Untitled(Good):
    title = ""


class Misspelt(Good):
    @hookimpl
    def report_secions(self) -> list[object]:
        return []


class Raising(Good):
    def __init__(self) -> None:
        raise RuntimeError("缺少配置")


def test_a_good_plugin_is_loaded() -> None:
    (loaded,) = discovery.given([Good()])
    assert (loaded.name, loaded.state, loaded.reason, loaded.title) == ("good", "正常", "", "好插件")


@pytest.mark.parametrize(
    ("plugin", "reason"),
    [
        (Newer(), "适用核心版本 >=9，当前为 0.1.0"),
        (Untitled(), "缺少声明：title"),
    ],
)
def test_a_declaration_that_does_not_fit_is_refused_with_its_reason(plugin: Plugin, reason: str) -> None:
    (loaded,) = discovery.given([plugin])
    assert (loaded.state, loaded.reason) == ("已隔离", reason)


def test_a_misspelt_hook_is_refused() -> None:
    (loaded,) = discovery.given([Misspelt()])
    assert loaded.state == "已隔离"
    assert loaded.reason.startswith("钩子不符合规范：") and "report_secions" in loaded.reason


def test_installed_names_the_culprit_and_keeps_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    here = "tests.plugin_host.test_discovery"
    monkeypatch.setitem(__import__("sys").modules, here, __import__("sys").modules[__name__])
    points = [
        EntryPoint("good", f"{here}:Good", discovery.GROUP),
        EntryPoint("raising", f"{here}:Raising", discovery.GROUP),
        EntryPoint("absent", "no_such_module:Plugin", discovery.GROUP),
        EntryPoint("Bad-Name", f"{here}:Good", discovery.GROUP),
        EntryPoint("other", f"{here}:Good", discovery.GROUP),
        EntryPoint("off", f"{here}:Good", discovery.GROUP),
    ]
    monkeypatch.setattr(discovery, "entry_points", lambda group: points)
    found = {loaded.name: (loaded.state, loaded.reason) for loaded in discovery.installed(disabled=["off"])}
    assert found == {
        "good": ("正常", ""),
        "raising": ("已隔离", "载入失败：RuntimeError: 缺少配置"),
        "absent": ("已隔离", "载入失败：ModuleNotFoundError: No module named 'no_such_module'"),
        "Bad-Name": ("已隔离", "插件名只能用小写字母、数字和下划线"),
        "other": ("已隔离", "入口不是以同名命名的 Plugin 子类"),
        "off": ("已停用", "管理员已停用"),
    }


def test_two_distributions_with_one_name_are_both_out(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("good", "a:A", discovery.GROUP), EntryPoint("good", "b:B", discovery.GROUP)]
    monkeypatch.setattr(discovery, "entry_points", lambda group: points)
    assert [loaded.reason for loaded in discovery.installed()] == ["插件名重复，来自：?、?"] * 2
