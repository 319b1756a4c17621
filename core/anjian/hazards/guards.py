"""What a step of the closed loop still needs. Pure decisions over a hazard's row: no Flask, no session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from anjian.hazards.words import Evidence, Review, Scale
from anjian.kernel.errors import Problem

BEFORE, AFTER = Evidence.BEFORE, Evidence.AFTER
"""Purposes of evidence that the immediate track needs (R-021)."""


class HazardFacts(Protocol):
    """What the rules look at: the row of a hazard."""

    @property
    def scale(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def discovered_on(self) -> date: ...
    @property
    def prepared_by(self) -> int | None: ...
    @property
    def signed_on(self) -> date | None: ...
    @property
    def parent_confirmed_on(self) -> date | None: ...
    @property
    def confirmed_on(self) -> date | None: ...
    @property
    def enterprise_person(self) -> str | None: ...
    @property
    def officer(self) -> str | None: ...
    @property
    def leader(self) -> str | None: ...
    @property
    def review(self) -> str | None: ...
    @property
    def planned_by(self) -> int | None: ...
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
    def extension_to(self) -> date | None: ...
    @property
    def extension_by(self) -> int | None: ...
    @property
    def suspended_on(self) -> date | None: ...
    @property
    def suspended_by(self) -> int | None: ...
    @property
    def transfer_to(self) -> str | None: ...
    @property
    def claimed_on(self) -> date | None: ...
    @property
    def rectified_by(self) -> int | None: ...
    @property
    def accepted_on(self) -> date | None: ...
    @property
    def listed_on(self) -> date | None: ...
    @property
    def published_on(self) -> date | None: ...
    @property
    def lifted_on(self) -> date | None: ...
    @property
    def lift_published_on(self) -> date | None: ...
    @property
    def imported(self) -> bool: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def merged_into_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One attempted transition: on which day it is true, which person takes it, why, with what evidence at hand."""

    verb: str
    effective_on: date
    today: date
    person_id: int | None
    reason: str = ""
    evidence: frozenset[str] = frozenset()
    """Purposes of the evidence that the hazard has."""


Guard = Callable[[HazardFacts, Step], Problem | None]
FIVE = {
    "responsible": "整改责任人",
    "measures": "整改措施",
    "funds_fen": "整改资金",
    "due_on": "整改期限",
    "contingency": "防控措施及应急预案",
}
"""五落实: 责任、措施、资金、时限、预案."""
PARTIES = {"enterprise_person": "企业责任人", "officer": "监管责任人", "leader": "属地领导责任人"}
"""The three responsible parties (R-005)."""


def _blank(given: object) -> bool:
    return given is None or (isinstance(given, str) and not given.strip())


def missing_of_five(hazard: HazardFacts) -> list[str]:
    """Which of the five are still missing, by their Chinese names; money of 0 counts as given, blank text does not."""
    return [title for name, title in FIVE.items() if _blank(getattr(hazard, name))]


def needs_five(hazard: HazardFacts, _step: Step) -> Problem | None:
    missing = missing_of_five(hazard)
    return Problem(f"“五落实”不完整，还缺：{'、'.join(missing)}。", field="measures") if missing else None


def needs_parties(hazard: HazardFacts, _step: Step) -> Problem | None:
    """R-005: a confirmed hazard names three responsible parties; none may be empty."""
    missing = [name for name in PARTIES if _blank(getattr(hazard, name))]
    if not missing:
        return None
    return Problem(f"请明确三方责任人，还缺：{'、'.join(PARTIES[name] for name in missing)}。", field=missing[0])


def _other_than(person: int | None, step: Step, text: str) -> Problem | None:
    return Problem(text) if person is not None and person == step.person_id else None


def needs_other_signer(hazard: HazardFacts, step: Step) -> Problem | None:
    return _other_than(hazard.prepared_by, step, "登记隐患的人员不能签报自己登记的隐患，请由企业主要负责人签字上报。")


def needs_other_person(hazard: HazardFacts, step: Step) -> Problem | None:
    return _other_than(hazard.rectified_by, step, "申请验收人不能验收自己申请的隐患，请由其他人员验收。")


def needs_other_reviewer(hazard: HazardFacts, step: Step) -> Problem | None:
    return _other_than(hazard.planned_by, step, "编制整改方案的人员不能评审自己的方案，请由其他人员评审。")


def needs_other_approver(hazard: HazardFacts, step: Step) -> Problem | None:
    return _other_than(hazard.extension_by, step, "申请延期的人员不能审批自己的申请，请由其他人员审批。")


def needs_other_examiner(hazard: HazardFacts, step: Step) -> Problem | None:
    return _other_than(hazard.suspended_by, step, "决定暂停的人员不能单独决定恢复，请由其他人员复查后恢复。")


