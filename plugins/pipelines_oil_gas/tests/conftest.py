"""Pipeline enterprises and segments for the plugin's tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anjian.enterprises.models import Enterprise
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_pipelines_oil_gas.registers import DELIVERABLES, SEGMENTS

Row = dict[str, Any]


class Entering:
    """Saves rows as an officer would: `enter(enter.row(code, "GD-01"), …, login="energy")`."""

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self._instance, self._actors = instance, actors

    def __call__(self, *rows: Row, login: str = "energy") -> list[Any]:
        actor = self._actors[login]
        with self._instance.database.write_unit(actor) as session:
            return SEGMENTS.save(session, actor, rows)

    def document(self, number: str, *, login: str = "energy", region: str | None = None) -> Any:
        actor = self._actors[login]
        row = {"number": number, "title": "行动实施方案", "issued_on": date(2023, 5, 31), "region": region}
        with self._instance.database.write_unit(actor) as session:
            return DELIVERABLES.save(session, actor, [row])[0]

    @staticmethod
    def row(credit_code: str, code: str, **changes: Any) -> Row:
        """A row as the form gives it: 8.5 km of gas pipeline of 2010, screened, in no high-risk area."""
        return {
            "enterprise": credit_code, "enterprise_name": None, "code": code, "line": "示范输气干线", "from_m": 0, "to_m": 8500,
            "diameter": 508, "medium": "天然气", "commissioned_on": date(2010, 6, 1), "use": "在用",
            "screened_on": date(2023, 6, 1), "hca": "不属于", "hca_item": None, "geohazard": False,
        } | changes  # fmt: skip

    @staticmethod
    def assessed(on: date = date(2023, 6, 10)) -> Row:
        return {"assessed_on": on, "assessor": "评估单位", "risk": "较大风险"}

    @staticmethod
    def planned(on: date = date(2023, 6, 20)) -> Row:
        return {"plan_on": on, "plan_no": "策1号", "plan_responsible": "管道副总"}


@pytest.fixture
def enter(instance: Instance, actors: Actors) -> Entering:
    return Entering(instance, actors)


@pytest.fixture
def operator(factory: Factory) -> Enterprise:
    """A pipeline enterprise in 泽州县."""
    return factory.enterprise(name="泽州示范管道有限公司（演示）", categories=("油气长输管道",))
