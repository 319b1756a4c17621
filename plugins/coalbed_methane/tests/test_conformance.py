"""The kit that every plugin passes."""

from __future__ import annotations

from anjian.plugin_api import Plugin
from anjian.plugin_host.instance import Instance
from anjian.testing.conformance import PluginConformance
from anjian.testing.factories import Factory
from anjian_coalbed_methane.registers import SITES


class TestConformance(PluginConformance):
    plugin = "coalbed_methane"

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Enterprises with visits and hazards, and a site each that nobody has assessed."""
        officer = factory.actors["emergency"]
        for number in range(rows):
            enterprise = factory.enterprise(categories=subject.industries)
            factory.visit(enterprise, plugin="coalbed_methane", by=officer, failing=("CB-R46-58",))
            factory.hazard(enterprise)
            row = {
                "enterprise": enterprise.credit_code, "code": f"JC-{number}", "name": "1号井场", "kind": "井场", "work": "排采",
                "use": "在用",
            }  # fmt: skip
            with instance.database.write_unit(officer) as session:
                SITES.save(session, officer, [row])
