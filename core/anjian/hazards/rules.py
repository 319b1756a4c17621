"""The closed loop as one table: which step leads from where to where, who may take it, and what it still needs.

Pure decisions: no Flask, no session. Sources: R-020…R-024, R-088, R-105…R-108; 五落实 is R-022.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from anjian.hazards.words import CLOSED, Scale, State
from anjian.kernel.errors import Problem


class HazardFacts(Protocol):
    """What the rules look at: the row of a hazard."""

    @property
    def scale(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def discovered_on(self) -> date: ...
    @property
    def parent_confirmed_on(self) -> date | None: ...
    @property
    def confirmed_on(self) -> date | None: ...
    @property
    def measures(self) -> str | None: ...
    @property
    def funds_fen(self) -> int | None: ...
    @property
    def responsible(self) -> str | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def contingency(self) -> str | None: ...
    @property
    def claimed_on(self) -> date | None: ...
    @property
    def rectified_by(self) -> int | None: ...
    @property
    def accepted_on(self) -> date | None: ...
    @property
    def listed_on(self) -> date | None: ...
    @property
    def lifted_on(self) -> date | None: ...
    @property
    def imported(self) -> bool: ...
    @property
    def parent_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One attempted transition: on which day it is true, and which person takes it."""

    verb: str
    effective_on: date
    today: date
    person_id: int | None


Guard = Callable[[HazardFacts, Step], Problem | None]
FIVE = {
    "responsible": "整改责任人",
    "measures": "整改措施",
    "funds_fen": "整改资金",
    "due_on": "整改期限",
    "contingency": "防控措施及应急预案",
}
"""五落实: 责任、措施、资金、时限、预案."""


def missing_of_five(hazard: HazardFacts) -> list[str]:
    """Which of the five are still missing, by their Chinese names; money of 0 counts as given, blank text does not."""
    return [title for name, title in FIVE.items() if _blank(getattr(hazard, name))]


def _blank(given: object) -> bool:
    return given is None or (isinstance(given, str) and not given.strip())


def needs_five(hazard: HazardFacts, _step: Step) -> Problem | None:
    missing = missing_of_five(hazard)
    return Problem(f"“五落实”不完整，还缺：{'、'.join(missing)}。", field="measures") if missing else None


def needs_other_person(hazard: HazardFacts, step: Step) -> Problem | None:
    if hazard.rectified_by is not None and hazard.rectified_by == step.person_id:
        return Problem("申请验收人不能验收自己申请的隐患，请由其他人员验收。")
    return None


