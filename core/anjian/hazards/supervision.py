"""The register of 挂牌督办 (R-105), and what a hazard's page shows of its order and its running deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.hazards.clocks import Clock, clocks_of, last_day_to_ask, times_of
from anjian.hazards.models import Hazard, ListingOrder
from anjian.hazards.queries import listing_orders, to_be_listed, unpublished
from anjian.hazards.rules import DEADLINES
from anjian.hazards.words import CLOSED, UNCOUNTED, Scale, Stage, State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel
from anjian.ui.context import current_instance
from anjian.ui.words import Light, due_light

NO_CALENDAR = Light("grey", "节假日安排尚未载入，无法推算")
OF_LISTING = ("list", "publish", "lift")
"""Deadlines of 挂牌督办 itself."""


@dataclass(frozen=True, slots=True)
class SupervisionFilter:
    """What narrows the register; the list, its total and its export use the same one. None: not narrowed."""

    region: str | None = None
    department: str | None = None
    stage: str | None = None
    level: str | None = None
    text: str | None = None


def supervised(
    narrow: SupervisionFilter, late_before: date | None, list_reported: bool
) -> Select[Hazard, Enterprise, ListingOrder | None]:
    """Hazards with an order of 挂牌督办 or to be given one, their enterprises and their last orders."""
    newest = (
        select(func.max(ListingOrder.id)).where(ListingOrder.hazard_id == Hazard.id).correlate(Hazard).scalar_subquery()
    )
    equal: dict[Any, Any] = {
        Hazard.region_code: narrow.region,
        Hazard.department_code: narrow.department,
        Hazard.listing_level: narrow.level,
    }
    chosen = [column == value for column, value in equal.items() if value]
    if narrow.text and narrow.text.strip():
        chosen.append(_mentions(narrow.text.strip()))
    return (
        select(Hazard, Enterprise, ListingOrder)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .outerjoin(ListingOrder, ListingOrder.id == newest)
        .where(
            Hazard.merged_into_id.is_(None),
            Hazard.scale == Scale.MAJOR,
            Hazard.state.not_in([str(state) for state in UNCOUNTED]),
            _at(narrow.stage, late_before, list_reported),
            *chosen,
        )
    )


def _at(stage: str | None, late_before: date | None, list_reported: bool) -> ColumnElement[bool]:
    due = to_be_listed(list_reported)
    match stage:
        case Stage.IN_FORCE:  # what a unit's list says of a closed hazard is finished business
            finished = and_(Hazard.imported.is_(True), Hazard.state == State.ACCEPTED)
            return and_(Hazard.listed_on.is_not(None), Hazard.lifted_on.is_(None), not_(finished))
        case Stage.LATE:
            return and_(due, Hazard.confirmed_on < late_before) if late_before is not None else false()
        case Stage.TO_PUBLISH:
            return unpublished()
        case Stage.LIFTED:
            return Hazard.lifted_on.is_not(None)
    return or_(Hazard.listed_on.is_not(None), due)


def _mentions(text: str) -> ColumnElement[bool]:
    fields = (
        Enterprise.name, Hazard.content, Hazard.public_code, ListingOrder.number, ListingOrder.supervising_unit,
        Hazard.listing_unit,
    )  # fmt: skip
    return or_(*(field.contains(text, autoescape=True) for field in fields))


def listing_light(order: ListingOrder | None, clocks: Sequence[Clock], today: date) -> Light | None:
    """What presses most of 挂牌督办: its own procedure, else the order's deadline. None: nothing runs."""
    for one in clocks:
        if one.running.key in OF_LISTING:
            light = _light(one, today)
            return Light(light.tone, f"{one.running.title}：{light.words}")
    if order is None or order.lifted_on is not None:
        return None
    light = due_light(order.due_on, today)
    return Light(light.tone, f"督办完成期限：{light.words}")


def _light(one: Clock, today: date) -> Light:
    return due_light(one.due_on, today) if one.due_on is not None else NO_CALENDAR


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A running deadline in words."""

    title: str
    since: date | None
    span: str
    due_on: date | None
    light: Light


def hazard_panels(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """The deadlines that run for a hazard, and its orders of 挂牌督办."""
    orders = listing_orders(session, subject.id)
    lines = deadline_lines(session, subject, orders)
    panels = [Panel("办理时限", "hazards/deadlines_panel.html", {"lines": lines}, 5)] if lines else []
    if orders or subject.listed_on is not None:
        panels.append(Panel("挂牌督办", "hazards/orders_panel.html", {"orders": orders, "hazard": subject}, 6))
    return panels


def deadline_lines(session: Session, hazard: Hazard, orders: Sequence[ListingOrder]) -> list[DeadlineLine]:
    """Every deadline that runs: of procedure, of the plan, of the order."""
    times, today = times_of(current_instance().settings), clock.today()
    lines = [
        DeadlineLine(
            one.running.title, one.running.since, f"{one.running.days} 个工作日", one.due_on, _light(one, today)
        )
        for one in clocks_of(session, [hazard], times)[hazard.id]
    ]
    if hazard.merged_into_id is not None or hazard.state in CLOSED:
        return lines
    further: list[tuple[str, date | None, str, date | None]] = [(DEADLINES["due"], None, "整改方案", hazard.due_on)]
    further += [
        ("督办完成期限", order.ordered_on, order.number, order.due_on) for order in orders if not order.lifted_on
    ]
    asked = last_day_to_ask(session, hazard, times)
    further.append(("申请延期的最后日期", None, f"整改期限届满 {times.extend_ask} 个工作日前", asked))
    return lines + [
        DeadlineLine(title, since, span, due, due_light(due, today))
        for title, since, span, due in further
        if due is not None
    ]
