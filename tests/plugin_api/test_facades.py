"""What plugins may import: light to declare, complete, and not wider than it says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, is_dataclass
from enum import EnumMeta
from importlib import import_module

import pytest

import anjian.plugin_api
from anjian.plugin_api import Plugin, Ref

HEAVY = ("flask", "wtforms", "jinja2", "openpyxl", "docxtpl", "PIL", "apscheduler")
FACADES = tuple(
    f"anjian.plugin_api{part}" for part in ("", ".data", ".web", ".reading", ".registers", ".sections", ".judging")
)


def test_declaring_imports_neither_pages_nor_documents() -> None:
    """A child process: this one has imported everything already."""
    told = f"import sys, anjian.plugin_api; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", told], text=True).strip() == "[]"


@pytest.mark.parametrize("name", FACADES)
def test_every_public_name_exists_once(name: str) -> None:
    facade = import_module(name)
    assert [one for one in facade.__all__ if not hasattr(facade, one)] == []
    assert len(set(facade.__all__)) == len(facade.__all__)


def test_value_types_cannot_be_changed_after_they_are_returned() -> None:
    """The registry is frozen only if what it holds is."""
    values = [vars(anjian.plugin_api)[name] for name in anjian.plugin_api.__all__]
    kinds = [one for one in values if isinstance(one, type) and is_dataclass(one)]
    assert len(kinds) > 20
    assert [kind.__name__ for kind in kinds if not kind.__dataclass_params__.frozen] == []  # type: ignore[attr-defined]
    assert [f"{kind.__name__}.{one.name}" for kind in kinds for one in fields(kind) if "list[" in str(one.type)] == []


def test_a_plugin_that_implements_nothing_contributes_nothing() -> None:
    plain = Plugin()
    calls = (plain.forms, plain.blueprints, plain.workbooks, plain.report_sections, plain.panels, plain.jobs)
    assert [call() for call in calls] == [[], [], [], [], [], []]


def test_there_are_few_hooks() -> None:
    hooks = [name for name, value in vars(Plugin).items() if hasattr(value, "anjian_spec")]
    assert hooks == ["forms", "blueprints", "workbooks", "report_sections", "panels", "jobs", "judge"]


def test_a_reference_is_code_when_it_is_used() -> None:
    assert Ref("enum:EnumMeta").load() is EnumMeta
    assert str(Ref("a.b:c")) == "a.b:c"
    with pytest.raises(ModuleNotFoundError):
        Ref("no_such_module:thing").load()
