"""Reads of the merged ledger. Every one is filtered to what the session's actor may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, true
from sqlalchemy.orm import Session, selectinload

from anjian.campaigns.models import Limb
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard, HazardEvent, ListingOrder
from anjian.hazards.procedures import ASKED_SOURCES, LISTED_IN
from anjian.hazards.words import CLOSED, Review, Scale, State
from anjian.kernel.errors import NotFound

SOON = timedelta(days=3)
TO_CONFIRM = (State.REPORTED, State.PARENT_CONFIRMED)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What narrows the ledger; the list, its total and its export use the same one. None: not narrowed."""

    region: str | None = None
    department: str | None = None
    unit_name: str | None = None
    source: str | None = None
    state: str | None = None
    scale: str | None = None
    limb: str | None = None
    """A limb or a criterion: `C-20` also finds `C-20a`."""
    listed: str | None = None
    overdue: bool | None = None
    open: bool | None = None
    """Not closed: neither 销号 nor withdrawn nor downgraded. False: closed."""
    enterprise_id: int | None = None
    found_from: date | None = None
    found_to: date | None = None
    text: str | None = None


LISTED_NOW, LISTED_BEFORE, NEVER_LISTED = "挂牌中", "已摘牌", "未挂牌"


def ledger(narrow: LedgerFilter, today: date) -> Select[Hazard, Enterprise]:
    """Canonical hazards with their enterprises, neither ordered nor limited; merged ones stand under what they merged into."""
    return (
        select(Hazard, Enterprise)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(Hazard.merged_into_id.is_(None), *_conditions(narrow, today))
    )


def _conditions(narrow: LedgerFilter, today: date) -> list[ColumnElement[bool]]:
    equal: dict[Any, Any] = {
        Hazard.region_code: narrow.region,
        Hazard.department_code: narrow.department,
        Hazard.unit_name: narrow.unit_name,
        Hazard.source: narrow.source,
        Hazard.state: narrow.state,
        Hazard.scale: narrow.scale,
        Hazard.enterprise_id: narrow.enterprise_id,
    }
    found = [column == value for column, value in equal.items() if value is not None]
    if narrow.limb:
        found.append(or_(Hazard.limb_code == narrow.limb, Hazard.criterion_code == narrow.limb))
    if narrow.listed:
        found.append(_listed(narrow.listed))
    if narrow.overdue is not None:
        late = and_(Hazard.due_on.is_not(None), Hazard.due_on < today, Hazard.state.not_in(CLOSED))
        found.append(late if narrow.overdue else not_(late))
    if narrow.open is not None:
        found.append(Hazard.state.not_in(CLOSED) if narrow.open else Hazard.state.in_(CLOSED))
    if narrow.found_from:
        found.append(Hazard.discovered_on >= narrow.found_from)
    if narrow.found_to:
        found.append(Hazard.discovered_on <= narrow.found_to)
    if narrow.text and narrow.text.strip():
        found.append(_mentions(narrow.text.strip()))
    return found


def _listed(word: str) -> ColumnElement[bool]:
    if word == NEVER_LISTED:
        return Hazard.listed_on.is_(None)
    lifted = Hazard.lifted_on.is_not(None) if word == LISTED_BEFORE else Hazard.lifted_on.is_(None)
    return and_(Hazard.listed_on.is_not(None), lifted)


def _mentions(text: str) -> ColumnElement[bool]:
    """Free text over content, place, number and enterprise; `%` and `_` mean themselves."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = f"%{escaped}%"
    fields = (Hazard.content, Hazard.place, Hazard.public_code, Enterprise.name, Enterprise.credit_code)
    return or_(*(field.like(pattern, escape="\\") for field in fields))


def cited_by_code(session: Session) -> dict[str, str]:
    """What a ledger may be narrowed to: each criterion that has several limbs, then its limbs, with their texts."""
    rows = session.execute(
        select(Limb.criterion_code, Limb.code, Limb.text).order_by(
            Limb.plugin.is_not(None), Limb.plugin, Limb.set_code, Limb.code
        )
    ).all()
    several = Counter(criterion for criterion, _code in {(row.criterion_code, row.code) for row in rows})
    found: dict[str, str] = {}
    for criterion, code, text in rows:
        if several[criterion] > 1:
            found.setdefault(criterion, f"{criterion} 全部分项")
        found[code] = f"{code} {text}"
    return found


def hazard_of(session: Session, hazard_id: int) -> tuple[Hazard, Enterprise]:
    """One hazard with its sightings, and its enterprise. Raises `NotFound`."""
    found = session.execute(
        select(Hazard, Enterprise)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(Hazard.id == hazard_id)
        .options(selectinload(Hazard.sightings))
    ).one_or_none()
    if found is None:
        raise NotFound("没有这条隐患，或者不在您的查看范围内。")
    return found[0], found[1]


def timeline(session: Session, hazard: Hazard) -> Sequence[HazardEvent]:
    """The hazard's events, the latest first. The caller has loaded the hazard in its own scope."""
    return session.scalars(
        select(HazardEvent).where(HazardEvent.hazard_id == hazard.id).order_by(HazardEvent.seq.desc())
    ).all()


