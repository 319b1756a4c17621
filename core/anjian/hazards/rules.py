"""The closed loop as one table: which step leads from where to where, who may take it, what it needs, writes and starts.

Pure decisions: no Flask, no session. Sources: R-005, R-020…R-024, R-088, R-105…R-108, R-126, T-04, T-08, N-08; 五落实 is R-022.
The guide `docs/closed-loop.md` and its diagram are written from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anjian.hazards import guards as g
from anjian.hazards.guards import FIVE, Guard, HazardFacts, Step
from anjian.hazards.words import CLOSED, State
from anjian.kernel.errors import Problem


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table. `target` None leaves the state as it is; `who` names in Chinese who can take the step."""

    verb: str
    title: str
    sources: tuple[State, ...]
    target: State | None
    permission: str
    who: str
    guards: tuple[Guard, ...] = ()
    """Look at the row as it will be, with the step's own changes. Every step is dated in order and spares merged hazards."""
    before: tuple[Guard, ...] = ()
    """Look at the row as it stands before the step."""
    writes: tuple[str, ...] = ()
    """The columns that the step may change."""
    reason_required: bool = False
    starts: str = ""
    """Which deadline the step starts: a name of `DEADLINES`, blank for none."""


DEADLINES = {
    "parent": "主体企业审核期限",
    "confirm": "监管部门确认期限",
    "list": "挂牌督办期限",
    "publish": "挂牌公布期限",
    "plan": "落实“五落实”期限",
    "extend": "延期审批期限",
    "accept": "验收期限",
    "lift": "摘牌公布期限",
    "due": "整改期限",
}
"""Deadlines of procedure, in working days (settings `ANJIAN_<NAME>_DAYS`); the last is the plan's own day."""
_OPEN = (State.CONFIRMED, State.PLAN_REVIEW, State.RECTIFYING, State.CLAIMED, State.SUSPENDED)
EVER = tuple(State)
_BEFORE = (State.REPORTED, State.PARENT_CONFIRMED)
_PLAN = (*FIVE, "original_due_on", "track", "planned_by")
_SAID = ("content", "place", "cited", "criterion_code", "limb_code", "limb_text", "identity_key", "reported_on")
_FACTS = (
    *(name for name in _SAID if name != "reported_on"), "source", "discovered_on", "confirmed_on", "listed_on",
    "claimed_on", "accepted_on", "funds_fen",
)  # fmt: skip
_ANEW = ("prepared_by", "signed_on", "signed_by", "parent_confirmed_on", "parent_opinion")
_PARTIES = tuple(g.PARTIES)

