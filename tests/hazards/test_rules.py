"""The closed loop as one table: exactly the listed steps, each guard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.hazards.facts import TODAY, Facts, messages

from anjian.hazards.guards import missing_of_five
from anjian.hazards.rules import TRANSITIONS
from anjian.hazards.words import Review, Scale, State

BEFORE = {State.REPORTED, State.PARENT_CONFIRMED}
OPEN = {State.CONFIRMED, State.PLAN_REVIEW, State.RECTIFYING, State.CLAIMED, State.SUSPENDED}
FLOW = {
    "sign": ({State.UNSIGNED}, State.REPORTED),
    "return_unsigned": ({State.UNSIGNED}, State.RETURNED),
    "confirm_parent": ({State.REPORTED}, State.PARENT_CONFIRMED),
    "doubt_parent": ({State.REPORTED}, State.PARENT_CONFIRMED),
    "return_parent": ({State.REPORTED}, State.RETURNED),
    "confirm": (BEFORE, State.CONFIRMED),
    "send_back": (BEFORE, State.RETURNED),
    "resubmit": ({State.RETURNED}, State.REPORTED),
    "resign": ({State.RETURNED}, State.UNSIGNED),
    "downgrade": ({*BEFORE, State.CONFIRMED}, State.DOWNGRADED),
    "withdraw": ({*BEFORE, State.RETURNED, State.CONFIRMED, State.RECTIFYING}, State.WITHDRAWN),
    "plan": ({State.CONFIRMED, State.RECTIFYING}, State.RECTIFYING),
    "submit_plan": ({State.CONFIRMED}, State.PLAN_REVIEW),
    "approve_plan": ({State.PLAN_REVIEW}, State.RECTIFYING),
    "return_plan": ({State.PLAN_REVIEW}, State.CONFIRMED),
    "fix_now": ({State.CONFIRMED}, State.CLAIMED),
    "claim": ({State.RECTIFYING}, State.CLAIMED),
    "reject_claim": ({State.CLAIMED}, State.RECTIFYING),
    "accept": ({State.CLAIMED}, State.ACCEPTED),
    "ask_extension": ({State.RECTIFYING}, None),
    "grant_extension": ({State.RECTIFYING}, None),
    "refuse_extension": ({State.RECTIFYING}, None),
    "suspend": ({State.CONFIRMED, State.PLAN_REVIEW, State.RECTIFYING}, State.SUSPENDED),
    "resume": ({State.SUSPENDED}, State.CONFIRMED),
    "ask_transfer": (BEFORE | OPEN, None),
    "take_over": (BEFORE | OPEN, None),
    "decline_transfer": (BEFORE | OPEN, None),
    "order_listing": (OPEN, None),
    "publish_listing": (OPEN | {State.ACCEPTED}, None),
    "lift_listing": ({State.ACCEPTED}, None),
    "publish_lifting": ({State.ACCEPTED}, None),
    "correct": (set(State), None),
}
"""The loop as the requirements tell it (R-005, R-020…R-024, R-088, R-105, R-126, N-08): verb -> sources, target."""


def test_the_table_is_the_loop() -> None:
    assert {verb: (set(row.sources), row.target) for verb, row in TRANSITIONS.items()} == FLOW


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", list(TRANSITIONS))
def test_a_step_is_refused_from_every_other_state(verb: str, state: State) -> None:
    refused = [text for text in messages(Facts(state=state), verb) if f"处于“{state}”状态" in text]
    assert bool(refused) == (state not in FLOW[verb][0])


@pytest.mark.parametrize(
    ("gap", "title"),
    [
        ("responsible", "整改责任人"),
        ("measures", "整改措施"),
        ("funds_fen", "整改资金"),
        ("due_on", "整改期限"),
        ("contingency", "防控措施及应急预案"),
    ],
)
@pytest.mark.parametrize("verb", ["plan", "claim", "accept"])
def test_each_of_the_five_is_needed(gap: str, title: str, verb: str) -> None:
    state = {"plan": State.CONFIRMED, "claim": State.RECTIFYING, "accept": State.CLAIMED}[verb]
    facts = replace(Facts(state=state), **{gap: None})
    assert missing_of_five(facts) == [title]
    assert messages(facts, verb) == [f"“五落实”不完整，还缺：{title}。"]


def test_no_money_is_an_answer_and_spaces_are_none() -> None:
    assert missing_of_five(Facts(funds_fen=0)) == []
    assert missing_of_five(Facts(responsible="", measures=" 　\n")) == ["整改责任人", "整改措施"]


@pytest.mark.parametrize("verb", ["accept", "reject_claim"])
def test_who_claimed_may_not_judge(verb: str) -> None:
    facts = Facts(state=State.CLAIMED)
    assert messages(facts, verb, person=1) == ["申请验收人不能验收自己申请的隐患，请由其他人员验收。"]
    assert messages(facts, verb, person=2) == []


@pytest.mark.parametrize("verb", ["send_back", "downgrade", "withdraw", "reject_claim"])
def test_ways_out_need_a_reason(verb: str) -> None:
    facts = Facts(state=State.CLAIMED if verb == "reject_claim" else State.REPORTED)
    assert messages(facts, verb, reason=" ") == [f"“{TRANSITIONS[verb].title}”须写明理由。"]


def test_only_a_confirmed_major_hazard_is_listed_and_once() -> None:
    facts = Facts(state=State.CONFIRMED)
    assert messages(facts, "order_listing") == []
    assert messages(replace(facts, scale=Scale.GENERAL), "order_listing") == ["只有重大事故隐患才挂牌督办。"]
    assert messages(replace(facts, confirmed_on=None), "order_listing") == ["隐患尚未经监管部门确认，不能挂牌督办。"]
    listed = replace(facts, listed_on=date(2023, 7, 3))
    assert messages(listed, "order_listing") == ["该隐患已在挂牌督办中，不能重复挂牌。"]


def test_a_listing_ends_after_acceptance_only() -> None:
    done = Facts(state=State.ACCEPTED, accepted_on=date(2023, 7, 20), listed_on=date(2023, 7, 3))
    assert messages(done, "lift_listing") == []
    assert messages(replace(done, listed_on=None), "lift_listing") == ["该隐患没有正在执行的挂牌督办。"]
    open_still = replace(done, state=State.RECTIFYING, accepted_on=None)
    assert messages(open_still, "lift_listing") == ["隐患处于“整改中”状态，不能“摘牌”（须处于：已销号）。"]


def test_an_order_and_its_end_are_published_once_each_and_in_order() -> None:
    listed = Facts(state=State.RECTIFYING, listed_on=date(2023, 7, 12))
    assert messages(listed, "publish_listing", on=date(2023, 7, 11)) == [
        "日期 2023-07-11 早于挂牌日期 2023-07-12，请核对。"
    ]
    assert messages(listed, "publish_listing", on=date(2023, 7, 12)) == []
    published = replace(listed, published_on=date(2023, 7, 13))
    assert messages(published, "publish_listing") == ["该挂牌督办已经公布，不能重复公布。"]
    done = replace(published, state=State.ACCEPTED, accepted_on=date(2023, 7, 20))
    assert messages(done, "publish_lifting") == ["该隐患还没有摘牌。"]
    lifted = replace(done, lifted_on=date(2023, 7, 21))
    assert messages(lifted, "publish_lifting", on=date(2023, 7, 20)) == [
        "日期 2023-07-20 早于摘牌日期 2023-07-21，请核对。"
    ]
    assert messages(lifted, "publish_lifting") == []
    assert messages(replace(lifted, published_on=None), "publish_lifting") == ["该挂牌督办没有公布过，摘牌不需要公布。"]
    assert messages(replace(lifted, lift_published_on=TODAY), "publish_lifting") == ["该摘牌已经公布，不能重复公布。"]


def test_an_enterprise_without_parent_has_one_level_and_is_told_so() -> None:
    assert messages(Facts(parent_id=None), "confirm_parent") == ["该企业没有上级主体企业，直接由行业监管部门确认。"]


def test_dates_follow_what_they_rest_on() -> None:
    facts = Facts(state=State.REPORTED, confirmed_on=None)
    assert messages(facts, "confirm", on=date(2023, 7, 26)) == ["日期 2023-07-26 晚于今天，请核对。"]
    assert messages(facts, "confirm", on=date(2023, 6, 30)) == ["日期 2023-06-30 早于发现日期 2023-07-01，请核对。"]
    assert messages(replace(facts, imported=True), "confirm", on=date(2023, 6, 30)) == []
    parent_first = replace(facts, state=State.PARENT_CONFIRMED, parent_confirmed_on=date(2023, 7, 5))
    assert messages(parent_first, "confirm", on=date(2023, 7, 5)) == []
    assert messages(parent_first, "confirm", on=date(2023, 7, 4)) == [
        "日期 2023-07-04 早于主体企业确认日期 2023-07-05，请核对。"
    ]


def test_a_plan_is_sound() -> None:
    facts = Facts(state=State.CONFIRMED, funds_fen=-1, due_on=date(2023, 6, 30))
    assert messages(facts, "plan") == [
        "整改资金不能为负数，没有费用的填 0。",
        "整改期限 2023-06-30 早于发现日期 2023-07-01，请核对。",
    ]
    assert messages(replace(facts, imported=True, funds_fen=0), "plan") == []


def test_a_listing_is_not_lifted_before_acceptance_nor_before_it_began() -> None:
    facts = Facts(state=State.ACCEPTED, accepted_on=date(2023, 7, 10), listed_on=date(2023, 7, 12))
    assert messages(facts, "lift_listing", on=date(2023, 7, 9)) == [
        "日期 2023-07-09 早于销号日期 2023-07-10，请核对。",
        "日期 2023-07-09 早于挂牌日期 2023-07-12，请核对。",
    ]
    assert messages(facts, "lift_listing", on=date(2023, 7, 12)) == []


def test_everything_wrong_is_said_at_once() -> None:
    facts = Facts(state=State.CLAIMED, measures=None, funds_fen=None)
    assert messages(facts, "accept", on=date(2023, 6, 1), person=1) == [
        "日期 2023-06-01 早于发现日期 2023-07-01，请核对。",
        "“五落实”不完整，还缺：整改措施、整改资金。",
        "申请验收人不能验收自己申请的隐患，请由其他人员验收。",
    ]


@pytest.mark.parametrize(
    ("verb", "facts", "words"),
    [
        ("sign", Facts(state=State.UNSIGNED, prepared_by=2), "不能签报自己登记的隐患"),
        ("resubmit", Facts(state=State.RETURNED, prepared_by=2), "须经企业主要负责人签字"),
        ("resign", Facts(state=State.RETURNED), "不需要企业签报"),
        ("confirm", Facts(officer=" "), "还缺：监管责任人"),
        ("confirm", Facts(transfer_to="energy"), "正在移交其他部门"),
        ("accept", Facts(state=State.CLAIMED, transfer_to="energy"), "正在移交其他部门"),
        ("plan", Facts(state=State.CONFIRMED, review=Review.NEEDED), "须先评审"),
        ("submit_plan", Facts(state=State.CONFIRMED), "不需要评审"),
        ("approve_plan", Facts(state=State.PLAN_REVIEW, planned_by=2), "不能评审自己的方案"),
        ("fix_now", Facts(state=State.CONFIRMED), "整改前照片和整改后照片"),
        ("claim", Facts(state=State.RECTIFYING, extension_to=date(2023, 9, 1)), "已有延期申请"),
        ("ask_extension", Facts(state=State.RECTIFYING), "没有待审批的延期申请"),
        ("grant_extension", Facts(state=State.RECTIFYING), "没有待审批的延期申请"),
        (
            "grant_extension",
            Facts(state=State.RECTIFYING, extension_to=date(2023, 9, 1), extension_by=2),
            "不能审批自己的申请",
        ),
        ("resume", Facts(state=State.SUSPENDED, suspended_by=2), "由其他人员复查后恢复"),
        ("take_over", Facts(), "没有待接收的移交"),
        ("accept", Facts(state=State.CLAIMED, merged_into_id=4), "已并入另一条隐患"),
    ],
)
def test_what_a_step_is_refused_for(verb: str, facts: Facts, words: str) -> None:
    assert [text for text in messages(facts, verb) if words in text] != []


def test_a_parent_that_does_not_answer_is_passed_over_with_a_reason_only() -> None:
    facts = Facts(prepared_by=3, signed_on=date(2023, 7, 2), confirmed_on=None)
    assert messages(facts, "confirm", reason="") == [
        "该企业有上级主体企业，须先经其审核；逾期未审核的，写明理由后可直接确认。"
    ]
    assert messages(facts, "confirm", reason="主体企业逾期未审核") == []
    assert messages(replace(facts, parent_id=None), "confirm", reason="") == []
    assert messages(replace(facts, parent_confirmed_on=date(2023, 7, 3)), "confirm", reason="") == []
