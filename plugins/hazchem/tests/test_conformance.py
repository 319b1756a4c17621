"""The kit that every plugin passes."""

from __future__ import annotations

from typing import Any

import pytest

from anjian.plugin_api import Plugin
from anjian.plugin_host.instance import Instance
from anjian.testing.conformance import PluginConformance
from anjian.testing.factories import Factory


class TestConformance(PluginConformance):
    plugin = "hazchem"

    @pytest.fixture(autouse=True)
    def _entering(self, enter: Any) -> None:
        self.enter = enter

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Producers with a visit and a hazard, and a row in each register."""
        officer = factory.actors["emergency"]
        for _ in range(rows):
            enterprise = factory.enterprise(categories=("生产",))
            factory.visit(enterprise, plugin="hazchem", by=officer, failing=("HC-SO-1",))
            factory.hazard(enterprise)
            for name in ("profiles", "sources", "substances", "checks", "matters", "operations", "units"):
                self.enter(name, enterprise)
