"""An installation with the plugin `sample` beside the core, and people at work in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from anjian.kernel import clock
from anjian.plugin_host.discovery import given
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import fill_city, open_city
from anjian.testing.moments import MOMENT, START
from anjian.testing.templates import Copies


@pytest.fixture
def sample_plugin(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The plugin as an object; set its `mood` to `broken` or `wrong` to see it misbehave."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    plugin = import_module("anjian_sample").SamplePlugin()
    yield plugin
    sys.modules.pop("anjian_sample", None)


@pytest.fixture
def instance(copies: Copies, tmp_path: Path, sample_plugin: Any) -> Iterator[Instance]:
    """As the common fixture of this name, with the plugin `sample` and no other."""

    def build(url: str) -> None:
        made = open_city(url, tmp_path / "building", given([sample_plugin]))
        fill_city(made)
        made.database.dispose()

    with clock.at(START), copies.copy("city-sample", build) as url, clock.at(MOMENT):
        made = open_city(url, tmp_path / "instance", given([sample_plugin]))
        yield made
        made.database.dispose()
