"""What one plugin may declare: each fault is told, and what a refused plugin mapped is forgotten."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import configure_mappers

from anjian.app import create_app
from anjian.kernel.db import Base
from anjian.kernel.ownership import unscoped_models
from anjian.plugin_api import (
    Job,
    Menu,
    Plugin,
    PluginBlueprint,
    Ref,
    ReportSection,
    Sheet,
    TaskList,
    Workbook,
    hookimpl,
)
from anjian.plugin_host.declared import broken_references, clashes, contributions, references
from anjian.plugin_host.discovery import given
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import build_registry
from anjian.testing.browser import Client
from anjian.testing.installing import open_city
from anjian.web.health import examine

LEN = Ref("builtins:len")
JOB = Job("expiries", "到期", "0 6 * * *", LEN)


class Plain(Plugin):
    name = "p1"
    title = "甲"
    department = "transport"
    api = ">=0.1"


class TwoJobs(Plain):
    @hookimpl
    def jobs(self) -> list[Job]:
        return [JOB, JOB]


class TwoSheets(Plain):
    @hookimpl
    def workbooks(self) -> list[Workbook]:
        sheet = Sheet("rows", "台账", LEN, ("code",), LEN, LEN, "p1.edit")
        return [Workbook("甲", (sheet,)), Workbook("乙", (sheet,))]


class WrongType(Plain):
    @hookimpl
    def jobs(self) -> list[Job]:
        return ["6:00"]  # type: ignore[list-item]


class Leaving(Plain):
    @hookimpl
    def jobs(self) -> list[Job]:
        raise SystemExit(3)


class Tabled(Plain):
    models = ("unsound_models",)


@pytest.mark.parametrize(
    ("plugin", "error", "told"),
    [
        (TwoJobs(), ValueError, "定时任务“expiries”重复"),
        (TwoSheets(), ValueError, "工作表“rows”重复"),
        (WrongType(), TypeError, "jobs 应返回 Job，却返回了 str"),
        (Leaving(), SystemExit, "3"),
    ],
)
def test_what_may_not_be_declared_is_told(plugin: Plugin, error: type[BaseException], told: str) -> None:
    with pytest.raises(error, match=told):
        contributions(plugin)


def test_even_a_plugin_that_leaves_the_program_is_only_out() -> None:
    (loaded,) = build_registry((), given([Leaving()])).found
    assert (loaded.state, loaded.reason) == ("已隔离", "启动时出错：SystemExit: 3")


UNSCOPED = """
    class Open(Base):
        __tablename__ = "p1_open"
        id: Mapped[int] = mapped_column(primary_key=True)
    """
UNMAPPABLE = """
    class Lost(Base):
        __tablename__ = "p1_lost"
        scope = "public"
        id: Mapped[int] = mapped_column(primary_key=True)
        other: Mapped["Nowhere"] = relationship()
    """


@pytest.fixture
def write_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(body: str) -> None:
        head = "from anjian.kernel.db import Base\nfrom sqlalchemy.orm import Mapped, mapped_column, relationship\n"
        (tmp_path / "unsound_models.py").write_text(head + textwrap.dedent(body))

    yield write
    sys.modules.pop("unsound_models", None)


@pytest.mark.parametrize(
    ("body", "told"),
    [(UNSCOPED, "数据表 Open 没有声明查看范围"), (UNMAPPABLE, "Nowhere"), ("1 / 0", "ZeroDivisionError")],
)
def test_faulty_tables_cost_their_plugin_and_leave_the_others_whole(write_models: Any, body: str, told: str) -> None:
    write_models(body)
    tables = set(Base.metadata.tables)
    for _start in range(2):  # the next start meets the same fault, not a table that is there already
        (loaded,) = build_registry((), given([Tabled()])).found
        assert loaded.state == "已隔离" and told in loaded.reason
    assert set(Base.metadata.tables) == tables
    assert "Open" not in unscoped_models(Base)
    configure_mappers()
    assert "unsound_models" not in sys.modules


def _sections(*keys: str) -> dict[str, list[ReportSection]]:
    return {"report_sections": [ReportSection(key, "任务", 10, "四.(1)", LEN) for key in keys]}


def test_a_section_key_belongs_to_the_plugin_of_that_name() -> None:
    assert clashes({"a1": _sections("a1", "x"), "b2": _sections("a1"), "c3": _sections("c3")}) == {
        "b2": "报告章节“a1”重复：a1、b2"
    }


def test_a_section_key_of_nobodys_name_puts_out_all_that_give_it() -> None:
    reason = "报告章节“x”重复：a1、b2"
    assert clashes({"b2": _sections("x"), "a1": _sections("x")}) == {"a1": reason, "b2": reason}
    assert clashes({"a1": _sections("a1"), "b2": _sections("b2")}) == {}


def test_references_are_found_however_deep() -> None:
    deep = [Workbook("甲", (Sheet("rows", "台账", Ref("a:b"), ("code",), Ref("c:d"), Ref("e:f"), "p1.edit"),)), JOB]
    assert [str(ref) for ref in references(deep)] == ["a:b", "c:d", "e:f", "builtins:len"]
    assert list(references("a:b")) == []


def test_a_reference_that_leads_nowhere_is_named_with_its_error() -> None:
    jobs = [
        JOB,
        Job("x", "乙", "0 6 * * *", Ref("builtins:no_such")),
        Job("y", "丙", "0 6 * * *", Ref("no_such_module:x")),
    ]
    assert broken_references(jobs) == [
        "builtins:no_such（AttributeError: module 'builtins' has no attribute 'no_such'）",
        "no_such_module:x（ModuleNotFoundError: No module named 'no_such_module'）",
    ]


class Lost(Plain):
    """Its pages are not there."""

    name = "lost"

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        return [PluginBlueprint(Ref("no_such_module:blueprint"), (Menu("台账", "lost.rows", "lost.view"),))]


class Vague(Plain):
    """What is named as its pages is something else; its tasks lead nowhere."""

    name = "vague"
    tasks = (TaskList("vague", "待办", "vague.view", LEN, Ref("no_such_module:count")),)


class Misnamed(Plain):
    name = "misnamed"

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        return [PluginBlueprint(LEN)]


@pytest.fixture
def with_broken_pages(instance: Instance) -> Instance:
    return open_city(instance.database.url, instance.settings.instance, given([Lost(), Vague(), Misnamed()]))


def test_plugins_whose_pages_do_not_load_are_out_and_the_app_stands(with_broken_pages: Instance) -> None:
    app: Flask = create_app(with_broken_pages)
    page = Client(app, with_broken_pages).sign_in("admin").get("/admin/plugins").get_data(as_text=True)
    assert "页面载入失败：ModuleNotFoundError: No module named &#39;no_such_module&#39;" in page
    assert "页面载入失败：TypeError: builtins:len 不是名为 misnamed 的 Blueprint" in page
    assert page.count("已隔离") == 2


def test_the_doctor_names_references_that_lead_nowhere(with_broken_pages: Instance) -> None:
    told = {
        found.name: (found.ok, found.message) for found in examine(with_broken_pages) if found.name.startswith("插件")
    }
    gone = "ModuleNotFoundError: No module named 'no_such_module'"
    assert told == {
        "插件 lost": (False, f"没有找到no_such_module:blueprint（{gone}）"),
        "插件 misnamed": (True, "版本 0"),
        "插件 vague": (False, f"没有找到no_such_module:count（{gone}）"),
    }