def listing_orders(session: Session, hazard_id: int) -> Sequence[ListingOrder]:
    return session.scalars(
        select(ListingOrder).where(ListingOrder.hazard_id == hazard_id).order_by(ListingOrder.ordered_on.desc())
    ).all()


def by_code(session: Session, text: str, limit: int) -> Sequence[Hazard]:
    """Hazards whose number contains the text, for the search box."""
    return session.scalars(
        select(Hazard)
        .where(Hazard.public_code.contains(text.upper(), autoescape=True))
        .order_by(Hazard.id.desc())
        .limit(limit)
    ).all()


def waiting(verb: str, today: date, *, list_reported: bool = True) -> Select[Hazard, Enterprise]:
    """Major hazards that wait for a step: the 待办 of those who take it. `list_reported`: 挂牌督办 reaches what was reported
    by the public or handed down, too."""
    base = ledger(LedgerFilter(scale=Scale.MAJOR), today).where(Hazard.merged_into_id.is_(None))
    to_review = func.coalesce(Hazard.review, "") == Review.NEEDED
    match verb:
        case "confirm_parent":
            own_find = Hazard.prepared_by.is_not(None)  # what officials found goes straight to the department
            return base.where(Hazard.state == State.REPORTED, Hazard.parent_id.is_not(None), own_find)
        case "confirm":
            return base.where(Hazard.state.in_(TO_CONFIRM))
        case "sign":
            return base.where(Hazard.state == State.UNSIGNED)
        case "plan":
            return base.where(Hazard.state == State.CONFIRMED, to_review.is_(False))
        case "submit_plan":
            return base.where(Hazard.state == State.CONFIRMED, to_review)
        case "approve_plan":
            return base.where(Hazard.state == State.PLAN_REVIEW)
        case "grant_extension":
            return base.where(Hazard.state == State.RECTIFYING, Hazard.extension_to.is_not(None))
        case "resume":
            return base.where(Hazard.state == State.SUSPENDED)
        case "take_over":
            return base.where(Hazard.transfer_to.is_not(None), Hazard.state.not_in(CLOSED))
        case "claim":
            return base.where(Hazard.state == State.RECTIFYING, Hazard.due_on <= today + SOON)
        case "accept":
            return base.where(Hazard.state == State.CLAIMED)
        case "resubmit":
            return base.where(Hazard.state == State.RETURNED, Hazard.prepared_by.is_(None))
        case "resign":
            return base.where(Hazard.state == State.RETURNED, Hazard.prepared_by.is_not(None))
        case "order_listing":
            return base.where(to_be_listed(list_reported))
        case "publish_listing":
            return base.where(unpublished(), Hazard.lifted_on.is_(None))
        case "publish_lifting":
            return base.where(unpublished(), Hazard.lifted_on.is_not(None))
        case "lift_listing":  # what a unit's list says of a closed hazard is finished business
            still_listed = and_(Hazard.listed_on.is_not(None), Hazard.lifted_on.is_(None))
            return base.where(Hazard.state == State.ACCEPTED, still_listed, Hazard.imported.is_(False))
    raise ValueError(f"nothing waits for {verb}")


def to_be_listed(list_reported: bool) -> ColumnElement[bool]:
    """Confirmed major hazards that are to be put under 挂牌督办: `procedures.is_to_be_listed` in SQL."""
    asked = true() if list_reported else Hazard.source.not_in(ASKED_SOURCES)
    return and_(
        Hazard.scale == Scale.MAJOR,
        Hazard.confirmed_on.is_not(None),
        Hazard.listed_on.is_(None),
        Hazard.state.in_(LISTED_IN),
        asked,
    )


def unpublished() -> ColumnElement[bool]:
    """Hazards with an order of which the listing, or the end of a published listing, is still to be published."""
    ordered = select(ListingOrder.id).where(ListingOrder.hazard_id == Hazard.id).correlate(Hazard).exists()
    begun = and_(Hazard.listed_on.is_not(None), Hazard.published_on.is_(None), Hazard.lifted_on.is_(None))
    ended = and_(Hazard.lifted_on.is_not(None), Hazard.published_on.is_not(None), Hazard.lift_published_on.is_(None))
    return and_(ordered, or_(begun, ended))


def unconfirmed(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Of these hazards those that are reported and that the department has not confirmed (R-088)."""
    return statement.where(Hazard.state.in_(TO_CONFIRM), Hazard.confirmed_on.is_(None))


def how_many(session: Session, statement: Select[*tuple[Any, ...]]) -> int:
    return session.scalar(statement.with_only_columns(func.count(Hazard.id), maintain_column_froms=True)) or 0
