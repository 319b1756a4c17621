"""The kit that every plugin passes."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.plugin_api import Plugin
from anjian.plugin_host.instance import Instance
from anjian.testing.conformance import PluginConformance
from anjian.testing.factories import Factory
from anjian_special_equipment.registers import CERTIFICATES, EQUIPMENT, PERSONNEL
from anjian_special_equipment.words import CELLS


class TestConformance(PluginConformance):
    plugin = "special_equipment"

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Enterprises with visits, and in each register a row that something is wrong with."""
        officer = factory.actors["market"]
        for _ in range(rows):
            enterprise = factory.enterprise(categories=("生产",))
            factory.visit(enterprise, plugin="special_equipment", by=officer, failing=("SE-SEED-5",))
            owner: dict[str, Any] = {"enterprise": enterprise.credit_code}
            piece = {"number": "1", "name": "罐", "kind": "压力容器", "place": "罐区", "use": "在用", "standing": "已经报废",
                     "commissioned_on": date(2015, 6, 1), "next_inspection": date(2023, 7, 1)}  # fmt: skip
            card = {"number": "演示1", "item": "G1", "role": "作业人员", "valid_to": date(2023, 7, 1), "holder": "甲（演示）",
                    "post": "锅炉房", "on_duty": True, "recruiter": "经理（演示）"}  # fmt: skip
            with instance.database.write_unit(officer) as session:
                EQUIPMENT.save(session, officer, [owner | piece])
                PERSONNEL.save(
                    session, officer, [owner | {"checked_on": date(2023, 6, 1)} | dict.fromkeys(CELLS, "否")]
                )
                CERTIFICATES.save(session, officer, [owner | card])