def needs_major(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.scale == Scale.MAJOR else Problem("只有重大事故隐患才挂牌督办。")


def needs_unlisted(hazard: HazardFacts, _step: Step) -> Problem | None:
    listed = hazard.listed_on is not None and hazard.lifted_on is None
    return Problem("该隐患已在挂牌督办中，不能重复挂牌。") if listed else None


def needs_listed(hazard: HazardFacts, _step: Step) -> Problem | None:
    listed = hazard.listed_on is not None and hazard.lifted_on is None
    return None if listed else Problem("该隐患没有正在执行的挂牌督办。")


def needs_confirmation(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.confirmed_on else Problem("隐患尚未经监管部门确认，不能挂牌督办。")


def needs_acceptance(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.accepted_on else Problem("隐患尚未验收销号，不能摘牌（挂牌督办不得早于验收结束）。")


def has_parent(hazard: HazardFacts, _step: Step) -> Problem | None:
    """R-088: the single-level path is said, not implied."""
    return None if hazard.parent_id is not None else Problem("该企业没有上级主体企业，直接由行业监管部门确认。")


def sound_plan(hazard: HazardFacts, _step: Step) -> Problem | None:
    if hazard.funds_fen is not None and hazard.funds_fen < 0:
        return Problem("整改资金不能为负数，没有费用的填 0。", field="funds_fen")
    return None


def due_after_discovery(hazard: HazardFacts, _step: Step) -> Problem | None:
    if hazard.due_on is None or hazard.imported or hazard.due_on >= hazard.discovered_on:
        return None
    return Problem(f"整改期限 {hazard.due_on} 早于发现日期 {hazard.discovered_on}，请核对。", field="due_on")


def after_listing(hazard: HazardFacts, step: Step) -> Problem | None:
    if hazard.listed_on is None or step.effective_on >= hazard.listed_on:
        return None
    return Problem(f"日期 {step.effective_on} 早于挂牌日期 {hazard.listed_on}，请核对。", field="effective_on")


def in_order(hazard: HazardFacts, step: Step) -> Problem | None:
    """A step is not dated before what it rests on, nor after today. Dates that a unit's list asserted are exempt."""
    if step.effective_on > step.today:
        return Problem(f"日期 {step.effective_on} 晚于今天，请核对。", field="effective_on")
    if hazard.imported:
        return None
    rests_on = {
        "发现": hazard.discovered_on,
        "主体企业确认": hazard.parent_confirmed_on,
        "确认": hazard.confirmed_on,
        "申请验收": hazard.claimed_on,
        "销号": hazard.accepted_on,
    }
    for title, day in rests_on.items():
        if day is not None and step.effective_on < day:
            return Problem(f"日期 {step.effective_on} 早于{title}日期 {day}，请核对。", field="effective_on")
    return None


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table. `target` None leaves the state as it is; `who` names in Chinese who can take the step."""

    verb: str
    title: str
    sources: tuple[State, ...]
    target: State | None
    permission: str
    who: str
    guards: tuple[Guard, ...] = (in_order,)
    """Look at the row as it will be, with the step's own changes."""
    reason_required: bool = False
    before: tuple[Guard, ...] = ()
    """Look at the row as it stands before the step."""


_OPEN = (State.CONFIRMED, State.RECTIFYING, State.CLAIMED, State.SUSPENDED)
_BEFORE = (State.REPORTED, State.PARENT_CONFIRMED)
TRANSITIONS: dict[str, Transition] = {
    row.verb: row
    for row in (
        Transition(
            "confirm_parent", "主体企业确认", (State.REPORTED,), State.PARENT_CONFIRMED, "hazards.confirm_parent", "上级主体企业",
            (in_order, has_parent),
        ),
        Transition("confirm", "确认隐患", _BEFORE, State.CONFIRMED, "hazards.confirm", "行业监管部门"),
        Transition("send_back", "退回补充", _BEFORE, State.RETURNED, "hazards.confirm", "行业监管部门", reason_required=True),
        Transition("resubmit", "重新上报", (State.RETURNED,), State.REPORTED, "hazards.report", "填报单位"),
        Transition(
            "downgrade", "降级", (*_BEFORE, State.CONFIRMED), State.DOWNGRADED, "hazards.confirm", "行业监管部门",
            reason_required=True,
        ),
        Transition(
            "withdraw", "撤回", (*_BEFORE, State.RETURNED, State.CONFIRMED, State.RECTIFYING), State.WITHDRAWN,
            "hazards.withdraw", "行业监管部门", reason_required=True,
        ),
        Transition(
            "plan", "落实整改", (State.CONFIRMED, State.RECTIFYING), State.RECTIFYING, "hazards.plan", "企业或监管部门",
            (in_order, needs_five, sound_plan, due_after_discovery),
        ),
        Transition(
            "claim", "申请验收", (State.RECTIFYING,), State.CLAIMED, "hazards.claim", "企业或监管部门", (in_order, needs_five)
        ),
        Transition(
            "reject_claim", "验收不通过", (State.CLAIMED,), State.RECTIFYING, "hazards.accept", "验收部门",
            (in_order, needs_other_person), reason_required=True,
        ),
        Transition(
            "accept", "验收销号", (State.CLAIMED,), State.ACCEPTED, "hazards.accept", "验收部门",
            (in_order, needs_five, needs_other_person),
        ),
        Transition(
            "order_listing", "挂牌督办", _OPEN, None, "hazards.list_order", "挂牌督办单位",
            (in_order, needs_major, needs_confirmation), before=(needs_unlisted,),
        ),
        Transition(
            "lift_listing", "摘牌", (State.ACCEPTED,), None, "hazards.list_order", "挂牌督办单位",
            (in_order, after_listing, needs_acceptance), before=(needs_listed,),
        ),
    )
}  # fmt: skip


def problems_of(hazard: HazardFacts, step: Step, reason: str = "") -> list[Problem]:
    """Everything that stands against a step; empty when it may be taken (permission is the caller's check)."""
    row = TRANSITIONS[step.verb]
    if hazard.state not in row.sources:
        allowed = "、".join(row.sources)
        return [Problem(f"隐患处于“{hazard.state}”状态，不能“{row.title}”（须处于：{allowed}）。")]
    found = [problem for guard in row.guards if (problem := guard(hazard, step)) is not None]
    if row.reason_required and not reason.strip():
        found.append(Problem(f"“{row.title}”须写明理由。", field="reason"))
    return found


def problems_before(hazard: HazardFacts, step: Step) -> list[Problem]:
    """What stands against a step in the row as it is, before the step's own changes."""
    row = TRANSITIONS[step.verb]
    if hazard.state not in row.sources:
        return []
    return [problem for guard in row.before if (problem := guard(hazard, step)) is not None]


def next_steps(hazard: HazardFacts) -> list[Transition]:
    """The steps open to a hazard: first those that lead on, in the order of the loop; then repeats; ways back and out last."""
    found = [
        row
        for row in TRANSITIONS.values()
        if hazard.state in row.sources
        and not any(guard(hazard, _ANY) for guard in row.before + row.guards if guard in _APPLIES)
    ]
    return sorted(found, key=lambda row: (row.reason_required, row.target == hazard.state))


_APPLIES = (has_parent, needs_unlisted, needs_listed, needs_major, needs_confirmation)
"""Guards that say whether a step makes sense for a hazard at all."""
_ANY = Step("", date.min, date.max, None)


def light(due_on: date | None, state: str, today: date) -> str:
    """`red` past due, `yellow` due within three days, `green` otherwise, `grey` closed or without a deadline."""
    if due_on is None or state in CLOSED:
        return "grey"
    left = (due_on - today).days
    if left < 0:
        return "red"
    return "yellow" if left <= 3 else "green"
