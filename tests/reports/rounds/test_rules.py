"""The table of transitions, what an explanation may say, what a seal may claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from anjian.reports.rounds.rules import (
    TRANSITIONS,
    Sealing,
    State,
    Step,
    explanation_problem,
    problems_of,
    sealing_problems,
    steps_of,
)


@dataclass(frozen=True)
class Facts:
    state: str
    snapshot_id: str | None = "s1"
    preparer_id: int | None = 1


STEP = Step("", person_id=2, shown="s1", newest="s1", post="分管副县长", reason="数字有误")


def test_each_step_leads_from_its_states_only() -> None:
    for verb, row in TRANSITIONS.items():
        for state in State:
            step = (
                replace(STEP, verb=verb, newest="s2", shown="s2") if state == State.SIGNED else replace(STEP, verb=verb)
            )
            facts = Facts(str(state), "s2" if verb == "submit" else "s1")
            allowed = not problems_of(facts, step)
            assert allowed == (state in row.sources), (verb, state)


def test_from_every_state_there_is_a_way_on_or_back() -> None:
    assert {str(state): [row.verb for row in steps_of(str(state))] for state in State} == {
        "审核中": ["prepare"],
        "待签发": ["sign", "rework"],
        "已签发": ["sign", "submit", "rework"],
        "已报送": ["accept", "send_back"],
        "已接收": ["send_back"],
        "已退回": ["prepare"],
    }


def test_who_prepared_does_not_sign() -> None:
    told = problems_of(Facts("待签发", preparer_id=2), replace(STEP, verb="sign"))
    assert [problem.message for problem in told] == ["填报人不能签发自己填报的报表，请由本单位其他负责人签发。"]


def test_an_unknown_person_signs_nothing() -> None:
    assert len(problems_of(Facts("待签发"), replace(STEP, verb="sign", person_id=None))) == 1
    assert len(problems_of(Facts("待签发", preparer_id=None), replace(STEP, verb="sign"))) == 1


def test_all_problems_of_a_signature_at_once() -> None:
    step = replace(STEP, verb="sign", person_id=1, shown="s0", post="")
    assert len(problems_of(Facts("待签发"), step)) == 3


def test_a_signature_is_renewed_only_for_a_newer_table() -> None:
    assert len(problems_of(Facts("已签发"), replace(STEP, verb="sign"))) == 1
    assert problems_of(Facts("已签发"), replace(STEP, verb="sign", shown="s2", newest="s2")) == []


def test_what_was_signed_is_handed_in_and_nothing_newer() -> None:
    assert problems_of(Facts("已签发"), replace(STEP, verb="submit")) == []
    assert len(problems_of(Facts("已签发"), replace(STEP, verb="submit", newest="s2"))) == 1


def test_a_complete_seal_holds_its_submissions() -> None:
    assert len(problems_of(Facts("已接收"), replace(STEP, verb="send_back", sealed=True))) == 1


@pytest.mark.parametrize("verb", ["rework", "send_back"])
def test_a_way_back_has_its_reason(verb: str) -> None:
    state = "待签发" if verb == "rework" else "已报送"
    assert [problem.field for problem in problems_of(Facts(state), replace(STEP, verb=verb, reason=" "))] == ["reason"]


@pytest.mark.parametrize(
    "text",
    ["12", "12.50万元", "共12个", "十二个", "１２ 家次", "贰佰万元", "+3 / -1", "——", "   ", "由12个改为15个", "100%"],
)
def test_figures_are_no_explanation(text: str) -> None:
    assert explanation_problem(text) is not None


@pytest.mark.parametrize("text", ["集中检查后新增3个隐患", "企业停产检修，未开展自查", "上月补录的记录本月计入"])
def test_words_are(text: str) -> None:
    assert explanation_problem(text) is None


SEALING = Sealing((), False, date(2023, 8, 1), date(2023, 7, 30), "s1", "s1", sealed=False)


def test_complete_only_when_nobody_is_missing() -> None:
    assert sealing_problems(SEALING) == []
    told = sealing_problems(replace(SEALING, missing=("泽州县", "市工信局")))
    assert [problem.message for problem in told] == [
        "还有2个单位没有报送或尚未接收，不能按完整封存：泽州县、市工信局。"
    ]


def test_incomplete_only_when_somebody_is_and_the_due_day_is_over() -> None:
    missing = replace(SEALING, missing=("泽州县",), incomplete=True)
    assert sealing_problems(missing) == []
    assert len(sealing_problems(replace(missing, today=date(2023, 7, 30)))) == 1
    assert len(sealing_problems(replace(SEALING, incomplete=True))) == 1


def test_nothing_is_sealed_twice_nor_unseen() -> None:
    assert len(sealing_problems(replace(SEALING, sealed=True))) == 1
    assert len(sealing_problems(replace(SEALING, shown="s0"))) == 1
