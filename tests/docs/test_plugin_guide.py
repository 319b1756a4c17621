"""The author's guide is true: every hook, attribute and setting stands there with its present signature."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from anjian.cli import COMMANDS
from anjian.config import Settings
from anjian.plugin_api import Plugin

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "plugin-guide.md").read_text("utf-8")
OPERATIONS = (DOCS / "operations.md").read_text("utf-8")


def hooks() -> dict[str, str]:
    """Hook name -> signature as the guide writes it."""
    found = {}
    for name, function in vars(Plugin).items():
        if callable(function) and hasattr(function, "anjian_spec"):
            signature = inspect.signature(function)
            arguments = ", ".join(f"{p.name}: {p.annotation}" for p in list(signature.parameters.values())[1:])
            found[name] = f"{name}({arguments}) -> {signature.return_annotation}"
    return found


def test_every_hook_has_a_section_with_its_signature() -> None:
    assert hooks(), "the spec has hooks"
    for name, signature in hooks().items():
        section = GUIDE.split(f"### {name}\n", 1)[1].split("\n### ", 1)[0]
        assert f"`{signature}`" in section


def test_the_guide_names_no_hook_that_does_not_exist() -> None:
    chapter = GUIDE.split("## Hooks\n", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"^### (\w+)$", chapter, re.M)) == set(hooks())


def test_every_attribute_is_in_the_table() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.M))
    assert rows == set(Plugin.__annotations__)


def test_every_setting_is_listed_and_no_other() -> None:
    listed = set(re.findall(r"^\| `(ANJIAN_\w+)` \|", OPERATIONS, re.M))
    assert listed == {f"ANJIAN_{name.upper()}" for name in Settings.model_fields}


def test_every_command_is_listed() -> None:
    listed = set(re.findall(r"^\| `anjian ([a-z]+)", OPERATIONS, re.M))
    assert listed == set(COMMANDS)
