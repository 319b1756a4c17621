"""待办: the month's tables that a unit owes, and for the city office the units that have not handed in."""

from __future__ import annotations

from datetime import timedelta

from flask import url_for
from sqlalchemy.orm import Session

from anjian.campaigns.current import current_pack
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.people.models import Unit
from anjian.plugin_api.types import TaskItem
from anjian.scheduling.duties import SUBMIT, UnitDuty, begun_periods, missing_of_unit, report_duties
from anjian.ui.context import current_instance

NOTICE = timedelta(days=5)
"""How long before the reminder's day a month's tables appear in 待办."""
CHASE = "reports.return"
"""Held by those who ask the units for their tables: the city office."""


def items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Tables due, the oldest first."""
    return [_item(owed, chasing=actor.may(CHASE)) for owed in owed_by(session, actor)][:limit]


def count(session: Session, actor: Actor) -> int:
    return len(owed_by(session, actor))


def owed_by(session: Session, actor: Actor) -> list[UnitDuty]:
    """What the actor's unit owes; for the office, what each unit owes once its reminder's day has come."""
    pack = current_pack(current_instance().settings)
    today = clock.today()
    periods = list(reversed(begun_periods(pack, today)))
    if actor.may(CHASE) and actor.sees_all:
        every = [owed for period in periods for owed in report_duties(session, period, today)]
        return [owed for owed in every if owed.record is None and today >= owed.duty.remind_on]
    unit = session.get(Unit, actor.unit_id) if actor.may(SUBMIT) and actor.unit_id is not None else None
    if unit is None or not unit.reporting:
        return []
    owed_now = missing_of_unit(session, unit, periods, today)
    return [owed for owed in owed_now if today >= owed.duty.remind_on - NOTICE]


def _item(owed: UnitDuty, *, chasing: bool) -> TaskItem:
    label = owed.duty.period.label
    title = f"催报：{owed.unit.name}{label}调度表和清单" if chasing else f"报送{label}调度表和重大事故隐患清单"
    address = url_for("scheduling.duties", period=owed.duty.period.code)
    return TaskItem(title, address, owed.light, owed.duty.due_on, owed.unit.name)
