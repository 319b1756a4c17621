"""What a person enters about a visit. Answers are no form: one reader for the page and, later, the phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from anjian.exchange.text import clean_text
from anjian.exchange.values import parse_int
from anjian.inspections.inputs import Decision, GivenAnswer
from anjian.inspections.rules import Question
from anjian.inspections.words import Mode, Tier, VisitStatus
from anjian.kernel.errors import Problem
from anjian.ui.fields import ChoiceField, DayField, LongTextField, MultiChoiceField, RecordField, TextField
from anjian.ui.forms import FilterForm, Form, Group, Required

START, PLAN = "start", "plan"


class VisitForm(Form):
    """A visit to be made."""

    groups = (
        Group("检查对象", ("enterprise_id", "checklist")),
        Group("检查安排", ("when", "visited_on", "mode", "members", "others")),
    )
    enterprise_id = RecordField(
        "企业", [Required()], source="inspections.enterprises", help="可输入名称、拼音首字母查找。"
    )
    checklist = ChoiceField("检查表", [Required()], help="各检查表都附有“主要负责人履职与‘五带头’抽查”。")
    when = ChoiceField("何时检查", [Required()], choices={START: "已到达企业，现在开始", PLAN: "先列入计划"})
    visited_on = DayField("检查日期", [Required()])
    mode = ChoiceField(
        "检查方式",
        [Required()],
        choices={str(mode): str(mode) for mode in Mode},
        help="明察暗访、突击检查、随机抽查在到达企业前只有检查组成员能看到。",
    )
    members = MultiChoiceField("同组人员", help="您本人自动列入检查组。")
    others = TextField("其他参加人员", limit=200, help="专家、协作单位人员等，多人用“、”分开。")

    def other_names(self) -> tuple[str, ...]:
        text = (self.others.data or "").replace("，", "、").replace(",", "、")
        return tuple(part.strip() for part in text.split("、") if part.strip())


class CancelForm(Form):
    """Why a planned visit is called off."""

    reason = LongTextField("取消理由", [Required()], limit=400)


class VoidForm(Form):
    """Why a finding was wrong."""

    reason = LongTextField("作废理由", [Required()], limit=400, help="写明错在何处；作废后不再计入任何报表，记录保留。")


class CampaignsForm(Form):
    """The campaigns that count a visit."""

    campaigns = MultiChoiceField(
        "所属专项行动", help="一次检查在所选的每个专项行动中各计一次；都不选则不计入任何专项行动"
    )
    reason = LongTextField("调整理由", [Required()], limit=400)


class VisitFilters(FilterForm):
    """Filters of the list of visits."""

    primary = ("q", "status", "tier", "from_on", "to_on")
    q = TextField("企业、单位或检查编号")
    status = ChoiceField("状态", choices={str(word): str(word) for word in VisitStatus})
    tier = ChoiceField("层级", choices={str(word): str(word) for word in Tier})
    from_on = DayField("检查日期起")
    to_on = DayField("检查日期止")
    mode = ChoiceField("检查方式", choices={str(word): str(word) for word in Mode})
    plugin = ChoiceField("行业")


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as it stands in the page's inputs: text as typed, so that a refused page loses nothing."""

    value: str = ""
    reason: str = ""
    total: str = ""
    passed: str = ""
    methods: tuple[str, ...] = ()
    method_reason: str = ""
    limbs: tuple[str, ...] = ()
    note: str = ""
    place: str = ""

    @property
    def blank(self) -> bool:
        return self == Entry()


def entry_of(given: GivenAnswer) -> Entry:
    """A kept answer as inputs show it."""
    numbers = ["" if number is None else str(number) for number in (given.total, given.passed)]
    return Entry(
        given.value or "", given.reason, numbers[0], numbers[1], given.methods, given.method_reason, given.limbs,
        given.note, given.place,
    )  # fmt: skip


def entries_sent(questions: Sequence[Question], sent: MultiDict[str, str]) -> dict[str, Entry]:
    """What the page sends for each item shown, by item code. Inputs are named `<item code>.<part>`."""
    found = {}
    for question in questions:
        code = question.item.code

        def text(part: str, code: str = code) -> str:
            return clean_text(sent.get(f"{code}.{part}"))

        found[code] = Entry(
            text("value"), text("reason"), text("total"), text("passed"), tuple(sent.getlist(f"{code}.methods")),
            text("method_reason"), tuple(sent.getlist(f"{code}.limbs")), text("note"), text("place"),
        )  # fmt: skip
    return found


def read_answers(
    questions: Sequence[Question], entries: Mapping[str, Entry], kept: Mapping[str, GivenAnswer]
) -> tuple[list[GivenAnswer], list[Problem]]:
    """Answers to keep (those never answered and still blank are left out), and what cannot be read, all at once."""
    answers, problems = [], []
    for question in questions:
        code = question.item.code
        entry = entries[code]
        if entry.blank and code not in kept:
            continue
        numbers: list[int | None] = []
        for name, typed in zip(question.item.counts or ("", ""), (entry.total, entry.passed), strict=True):
            try:
                numbers.append(parse_int(typed) if typed else None)
            except ValueError as error:
                problems.append(Problem(f"{question.name}的“{name}”：{error}", field=code))
                numbers.append(None)
        answers.append(
            GivenAnswer(
                code,
                entry.value or None,
                entry.reason,
                numbers[0],
                numbers[1],
                entry.methods,
                entry.method_reason,
                entry.limbs,
                entry.note,
                entry.place,
            )
        )
    return answers, problems


def decisions_sent(finding_ids: Sequence[int], sent: MultiDict[str, str]) -> list[Decision]:
    """The decisions on the proposals shown. Inputs are named `f<id>.<part>`; nothing chosen means: report."""
    return [
        Decision(
            finding_id=number,
            report=sent.get(f"f{number}.report", "yes") == "yes",
            content=clean_text(sent.get(f"f{number}.content")),
            place=clean_text(sent.get(f"f{number}.place")),
            reason=clean_text(sent.get(f"f{number}.reason")),
        )
        for number in finding_ids
    ]
