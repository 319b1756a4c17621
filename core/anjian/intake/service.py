"""What officials do with a tip or hand-down: assign, decline, verify, answer, re-examine; and opening who reported.

Each flushes and never commits; each raises `Refused` with all problems at once. Audit details never hold what was reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enterprises.queries import owners_of
from anjian.hazards import service as hazards
from anjian.hazards.again import see_again
from anjian.hazards.inputs import NewHazard
from anjian.hazards.models import Hazard
from anjian.hazards.words import Level, Method, Scale, Source
from anjian.intake.inputs import Assignment, Outcome, Person
from anjian.intake.models import READ_IDENTITY, Identity, Report
from anjian.intake.receiving import SUBJECT
from anjian.intake.rules import STEPS, day_problem, outcome_problems, standing_against
from anjian.intake.sealing import Sealer
from anjian.intake.words import Kind
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import record_audit
from anjian.kernel.ownership import covers
from anjian.people.rules import same_person

CLERK = "举报受理员"


def assign(session: Session, actor: Actor, report_id: int, to: Assignment) -> Report:
    """Say which enterprise it is, and who handles it. The unit that entered it keeps sight of it."""
    report = _taken(session, actor, report_id, "assign", handling=False)
    enterprise = owners_of(session, [to.enterprise_id]).get(to.enterprise_id) if to.enterprise_id else None
    problems = []
    if to.enterprise_id is not None and enterprise is None:
        problems.append(Problem("没有这家企业，请重新查找。", field="enterprise_id"))
    department = to.department_code or (enterprise.department_code if enterprise else None)
    if not department:
        problems.append(Problem("请选择承办部门。", field="department_code"))
    if problems:
        raise Refused(problems)
    report.department_code = department
    report.region_code = enterprise.region_code if enterprise else to.region_code
    report.enterprise_id = enterprise.id if enterprise else None
    report.parent_id = enterprise.parent_id if enterprise else None
    if enterprise is not None:
        report.enterprise_name = enterprise.name
    _kept(session, actor, report, "assign", clock.today(), {"理由": to.reason})
    return report


def decline(session: Session, actor: Actor, report_id: int, on: date, reason: str) -> Report:
    """Not a matter of this campaign, or nothing that could be verified: said with its reason, which the reporter reads."""
    report = _taken(session, actor, report_id, "decline")
    problems = _dated(report, on)
    if not reason.strip():
        problems.append(Problem("请写明不予受理的理由，举报人可凭查询码看到。", field="reason"))
    if problems:
        raise Refused(problems)
    report.decline_reason, report.replied_on = reason.strip(), on
    _kept(session, actor, report, "decline", on)
    return report


def verify(session: Session, actor: Actor, report_id: int, outcome: Outcome, *, campaign: str) -> Report:
    """The responsible unit's conclusion. What is true enters the ledger as a hazard with this source, in the state 已上报."""
    report = _taken(session, actor, report_id, "verify")
    _refuse(_dated(report, outcome.on) + outcome_problems(report, outcome, has_hazard=False))
    hazard = _settle(session, actor, report, outcome, campaign)
    report.conclusion, report.verified_on = str(outcome.conclusion), outcome.on
    report.verified_by, report.verifier_id = actor.person_name, actor.person_id
    report.verifying_unit, report.verify_note = actor.unit_name, outcome.note.strip()
    report.no_hazard = outcome.no_hazard.strip() or None
    _kept(session, actor, report, "verify", outcome.on, _concluded(outcome, hazard))
    return report


def answer(session: Session, actor: Actor, report_id: int, on: date, reply: str) -> Report:
    """Tell the reporter (by the follow-up page) or the superior what was found and done."""
    report = _taken(session, actor, report_id, "answer")
    problems = _dated(report, on)
    if not reply.strip():
        problems.append(Problem("请填写答复内容。", field="reply"))
    _refuse(problems)
    report.reply, report.replied_on = reply.strip(), on
    _kept(session, actor, report, "answer", on)
    return report


def reexamine(session: Session, actor: Actor, report_id: int, outcome: Outcome, reply: str, *, campaign: str) -> Report:
    """The second and last look, by another person than the first. A hazard that exists is not taken back here."""
    report = _taken(session, actor, report_id, "reexamine")
    problems = _dated(report, outcome.on)
    problems += outcome_problems(report, outcome, has_hazard=report.hazard_id is not None)
    if same_person(report.verifier_id, actor.person_id):
        problems.append(Problem("原核查人不能复查自己的结论，请由其他人员复查。"))
    if not reply.strip():
        problems.append(Problem("请填写答复内容。", field="reply"))
    _refuse(problems)
    hazard = _settle(session, actor, report, outcome, campaign)
    report.reexam_conclusion, report.reexamined_on = str(outcome.conclusion), outcome.on
    report.reexam_note, report.reexam_reply = outcome.note.strip(), reply.strip()
    report.reexamined_by = actor.person_name
    _kept(session, actor, report, "reexamine", outcome.on, _concluded(outcome, hazard))
    return report


