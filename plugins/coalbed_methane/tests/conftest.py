"""Coalbed-methane enterprises and sites for the plugin's tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anjian.enterprises.models import Enterprise
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_coalbed_methane.registers import SITES

Row = dict[str, Any]


class Entering:
    """Saves rows as an officer would: `enter(enter.row(code, "JC-01"), …, login="emergency")`."""

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self._instance, self._actors = instance, actors

    def __call__(self, *rows: Row, login: str = "emergency") -> list[Any]:
        actor = self._actors[login]
        with self._instance.database.write_unit(actor) as session:
            return SITES.save(session, actor, rows)

    @staticmethod
    def row(credit_code: str, code: str, **changes: Any) -> Row:
        """A row as the form gives it: a well site in use, assessed, with a plan."""
        return {
            "enterprise": credit_code, "enterprise_name": None, "code": code, "name": f"{code}场", "kind": "井场", "work": "排采",
            "use": "在用", "assessed_on": date(2023, 6, 10), "assessor": "评估单位", "risk": "一般风险（黄）",
            "report_no": "评1号", "plan_on": date(2023, 6, 20), "plan_no": "策1号", "plan_responsible": "采气队长",
        } | changes  # fmt: skip

    @staticmethod
    def bare() -> Row:
        """Neither assessed nor planned."""
        return dict.fromkeys(("assessed_on", "assessor", "risk", "report_no", "plan_on", "plan_no", "plan_responsible"))


@pytest.fixture
def enter(instance: Instance, actors: Actors) -> Entering:
    return Entering(instance, actors)


@pytest.fixture
def field(factory: Factory) -> Enterprise:
    """A coalbed-methane enterprise in 泽州县."""
    return factory.enterprise(name="泽州示范煤层气有限公司（演示）", categories=("煤层气地面开采",))