def needs_signature(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.prepared_by is not None else Problem("部门发现或交办的隐患不需要企业签报。")


def needs_no_signature(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.prepared_by is None else Problem("企业自查的隐患须经企业主要负责人签字上报，请送签。")


def needs_parent_first(hazard: HazardFacts, step: Step) -> Problem | None:
    """R-088: what an enterprise with a parent company found goes through it; past its time the department says why not."""
    if hazard.parent_id is None or hazard.prepared_by is None or hazard.parent_confirmed_on is not None:
        return None
    if step.reason.strip():
        return None
    return Problem("该企业有上级主体企业，须先经其审核；逾期未审核的，写明理由后可直接确认。", field="reason")


def has_parent(hazard: HazardFacts, _step: Step) -> Problem | None:
    """R-088: the single-level path is said, not implied (T-15)."""
    return None if hazard.parent_id is not None else Problem("该企业没有上级主体企业，直接由行业监管部门确认。")


def needs_review(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.review == Review.NEEDED else Problem("该隐患的整改方案不需要评审，可直接落实整改。")


def needs_no_review(hazard: HazardFacts, _step: Step) -> Problem | None:
    return Problem("该隐患的整改方案须先评审，请报送评审。") if hazard.review == Review.NEEDED else None


def needs_photos(_hazard: HazardFacts, step: Step) -> Problem | None:
    missing = [purpose for purpose in (BEFORE, AFTER) if purpose not in step.evidence]
    return Problem(f"立即整改的须有{'和'.join(missing)}。", field="evidence") if missing else None


def needs_request(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.extension_to is not None else Problem("没有待审批的延期申请。")


def needs_no_request(hazard: HazardFacts, _step: Step) -> Problem | None:
    return Problem("已有延期申请待审批，不能重复申请。") if hazard.extension_to is not None else None


def needs_transfer(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.transfer_to is not None else Problem("没有待接收的移交。")


def needs_no_transfer(hazard: HazardFacts, _step: Step) -> Problem | None:
    return Problem("该隐患正在移交其他部门，待其接收或退回后再办理。") if hazard.transfer_to is not None else None


def needs_major(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.scale == Scale.MAJOR else Problem("只有重大事故隐患才挂牌督办。")


def needs_unlisted(hazard: HazardFacts, _step: Step) -> Problem | None:
    listed = hazard.listed_on is not None and hazard.lifted_on is None
    return Problem("该隐患已在挂牌督办中，不能重复挂牌。") if listed else None


def needs_listed(hazard: HazardFacts, _step: Step) -> Problem | None:
    listed = hazard.listed_on is not None and hazard.lifted_on is None
    return None if listed else Problem("该隐患没有正在执行的挂牌督办。")


def needs_unpublished(hazard: HazardFacts, _step: Step) -> Problem | None:
    return Problem("该挂牌督办已经公布，不能重复公布。") if hazard.published_on is not None else None


def needs_lifted(hazard: HazardFacts, _step: Step) -> Problem | None:
    """Only what was published is published to have ended."""
    if hazard.lifted_on is None:
        return Problem("该隐患还没有摘牌。")
    return None if hazard.published_on is not None else Problem("该挂牌督办没有公布过，摘牌不需要公布。")


def needs_lift_unpublished(hazard: HazardFacts, _step: Step) -> Problem | None:
    return Problem("该摘牌已经公布，不能重复公布。") if hazard.lift_published_on is not None else None


def needs_confirmation(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.confirmed_on else Problem("隐患尚未经监管部门确认，不能挂牌督办。")


def needs_acceptance(hazard: HazardFacts, _step: Step) -> Problem | None:
    return None if hazard.accepted_on else Problem("隐患尚未验收销号，不能摘牌（挂牌督办不得早于验收结束）。")


def not_merged(hazard: HazardFacts, _step: Step) -> Problem | None:
    if hazard.merged_into_id is None:
        return None
    return Problem("该隐患已并入另一条隐患，请在合并后的隐患上办理；合并有误的可以拆分。")


def sound_plan(hazard: HazardFacts, _step: Step) -> Problem | None:
    if hazard.funds_fen is not None and hazard.funds_fen < 0:
        return Problem("整改资金不能为负数，没有费用的填 0。", field="funds_fen")
    return None


def due_after_discovery(hazard: HazardFacts, _step: Step) -> Problem | None:
    if hazard.due_on is None or hazard.imported or hazard.due_on >= hazard.discovered_on:
        return None
    return Problem(f"整改期限 {hazard.due_on} 早于发现日期 {hazard.discovered_on}，请核对。", field="due_on")


def later_than_due(hazard: HazardFacts, _step: Step) -> Problem | None:
    if hazard.extension_to is None or hazard.due_on is None or hazard.extension_to > hazard.due_on:
        return None
    return Problem(f"延期后的期限须晚于现期限 {hazard.due_on}。", field="extension_to")


def after_listing(hazard: HazardFacts, step: Step) -> Problem | None:
    if hazard.listed_on is None or step.effective_on >= hazard.listed_on:
        return None
    return Problem(f"日期 {step.effective_on} 早于挂牌日期 {hazard.listed_on}，请核对。", field="effective_on")


def after_lifting(hazard: HazardFacts, step: Step) -> Problem | None:
    if hazard.lifted_on is None or step.effective_on >= hazard.lifted_on:
        return None
    return Problem(f"日期 {step.effective_on} 早于摘牌日期 {hazard.lifted_on}，请核对。", field="effective_on")


def in_order(hazard: HazardFacts, step: Step) -> Problem | None:
    """A step is not dated before what it rests on, nor after today. Dates that a unit's list asserted are exempt."""
    if step.effective_on > step.today:
        return Problem(f"日期 {step.effective_on} 晚于今天，请核对。", field="effective_on")
    if hazard.imported:
        return None
    rests_on = {
        "发现": hazard.discovered_on,
        "签报": hazard.signed_on,
        "主体企业确认": hazard.parent_confirmed_on,
        "确认": hazard.confirmed_on,
        "暂停": hazard.suspended_on,
        "申请验收": hazard.claimed_on,
        "销号": hazard.accepted_on,
    }
    for title, day in rests_on.items():
        if day is not None and step.effective_on < day:
            return Problem(f"日期 {step.effective_on} 早于{title}日期 {day}，请核对。", field="effective_on")
    return None