def open_identity(session: Session, actor: Actor, report_id: int, reason: str, *, sealer: Sealer) -> Person:
    """Who reported. Each opening is audited with its reason; the audit says nothing of the person."""
    actor.require(READ_IDENTITY, CLERK)
    report = load(session, report_id)
    if not reason.strip():
        raise Refused(Problem("请写明查看事由，每次查看都记入操作日志。", field="reason"))
    kept = session.scalars(select(Identity).where(Identity.report_id == report.id)).one_or_none()
    if kept is None:
        raise NotFound("这是匿名举报，没有身份信息。")
    person = sealer.open(kept.sealed, report.client_uid)
    detail = {"受理编号": report.public_code, "事由": reason.strip()[:200]}
    record_audit(session, "查看举报人身份", SUBJECT, report.id, detail, actor)
    return person


def load(session: Session, report_id: int) -> Report:
    """The report as this session's actor may see it, locked for the unit. Raises `NotFound`."""
    locked = select(Report).where(Report.id == report_id).with_for_update().execution_options(populate_existing=True)
    report = session.scalars(locked).one_or_none()
    if report is None:
        raise NotFound("没有这件举报或交办，或者不在您的查看范围内。")
    return report


def in_charge(actor: Actor, report: Report) -> bool:
    """Whether it is the actor's to verify and answer, rather than only to know of."""
    return covers(
        actor,
        region_code=report.region_code,
        department_code=report.department_code,
        enterprise_id=report.enterprise_id,
        parent_id=report.parent_id,
    )


def _taken(session: Session, actor: Actor, report_id: int, verb: str, *, handling: bool = True) -> Report:
    step = STEPS[verb]
    actor.require(step.permission, step.who)
    report = load(session, report_id)
    if handling and not in_charge(actor, report):
        raise Forbidden(f"您的单位不是这件{report.kind}的承办单位，请由承办单位办理，或先转交承办。")
    against = standing_against(report, verb)
    if against is not None:
        raise Refused(against)
    return report


def _dated(report: Report, on: date) -> list[Problem]:
    problem = day_problem(report, on, clock.today())
    return [problem] if problem else []


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _settle(session: Session, actor: Actor, report: Report, outcome: Outcome, campaign: str) -> Hazard | None:
    """Enter the hazard, or one more sighting of the one that is there."""
    if outcome.found is None and outcome.known_hazard_id is None:
        return None
    assert report.enterprise_id is not None  # `outcome_problems` asks for it
    found = outcome.found
    new = NewHazard(
        enterprise_id=report.enterprise_id,
        content=found.content if found else "",
        place=found.place if found else "",
        source=Source(report.kind),
        discovered_on=outcome.on,
        found_by=actor.person_name,  # never the reporter: the enterprise reads this
        department_code=report.department_code or "",
        scale=found.scale if found else Scale.MAJOR,
        level=Level.GENERAL if found and found.scale == Scale.GENERAL else Level.MAJOR,
        limb_code=found.limb_code if found else None,
        method=Method.TIP if report.kind == Kind.TIP else None,
        client_uid=report.client_uid,
    )
    if outcome.known_hazard_id is not None:
        hazard = see_again(session, actor, outcome.known_hazard_id, new)
    else:
        (hazard,) = hazards.report(session, actor, [new], campaign=campaign)
    report.hazard_id = hazard.id
    return hazard


def _concluded(outcome: Outcome, hazard: Hazard | None) -> dict[str, Any]:
    return {"结论": str(outcome.conclusion), "隐患": hazard.public_code if hazard else None}


def _kept(
    session: Session, actor: Actor, report: Report, verb: str, on: date, detail: Mapping[str, Any] | None = None
) -> None:
    """Move the report on, audit the step, open its version."""
    step = STEPS[verb]
    if step.target is not None:
        report.state = str(step.target)
    session.flush()
    told = {"受理编号": report.public_code, "办理日期": on, **(detail or {})}
    open_versions(session, [report], record_audit(session, step.title, SUBJECT, report.id, told, actor))
