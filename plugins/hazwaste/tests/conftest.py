"""Waste handlers, plans, storage and manifests for the plugin's tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anjian.enterprises.models import Enterprise
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_hazwaste.registers import MANIFESTS, PLANS, STORAGE

Row = dict[str, Any]


class Entering:
    """Saves rows as an officer would: `enter.manifests(enter.manifest(code, 1), …, login="ecology")`."""

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self._instance, self._actors = instance, actors

    def _save(self, register: Any, rows: tuple[Row, ...], login: str) -> list[Any]:
        actor = self._actors[login]
        with self._instance.database.write_unit(actor) as session:
            saved: list[Any] = register.save(session, actor, rows)
            return saved

    def plans(self, *rows: Row, login: str = "ecology") -> list[Any]:
        return self._save(PLANS, rows, login)

    def storage(self, *rows: Row, login: str = "ecology") -> list[Any]:
        return self._save(STORAGE, rows, login)

    def manifests(self, *rows: Row, login: str = "ecology") -> list[Any]:
        return self._save(MANIFESTS, rows, login)

    @staticmethod
    def plan(credit_code: str, **changes: Any) -> Row:
        """A row as the form gives it: in the plan, supervised."""
        seen = date(2023, 6, 20)
        return {
            "enterprise": credit_code, "enterprise_name": None, "management": "重点监管单位", "in_plan": True,
            "in_plan_on": seen, "in_plan_evidence": "回执1号", "plan_number": "备1", "plan_to": date(2023, 12, 31),
            "in_scope": True, "in_scope_on": seen, "in_scope_evidence": "名单1号", "remark": None,
        } | changes  # fmt: skip

    @staticmethod
    def store(credit_code: str, code: str = "TS001", **changes: Any) -> Row:
        """A storage facility that meets everything: 50 t, 1 t in it."""
        seen = date(2023, 6, 20)
        return {
            "enterprise": credit_code, "enterprise_name": None, "code": code, "kind": "贮存库", "place": "厂区东侧",
            "waste_codes": "900-249-08", "capacity": 50_000_000, "stock": 1_000_000, "stock_on": seen, "signs": True,
            "seepage": True, "zones": True, "checked_on": seen, "remark": None,
        } | changes  # fmt: skip

    @staticmethod
    def manifest(
        credit_code: str, n: int, out: int = 10_000_000, received: int | None = 10_000_000, **changes: Any
    ) -> Row:
        """A manifest that left on 20 June and, unless `received` is None, arrived on 22 June; grams."""
        return {
            "enterprise": credit_code, "enterprise_name": None, "number": f"20231405{n:06d}", "waste_code": "900-249-08",
            "quantity_out": out, "out_on": date(2023, 6, 20), "carrier": "示范危货运输有限公司（演示）",
            "receiver": "示范固废处置中心（演示）", "receiver_licence": None, "quantity_in": received,
            "in_on": None if received is None else date(2023, 6, 22), "remark": None,
        } | changes  # fmt: skip


@pytest.fixture
def enter(instance: Instance, actors: Actors) -> Entering:
    return Entering(instance, actors)


@pytest.fixture
def disposer(factory: Factory) -> Enterprise:
    """A waste disposal enterprise in 泽州县."""
    return factory.enterprise(name="泽州净源环保处置有限公司（演示）", categories=("废物处置",))
