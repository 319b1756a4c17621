"""The kit that every plugin passes."""

from __future__ import annotations

from datetime import date

from anjian.plugin_api import Plugin
from anjian.plugin_host.instance import Instance
from anjian.testing.conformance import PluginConformance
from anjian.testing.factories import Factory
from anjian_pipelines_oil_gas.registers import SEGMENTS


class TestConformance(PluginConformance):
    plugin = "pipelines_oil_gas"

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Enterprises with visits and hazards, and an old segment each that nobody has assessed."""
        officer = factory.actors["energy"]
        for number in range(rows):
            enterprise = factory.enterprise(categories=subject.industries)
            factory.visit(enterprise, plugin="pipelines_oil_gas", by=officer, failing=("PL-EXT-09",))
            factory.hazard(enterprise)
            row = {
                "enterprise": enterprise.credit_code, "code": f"GD-{number}", "line": "示范线", "from_m": 0, "to_m": 1000,
                "diameter": 508, "medium": "天然气", "commissioned_on": date(2000, 1, 1), "use": "在用",
            }  # fmt: skip
            with instance.database.write_unit(officer) as session:
                SEGMENTS.save(session, officer, [row])
