"""Mass balance (物料平衡): what each producer sent in a month, what of it arrived, and what is missing. The manifest belongs to
the month in which its waste left. Exact: sums of integer grams."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from anjian.plugin_api.reading import enterprises_by_id
from anjian_hazwaste.comparing import in_state
from anjian_hazwaste.models import Manifest
from anjian_hazwaste.quantities import differs
from anjian_hazwaste.words import State


@dataclass(frozen=True, slots=True)
class Balance:
    """One producer's month; weights in grams. `sent = arrived_of + moving`; `gap = arrived_of - received`."""

    producer: str
    credit_code: str
    manifests: int
    sent: int
    arrived_of: int
    """What was sent by the manifests that have been received."""
    received: int
    anomalies: int
    overdue: int

    @property
    def moving(self) -> int:
        return self.sent - self.arrived_of

    @property
    def gap(self) -> int:
        return self.arrived_of - self.received

    def beyond(self, tolerance: int) -> bool:
        """The month as a whole differs by more than the tolerance."""
        return differs(self.arrived_of, self.received, tolerance)


def month_of(text: str) -> tuple[date, date] | None:
    """First and last day of a month written 2023-07; None for anything else."""
    year, _, month = text.strip().partition("-")
    if not (len(year) == 4 and year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12 and int(year) > 0):
        return None
    first = date(int(year), int(month), 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def left_in(month: tuple[date, date]) -> ColumnElement[bool]:
    """Manifests whose waste left in a month."""
    return Manifest.out_on.between(*month)


def balances(session: Session, month: tuple[date, date], day: date, tolerance: int) -> list[Balance]:
    """The balance of each producer in sight that sent anything in the month, those with something wrong first."""
    row = Manifest
    arrived = row.in_on.is_not(None)

    def counted(state: State) -> Any:
        return func.sum(case((in_state(state, day, tolerance), 1), else_=0))

    query = (
        select(
            row.enterprise_id,
            func.count(row.id),
            func.sum(row.quantity_out),
            func.sum(case((arrived, row.quantity_out), else_=0)),
            func.sum(case((arrived, row.quantity_in), else_=0)),
            counted(State.DIFFERS),
            counted(State.OVERDUE),
        )
        .where(left_in(month))
        .group_by(row.enterprise_id)
    )
    found = session.execute(query).all()
    refs = enterprises_by_id(session, [producer for producer, *_ in found if producer is not None])
    named = [_balance(refs.get(producer or 0), numbers) for producer, *numbers in found]
    return sorted(named, key=lambda one: (-one.anomalies - one.overdue, one.producer))


def _balance(ref: Any, numbers: Iterable[Any]) -> Balance:
    """Sums come as decimals from PostgreSQL."""
    return Balance(ref.name if ref else "", ref.credit_code if ref else "", *map(int, numbers))
