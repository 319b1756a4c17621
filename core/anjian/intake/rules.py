"""The steps of a tip or hand-down as one table, its lights, and what a conclusion needs. Pure: no Flask, no session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from anjian.intake.inputs import Outcome
from anjian.intake.words import Conclusion, Kind, State
from anjian.kernel.errors import Problem


class ReportFacts(Protocol):
    """What the rules look at."""

    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def received_on(self) -> date: ...
    @property
    def verified_on(self) -> date | None: ...
    @property
    def replied_on(self) -> date | None: ...
    @property
    def objected_on(self) -> date | None: ...
    @property
    def enterprise_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table. `target` None leaves the state as it is; `who` names in Chinese who can take the step."""

    verb: str
    title: str
    sources: tuple[State, ...]
    target: State | None
    permission: str
    who: str
    tips_only: bool = False


VERIFIER = "承办单位的监管人员"
STEPS: dict[str, Step] = {
    step.verb: step
    for step in (
        Step("verify", "核查", (State.WAITING,), State.VERIFIED, "intake.verify", VERIFIER),
        Step("answer", "答复", (State.VERIFIED,), State.ANSWERED, "intake.verify", VERIFIER),
        Step("reexamine", "复查", (State.REEXAMINING,), State.CLOSED, "intake.verify", VERIFIER),
        Step("assign", "明确企业或转交承办", (State.WAITING,), None, "intake.receive", "登记单位或承办单位"),
        Step("decline", "不予受理", (State.WAITING,), State.DECLINED, "intake.verify", VERIFIER, tips_only=True),
    )
}


def standing_against(report: ReportFacts, verb: str) -> Problem | None:
    """Why a step cannot be taken now; None when it can."""
    step = STEPS[verb]
    if report.state not in step.sources:
        needed = "、".join(step.sources)
        return Problem(f"现处于“{report.state}”状态，不能“{step.title}”（须处于：{needed}）。")
    if step.tips_only and report.kind != Kind.TIP:
        return Problem(f"“{step.title}”只适用于群众举报，上级交办的须核查后报告结果。")
    return None


def steps_open(report: ReportFacts) -> list[Step]:
    """The steps that the report's state allows, the one that leads on first."""
    return [step for step in STEPS.values() if standing_against(report, step.verb) is None]


def day_problem(report: ReportFacts, on: date, today: date) -> Problem | None:
    """A step is not dated after today, nor before what it rests on."""
    if on > today:
        return Problem(f"日期 {on} 晚于今天，请核对。", field="effective_on")
    rests_on = {
        "收到": report.received_on,
        "核查": report.verified_on,
        "答复": report.replied_on,
        "申请复查": report.objected_on,
    }
    for title, day in rests_on.items():
        if day is not None and on < day:
            return Problem(f"日期 {on} 早于{title}日期 {day}，请核对。", field="effective_on")
    return None


def outcome_problems(report: ReportFacts, outcome: Outcome, *, has_hazard: bool) -> list[Problem]:
    """What a conclusion lacks or contradicts. `has_hazard`: an earlier conclusion led to one, and nothing more is asked."""
    found = [] if outcome.note.strip() else [Problem("请填写核查情况。", field="note")]
    given = [bool(outcome.found), outcome.known_hazard_id is not None, bool(outcome.no_hazard.strip())]
    if outcome.conclusion == Conclusion.UNTRUE:
        if any(given[:2]):
            found.append(Problem("核查不属实的，不能登记隐患。", field="result"))
        return found
    if has_hazard:
        if any(given):
            found.append(Problem("原核查已登记隐患，不再另行登记；隐患本身有误的，请在隐患页面办理。", field="result"))
        return found
    if sum(given) != 1:
        text = "核查属实的，须登记为新隐患、归入台账中已有的隐患，或写明为什么不构成事故隐患。"
        found.append(Problem(text, field="result"))
    if any(given[:2]) and report.enterprise_id is None:
        text = "还没有明确是哪家企业，请先办理“明确企业或转交承办”，再登记隐患。"
        found.append(Problem(text, field="result"))
    return found


def may_object(report: ReportFacts, today: date, days: int) -> bool:
    """Re-examination may be asked once, within so many days after the answer."""
    if report.kind != Kind.TIP or report.state != State.ANSWERED or report.objected_on is not None:
        return False
    return report.replied_on is not None and today <= report.replied_on + timedelta(days=days)
