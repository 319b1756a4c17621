"""Carriers and vehicles for the plugin's tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anjian.enterprises.models import Enterprise
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_transport.registers import VEHICLES

Row = dict[str, Any]


class Entering:
    """Saves rows as an officer would: `enter(enter.row(code, "晋E00001"), …, login="transport")`."""

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self._instance, self._actors = instance, actors

    def __call__(self, *rows: Row, login: str = "transport") -> list[Any]:
        actor = self._actors[login]
        with self._instance.database.write_unit(actor) as session:
            return VEHICLES.save(session, actor, rows)

    @staticmethod
    def row(credit_code: str, plate: str, **changes: Any) -> Row:
        """A row as the form gives it; fitted with everything."""
        seen = date(2023, 6, 1)
        return {
            "enterprise": credit_code, "enterprise_name": None, "plate": plate, "vehicle_type": "罐式车辆", "use": "在用",
            "certificate": f"晋交运管危字{plate}", "inspection_to": date(2024, 6, 30), "tank_to": date(2024, 6, 30),
            "video": True, "video_on": seen, "reminder": True, "reminder_on": seen, "tracking": True, "tracking_on": seen,
            "remark": None,
        } | changes  # fmt: skip


@pytest.fixture
def enter(instance: Instance, actors: Actors) -> Entering:
    return Entering(instance, actors)


@pytest.fixture
def carrier(factory: Factory) -> Enterprise:
    """A carrier in 泽州县."""
    return factory.enterprise(name="泽州平安运输有限公司（演示）")
