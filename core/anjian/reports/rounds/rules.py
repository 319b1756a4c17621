"""Pure decisions about a round: which steps a submission may take and what stands against them, what an explanation may say,
when a round may be sealed. No Flask, no session. Sources: R-007, R-092, R-110, R-116, R-118, R-129.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from anjian.kernel.errors import Problem
from anjian.people.rules import same_person


class State(StrEnum):
    """Where one unit's submission stands."""

    REVIEWING = "审核中"
    PREPARED = "待签发"
    SIGNED = "已签发"
    SUBMITTED = "已报送"
    ACCEPTED = "已接收"
    RETURNED = "已退回"


class RoundState(StrEnum):
    """Where a round stands, by its last seal."""

    OPEN = "收集中"
    COMPLETE = "已完整封存"
    INCOMPLETE = "已封存（不完整）"


SUBMIT, SIGN, RETURN = "reports.submit", "reports.sign", "reports.return"
STAFF, LEADER, OFFICE = "填报单位人员", "填报单位负责人", "领导组办公室"
REVIEWABLE = (State.REVIEWING, State.RETURNED)
"""States in which the unit works on its submission."""
HANDED_IN = (State.SUBMITTED, State.ACCEPTED)


class SubmissionFacts(Protocol):
    """What the guards look at."""

    @property
    def state(self) -> str: ...

    @property
    def snapshot_id(self) -> str | None:
        """The compilation that was prepared, signed or handed in."""

    @property
    def preparer_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """A step that somebody wants to take. `shown` is the compilation that their page showed, `newest` the round's present one."""

    verb: str
    person_id: int | None
    shown: str
    newest: str
    post: str = ""
    """The post that the person holds in the unit on the day; blank: none."""
    reason: str = ""
    sealed: bool = False
    """The round is sealed as complete."""


Guard = Callable[[SubmissionFacts, Step], Problem | None]


def shows_newest(submission: SubmissionFacts, step: Step) -> Problem | None:
    """Nobody signs a table that they have not seen."""
    if step.shown != step.newest:
        return Problem("本期报表在您打开页面之后又重新编制，请先查看有哪些变化。")
    return None


def needs_other_person(submission: SubmissionFacts, step: Step) -> Problem | None:
    """Four eyes are two persons, whatever posts they hold (R-129)."""
    if same_person(submission.preparer_id, step.person_id):
        return Problem("填报人不能签发自己填报的报表，请由本单位其他负责人签发。")
    return None


def needs_post(submission: SubmissionFacts, step: Step) -> Problem | None:
    """A signature is a post's, held on the day (R-006)."""
    return None if step.post else Problem("您今天在本单位没有在任职务，不能签发，请联系系统管理员登记任职。")


def signed_newest(submission: SubmissionFacts, step: Step) -> Problem | None:
    """What is handed in is what was signed."""
    if submission.snapshot_id != step.newest:
        return Problem("签发之后报表又重新编制，请由签发人查看变化后重新签发。")
    return None


def signed_older(submission: SubmissionFacts, step: Step) -> Problem | None:
    """A signature is given again only for a newer table."""
    if submission.state == State.SIGNED and submission.snapshot_id == step.newest:
        return Problem("本期报表已经签发，可以报送。")
    return None


