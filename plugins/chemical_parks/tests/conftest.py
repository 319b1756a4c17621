"""Parks and what is registered about them, for the plugin's tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from anjian.enterprises.models import EnterpriseCard
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import Actors
from anjian_chemical_parks import registers

Row = dict[str, Any]
PARK = "泽州示范化工园区（演示）"
SQUARE = "112.8,35.4\n112.9,35.4\n112.9,35.5\n112.8,35.5\n112.8,35.4"
"""About 100 km² around 112.85,35.45."""
WIDER = "112.75,35.35\n112.95,35.35\n112.95,35.55\n112.75,35.55\n112.75,35.35"
COUNTY = {"zezhou": "140525", "gaoping": "140581"}

ROWS: Mapping[str, Row] = {
    "parks": {
        "name": PARK, "region": COUNTY["zezhou"], "recognition": "未认定", "level": "C级（一般安全风险）",
        "assessed_on": date(2023, 3, 1), "boundary": SQUARE, "control_line": WIDER,
    },
    "conditions": {
        "park": PARK, "item": "十有之一", "standing": "符合", "judged_on": date(2023, 6, 1), "evidence": "泽政函〔2023〕1号",
    },
    "milestones": {"park": PARK, "milestone": "总体规划获批", "due_on": date(2023, 9, 30)},
    "documents": {
        "park": PARK, "kind": "总体规划", "title": "总体规划（2022—2035年）", "number": "泽政函〔2023〕1号",
        "issued_on": date(2023, 1, 10),
    },
    "tasks": {
        "park": PARK, "matter": "明确园区四至范围", "partners": "泽州县、市生态环境局", "due_on": date(2023, 8, 31),
        "state": "进行中",
    },
    "replies": {
        "park": PARK, "matter": "明确园区四至范围", "partner": "泽州县", "replied_on": date(2023, 7, 20), "reply": "已定桩。",
    },
    "members": {"enterprise_name": None, "park": PARK, "kind": "化工企业", "entered_on": date(2020, 1, 1)},
}  # fmt: skip
"""A good row of each register."""


class Entering:
    """Saves a row as an officer would: `enter("tasks", state="已办结")` changes the good row of a register."""

    park, square, wider, good = PARK, SQUARE, WIDER, ROWS

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self._instance, self._actors = instance, actors

    def __call__(self, name: str, /, *, login: str = "industry", **changes: Any) -> Any:
        (result,) = self.rows(name, changes, login=login)
        return result

    def rows(self, name: str, /, *changes: Row, login: str = "industry") -> list[Any]:
        """Several rows as one batch."""
        register = getattr(registers, name.upper())
        actor = self._actors[login]
        stated = [{**dict.fromkeys(register.fields), **ROWS[name], **change} for change in changes]
        with self._instance.database.write_unit(actor) as session:
            return list(register.save(session, actor, stated))


@pytest.fixture
def place(instance: Instance) -> Callable[[Any, float, float], None]:
    """`place(enterprise, 112.85, 35.45)`: the position on the enterprise's card."""

    def put(enterprise: Any, longitude: float, latitude: float) -> None:
        with system_write(instance.database, "position of a test") as session:
            card = session.scalars(select(EnterpriseCard).where(EnterpriseCard.enterprise_id == enterprise.id)).one()
            card.longitude, card.latitude = longitude, latitude

    return put


@pytest.fixture
def enter(instance: Instance, actors: Actors) -> Entering:
    return Entering(instance, actors)
