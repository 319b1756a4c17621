"""Rules of the registers that need the database: a park's county, its members' park, and when a task may be closed (R-054)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import Actor, Problem
from anjian_chemical_parks.models import Milestone, ParkCondition, ParkDocument, ParkTask, Reply
from anjian_chemical_parks.park_rows import UNKNOWN, counties_of_parks
from anjian_chemical_parks.words import TaskState

Row = Mapping[str, Any]
Problems = list[list[Problem]]
LEAD = "industry"
"""The department that leads task 园区."""


def check_parks(session: Session, rows: Sequence[Row]) -> Problems:
    """A park stays in its county while rows about it belong to that county."""
    counties = counties_of_parks(session)
    used = {
        name
        for model in (ParkCondition, Milestone, ParkDocument, ParkTask)
        for name in session.scalars(select(model.park))
    }
    text = "该园区已有条件、节点、文件或任务登记，不能改变所在县；原登记有误的，请另行登记，并注明原记录作废。"
    return [
        [Problem(text, field="region")]
        if row["name"] in used and counties.get(row["name"], row["region"]) != row["region"]
        else []
        for row in rows
    ]


def check_members(session: Session, rows: Sequence[Row]) -> Problems:
    """An enterprise is registered in a park that there is."""
    counties = counties_of_parks(session)
    return [[] if row["park"] in counties else [Problem(UNKNOWN, field="park")] for row in rows]


def check_replies(session: Session, actor: Actor, rows: Sequence[Row]) -> Problems:
    """A reply answers a task, and comes from one of its 配合 units."""
    units = {(task.park, task.matter): task.units for task in session.scalars(select(ParkTask))}
    return [_of_task(row, units.get((row["park"], row["matter"]))) for row in rows]


def _of_task(row: Row, units: Sequence[str] | None) -> list[Problem]:
    if units is None:
        return [Problem("园区任务台账中没有这项任务，请先登记任务。", field="matter")]
    if row["partner"] not in units:
        return [Problem(f"任务列明的配合单位是：{'、'.join(units)}；请核对，或先修改任务的配合单位。", field="partner")]
    return []


def check_tasks(session: Session, actor: Actor, rows: Sequence[Row]) -> Problems:
    """A task is not closed while a 配合 unit's reply is missing, unless the lead says why (R-054)."""
    tasks = {(task.park, task.matter): task for task in session.scalars(select(ParkTask))}
    replied: dict[tuple[str, str], set[str]] = {}
    for park, matter, partner in session.execute(select(Reply.park, Reply.matter, Reply.partner)):
        replied.setdefault((park, matter), set()).add(partner)
    found = []
    for row in rows:
        key = row["park"], row["matter"]
        missing = missing_replies(row["partners"].split("、"), replied.get(key, set()))
        decided = _stands(tasks.get(key), row)
        found.append([] if row["state"] != TaskState.CLOSED or decided else _closable(missing, row["override"], actor))
    return found


def missing_replies(units: Sequence[str], replied: set[str]) -> list[str]:
    """The 配合 units that have not answered, in the task's order."""
    return [unit for unit in units if unit not in replied]


def is_lead(actor: Actor) -> bool:
    """Whether the actor acts for the city bureau that leads the task, not for a county's."""
    return any(grant.department_code == LEAD and grant.region_code is None for grant in actor.grants)


def _closable(missing: Sequence[str], reason: str | None, actor: Actor) -> list[Problem]:
    if not missing:
        return []
    names = "、".join(missing)
    if not reason:
        text = f"配合单位{names}尚未回复，不能办结；请登记回复，确需办结的由牵头单位市工信局写明理由。"
        return [Problem(text, field="state")]
    if not is_lead(actor):
        return [Problem(f"配合单位{names}尚未回复，只有牵头单位市工信局可以写明理由后办结。", field="override")]
    return []


def _stands(task: ParkTask | None, row: Row) -> bool:
    """The row repeats a decision that was taken already: closed, for the same reason, with no further unit."""
    if task is None or task.state != TaskState.CLOSED or task.override != row["override"]:
        return False
    return set(row["partners"].split("、")) <= set(task.units)
