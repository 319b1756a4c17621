"""The orders of 挂牌督办 behind 挂牌督办清单, as they stood at one pair of clocks.

Publication and lifting are dated steps of the hazard: they are read from its events, so that a list compiled again says what
it said. A hazard whose 挂牌 a unit's list asserts has no order; it is listed with what the list said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.hazards.models import HazardEvent, HazardVersion, ListingOrder
from anjian.reports.documents.annex2_values import names_of
from anjian.reports.documents.list_rows import ListRow, rows_where
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.rules import Mark, carries
from anjian.reports.figures.units import ReportUnit

_STEPS = ("publish_listing", "lift_listing", "publish_lifting")
_BY_LIST = "清单补录，平台没有督办文书"


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order as printed. Days are text; a blank says that it had not happened, or was not known, by then."""

    level: str
    number: str
    supervising_unit: str
    supervisor: str
    region: str
    enterprise: str
    code: str
    content: str
    requirements: str
    ordered_on: str
    due_on: str
    publication: str
    state: str
    lifting: str
    source: str
    persons: tuple[str, ...]
    """Whoever the row names: never printed, struck out of a public list."""
    cited: str


def order_rows(session: Session, pack: Pack, asof: AsOf, unit: ReportUnit) -> Iterator[OrderRow]:
    """Orders of the hazards that 挂牌督办 counts, in the order of 附件2. `session` must be a system session."""
    listed = and_(carries(asof, Mark.COUNTED | Mark.LISTED), unit.owns(HazardVersion))
    rows = list(rows_where(session, pack, asof, listed))
    ids = {row.hazard_id for row in rows}
    orders, steps = _orders(session, ids, asof), _steps(session, ids, asof)
    names = names_of(pack)
    for row in rows:
        own = orders.get(row.hazard_id, [])
        region = names.get(row.region_code or "", "")
        if not own:
            yield _asserted(row, region)
            continue
        ends = [order.event_no for order in own[1:]] + [asof.known + 1]
        for order, end in zip(own, ends, strict=True):
            within = {kind: said for no, kind, said in steps.get(row.hazard_id, []) if order.event_no < no < end}
            yield _ordered(row, region, order, within)


def _orders(session: Session, ids: Set[int], asof: AsOf) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    columns = ("hazard_id", "event_no", "number", "level", "supervising_unit", "supervisor", "requirements")
    statement = (
        select(*(getattr(ListingOrder, name) for name in (*columns, "ordered_on", "due_on")))
        .where(ListingOrder.event_no <= asof.known, ListingOrder.ordered_on <= asof.effective)
        .order_by(ListingOrder.event_no)
    )
    for order in session.execute(statement):
        if order.hazard_id in ids:
            found.setdefault(order.hazard_id, []).append(order)
    return found


def _steps(session: Session, ids: Set[int], asof: AsOf) -> dict[int, list[tuple[int, str, str]]]:
    """Number, kind and words of each dated step of the orders."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    events = session.execute(
        select(HazardEvent.hazard_id, HazardEvent.event_no, HazardEvent.kind, HazardEvent.effective_on, HazardEvent.hashed_text)
        .where(HazardEvent.kind.in_(_STEPS), HazardEvent.event_no <= asof.known, HazardEvent.effective_on <= asof.effective)
        .order_by(HazardEvent.hazard_id, HazardEvent.seq)
    )  # fmt: skip
    for row in events:
        if row.hazard_id in ids:
            said = _said(row.effective_on, json.loads(row.hashed_text)["after"].get("reason"))
            found.setdefault(row.hazard_id, []).append((row.event_no, row.kind, said))
    return found


def _said(day: date, reason: str | None) -> str:
    return f"{day.isoformat()} {reason or ''}".strip()


def _ordered(row: ListRow, region: str, order: Any, steps: Mapping[str, str]) -> OrderRow:
    lifted, told = steps.get("lift_listing", ""), steps.get("publish_lifting", "")
    return OrderRow(
        level=order.level, number=order.number, supervising_unit=order.supervising_unit, supervisor=order.supervisor,
        requirements=order.requirements, ordered_on=order.ordered_on.isoformat(), due_on=order.due_on.isoformat(),
        publication=steps.get("publish_listing", "尚未公布"),
        lifting="；".join(filter(None, (lifted and f"{lifted}摘牌", told))),
        **_hazard(row, region, order.supervisor),
    )  # fmt: skip


def _asserted(row: ListRow, region: str) -> OrderRow:
    words = row.words
    return OrderRow(
        level=words["listing_level"], number=_BY_LIST, supervising_unit=words["listing_unit"], supervisor=row.supervisor,
        requirements="", ordered_on="", due_on="", publication="", lifting="", **_hazard(row, region, row.supervisor),
    )  # fmt: skip


def _hazard(row: ListRow, region: str, supervisor: str) -> dict[str, Any]:
    words = row.words
    return {
        "region": region, "enterprise": row.enterprise_name, "code": row.code, "content": words["content"],
        "state": row.state, "source": row.source, "cited": words["cited"],
        "persons": (supervisor, words["responsible"], words["accepted_by"], row.finder[1]),
    }  # fmt: skip
