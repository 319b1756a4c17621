"""States of parks, conditions, milestones and tasks in words and colours."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import clock
from anjian.plugin_api.web import Light, due_light
from anjian_chemical_parks.conditions import is_met
from anjian_chemical_parks.models import ParkTask, Reply
from anjian_chemical_parks.rules import missing_replies
from anjian_chemical_parks.words import HIGH, MISMATCHES, Level, MemberKind, Recognition, Relation, Standing, TaskState


def recognition_light(park: Any) -> Light:
    tones = {Recognition.RECOGNISED: "green", Recognition.UNDER_WAY: "blue"}
    return Light(tones.get(Recognition(park.recognition), "yellow"), park.recognition)


def level_light(park: Any) -> Light:
    level = Level(park.level)
    return Light("red" if level in HIGH else "grey" if level is Level.NONE else "green", park.level)


def condition_light(row: Any) -> Light:
    """Met; met but without evidence, which does not count; under way; not met."""
    if is_met(row, clock.today()):
        return Light("green", str(Standing.MET))
    if row.standing == Standing.MET:
        return Light("yellow", "缺佐证，不算符合")
    return Light("blue" if row.standing == Standing.BUILDING else "red", row.standing)


def milestone_light(row: Any) -> Light:
    """Done in time, done late, or how long it still has."""
    if row.done_on is None:
        return due_light(row.due_on, clock.today())
    late = (row.done_on - row.due_on).days
    return Light("green", "已完成") if late <= 0 else Light("yellow", f"已完成，迟{late}天")


def task_light(row: Any) -> Light:
    if row.state == TaskState.OPEN:
        return due_light(row.due_on, clock.today())
    return Light("yellow", "未全部回复即办结") if row.override else Light("green", str(TaskState.CLOSED))


def reply_light(task: ParkTask, replied: set[str]) -> Light:
    """How many of the 配合 units have answered."""
    missing = missing_replies(task.units, replied)
    return Light("yellow", f"缺{len(missing)}家") if missing else Light("green", "已全部回复")


def relation_light(relation: str) -> Light:
    return Light("red" if relation in MISMATCHES else "green" if relation == Relation.AGREES else "grey", relation)


def replies_of(session: Session, *criteria: ColumnElement[bool]) -> dict[tuple[str, str], set[str]]:
    """(park, matter) -> the units that have replied."""
    found: dict[tuple[str, str], set[str]] = {}
    for park, matter, partner in session.execute(select(Reply.park, Reply.matter, Reply.partner).where(*criteria)):
        found.setdefault((park, matter), set()).add(partner)
    return found


def member_light(row: Any) -> Light:
    """Enterprises that are neither chemical nor serve the park do not belong into it."""
    return Light("red" if row.kind == MemberKind.OTHER else "green", row.kind)


def drawn_light(area: str | None) -> Light:
    return Light("green", "已划定") if area else Light("red", "未划定")
