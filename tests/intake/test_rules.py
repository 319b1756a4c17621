"""The table of steps, days, conclusions and the term for re-examination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from anjian.hazards.words import Scale
from anjian.intake.inputs import FoundHazard, Outcome, Person
from anjian.intake.rules import day_problem, may_object, outcome_problems, standing_against, steps_open
from anjian.intake.words import Conclusion, Kind, State

TODAY = date(2023, 7, 25)
FOUND = FoundHazard("安全阀关闭", "罐区", Scale.MAJOR, "C-15")


@dataclass
class Facts:
    """A report as the rules look at it."""

    kind: str = Kind.TIP
    state: str = State.WAITING
    received_on: date = date(2023, 7, 20)
    verified_on: date | None = None
    replied_on: date | None = None
    objected_on: date | None = None
    enterprise_id: int | None = 1


@pytest.mark.parametrize(
    ("kind", "state", "verbs"),
    [
        (Kind.TIP, State.WAITING, ["verify", "assign", "decline"]),
        (Kind.HANDED, State.WAITING, ["verify", "assign"]),
        (Kind.TIP, State.VERIFIED, ["answer"]),
        (Kind.TIP, State.ANSWERED, []),
        (Kind.TIP, State.REEXAMINING, ["reexamine"]),
        (Kind.TIP, State.CLOSED, []),
        (Kind.TIP, State.DECLINED, []),
    ],
)
def test_steps_follow_the_state(kind: Kind, state: State, verbs: list[str]) -> None:
    assert [step.verb for step in steps_open(Facts(kind, state))] == verbs


def test_a_step_out_of_turn_says_what_must_be_first() -> None:
    problem = standing_against(Facts(state=State.ANSWERED), "verify")
    assert problem is not None
    assert problem.message == "现处于“已答复”状态，不能“核查”（须处于：待核查）。"


def test_days_rest_on_the_days_before() -> None:
    facts = Facts(verified_on=date(2023, 7, 22))
    assert day_problem(facts, date(2023, 7, 22), TODAY) is None
    told = [day_problem(facts, day, TODAY) for day in (date(2023, 7, 26), date(2023, 7, 21), date(2023, 7, 19))]
    assert [problem.message for problem in told if problem] == [
        "日期 2023-07-26 晚于今天，请核对。",
        "日期 2023-07-21 早于核查日期 2023-07-22，请核对。",
        "日期 2023-07-19 早于收到日期 2023-07-20，请核对。",
    ]


@pytest.mark.parametrize(
    ("outcome", "facts", "has_hazard", "fields"),
    [
        (Outcome(Conclusion.TRUE, TODAY, "看过", FOUND), Facts(), False, []),
        (Outcome(Conclusion.PARTLY, TODAY, "看过", None, 7), Facts(), False, []),
        (Outcome(Conclusion.TRUE, TODAY, "看过", None, None, "只是标识褪色"), Facts(enterprise_id=None), False, []),
        (Outcome(Conclusion.UNTRUE, TODAY, "看过"), Facts(enterprise_id=None), False, []),
        (Outcome(Conclusion.UNTRUE, TODAY, " "), Facts(), False, ["note"]),
        (Outcome(Conclusion.UNTRUE, TODAY, "看过", FOUND), Facts(), False, ["result"]),
        (Outcome(Conclusion.TRUE, TODAY, "看过"), Facts(), False, ["result"]),
        (Outcome(Conclusion.TRUE, TODAY, "看过", FOUND, 7), Facts(), False, ["result"]),
        (Outcome(Conclusion.TRUE, TODAY, "看过", FOUND), Facts(enterprise_id=None), False, ["result"]),
        (Outcome(Conclusion.TRUE, TODAY, "看过"), Facts(), True, []),
        (Outcome(Conclusion.TRUE, TODAY, "看过", FOUND), Facts(), True, ["result"]),
    ],
)
def test_a_conclusion_says_what_becomes_of_it(
    outcome: Outcome, facts: Facts, has_hazard: bool, fields: list[str]
) -> None:
    assert [problem.field for problem in outcome_problems(facts, outcome, has_hazard=has_hazard)] == fields


def test_reexamination_is_asked_once_and_in_time() -> None:
    answered = Facts(state=State.ANSWERED, replied_on=date(2023, 7, 15))
    assert may_object(answered, TODAY, 10)
    assert not may_object(answered, TODAY, 9)
    assert not may_object(Facts(state=State.ANSWERED, replied_on=TODAY, objected_on=TODAY), TODAY, 10)
    assert not may_object(Facts(kind=Kind.HANDED, state=State.ANSWERED, replied_on=TODAY), TODAY, 10)
    assert not may_object(Facts(state=State.VERIFIED), TODAY, 10)


def test_a_person_tells_nothing_by_being_printed() -> None:
    assert repr(Person("演示甲", "13900000000", "某处")) == "Person()"
    assert [Person().anonymous, Person(phone="1").anonymous] == [True, False]
