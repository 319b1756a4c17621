"""The kit that every plugin passes."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.plugin_api import Plugin
from anjian.plugin_host.instance import Instance
from anjian.testing.conformance import PluginConformance
from anjian.testing.factories import Factory
from anjian_transport.registers import VEHICLES


class TestConformance(PluginConformance):
    plugin = "transport"

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Carriers with visits and hazards, and a vehicle each that lacks equipment."""
        officer = factory.actors["transport"]
        for _ in range(rows):
            enterprise = factory.enterprise()
            factory.visit(enterprise, plugin="transport", by=officer, failing=("TR-29-05",))
            factory.hazard(enterprise)
            with instance.database.write_unit(officer) as session:
                VEHICLES.save(session, officer, [_vehicle(enterprise.credit_code)])


def _vehicle(credit_code: str) -> dict[str, Any]:
    return {
        "enterprise": credit_code,
        "plate": f"晋E{credit_code[-6:-1]}",
        "vehicle_type": "厢式车辆",
        "use": "在用",
        "certificate": "证1",
        "inspection_to": date(2023, 7, 1),
        "video": False,
        "reminder": False,
        "tracking": False,
    }
