"""Pure decisions on checklists and answers: what is asked on a day, what is still missing, what failed, what it amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anjian.hazards.words import Level, Method, Scale
from anjian.inspections.inputs import GivenAnswer
from anjian.inspections.schema import Checklist, ChecklistItem
from anjian.inspections.words import BOTH_METHODS, FAILED, MET, NOT_CONCERNED, NOT_FOUND, Tier
from anjian.kernel.errors import Problem
from anjian.plugin_api import Facts, Verdict

LARGEST = 1_000_000
"""More people or tickets than any enterprise has."""
_SHORT = 18


@dataclass(frozen=True, slots=True)
class Question:
    """An item as a form shows it: its running number and the checklist it belongs to."""

    number: int
    checklist: str
    item: ChecklistItem

    @property
    def name(self) -> str:
        """How messages call it."""
        text = self.item.text
        return f"第{self.number}项“{text if len(text) <= _SHORT else text[:_SHORT] + '…'}”"


def questions_on(checklists: Iterable[Checklist], day: date) -> list[Question]:
    """The items offered on a day: in force, with a known text, and not register facts. Numbered in order."""
    asked = [
        (checklist.code, item)
        for checklist in checklists
        for item in checklist.items
        if item.asked and item.basis.in_force(day)
    ]
    return [Question(number, code, item) for number, (code, item) in enumerate(asked, 1)]


def tier_of(unit_kind: str) -> Tier:
    """The tier follows from the visiting unit (R-012): nobody chooses it."""
    if unit_kind in ("enterprise", "parent"):
        return Tier.SELF
    if unit_kind in ("county", "zone", "county_department"):
        return Tier.COUNTY
    return Tier.CITY


def short_of_all(item: ChecklistItem, given: GivenAnswer) -> bool:
    """Whether the two numbers alone make the item fail: the share in order lies below `pass_share`."""
    if item.counts is None or not given.total or given.passed is None:
        return False
    return given.passed < given.total * item.pass_share


def failed(given: GivenAnswer) -> bool:
    """不符合 or 存在."""
    return given.value in FAILED


def found_limbs(item: ChecklistItem, given: GivenAnswer) -> tuple[str, ...]:
    """Letters of the limbs found: those ticked, and the one that the numbers prove."""
    if not failed(given):
        return ()
    proven = {limb.id for limb in item.limbs if limb.by_count and short_of_all(item, given)}
    return tuple(limb.id for limb in item.limbs if limb.id in proven or limb.id in given.limbs)


def draft_problems(question: Question, given: GivenAnswer) -> list[Problem]:
    """What is wrong with an answer even as a draft: words that do not answer the item, numbers that cannot be."""
    item, found = question.item, []
    if given.value is not None and given.value not in item.choices:
        found.append(f"只能答{'、'.join(item.choices)}。")
    if not all(0 <= (number or 0) <= LARGEST for number in (given.total, given.passed)):
        found.append(f"数字应在0到{LARGEST}之间。")
    elif given.total is not None and given.passed is not None and given.passed > given.total and item.counts:
        found.append(f"“{item.counts[1]}”不能多于“{item.counts[0]}”。")
    if not set(given.methods) <= set(Method):
        found.append("所选检查方式不在可选范围内。")
    if not set(given.limbs) <= {limb.id for limb in item.limbs}:
        found.append("所选情形不在本项之内。")
    return [Problem(f"{question.name}{text}", field=item.code) for text in found]


def missing_of(question: Question, given: GivenAnswer | None) -> list[Problem]:
    """What stands against completing the visit with this answer (R-019, R-119); empty when it is whole."""
    item = question.item
    if given is None or given.value is None:
        return [Problem(f"{question.name}还没有作答。", field=item.code)]
    if given.value == NOT_CONCERNED:
        missing = [] if given.reason.strip() else ["答“不涉及”须写明理由。"]
    else:
        missing = [*_numbers_missing(item, given), *_methods_missing(item, given), *_failure_missing(item, given)]
    return draft_problems(question, given) + [Problem(question.name + text, field=item.code) for text in missing]


def _numbers_missing(item: ChecklistItem, given: GivenAnswer) -> list[str]:
    if item.counts is None:
        return []
    if given.total is None or given.passed is None:
        needed = item.answer == "n_of_n" or (given.total is None) != (given.passed is None)
        return [f"请填写“{item.counts[0]}”和“{item.counts[1]}”两个数字。"] if needed else []
    if item.answer == "n_of_n" and given.total == 0:
        return [f"“{item.counts[0]}”为0，不能据此作答；确实没有的，请答“不涉及”并写明理由。"]
    if short_of_all(item, given) and given.value in (MET, NOT_FOUND):
        return [f"“{item.counts[0]}”{given.total}、“{item.counts[1]}”{given.passed}，与所答“{given.value}”矛盾。"]
    return []


def _methods_missing(item: ChecklistItem, given: GivenAnswer) -> list[str]:
    if item.method != "both" or given.method_reason.strip() or set(BOTH_METHODS) <= set(given.methods):
        return []
    return [f"须同时采用{'和'.join(BOTH_METHODS)}两种方式，只用一种的须写明理由。"]


def _failure_missing(item: ChecklistItem, given: GivenAnswer) -> list[str]:
    if not failed(given):
        return []
    missing = []
    if item.limbs and not found_limbs(item, given):
        missing.append("请选出存在哪些情形。")
    if item.photo is not None and item.photo.rule == "required" and not given.photos:
        missing.append(f"须拍照取证（{item.photo.reason}）。")
    return missing


def problems_of_visit(questions: Sequence[Question], given: Mapping[str, GivenAnswer], statement: str) -> list[Problem]:
    """Everything that stands against completing a visit. A visit that found nothing says so in words (R-028)."""
    problems = [problem for question in questions for problem in missing_of(question, given.get(question.item.code))]
    if not any(map(failed, given.values())) and not statement.strip():
        problems.append(Problem("没有发现问题的，请在“检查结论”中写明检查了什么、结论如何。", field="statement"))
    return problems


def content_of(item: ChecklistItem, letter: str | None, given: GivenAnswer) -> str:
    """The proposed wording of the fault: what the inspector noted, else the item's own words."""
    limb = next((limb.text for limb in item.limbs if limb.id == letter), None)
    stated = limb or (item.text if item.polarity == "violation" else f"未落实：{item.text}")
    numbers = ""
    if item.counts and given.total is not None and given.passed is not None:
        numbers = f"（{item.counts[0]}{given.total}，{item.counts[1]}{given.passed}）"
    return f"{given.note.strip()}（{stated}）" if given.note.strip() else stated + numbers


def verdict_of(facts: Facts) -> Verdict:
    """The judgement where no plugin decides: an item that is a criterion in force, or a published limb that the fact meets,
    is 重大; anything else is 一般."""
    for code in (facts.item_code, facts.limb_proposed):
        if code is not None and code in facts.limbs_in_force:
            reason = f"检查发现的事实符合当日有效的判定条款“{facts.limbs_in_force[code]}”。"
            return Verdict(Scale.MAJOR, Level.MAJOR, code, reason)
    return Verdict(
        Scale.GENERAL, Level.GENERAL, None, "没有当日有效的重大事故隐患判定条款与此对应，按一般事故隐患处理。"
    )


def verdict_problem(verdict: Verdict, facts: Facts) -> str:
    """What is wrong with a plugin's verdict; blank when it can be proposed (R-014)."""
    if verdict.scale == Scale.MAJOR and verdict.limb not in facts.limbs_in_force:
        return f"提出的条款“{verdict.limb or '（空）'}”在{facts.found_on}没有生效"
    if verdict.limb is not None and verdict.limb not in facts.limbs_in_force:
        return f"引用的条款“{verdict.limb}”在{facts.found_on}没有生效"
    return "" if verdict.reason.strip() else "没有写明判定理由"