def needs_unsealed(submission: SubmissionFacts, step: Step) -> Problem | None:
    """What a complete seal rests on stays."""
    return Problem("本期调度已完整封存，不能再退回；差异在下期说明。") if step.sealed else None


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table of transitions."""

    verb: str
    title: str
    """The verb on the button."""
    sources: tuple[State, ...]
    target: State
    permission: str
    who: str
    guards: tuple[Guard, ...] = ()
    reason_required: bool = False

    @property
    def by_unit(self) -> bool:
        """Whether the unit takes it (else the office)."""
        return self.permission in (SUBMIT, SIGN)


TRANSITIONS: dict[str, Transition] = {
    row.verb: row
    for row in (
        Transition("prepare", "送签", REVIEWABLE, State.PREPARED, SUBMIT, STAFF, (shows_newest,)),
        Transition(
            "sign", "签发", (State.PREPARED, State.SIGNED), State.SIGNED, SIGN, LEADER,
            (needs_post, needs_other_person, shows_newest, signed_older),
        ),
        Transition(
            "rework", "退回修改", (State.PREPARED, State.SIGNED), State.REVIEWING, SIGN, LEADER, reason_required=True
        ),
        Transition("submit", "报送", (State.SIGNED,), State.SUBMITTED, SUBMIT, STAFF, (signed_newest,)),
        Transition("accept", "接收", (State.SUBMITTED,), State.ACCEPTED, RETURN, OFFICE),
        Transition(
            "send_back", "退回", HANDED_IN, State.RETURNED, RETURN, OFFICE, (needs_unsealed,), reason_required=True
        ),
    )
}  # fmt: skip


def problems_of(submission: SubmissionFacts, step: Step) -> list[Problem]:
    """Everything that stands against a step; empty when it may be taken (permission and unit are the caller's check)."""
    row = TRANSITIONS[step.verb]
    if submission.state not in row.sources:
        allowed = "、".join(row.sources)
        return [Problem(f"报送处于“{submission.state}”状态，不能“{row.title}”（须处于：{allowed}）。")]
    found = [problem for guard in row.guards if (problem := guard(submission, step)) is not None]
    if row.reason_required and not step.reason.strip():
        found.append(Problem(f"“{row.title}”须写明理由。", field="reason"))
    return found


def steps_of(state: str) -> list[Transition]:
    """The steps that lead out of a state, those that lead on first."""
    return sorted((row for row in TRANSITIONS.values() if state in row.sources), key=lambda row: row.reason_required)


_NUMERALS = re.compile(r"[\d０-９零〇一二三四五六七八九十百千万亿两半点壹贰叁肆伍陆柒捌玖拾佰仟]+")
_MEASURES = re.compile(r"个次|家次|万元|[个家次人元分条起项处份吨%％‰]")
_SIGNS = re.compile(r"[\W_]+")
LEAST = 4
"""Characters other than figures that make an explanation."""


def explanation_problem(text: str) -> Problem | None:
    """An explanation says why in words; a figure is counted, never typed (R-118)."""
    words = _SIGNS.sub("", _MEASURES.sub("", _NUMERALS.sub("", text)))
    if not text.strip():
        return Problem("请填写说明。", field="text")
    if len(words) < LEAST:
        return Problem(
            "说明须用文字写明原因，不能只写数字或金额；数字由台账自动统计，要改请更正台账记录。", field="text"
        )
    return None


@dataclass(frozen=True, slots=True)
class Sealing:
    """What the office wants to seal: `missing` are the units whose submission is not accepted."""

    missing: tuple[str, ...]
    incomplete: bool
    """Seal although units are missing, naming them."""
    today: date
    due_on: date
    shown: str
    newest: str
    sealed: bool
    """The newest compilation is sealed already."""


def sealing_problems(asked: Sealing) -> list[Problem]:
    """Everything that stands against a seal: it never says complete while a unit is missing, nor the other way round (R-092)."""
    if asked.sealed:
        return [Problem("本期现有报表已经封存，不能重复封存；重新编制后可再封存。")]
    found = []
    if asked.shown != asked.newest:
        found.append(Problem("本期报表在您打开页面之后又重新编制，请核对后再封存。"))
    names = "、".join(asked.missing)
    if asked.missing and not asked.incomplete:
        found.append(
            Problem(f"还有{len(asked.missing)}个单位没有报送或尚未接收，不能按完整封存：{names}。", field="incomplete")
        )
    if asked.incomplete and not asked.missing:
        found.append(Problem("各单位均已报送并接收，请按完整封存。", field="incomplete"))
    if asked.incomplete and asked.missing and asked.today <= asked.due_on:
        found.append(Problem(f"报送期限为 {asked.due_on}（含当日），期限内不能按不完整封存。", field="incomplete"))
    return found