TRANSITIONS: dict[str, Transition] = {
    row.verb: row
    for row in (
        Transition(
            "sign", "签字上报", (State.UNSIGNED,), State.REPORTED, "hazards.sign", "企业主要负责人", (g.needs_other_signer,),
            writes=("signed_on", "signed_by", "reported_on"), starts="parent",
        ),
        Transition(
            "return_unsigned", "退回重填", (State.UNSIGNED,), State.RETURNED, "hazards.sign", "企业主要负责人",
            reason_required=True,
        ),
        Transition(
            "confirm_parent", "主体企业确认", (State.REPORTED,), State.PARENT_CONFIRMED, "hazards.confirm_parent", "上级主体企业",
            (g.has_parent,), writes=("parent_confirmed_on", "parent_opinion"), starts="confirm",
        ),
        Transition(
            "doubt_parent", "主体企业建议降级", (State.REPORTED,), State.PARENT_CONFIRMED, "hazards.confirm_parent",
            "上级主体企业", (g.has_parent,), writes=("parent_confirmed_on", "parent_opinion"), reason_required=True,
            starts="confirm",
        ),
        Transition(
            "return_parent", "主体企业退回", (State.REPORTED,), State.RETURNED, "hazards.confirm_parent", "上级主体企业",
            (g.has_parent,), reason_required=True,
        ),
        Transition(
            "confirm", "确认隐患", _BEFORE, State.CONFIRMED, "hazards.confirm", "行业监管部门",
            (g.needs_parties, g.needs_parent_first, g.needs_no_transfer),
            writes=("confirmed_on", "review", *_PARTIES), starts="list",
        ),
        Transition(
            "send_back", "退回补充", _BEFORE, State.RETURNED, "hazards.confirm", "行业监管部门", (g.needs_no_transfer,),
            reason_required=True,
        ),
        Transition(
            "resubmit", "重新上报", (State.RETURNED,), State.REPORTED, "hazards.report", "填报单位", (g.needs_no_signature,),
            writes=_SAID, starts="confirm",
        ),
        Transition(
            "resign", "补充后送签", (State.RETURNED,), State.UNSIGNED, "hazards.report", "企业安全管理人员",
            (g.needs_signature,), writes=(*_SAID, *_ANEW),
        ),
        Transition(
            "downgrade", "降级", (*_BEFORE, State.CONFIRMED), State.DOWNGRADED, "hazards.confirm", "行业监管部门",
            (g.needs_no_transfer,), reason_required=True,
        ),
        Transition(
            "withdraw", "撤回", (*_BEFORE, State.RETURNED, State.CONFIRMED, State.RECTIFYING), State.WITHDRAWN,
            "hazards.withdraw", "行业监管部门", (g.needs_no_transfer,), reason_required=True,
        ),
        Transition(
            "plan", "落实整改", (State.CONFIRMED, State.RECTIFYING), State.RECTIFYING, "hazards.plan", "企业或监管部门",
            (g.needs_five, g.sound_plan, g.due_after_discovery), before=(g.needs_no_review,), writes=_PLAN, starts="due",
        ),
        Transition(
            "submit_plan", "报送方案评审", (State.CONFIRMED,), State.PLAN_REVIEW, "hazards.plan", "企业或监管部门",
            (g.needs_five, g.sound_plan, g.due_after_discovery), before=(g.needs_review,), writes=_PLAN,
        ),
        Transition(
            "approve_plan", "方案评审通过", (State.PLAN_REVIEW,), State.RECTIFYING, "hazards.review", "监管部门或其聘请的专家",
            (g.needs_five, g.needs_other_reviewer), writes=("review", "reviewed_on"), reason_required=True, starts="due",
        ),
        Transition(
            "return_plan", "方案评审退回", (State.PLAN_REVIEW,), State.CONFIRMED, "hazards.review", "监管部门或其聘请的专家",
            (g.needs_other_reviewer,), reason_required=True,
        ),
        Transition(
            "fix_now", "现场立即整改", (State.CONFIRMED,), State.CLAIMED, "hazards.claim", "企业或监管部门",
            (g.needs_five, g.sound_plan, g.due_after_discovery, g.needs_photos), before=(g.needs_no_review,),
            writes=(*_PLAN, "claimed_on", "rectified_by"), starts="accept",
        ),
        Transition(
            "claim", "申请验收", (State.RECTIFYING,), State.CLAIMED, "hazards.claim", "企业或监管部门", (g.needs_five,),
            before=(g.needs_no_request,), writes=("claimed_on", "rectified_by"), starts="accept",
        ),
        Transition(
            "reject_claim", "验收不通过", (State.CLAIMED,), State.RECTIFYING, "hazards.accept", "验收部门",
            (g.needs_other_person,), writes=("claimed_on",), reason_required=True,
        ),
        Transition(
            "accept", "验收销号", (State.CLAIMED,), State.ACCEPTED, "hazards.accept", "验收部门",
            (g.needs_five, g.needs_other_person, g.needs_no_transfer),
            writes=("accepted_on", "accepted_by", "accepting_unit"), starts="lift",
        ),
        Transition(
            "ask_extension", "申请延期", (State.RECTIFYING,), None, "hazards.claim", "企业或监管部门",
            (g.needs_request, g.later_than_due), before=(g.needs_no_request,), writes=("extension_to", "extension_by"),
            reason_required=True, starts="extend",
        ),
        Transition(
            "grant_extension", "批准延期", (State.RECTIFYING,), None, "hazards.extend", "行业监管部门",
            (g.needs_other_approver,), before=(g.needs_request,), writes=("due_on", "extension_to"), reason_required=True,
            starts="due",
        ),
        Transition(
            "refuse_extension", "不予延期", (State.RECTIFYING,), None, "hazards.extend", "行业监管部门",
            (g.needs_other_approver,), before=(g.needs_request,), writes=("extension_to",), reason_required=True,
        ),
        Transition(
            "suspend", "暂停整改", (State.CONFIRMED, State.PLAN_REVIEW, State.RECTIFYING), State.SUSPENDED, "hazards.suspend",
            "行业监管部门", (g.needs_no_transfer,), writes=("suspended_on", "suspended_by", "extension_to"),
            reason_required=True,
        ),
        Transition(
            "resume", "复查后恢复", (State.SUSPENDED,), State.CONFIRMED, "hazards.suspend", "行业监管部门",
            (g.needs_other_examiner,), reason_required=True, starts="plan",
        ),
        Transition(
            "ask_transfer", "移交其他部门", (*_BEFORE, *_OPEN), None, "hazards.transfer", "行业监管部门",
            (g.needs_transfer,), before=(g.needs_no_transfer,), writes=("transfer_to",), reason_required=True,
        ),
        Transition(
            "take_over", "接收移交", (*_BEFORE, *_OPEN), None, "hazards.transfer", "接收部门", before=(g.needs_transfer,),
            writes=("department_code", "transfer_to"),
        ),
        Transition(
            "decline_transfer", "不予接收", (*_BEFORE, *_OPEN), None, "hazards.transfer", "接收部门",
            before=(g.needs_transfer,), writes=("transfer_to",), reason_required=True,
        ),
        Transition(
            "order_listing", "挂牌督办", _OPEN, None, "hazards.list_order", "挂牌督办单位",
            (g.needs_major, g.needs_confirmation), before=(g.needs_unlisted,),
            writes=("listed_on", "published_on", "lifted_on", "lift_published_on", "listing_level", "listing_unit"),
            starts="publish",
        ),
        Transition(
            "publish_listing", "公布挂牌", (*_OPEN, State.ACCEPTED), None, "hazards.list_order", "挂牌督办单位",
            (g.after_listing,), before=(g.needs_listed, g.needs_unpublished), writes=("published_on",),
        ),
        Transition(
            "lift_listing", "摘牌", (State.ACCEPTED,), None, "hazards.list_order", "挂牌督办单位",
            (g.after_listing, g.needs_acceptance), before=(g.needs_listed,), writes=("lifted_on",),
        ),
        Transition(
            "publish_lifting", "公布摘牌", (State.ACCEPTED,), None, "hazards.list_order", "挂牌督办单位",
            (g.after_lifting,), before=(g.needs_lifted, g.needs_lift_unpublished), writes=("lift_published_on",),
        ),
        Transition(
            "correct", "更正事实", EVER, None, "hazards.confirm", "行业监管部门", (g.needs_no_transfer,),
            writes=_FACTS, reason_required=True,
        ),
    )
}  # fmt: skip


