"""Pure decisions of diligence: reporting periods, what a refusal calls for, when closure is to be proposed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from anjian.diligence.words import DAILY_CLAUSE, Duty
from anjian.enforcement.words import COUNTED, Target

SHORT_WINDOW, SHORT_COUNT, LONG_COUNT = timedelta(days=180), 3, 4
"""安全生产法 第一百一十三条第（一）项: three penalties in 180 days, or four in a year."""


@dataclass(frozen=True, slots=True)
class Span:
    """One reporting period; a report is due on `due_on`, which lies in its last month."""

    begins: date
    ends: date
    due_on: date


def span_of(day: date, months: int, due_day: int) -> Span:
    """The period of `months` whole months (counted from January of year 1) in which a day lies."""
    first = (day.year * 12 + day.month - 1) // months * months
    last = first + months - 1
    end = _month_end(last)
    return Span(_month_begin(first), end, end.replace(day=min(due_day, end.day)))


def last_due(today: date, months: int, due_day: int) -> Span:
    """The newest period whose due day is past."""
    span = span_of(today, months, due_day)
    return span if span.due_on < today else span_of(span.begins - timedelta(days=1), months, due_day)


def next_due(today: date, months: int, due_day: int, reported_on: date | None) -> date:
    """When the next report is due, given the day of the newest one: this period's day, or once it is met the next one's."""
    span = span_of(today, months, due_day)
    if reported_on is None or reported_on < span.begins:
        return span.due_on
    return span_of(span.ends + timedelta(days=1), months, due_day).due_on


def _month_begin(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _month_end(number: int) -> date:
    year, month = number // 12, number % 12 + 1
    return date(year, month, monthrange(year, month)[1])


class DecisionFacts(Protocol):
    """What the rules look at in a decision over a hazard."""

    @property
    def happened_on(self) -> date: ...
    @property
    def penalty(self) -> bool: ...
    @property
    def stop(self) -> bool: ...
    @property
    def target(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def amount_fen(self) -> int | None: ...
    @property
    def legal_basis(self) -> str: ...
    @property
    def voided(self) -> bool: ...


def stands(decision: DecisionFacts) -> bool:
    return not decision.voided and decision.standing in COUNTED


def duties_of(refused_on: date, decisions: Sequence[DecisionFacts]) -> list[Duty]:
    """What a refusal calls for: stop and personal fine always; the continuing fine where a fine on the enterprise stands."""
    fined = any(
        stands(one) and one.penalty and one.amount_fen and one.target == Target.ENTERPRISE and one.happened_on <= refused_on
        for one in decisions
    )  # fmt: skip
    return [Duty.STOP, Duty.PERSON, *([Duty.DAILY] if fined else [])]


def meets(duty: Duty, decision: DecisionFacts, refused_on: date) -> bool:
    """Whether a decision, made since the refusal and standing, is the one that is called for."""
    if not stands(decision) or decision.happened_on < refused_on:
        return False
    match duty:
        case Duty.STOP:
            return decision.stop
        case Duty.PERSON:
            return decision.penalty and decision.target in (Target.CHIEF, Target.PERSON)
        case Duty.DAILY:
            return decision.penalty and decision.target == Target.ENTERPRISE and DAILY_CLAUSE in decision.legal_basis


def days_running(ordered_on: date, until: date) -> int:
    """Days of a continuing fine: from the day after the order up to and with a day."""
    return max((until - ordered_on).days, 0)


def closure_reasons(days: Iterable[date], on: date) -> list[str]:
    """Why closure is to be proposed on a day, given the days of penalties in force; empty: it is not."""
    known = list(days)
    short = [day for day in known if on - SHORT_WINDOW < day <= on]
    long = [day for day in known if year_before(on) < day <= on]
    found = []
    if len(short) >= SHORT_COUNT:
        found.append(f"一百八十日内受到行政处罚{len(short)}次（达到三次）")
    if len(long) >= LONG_COUNT:
        found.append(f"一年内受到行政处罚{len(long)}次（达到四次）")
    return found


def year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def casualties(deaths: int, injured: int, missing: int) -> str:
    """The casualties in words."""
    told = [f"{words}{count}人" for words, count in (("死亡", deaths), ("失踪", missing), ("受伤", injured)) if count]
    return "、".join(told) or "无人员伤亡"
