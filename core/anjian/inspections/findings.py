"""From a failed item to a hazard: the owning plugin judges, the inspector decides, the hazard ledger takes it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.queries import limbs_in_force
from anjian.enterprises.queries import enterprise_of
from anjian.hazards.inputs import NewHazard
from anjian.hazards.models import Hazard, Sighting
from anjian.hazards.service import report
from anjian.hazards.words import Level, Method, Scale, Source
from anjian.inspections.inputs import Decision, GivenAnswer
from anjian.inspections.models import Finding, Visit
from anjian.inspections.recording import load, owners, record
from anjian.inspections.rules import Question, content_of, failed, found_limbs, verdict_of, verdict_problem
from anjian.inspections.words import FindingStatus, Tier, VisitStatus
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.plugin_api import Facts, Verdict
from anjian.plugin_host.registry import Registry

PLACE_LIMIT = 400


def findings_of(
    session: Session, registry: Registry, visit: Visit, answers: Sequence[tuple[Question, GivenAnswer]]
) -> list[Finding]:
    """One finding for each failed item, or for each limb of it, with what the owning plugin makes of it.

    Raises `Refused`, naming the plugin, where its judgement raises or cannot be used.
    """
    bad = [(question, given) for question, given in answers if failed(given)]
    if not bad:
        return []
    limbs = {limb.code: limb.text for limb in limbs_in_force(session, visit.visited_on)}
    categories = tuple(enterprise_of(session, visit.enterprise_id or 0).categories)
    made = []
    for question, given in bad:
        for letter in found_limbs(question.item, given) or (None,):
            facts = _facts(visit, question, given, letter, limbs, categories)
            made.append(_finding(visit, question, given, letter, _judged(registry, visit, facts), limbs))
    return made


def _facts(
    visit: Visit, question: Question, given: GivenAnswer, letter: str | None, limbs: dict[str, str],
    categories: tuple[str, ...],
) -> Facts:  # fmt: skip
    item = question.item
    text = next((limb.text for limb in item.limbs if limb.id == letter), item.text)
    return Facts(
        item_code=item.code,
        item_text=text,
        limb_proposed=item.limb,
        limbs_in_force=limbs,
        answer=given.value or "",
        note=given.note,
        found_on=visit.visited_on,
        enterprise_id=visit.enterprise_id or 0,
        categories=categories,
    )


def _judged(registry: Registry, visit: Visit, facts: Facts) -> Verdict:
    if visit.plugin is None:
        return verdict_of(facts)
    name = visit.plugin_title or visit.plugin
    plugin = registry.plugins.get(visit.plugin)
    if plugin is None:
        raise Refused(f"“{name}”插件已停用或被隔离，不能判定检查发现；请系统管理员恢复插件后再完成检查。")
    try:
        verdict = plugin.judge(facts) or verdict_of(facts)
        fault = verdict_problem(verdict, facts)
    except Exception as error:
        text = f"“{name}”插件判定“{facts.item_text}”时出错，检查没有保存为已完成；请把此提示告诉系统管理员。"
        raise Refused(text) from error
    if fault:
        raise Refused(f"“{name}”插件对“{facts.item_text}”的判定不能采用：{fault}；请把此提示告诉系统管理员。")
    return verdict


def _finding(
    visit: Visit, question: Question, given: GivenAnswer, letter: str | None, verdict: Verdict, limbs: dict[str, str]
) -> Finding:
    item = question.item
    return Finding(
        client_uid=str(uuid4()),
        visit_id=visit.id,
        plugin=visit.plugin,
        checklist_code=question.checklist,
        item_code=item.code,
        item_text=item.text,
        basis=f"{item.basis.document} {item.basis.clause}"[:400],
        verified=item.verified,
        tag=item.tag,
        limb_letter=letter,
        tier=visit.tier,
        answer=given.value,
        methods="、".join(given.methods),
        note=given.note,
        content=content_of(item, letter, given),
        place=given.place,
        found_on=visit.visited_on,
        scale=str(verdict.scale),
        level=str(verdict.level),
        limb_code=verdict.limb,
        limb_text=limbs.get(verdict.limb) if verdict.limb else None,
        verdict_reason=verdict.reason,
        status=str(FindingStatus.PROPOSED),
        voided=False,
        **owners(visit),
    )


def report_findings(
    session: Session, actor: Actor, visit_id: int, decisions: Sequence[Decision], *, registry: Registry, campaign: str
) -> list[Hazard]:
    """Report the findings that the inspector keeps as hazards, close the others with their reason.

    Returns the reported hazards. Raises `Refused` with every problem; then nothing is reported.
    """
    visit = load(session, actor, visit_id, VisitStatus.DONE)
    rows = {row.id: row for row in visit.findings}
    problems = [problem for one in decisions for problem in _problems(rows.get(one.finding_id), one)]
    if problems:
        raise Refused(problems)
    kept = [(rows[one.finding_id], one) for one in decisions if one.report]
    version = next((one.version for one in registry.found if one.name == visit.plugin), None)
    hazards = report(
        session, actor, [_new_hazard(visit, row, one, version) for row, one in kept], campaign=campaign
    )  # fmt: skip
    sightings = _sightings(session, [row for row, _one in kept])
    for (row, one), hazard in zip(kept, hazards, strict=True):
        row.status, row.content, row.place = str(FindingStatus.REPORTED), one.content.strip(), one.place.strip()
        row.hazard_id, row.sighting_id = hazard.id, sightings[row.client_uid]
    for one in decisions:
        if not one.report:
            rows[one.finding_id].status = str(FindingStatus.KEPT)
            rows[one.finding_id].decision_reason = one.reason.strip()[:400]
    detail = {"上报隐患": [hazard.public_code for hazard in hazards], "处理发现": len(decisions)}
    record(session, actor, "处理检查发现", visit, detail, [rows[one.finding_id] for one in decisions])
    return hazards


def _problems(row: Finding | None, one: Decision) -> list[Problem]:
    place = f"finding-{one.finding_id}"
    if row is None or row.voided or row.status != FindingStatus.PROPOSED:
        return [Problem("这条检查发现已经处理过，请刷新页面核对。", field=place)]
    if not one.report:
        return [] if one.reason.strip() else [Problem(f"“{row.item_text}”不上报的，须写明理由。", field=place)]
    found = []
    if not one.content.strip():
        found.append(Problem(f"“{row.item_text}”：请填写隐患具体内容。", field=place))
    if not one.place.strip():
        found.append(Problem(f"“{row.item_text}”：请填写所在部位（装置、车辆、场所或岗位）。", field=place))
    if len(one.place) > PLACE_LIMIT:
        found.append(
            Problem(f"“{row.item_text}”：所在部位不能超过{PLACE_LIMIT}字，详情请写在具体内容中。", field=place)
        )
    return found


def _new_hazard(visit: Visit, row: Finding, one: Decision, version: str | None) -> NewHazard:
    """The finding's own uid goes with it: sending the same decision twice enters one hazard."""
    methods = [Method(word) for word in row.methods.split("、") if word in tuple(Method)]
    return NewHazard(
        enterprise_id=visit.enterprise_id or 0,
        content=one.content,
        place=one.place,
        source=Source.SELF_CHECK if visit.tier == Tier.SELF else Source.INSPECTION,
        discovered_on=row.found_on,
        found_by=visit.team,
        department_code=visit.department_code or "",
        scale=Scale(row.scale),
        level=Level(row.level),
        limb_code=row.limb_code,
        method=methods[0] if methods else None,
        plugin=visit.plugin,
        plugin_title=visit.plugin_title,
        plugin_version=version,
        verdict_reason=row.verdict_reason,
        client_uid=row.client_uid,
    )


def _sightings(session: Session, rows: Sequence[Finding]) -> dict[str, int]:
    uids = [row.client_uid for row in rows]
    found = session.execute(select(Sighting.client_uid, Sighting.id).where(Sighting.client_uid.in_(uids)))
    return {row.client_uid: row.id for row in found}


def void_finding(session: Session, actor: Actor, visit_id: int, finding_id: int, reason: str) -> Finding:
    """Mark a finding as wrong: it leaves every count from now on, for later knowledge only; the row stays. A hazard it was
    reported as is withdrawn by its own step."""
    visit = load(session, actor, visit_id, VisitStatus.DONE)
    row = next((one for one in visit.findings if one.id == finding_id), None)
    problems = []
    if row is None or row.voided:
        problems.append(Problem("没有这条检查发现，或者已经作废。"))
    if not reason.strip():
        problems.append(Problem("作废须写明理由。", field="reason"))
    if problems or row is None:
        raise Refused(problems)
    row.voided, row.void_reason = True, reason.strip()[:400]
    record(
        session,
        actor,
        "作废检查发现",
        visit,
        {"finding": row.id, "检查项": row.item_text, "理由": row.void_reason},
        [row],
    )
    return row
