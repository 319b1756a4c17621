"""Pure decisions: reporting periods, what a refusal calls for, when closure is to be proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from anjian.diligence.rules import (
    Span,
    casualties,
    closure_reasons,
    days_running,
    duties_of,
    last_due,
    meets,
    next_due,
    span_of,
    year_before,
)
from anjian.diligence.words import Duty

ON = date(2023, 7, 25)


@dataclass(frozen=True)
class Made:
    happened_on: date = ON
    penalty: bool = True
    stop: bool = False
    target: str = "企业"
    standing: str = "有效"
    amount_fen: int | None = 100
    legal_basis: str = "第一百零二条"
    voided: bool = False


def test_periods_are_whole_months() -> None:
    assert span_of(date(2023, 7, 31), 1, 25) == Span(date(2023, 7, 1), date(2023, 7, 31), date(2023, 7, 25))
    assert span_of(date(2023, 2, 1), 1, 31) == Span(date(2023, 2, 1), date(2023, 2, 28), date(2023, 2, 28))
    assert span_of(date(2023, 12, 31), 3, 20) == Span(date(2023, 10, 1), date(2023, 12, 31), date(2023, 12, 20))
    assert [span_of(date(2023, month, 5), 2, 25).begins.month for month in (1, 2, 3, 12)] == [1, 1, 3, 11]


def test_a_report_is_late_from_the_day_after_its_due_day() -> None:
    assert last_due(date(2023, 7, 25), 1, 25).due_on == date(2023, 6, 25)
    assert last_due(date(2023, 7, 26), 1, 25).due_on == date(2023, 7, 25)
    assert last_due(date(2024, 1, 3), 1, 25).due_on == date(2023, 12, 25)
    assert next_due(ON, 1, 25, None) == date(2023, 7, 25)
    assert next_due(ON, 1, 25, date(2023, 6, 30)) == date(2023, 7, 25)
    assert next_due(ON, 1, 25, date(2023, 7, 1)) == date(2023, 8, 25)


def test_the_continuing_fine_is_called_for_only_after_a_fine() -> None:
    always = [Duty.STOP, Duty.PERSON]
    assert duties_of(ON, []) == always
    assert duties_of(ON, [Made()]) == [*always, Duty.DAILY]
    for nothing in (
        Made(standing="撤销"), Made(voided=True), Made(target="企业主要负责人"), Made(amount_fen=None), Made(penalty=False),
        Made(happened_on=ON + timedelta(days=1)),
    ):  # fmt: skip
        assert duties_of(ON, [nothing]) == always


@pytest.mark.parametrize(
    ("duty", "decision", "met"),
    [
        (Duty.STOP, Made(stop=True), True),
        (Duty.STOP, Made(), False),
        (Duty.STOP, Made(stop=True, happened_on=ON - timedelta(days=1)), False),
        (Duty.STOP, Made(stop=True, standing="撤销"), False),
        (Duty.PERSON, Made(target="企业主要负责人"), True),
        (Duty.PERSON, Made(target="其他责任人员"), True),
        (Duty.PERSON, Made(), False),
        (Duty.DAILY, Made(legal_basis="《安全生产法》第一百一十二条"), True),
        (Duty.DAILY, Made(), False),
    ],
)
def test_which_decision_answers_a_refusal(duty: Duty, decision: Made, met: bool) -> None:
    assert meets(duty, decision, ON) is met


def test_the_continuing_fine_counts_from_the_day_after_the_order() -> None:
    assert [days_running(ON, ON + timedelta(days=days)) for days in (-1, 0, 1, 10)] == [0, 0, 1, 10]


def days_before(*days: int) -> list[date]:
    return [ON - timedelta(days=count) for count in days]


@pytest.mark.parametrize(
    ("days", "reasons"),
    [
        ((0, 1), 0),
        ((0, 90, 179), 1),
        ((0, 90, 180), 0),
        ((-1, 0, 1), 0),
        ((0, 181, 200, 364), 1),
        ((0, 181, 200, 365), 0),
        ((0, 1, 2, 300), 2),
    ],
)
def test_three_penalties_in_180_days_or_four_in_a_year(days: tuple[int, ...], reasons: int) -> None:
    assert len(closure_reasons(days_before(*days), ON)) == reasons


def test_a_year_ends_on_the_day_before() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(ON) == date(2022, 7, 25)


def test_casualties_in_words() -> None:
    assert casualties(0, 0, 0) == "无人员伤亡"
    assert casualties(1, 3, 2) == "死亡1人、失踪2人、受伤3人"
