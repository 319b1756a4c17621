"""Every check of the kit can fail: a rogue plugin breaks each rule, a plain one keeps them all."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from flask import Blueprint
from sqlalchemy import Integer, select
from sqlalchemy.orm import mapped_column

from anjian.hazards.models import Hazard
from anjian.kernel.db import Base
from anjian.kernel.ownership import PUBLIC
from anjian.plugin_api import (
    Facts,
    Job,
    Permission,
    Plugin,
    PluginBlueprint,
    Ref,
    ReportSection,
    SectionContext,
    SectionData,
    SectionFigure,
    Verdict,
    hookimpl,
)
from anjian.plugin_host.discovery import given
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import build_registry
from anjian.testing import plugin_checks as checks
from anjian.testing.conformance import queries_of
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements

HERE = "tests.testing.test_conformance"
blueprint = Blueprint("somebody_else", __name__)
asked: list[int] = []


class Plain(Plugin):
    """Keeps every rule."""

    name = "plain"
    title = "平常"
    department = "market"
    api = ">=0.1,<0.2"
    permissions = (Permission("plain.view", "查看"),)

    @hookimpl
    def jobs(self) -> list[Job]:
        return [Job("count", "清点", "0 6 * * *", Ref(f"{HERE}:Plain"))]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return Verdict("一般事故隐患", "一般", None, facts.item_text)


class Rogue(Plain):
    """Breaks them."""

    name = "rogue"
    permissions = (Permission("plain.view", "查看"),)
    models = (HERE,)

    @hookimpl
    def jobs(self) -> list[Job]:
        asked.append(1)
        return [Job(f"count{len(asked)}", "清点", "0 6 * * *", Ref("anjian.nowhere:nothing")), "job"]  # type: ignore[list-item]

    def report_sections(self) -> list[ReportSection]:
        return []

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        return [PluginBlueprint(Ref(f"{HERE}:blueprint"))]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        asked.append(1)
        return Verdict("一般事故隐患", "一般", None, str(len(asked)))


class Unknown(Plain):
    @hookimpl
    def judges(self) -> list[str]:
        return []


@pytest.fixture
def stray_table() -> Iterator[None]:
    """A table of another name, there for one test only: no other test may see it in the metadata."""
    columns = {
        "__module__": HERE,
        "__tablename__": "stray",
        "scope": PUBLIC,
        "id": mapped_column(Integer, primary_key=True),
    }
    stray: Any = type("StrayTable", (Base,), columns)
    yield
    Base.metadata.remove(stray.__table__)


def facts() -> Facts:
    return Facts("P-1", "文字", None, {}, "不符合", "", date(2023, 7, 1), 1, ())


def test_a_plain_plugin_conforms() -> None:
    plain = Plain()
    assert checks.hook_faults(plain) == []
    assert checks.ref_faults(plain) == []
    assert checks.repeat_faults("judge", lambda: plain.judge(facts())) == []


def test_unmarked_hooks_wrong_types_and_moods_are_named() -> None:
    faults = checks.hook_faults(Rogue())
    assert "hook report_sections is not marked @hookimpl" in faults
    assert "hook jobs returns str, not Job" in faults
    assert "hook jobs returns something else when asked again" in faults


def test_an_unknown_hook_is_named() -> None:
    (fault,) = checks.hook_faults(Unknown())
    assert "judges" in fault


def test_foreign_prefixes_are_named(stray_table: None) -> None:
    assert checks.prefix_faults(Rogue()) == [
        "permission plain.view must begin with rogue.",
        "table stray must begin with rogue_",
        "blueprint somebody_else must be named rogue",
    ]


def test_a_reference_to_nothing_is_named() -> None:
    faults = [fault for fault in checks.ref_faults(Rogue()) if fault.startswith("jobs")]
    assert len(faults) == 1 and "anjian.nowhere:nothing does not resolve" in faults[0]


def test_a_moody_judge_is_named() -> None:
    assert len(checks.repeat_faults("judge", lambda: Rogue().judge(facts()))) == 1


def package(
    folder: Path, name: str, code: str, *, requires: str = "anjian>=0.1,<0.2", entry: str | None = None
) -> None:
    """An importable plugin distribution as a third party would install it."""
    (folder / f"anjian_{name}").mkdir()
    (folder / f"anjian_{name}" / "__init__.py").write_text(dedent(code), "utf-8")
    info = folder / f"anjian_{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: anjian-{name}\nVersion: 1.0\nRequires-Dist: {requires}\n"
    )
    target = entry or f"anjian_{name}:ThePlugin"
    (info / "entry_points.txt").write_text(f"[anjian.plugins]\n{name} = {target}\n")


CODE = """
from anjian.plugin_api import Plugin
class ThePlugin(Plugin):
    name, title, department, api = "{name}", "试", "market", ">=0.1"
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose packages this process and its children can import and discover."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    importlib.invalidate_caches()
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("anjian_third")]:
        del sys.modules[name]


