"""挂牌督办 of a confirmed major hazard (R-105): ordered, published, supervised, lifted after acceptance, published again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.hazards.inputs import Listing, Publication
from anjian.hazards.models import Hazard, ListingOrder
from anjian.hazards.steps import load, simple_step, take
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem
from anjian.kernel.system import elevated


def order_listing(
    session: Session, actor: Actor, hazard_id: int, on: date, listing: Listing, *, seq: int | None = None
) -> ListingOrder:
    """挂牌督办 of a confirmed major hazard (R-105). Its number is given once by a supervising unit."""
    hazard = load(session, hazard_id, seq)
    problems = _blanks(listing, number="挂牌文号", supervising_unit="督办单位", supervisor="督办责任人")
    if listing.due_on < on:
        problems.append(Problem("督办完成期限不能早于挂牌日期。", field="due_on"))
    number, unit = listing.number.strip(), listing.supervising_unit.strip()
    if _is_given(session, unit, number):
        problems.append(Problem(f"{unit}已用过文号“{number}”，请核对文号。", field="number"))
    changes = {
        "listed_on": on, "published_on": None, "lifted_on": None, "lift_published_on": None,
        "listing_level": str(listing.level), "listing_unit": unit,
    }  # fmt: skip
    event_no = take(session, actor, hazard, "order_listing", on, changes, faults=problems)
    order = ListingOrder(
        hazard_id=hazard.id, number=number, level=str(listing.level), supervising_unit=unit,
        supervisor=listing.supervisor, requirements=listing.requirements, ordered_on=on, due_on=listing.due_on,
        event_no=event_no, region_code=hazard.region_code, department_code=hazard.department_code,
        enterprise_id=hazard.enterprise_id, parent_id=hazard.parent_id,
    )  # fmt: skip
    session.add(order)
    session.flush()
    return order


def publish_listing(
    session: Session, actor: Actor, hazard_id: int, on: date, where: Publication, *, seq: int | None = None
) -> Hazard:
    """The order is published; the medium is kept, for the end is published there too."""
    hazard = load(session, hazard_id, seq)
    order, problems = _last_order(session, hazard_id), _blank_place(where)
    if order is None:
        problems.append(Problem("该挂牌督办由清单补录，平台没有挂牌文书，不能在此公布。"))
    take(session, actor, hazard, "publish_listing", on, {"published_on": on}, reason=_told(where), faults=problems)
    assert order is not None  # else it was refused
    order.published_on, order.medium, order.published_at = on, where.medium.strip(), where.place.strip()
    session.flush()
    return hazard


def lift_listing(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """摘牌 after acceptance."""
    hazard = simple_step(session, actor, hazard_id, "lift_listing", on, {"lifted_on": on}, seq=seq)
    open_orders = select(ListingOrder).where(ListingOrder.hazard_id == hazard_id, ListingOrder.lifted_on.is_(None))
    for order in session.scalars(open_orders):
        order.lifted_on = on
    session.flush()
    return hazard


def publish_lifting(
    session: Session, actor: Actor, hazard_id: int, on: date, where: Publication, *, seq: int | None = None
) -> Hazard:
    """The end is published in the medium in which the order was."""
    hazard = load(session, hazard_id, seq)
    order, problems = _last_order(session, hazard_id), _blank_place(where)
    medium = order.medium if order is not None else None
    if medium and where.medium.strip() and where.medium.strip() != medium:
        problems.append(Problem(f"摘牌须在原公布媒介“{medium}”公布。", field="medium"))
    changes = {"lift_published_on": on}
    take(session, actor, hazard, "publish_lifting", on, changes, reason=_told(where), faults=problems)
    assert order is not None  # what was published has an order
    order.lift_published_on, order.lift_published_at = on, where.place.strip()
    session.flush()
    return hazard


def published_medium(session: Session, hazard_id: int) -> str | None:
    """Where the last order of a hazard was published."""
    order = _last_order(session, hazard_id)
    return order.medium if order is not None else None


def _last_order(session: Session, hazard_id: int) -> ListingOrder | None:
    newest = select(ListingOrder).where(ListingOrder.hazard_id == hazard_id).order_by(ListingOrder.id.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def _is_given(session: Session, unit: str, number: str) -> bool:
    given = select(ListingOrder.id).where(ListingOrder.supervising_unit == unit, ListingOrder.number == number)
    with elevated(session, "a supervising unit gives a number once, whoever sees its order"):
        return session.scalars(given.limit(1)).one_or_none() is not None


def _told(where: Publication) -> str:
    """What the event keeps of a publication."""
    return f"公布于{where.medium.strip()}：{where.place.strip()}"


def _blank_place(where: Publication) -> list[Problem]:
    return _blanks(where, medium="公布媒介", place="公布位置")


def _blanks(given: object, **titles: str) -> list[Problem]:
    return [
        Problem(f"请填写{title}。", field=name) for name, title in titles.items() if not getattr(given, name).strip()
    ]
