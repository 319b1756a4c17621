"""挂牌督办 of a confirmed major hazard (R-105): ordered, supervised, lifted after acceptance."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.hazards.inputs import Listing
from anjian.hazards.models import Hazard, ListingOrder
from anjian.hazards.steps import load, simple_step, take
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem


def order_listing(
    session: Session, actor: Actor, hazard_id: int, on: date, listing: Listing, *, seq: int | None = None
) -> ListingOrder:
    """挂牌督办 of a confirmed major hazard (R-105)."""
    hazard = load(session, hazard_id, seq)
    problems = [
        Problem(f"请填写{title}。", field=name)
        for name, title in (("number", "挂牌文号"), ("supervising_unit", "督办单位"), ("supervisor", "督办责任人"))
        if not getattr(listing, name).strip()
    ]
    if listing.due_on < on:
        problems.append(Problem("督办完成期限不能早于挂牌日期。", field="due_on"))
    changes = {
        "listed_on": on,
        "lifted_on": None,
        "listing_level": str(listing.level),
        "listing_unit": listing.supervising_unit,
    }
    event_no = take(session, actor, hazard, "order_listing", on, changes, faults=problems)
    order = ListingOrder(
        hazard_id=hazard.id, number=listing.number, level=str(listing.level), supervising_unit=listing.supervising_unit,
        supervisor=listing.supervisor, requirements=listing.requirements, ordered_on=on, due_on=listing.due_on,
        event_no=event_no, region_code=hazard.region_code, department_code=hazard.department_code,
        enterprise_id=hazard.enterprise_id, parent_id=hazard.parent_id,
    )  # fmt: skip
    session.add(order)
    session.flush()
    return order


def lift_listing(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """摘牌 after acceptance."""
    hazard = simple_step(session, actor, hazard_id, "lift_listing", on, {"lifted_on": on}, seq=seq)
    open_orders = select(ListingOrder).where(ListingOrder.hazard_id == hazard_id, ListingOrder.lifted_on.is_(None))
    for order in session.scalars(open_orders):
        order.lifted_on = on
    session.flush()
    return hazard
