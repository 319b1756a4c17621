"""The kit that every plugin passes."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.plugin_api import Plugin
from anjian.plugin_host.instance import Instance
from anjian.testing.conformance import PluginConformance
from anjian.testing.factories import Factory
from anjian_chemical_parks import registers


class TestConformance(PluginConformance):
    plugin = "chemical_parks"

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Enterprises with visits and hazards, each in a park of its own with something in every register."""
        officer = factory.actors["industry"]
        for _ in range(rows):
            enterprise = factory.enterprise(categories=("生产",))
            factory.visit(enterprise, plugin="chemical_parks", by=officer, failing=("PK-SEED-4",))
            factory.hazard(enterprise)
            with instance.database.write_unit(officer) as session:
                for register, row in _rows(enterprise.credit_code):
                    (result,) = register.save(session, officer, [{**dict.fromkeys(register.fields), **row}])
                    assert not result.problems


def _rows(code: str) -> list[tuple[Any, dict[str, Any]]]:
    park, day = f"第{code[-6:]}号园区（演示）", date(2023, 7, 1)
    matter = "完成认定工作"
    return [
        (registers.PARKS, {"name": park, "region": "140525", "recognition": "未认定", "level": "未评估"}),
        (
            registers.CONDITIONS,
            {"park": park, "item": "两禁之一", "standing": "符合", "judged_on": day, "evidence": "目录"},
        ),
        (registers.MILESTONES, {"park": park, "milestone": "认定申报", "due_on": day}),
        (registers.DOCUMENTS, {"park": park, "kind": "产业规划", "title": "产业规划", "issued_on": day}),
        (registers.TASKS, {"park": park, "matter": matter, "partners": "泽州县", "due_on": day, "state": "进行中"}),
        (
            registers.REPLIES,
            {"park": park, "matter": matter, "partner": "泽州县", "replied_on": day, "reply": "支持。"},
        ),
        (registers.MEMBERS, {"enterprise": code, "park": park, "kind": "化工企业", "entered_on": day}),
    ]
