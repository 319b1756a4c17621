"""Enterprises and rows for the plugin's tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anjian.enterprises.models import Enterprise
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_special_equipment.registers import ACCIDENTS, CERTIFICATES, EQUIPMENT, PERSONNEL
from anjian_special_equipment.words import ARCHIVE, CELLS, Question

Row = dict[str, Any]
REGISTERS = {one.name: one for one in (EQUIPMENT, PERSONNEL, CERTIFICATES, ACCIDENTS)}
SEEN = date(2023, 6, 20)


def piece(credit_code: str, number: str = "演示1", **changes: Any) -> Row:
    """A piece as the form gives it, which meets all six requirements."""
    return {
        "enterprise": credit_code, "enterprise_name": None, "number": number, "name": "液氨储罐", "kind": "压力容器",
        "place": "罐区", "use": "在用", "standing": "正常", "commissioned_on": date(2015, 6, 1), "registration": f"证{number}",
        "registration_on": date(2015, 6, 20), "inspected_on": date(2021, 6, 1), "conclusion": "合格", "report_no": None,
        "next_inspection": date(2024, 6, 1), "accessories_to": None, **dict.fromkeys(ARCHIVE, True), "maintained": True,
        "self_inspected": True, "emergency_plan": True, "checked_on": SEEN, "remark": None,
    } | changes  # fmt: skip


def grid(credit_code: str, **changes: Any) -> Row:
    """A grid that meets everything."""
    good = {name: "否" if asked is Question.UNQUALIFIED else "是" for name, (asked, _role) in CELLS.items()}
    return {"enterprise": credit_code, "enterprise_name": None, "checked_on": SEEN, **good, "remark": None} | changes


def card(credit_code: str, number: str = "演示00000001", **changes: Any) -> Row:
    """A certificate in force, of a person on duty."""
    return {
        "enterprise": credit_code, "enterprise_name": None, "number": number, "item": "R2", "role": "作业人员",
        "valid_to": date(2025, 6, 30), "holder": "持证人一（演示）", "post": "充装岗", "on_duty": True,
        "recruiter": "人力资源部经理（演示）", "remark": None,
    } | changes  # fmt: skip


class Entering:
    """Saves rows as an officer would: `enter("equipment", enter.piece(code), …, login="market")`."""

    piece, grid, card = staticmethod(piece), staticmethod(grid), staticmethod(card)

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self._instance, self._actors = instance, actors

    def __call__(self, register: str, *rows: Row, login: str = "market") -> list[Any]:
        actor = self._actors[login]
        with self._instance.database.write_unit(actor) as session:
            return REGISTERS[register].save(session, actor, rows)


@pytest.fixture
def enter(instance: Instance, actors: Actors) -> Entering:
    return Entering(instance, actors)


@pytest.fixture
def plant(factory: Factory) -> Enterprise:
    """A producer in 泽州县, which another department leads."""
    return factory.enterprise(name="泽州合成化工有限公司（演示）", categories=("生产",))
