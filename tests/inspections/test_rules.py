"""Pure decisions: what is asked when, what is missing, what failed, what it amounts to."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.inspections.checklists import FOLDER, read_checklist
from anjian.inspections.inputs import GivenAnswer
from anjian.inspections.rules import (
    Question,
    content_of,
    failed,
    found_limbs,
    missing_of,
    problems_of_visit,
    questions_on,
    tier_of,
    verdict_of,
    verdict_problem,
)
from anjian.inspections.schema import ChecklistItem
from anjian.plugin_api import Facts, Verdict

FRAGMENT = read_checklist(FOLDER / "chief_duties.yaml")
JULY = date(2023, 7, 20)


def asked(code: str) -> Question:
    return next(one for one in questions_on([FRAGMENT], JULY) if one.item.code == code)


def item(**changes: object) -> ChecklistItem:
    base = {
        "code": "XX-1",
        "group": "组",
        "text": "题",
        "basis": {"document": "文", "clause": "第一条", "valid_from": "2023-07-01", "valid_to": "2023-07-31"},
        "polarity": "duty",
        "verified": True,
    }
    return ChecklistItem.model_validate(base | changes)


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2023, 5, 14), 0), (date(2023, 5, 15), 18), (date(2023, 12, 31), 18), (date(2024, 1, 1), 0)],
)
def test_the_fragment_is_asked_while_the_campaign_runs(day: date, count: int) -> None:
    assert len(questions_on([FRAGMENT], day)) == count


def test_items_are_numbered_over_all_checklists_in_order() -> None:
    assert [one.number for one in questions_on([FRAGMENT, FRAGMENT], JULY)] == list(range(1, 37))


@pytest.mark.parametrize(
    ("kind", "tier"),
    [
        ("enterprise", "企业自查"),
        ("parent", "企业自查"),
        ("county", "县级检查"),
        ("zone", "县级检查"),
        ("county_department", "县级检查"),
        ("department", "市级督导"),
        ("partner", "市级督导"),
    ],
)
def test_the_tier_follows_from_the_unit(kind: str, tier: str) -> None:
    assert tier_of(kind) == tier


MISSING = [
    ("CHIEF-01", {}, ["还没有作答。"]),
    ("CHIEF-01", {"value": "符合"}, []),
    ("CHIEF-01", {"value": "存在"}, ["只能答符合、不符合、不涉及。"]),
    ("CHIEF-01", {"value": "不涉及", "reason": " "}, ["答“不涉及”须写明理由。"]),
    ("CHIEF-01", {"value": "不涉及", "reason": "新建企业尚未投产"}, []),
    ("CHIEF-02", {"value": "符合"}, ["请填写“应训人数”和“实训人数”两个数字。"]),
    ("CHIEF-02", {"value": "符合", "total": 100, "passed": 100}, []),
    (
        "CHIEF-02",
        {"value": "符合", "total": 100, "passed": 98},
        ["“应训人数”100、“实训人数”98，与所答“符合”矛盾。"],
    ),
    ("CHIEF-02", {"value": "不符合", "total": 100, "passed": 98}, []),
    ("CHIEF-02", {"value": "不符合", "total": 5, "passed": 9}, ["“实训人数”不能多于“应训人数”。"]),
    (
        "CHIEF-02",
        {"value": "符合", "total": 0, "passed": 0},
        ["“应训人数”为0，不能据此作答；确实没有的，请答“不涉及”并写明理由。"],
    ),
    ("CHIEF-11", {"value": "符合", "methods": ("现场",)}, ["须同时采用现场和票证核查两种方式，只用一种的须写明理由。"]),
    ("CHIEF-11", {"value": "符合", "methods": ("现场",), "method_reason": "当日无动火作业票"}, []),
    ("CHIEF-11", {"value": "符合", "methods": ("现场", "票证核查")}, []),
    ("CHIEF-11", {"value": "符合", "methods": ("猜测",), "method_reason": "无"}, ["所选检查方式不在可选范围内。"]),
    ("CHIEF-02", {"value": "不符合", "total": 10**12, "passed": 1}, ["数字应在0到1000000之间。"]),
    ("CHIEF-14", {"value": "不符合"}, ["请选出存在哪些情形。"]),
    ("CHIEF-14", {"value": "不符合", "limbs": ("a", "e")}, []),
    ("CHIEF-14", {"value": "不符合", "limbs": ("z",)}, ["所选情形不在本项之内。", "请选出存在哪些情形。"]),
]


@pytest.mark.parametrize(("code", "given", "messages"), MISSING)
def test_what_an_answer_still_lacks(code: str, given: dict[str, object], messages: list[str]) -> None:
    question = asked(code)
    found = missing_of(question, GivenAnswer(code, **given) if given else None)  # type: ignore[arg-type]
    assert [problem.message.removeprefix(question.name) for problem in found] == messages
    assert {problem.field for problem in found} <= {code}


def test_a_required_photo_is_asked_only_when_the_item_failed() -> None:
    photo = Question(1, "x", item(photo={"rule": "required", "reason": "需要影像"}))
    assert missing_of(photo, GivenAnswer("XX-1", "符合")) == []
    assert [one.message for one in missing_of(photo, GivenAnswer("XX-1", "不符合"))] == [
        "第1项“题”须拍照取证（需要影像）。"
    ]
    assert missing_of(photo, GivenAnswer("XX-1", "不符合", photos=1)) == []


def test_limbs_are_those_ticked_and_those_that_the_numbers_prove() -> None:
    drill = asked("CHIEF-15").item
    assert found_limbs(drill, GivenAnswer("CHIEF-15", "不符合", total=10, passed=7)) == ("b",)
    assert found_limbs(drill, GivenAnswer("CHIEF-15", "不符合", total=10, passed=7, limbs=("a",))) == ("a", "b")
    assert found_limbs(drill, GivenAnswer("CHIEF-15", "符合", total=10, passed=10, limbs=("a",))) == ()


def test_a_share_may_be_enough() -> None:
    lenient = item(counts=("问", "知"), answer="n_of_n", pass_share=0.8)
    question = Question(1, "x", lenient)
    assert missing_of(question, GivenAnswer("XX-1", "符合", total=10, passed=8)) == []
    assert len(missing_of(question, GivenAnswer("XX-1", "符合", total=10, passed=7))) == 1


def test_a_visit_that_found_nothing_says_so() -> None:
    question = Question(1, "x", item())
    clean = {"XX-1": GivenAnswer("XX-1", "符合")}
    assert [one.field for one in problems_of_visit([question], clean, " ")] == ["statement"]
    assert problems_of_visit([question], clean, "查看制度和记录，未发现问题") == []
    assert problems_of_visit([question], {"XX-1": GivenAnswer("XX-1", "不符合")}, "") == []


def test_failing_words() -> None:
    answers = ["符合", "不符合", "不涉及", "未发现", "存在", None]
    assert [failed(GivenAnswer("X", word)) for word in answers] == [False, True, False, False, True, False]


def test_the_fault_is_worded_by_the_inspector_or_by_the_item() -> None:
    contractors = asked("CHIEF-14").item
    given = GivenAnswer("CHIEF-14", "不符合", limbs=("c",))
    assert content_of(contractors, "c", given) == "双方未签订安全生产协议"
    assert content_of(item(), None, GivenAnswer("XX-1", "不符合")) == "未落实：题"
    assert content_of(item(polarity="violation"), None, GivenAnswer("XX-1", "存在")) == "题"
    noted = GivenAnswer("XX-1", "存在", note=" 晋E0001车检验过期 ")
    assert content_of(item(polarity="violation"), None, noted) == "晋E0001车检验过期（题）"
    counted = GivenAnswer("CHIEF-02", "不符合", total=100, passed=98)
    assert content_of(asked("CHIEF-02").item, None, counted).endswith("（应训人数100，实训人数98）")


def facts(**changes: object) -> Facts:
    base: dict[str, object] = {
        "item_code": "TR-1",
        "item_text": "题",
        "limb_proposed": None,
        "limbs_in_force": {"C-02": "未持证"},
        "answer": "存在",
        "note": "",
        "found_on": JULY,
        "enterprise_id": 1,
        "categories": ("运输",),
    }
    return Facts(**(base | changes))  # type: ignore[arg-type]


def test_only_a_limb_in_force_makes_it_major() -> None:
    assert verdict_of(facts()).scale == "一般事故隐患"
    assert verdict_of(facts(limb_proposed="C-02")).limb == "C-02"
    assert verdict_of(facts(limb_proposed="C-11b")).scale == "一般事故隐患"
    own = verdict_of(facts(limbs_in_force={"TR-1": "题", "C-02": "未持证"}, limb_proposed="C-02"))
    assert (own.scale, own.limb) == ("重大事故隐患", "TR-1")


@pytest.mark.parametrize(
    ("verdict", "fault"),
    [
        (Verdict("重大事故隐患", "重大", "C-02", "有据"), ""),
        (Verdict("一般事故隐患", "一般", None, "有据"), ""),
        (Verdict("重大事故隐患", "重大", None, "有据"), "提出的条款“（空）”在2023-07-20没有生效"),
        (Verdict("重大事故隐患", "重大", "C-99", "有据"), "提出的条款“C-99”在2023-07-20没有生效"),
        (Verdict("特种设备事故隐患", "严重", "C-99", "有据"), "引用的条款“C-99”在2023-07-20没有生效"),
        (Verdict("一般事故隐患", "一般", None, " "), "没有写明判定理由"),
    ],
)
def test_a_verdict_that_cannot_be_proposed_is_told(verdict: Verdict, fault: str) -> None:
    assert verdict_problem(verdict, facts()) == fault
