"""Pages by key, not by number: a deep page costs what the first one costs, and rows that move never appear twice.

A place in a list is (value of the sort column, id) of the row beside the page's edge.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, tuple_
from sqlalchemy.orm import Session

from anjian.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Order:
    """Sort by `column`, ties by `key`, both in one direction."""

    column: Any
    key: Any
    descending: bool = False
    nullable: bool = False
    """Rows without a value come last in either direction."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page and the places of its neighbours (blank: there is none)."""

    rows: Sequence[Any]
    before: str
    after: str
    first: bool


def fetch_page(
    session: Session, statement: Select[Any], order: Order, size: int, *, after: str = "", before: str = ""
) -> Page:
    """One query. `statement` is filtered but neither ordered nor limited; a place that cannot be read raises `NotFound`."""
    backward = bool(before) and not after
    place = _read_place(after or before) if after or before else None
    query = statement.add_columns(order.column.label("keyset_value"), order.key.label("keyset_id"))
    query = _ordered(query, order, backward)
    if place is not None:
        query = query.where(_beyond(order, place, backward))
    found = list(session.execute(query.limit(size + 1)))
    more = len(found) > size
    found = found[:size]
    if backward:
        found.reverse()
    has_before = more if backward else place is not None
    has_after = bool(place is not None) if backward else more
    return Page(
        rows=[row[0] if len(row) == 3 else tuple(row)[:-2] for row in found],
        before=write_place(found[0].keyset_value, found[0].keyset_id) if found and has_before else "",
        after=write_place(found[-1].keyset_value, found[-1].keyset_id) if found and has_after else "",
        first=place is None,
    )


def _ordered(query: Select[Any], order: Order, backward: bool) -> Select[Any]:
    descending = order.descending != backward
    terms = [order.column, order.key]
    directed = [term.desc() if descending else term.asc() for term in terms]
    if order.nullable:
        empty_last: ColumnElement[bool] = order.column.is_(None)
        return query.order_by(empty_last.desc() if backward else empty_last.asc(), *directed)
    return query.order_by(*directed)


def _beyond(order: Order, place: tuple[Any, int], backward: bool) -> ColumnElement[bool]:
    value, key = place
    descending = order.descending != backward

    def past(column: Any, limit: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column < limit if descending else column > limit
        return found

    if value is None:
        beyond_blank = and_(order.column.is_(None), past(order.key, key))
        return or_(beyond_blank, order.column.is_not(None)) if backward else beyond_blank
    pair = past(
        tuple_(order.column, order.key), tuple_(literal(value, order.column.type), literal(key, order.key.type))
    )
    return or_(pair, order.column.is_(None)) if order.nullable and not backward else pair


def write_place(value: Any, key: int) -> str:
    """A place as it stands in an address."""
    kind, plain = "v", value
    if isinstance(value, datetime):
        kind, plain = "t", value.isoformat()
    elif isinstance(value, date):
        kind, plain = "d", value.isoformat()
    text = json.dumps([kind, plain, key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_place(text: str) -> tuple[Any, int]:
    try:
        kind, plain, key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if kind == "t":
            plain = datetime.fromisoformat(plain)
        elif kind == "d":
            plain = date.fromisoformat(plain)
        elif not isinstance(plain, str | int | float | None):
            raise ValueError(plain)
        return plain, int(key)
    except (ValueError, TypeError, binascii.Error) as error:
        raise NotFound("翻页位置已失效，请回到列表第一页。") from error
