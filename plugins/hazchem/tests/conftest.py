"""An enterprise and its registers' rows for the plugin's tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anjian.enterprises.models import Enterprise
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_hazchem import registers

Row = dict[str, Any]
DEFAULTS: dict[str, Row] = {
    "profiles": {"processes": "合成氨工艺", "chemicals": "氨"},
    "sources": {
        "code": "W01", "name": "液氨罐区", "use": "在用", "people": 40, "filed_level": "三级", "linked": True,
        "filed_on": date(2022, 6, 1), "refile_to": date(2025, 6, 1), "chief_post": "总经理", "technical_post": "总工程师",
        "operation_post": "车间主任",
    },
    "substances": {"source": "W01", "name": "氨", "tonnes": Decimal(60), "cas": "7664-41-7"},
    "checks": {"source": "W01", "round": "第一轮", "kind": "企业自查", "checked_on": date(2023, 6, 20), "found": 0},
    "matters": {
        "number": "SB1", "kind": "装置停车检修", "content": "年度检修", "happened_on": date(2023, 7, 10),
        "due_on": date(2023, 7, 5),
    },
    "operations": {
        "number": "DH1", "record": "作业票", "kind": "动火作业", "level": "特级", "place": "罐区泵房",
        "starts": "2023-07-03 08:30", "ends": "2023-07-03 16:00",
    },
    "units": {
        "unit": "R-101", "unit_name": "反应釜", "found_on": date(2023, 6, 10), "defect": "夹套腐蚀减薄",
        "category": "限期整治", "remedy": "更换夹套", "due_on": date(2023, 8, 31),
    },
}  # fmt: skip


class Entering:
    """Saves rows as an officer would: `enter("units", owner, {"unit": "R-1"}, …)`; what is not given is in order."""

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self._instance, self._actors = instance, actors

    def __call__(self, name: str, owner: Enterprise, *changes: Row, login: str = "emergency") -> list[Any]:
        actor = self._actors[login]
        register = getattr(registers, name.upper())
        rows = [DEFAULTS[name] | {"enterprise": owner.credit_code} | change for change in changes or ({},)]
        with self._instance.database.write_unit(actor) as session:
            found: list[Any] = register.save(session, actor, rows)
            return found


@pytest.fixture
def enter(instance: Instance, actors: Actors) -> Entering:
    return Entering(instance, actors)


@pytest.fixture
def plant(factory: Factory) -> Enterprise:
    """A producer in 泽州县."""
    return factory.enterprise(name="泽州合成化工有限公司（演示）", categories=("生产",))