def test_a_third_partys_entry_point_conforms(site: Path) -> None:
    package(site, "third", CODE.format(name="third"))
    assert checks.entry_point_faults("third") == []
    assert checks.light_import_faults("anjian_third:ThePlugin") == []


def test_a_missing_entry_point_is_named() -> None:
    assert checks.entry_point_faults("third") == [
        "0 entry points named third in group anjian.plugins; there must be one"
    ]


def test_a_foreign_package_and_an_open_range_are_named(site: Path) -> None:
    package(site, "third", CODE.format(name="third"), requires="anjian>=0.1", entry="elsewhere:ThePlugin")
    assert checks.entry_point_faults("third") == [
        "import package elsewhere must be anjian_third",
        "the requirement anjian>=0.1 must say below which core version it works",
    ]


def test_a_heavy_declaration_is_named(site: Path) -> None:
    package(site, "third", "import flask\n" + CODE.format(name="third"))
    assert checks.light_import_faults("anjian_third:ThePlugin") == ["declaring imports flask: name it by Ref instead"]


def test_a_declaration_that_fails_is_named(site: Path) -> None:
    package(site, "third", "raise ValueError('kaputt')")
    (fault,) = checks.light_import_faults("anjian_third:ThePlugin")
    assert fault.endswith("ValueError: kaputt")


CHECKLIST = """
code: third_list
version: "1"
title: 试验检查表
plugin: third
source: 试验
items:
- code: {code}
  group: 组
  text: 文字
  basis: {{document: 文件, clause: "{clause}", valid_from: 2023-05-15}}
  polarity: duty
  verified: true
"""


@pytest.mark.parametrize(
    ("code", "clause", "told"),
    [("TH-01", "一.1", ""), ("CHIEF-01", "一.1", "CHIEF-01"), ("TH-01", " ", "item TH-01 names no clause")],
)
def test_checklists_with_foreign_codes_or_no_clause_are_named(site: Path, code: str, clause: str, told: str) -> None:
    package(site, "third", CODE.format(name="third"))
    (site / "anjian_third" / "checklists").mkdir()
    (site / "anjian_third" / "checklists" / "list.yaml").write_text(CHECKLIST.format(code=code, clause=clause), "utf-8")
    plugin = importlib.import_module("anjian_third").ThePlugin()
    faults = checks.checklist_faults(plugin, build_registry((), given([plugin])))
    assert len(faults) == bool(told)
    assert told in "".join(faults)


def constant(ctx: SectionContext) -> SectionData:
    ids = tuple(ctx.session.scalars(select(Hazard.id)))
    return SectionData((SectionFigure("plain.found", "隐患", "个", "已上报的隐患", ids),), (), ("发现{plain.found}。",))


def growing(ctx: SectionContext) -> SectionData:
    ids = tuple(ctx.session.scalars(select(Hazard.id)))
    for one in ids:
        ctx.session.scalars(select(Hazard.content).where(Hazard.id == one)).all()
    return SectionData()


def counts(instance: Instance, factory: Factory, build: Any) -> list[int]:
    section = ReportSection("plain", "平常", 1, "四.(8)", Ref(f"{HERE}:{build.__name__}"))
    found = [queries_of(instance, Plain(), section)]
    for _ in range(2):
        factory.hazard()
        found.append(queries_of(instance, Plain(), section))
    return found


def test_a_section_that_asks_once_more_for_each_row_is_seen(instance: Instance, factory: Factory) -> None:
    assert counts(instance, factory, constant) == [2, 2, 2]
    assert counts(instance, factory, growing)[0] < counts(instance, factory, growing)[-1]


def test_a_judge_that_asks_the_database_is_seen(instance: Instance) -> None:
    with statements() as seen:
        Plain().judge(facts())
        assert seen == []
        with instance.database.engine.connect() as connection:
            connection.execute(select(1))
        assert len(seen) == 1
