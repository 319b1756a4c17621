"""The kit that every plugin passes."""

from __future__ import annotations

from datetime import date

from anjian.plugin_api import Plugin
from anjian.plugin_host.instance import Instance
from anjian.testing.conformance import PluginConformance
from anjian.testing.factories import Factory
from anjian_hazwaste.registers import MANIFESTS, PLANS, STORAGE


class TestConformance(PluginConformance):
    plugin = "hazwaste"

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Disposers with visits and hazards, a plan, a storage and a manifest each, with something wrong in all."""
        officer, seen = factory.actors["ecology"], date(2023, 6, 20)
        for n in range(rows):
            enterprise = factory.enterprise(categories=("废物处置",))
            factory.visit(enterprise, plugin="hazwaste", by=officer, failing=("HW-SEED-2A",))
            factory.hazard(enterprise)
            own = {"enterprise": enterprise.credit_code}
            plan = {"in_plan": False, "in_plan_on": seen, "in_scope": False, "in_scope_on": seen}
            store = {
                "code": "TS001", "kind": "贮存点", "place": "东侧", "waste_codes": "900-249-08", "capacity": 1, "stock": 2,
                "stock_on": seen, "signs": False, "seepage": True, "zones": True, "checked_on": seen,
            }  # fmt: skip
            sent = {
                "number": f"2023{enterprise.id:010d}", "waste_code": "900-249-08", "quantity_out": 10_000_000,
                "out_on": seen, "carrier": "承运", "receiver": "接受", "quantity_in": 9_200_000, "in_on": seen,
            }  # fmt: skip
            with instance.database.write_unit(officer) as session:
                for register, stated in ((PLANS, plan), (STORAGE, store), (MANIFESTS, sent)):
                    (result,) = register.save(session, officer, [own | stated])
                    assert not result.problems, (n, result)