def problems_of(hazard: HazardFacts, step: Step) -> list[Problem]:
    """Everything that stands against a step; empty when it may be taken (permission is the caller's check)."""
    row = TRANSITIONS[step.verb]
    if hazard.state not in row.sources:
        allowed = "、".join(row.sources)
        return [Problem(f"隐患处于“{hazard.state}”状态，不能“{row.title}”（须处于：{allowed}）。")]
    always = (g.not_merged, g.in_order)
    found = [problem for guard in (*always, *row.guards) if (problem := guard(hazard, step)) is not None]
    if row.reason_required and not step.reason.strip():
        found.append(Problem(f"“{row.title}”须写明理由。", field="reason"))
    return found


def problems_before(hazard: HazardFacts, step: Step) -> list[Problem]:
    """What stands against a step in the row as it is, before the step's own changes."""
    row = TRANSITIONS[step.verb]
    if hazard.state not in row.sources:
        return []
    return [problem for guard in row.before if (problem := guard(hazard, step)) is not None]


_BROUGHT: dict[Guard, tuple[str, ...]] = {
    g.needs_five: tuple(FIVE),
    g.sound_plan: ("funds_fen",),
    g.due_after_discovery: ("due_on",),
    g.needs_parties: _PARTIES,
    g.needs_request: ("extension_to",),
    g.later_than_due: ("extension_to",),
    g.needs_transfer: ("transfer_to",),
}
"""Guard -> the columns that settle it: a step whose own form writes them brings what the guard asks for."""


def standing_problems(hazard: HazardFacts, step: Step) -> list[Problem]:
    """What stands against a step before its form is filled in: everything but what the form itself brings."""
    row = TRANSITIONS[step.verb]
    if hazard.state not in row.sources:
        return problems_of(hazard, step)
    left = [guard for guard in row.guards if not set(_BROUGHT.get(guard, ("",))) <= set(row.writes)]
    asked = (*row.before, g.not_merged, g.in_order, *left)
    return [problem for guard in asked if (problem := guard(hazard, step)) is not None]


def next_steps(hazard: HazardFacts) -> list[Transition]:
    """The steps open to a hazard: first those that lead on, in the order of the loop; then repeats; ways back and out last.

    What is open in every state (a correction) leads nowhere and is no next step.
    """
    if hazard.merged_into_id is not None:
        return []
    found = [
        row
        for row in TRANSITIONS.values()
        if hazard.state in row.sources
        and row.sources != EVER
        and not any(guard(hazard, _ANY) for guard in (*row.before, *(one for one in row.guards if one in _APPLIES)))
    ]
    return sorted(
        found, key=lambda row: (not leads_on(row, hazard.state), row.reason_required, row.target == hazard.state)
    )


_LOOP = (
    State.UNSIGNED, State.REPORTED, State.PARENT_CONFIRMED, State.CONFIRMED, State.PLAN_REVIEW, State.RECTIFYING, State.CLAIMED,
    State.ACCEPTED,
)  # fmt: skip
"""The states in the order of the loop; the others lie beside it."""


def leads_on(row: Transition, state: str) -> bool:
    """Whether a step brings a hazard further in the loop, or back into it from beside."""
    if row.target not in _LOOP:
        return False
    return state not in _LOOP or _LOOP.index(row.target) > _LOOP.index(State(state))


_APPLIES = (
    g.has_parent, g.needs_signature, g.needs_no_signature, g.needs_no_transfer, g.needs_major, g.needs_confirmation,
)  # fmt: skip
"""Guards over the row as it will be that say already whether a step makes sense for a hazard at all."""
_ANY = Step("", date.min, date.max, None)


def light(due_on: date | None, state: str, today: date) -> str:
    """`red` past due, `yellow` due within three days, `green` otherwise, `grey` closed or without a deadline."""
    if due_on is None or state in CLOSED:
        return "grey"
    left = (due_on - today).days
    if left < 0:
        return "red"
    return "yellow" if left <= 3 else "green"
