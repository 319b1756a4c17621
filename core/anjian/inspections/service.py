"""The use cases of a visit: plan, start, answer, complete, cancel. They flush and never commit; all problems at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import owners_of
from anjian.inspections.catalogue import Catalogue, catalogue_of, publish
from anjian.inspections.checklists import FRAGMENT
from anjian.inspections.findings import findings_of
from anjian.inspections.inputs import GivenAnswer, NewVisit
from anjian.inspections.models import Answer, Finding, Visit, VisitMember
from anjian.inspections.recording import (
    PERMISSION,
    WHO,
    given_answers,
    load,
    owners,
    questions_of,
    record,
)
from anjian.inspections.rules import draft_problems, failed, problems_of_visit, tier_of
from anjian.inspections.schema import Checklist
from anjian.inspections.words import VisitStatus
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.numbering import next_codes
from anjian.kernel.ownership import covers
from anjian.people.models import Unit
from anjian.plugin_host.registry import Registry


def plan_visit(session: Session, actor: Actor, new: NewVisit, *, registry: Registry) -> Visit:
    """Plan a visit, pinned to the present version of its checklist. A known `client_uid` returns the visit it made.

    Raises `Refused` for an enterprise outside the actor's scope, a plugin out of service, a checklist not named.
    """
    actor.require(PERMISSION, WHO)
    known = session.scalars(select(Visit).where(Visit.client_uid == new.client_uid)).one_or_none()
    if known is not None:
        return known
    catalogue = catalogue_of(registry)
    enterprise = owners_of(session, [new.enterprise_id]).get(new.enterprise_id)
    checklist, problems = _chosen(catalogue, registry, new)
    unit = session.get(Unit, actor.unit_id) if actor.unit_id is not None else None
    place = _place(registry, new, enterprise, unit)
    if enterprise is None or not covers(actor, **place):
        text = "没有这家企业，或者不在您单位的检查范围内，请核对企业和检查表。"
        problems.append(Problem(text, field="enterprise_id"))
    if problems or enterprise is None:
        raise Refused(problems)
    lists = [catalogue.fragment, *([checklist] if checklist else [])]
    publish(session, lists)
    visit = _visit(actor, new, enterprise, unit, checklist, catalogue.fragment.version, place, registry)
    session.add(visit)
    session.flush()
    persons = dict.fromkeys([*([actor.person_id] if actor.person_id else []), *new.members])
    session.add_all(VisitMember(visit_id=visit.id, person_id=person) for person in persons)
    record(session, actor, "安排检查", visit, {"企业": enterprise.name, "检查方式": visit.mode})
    return visit


def _chosen(catalogue: Catalogue, registry: Registry, new: NewVisit) -> tuple[Checklist | None, list[Problem]]:
    """The checklist that the visit is made by (None: the fragment alone)."""
    if new.plugin is None:
        return None, []
    if new.plugin not in registry.plugins:
        return None, [Problem(f"插件“{new.plugin}”没有启用，不能按其检查表检查。", field="plugin")]
    own = catalogue.of_plugin(new.plugin)
    wanted = new.checklist_code or (new.plugin if len(own) > 1 else None)
    fitting = [one for one in own if wanted in (None, one.code)]
    if len(fitting) != 1:
        titles = "、".join(one.title for one in own) or "（没有检查表）"
        return None, [Problem(f"请选择一份检查表：{titles}。", field="checklist")]
    return fitting[0], []


def _place(
    registry: Registry, new: NewVisit, enterprise: Enterprise | None, unit: Unit | None
) -> dict[str, Any]:  # fmt: skip
    """Owner columns of a visit: the enterprise's place and parent; the plugin's department, else the visiting unit's own,
    else the enterprise's lead department."""
    plugin = registry.plugins.get(new.plugin) if new.plugin else None
    lead = enterprise.department_code if enterprise else None
    return {
        "region_code": enterprise.region_code if enterprise else None,
        "department_code": plugin.department if plugin else (unit.department_code if unit else None) or lead,
        "enterprise_id": new.enterprise_id,
        "parent_id": enterprise.parent_id if enterprise else None,
    }


def _visit(
    actor: Actor, new: NewVisit, enterprise: Enterprise, unit: Unit | None, checklist: Checklist | None,
    fragment_version: str, place: Mapping[str, Any], registry: Registry,
) -> Visit:  # fmt: skip
    names = [actor.person_name, *new.members.values(), *(name.strip() for name in new.others)]
    return Visit(
        client_uid=new.client_uid,
        plugin=new.plugin,
        plugin_title=registry.plugins[new.plugin].title if new.plugin else None,
        checklist_code=checklist.code if checklist else None,
        checklist_version=checklist.version if checklist else None,
        fragment_version=fragment_version,
        tier=str(tier_of(unit.kind if unit else "")),
        mode=str(new.mode),
        status=str(VisitStatus.PLANNED),
        unit_id=actor.unit_id,
        unit_name=actor.unit_name,
        team="、".join(dict.fromkeys(name for name in names if name))[:400],
        enterprise_name=enterprise.name,
        visited_on=new.visited_on,
        public_code=None,
        fragment_answered=False,
        **place,
    )


def start_visit(session: Session, actor: Actor, visit_id: int, on: date | None = None) -> Visit:
    """The team has arrived (today, or on an earlier day entered afterwards): the visit gets its number and shows."""
    visit = load(session, actor, visit_id, VisitStatus.PLANNED)
    day = on or clock.today()
    if day > clock.today():
        raise Refused(Problem(f"到达日期 {day} 晚于今天，请核对。", field="visited_on"))
    visit.visited_on = day
    visit.arrived_at = clock.now() if day == clock.today() else clock.start_of(day)
    visit.status = str(VisitStatus.RUNNING)
    if visit.public_code is None:
        (visit.public_code,) = next_codes(session, f"JC{day.year}", 1)
    record(session, actor, "到场检查", visit, {"检查日期": day})
    return visit


def answer(session: Session, actor: Actor, visit_id: int, answers: Sequence[GivenAnswer]) -> Visit:
    """Keep answers, whole or not yet: what is missing is asked on completion. Raises `Refused` for what cannot be kept."""
    visit = load(session, actor, visit_id, VisitStatus.RUNNING)
    questions = {question.item.code: question for question in questions_of(session, visit)}
    problems = [
        Problem("所答检查项不在本次检查之内，请刷新页面后重新作答。", field=given.item_code)
        for given in answers
        if given.item_code not in questions
    ]
    known = [given for given in answers if given.item_code in questions]
    problems += [problem for given in known for problem in draft_problems(questions[given.item_code], given)]
    if problems:
        raise Refused(problems)
    rows = {row.item_code: row for row in visit.answers}
    for given in known:
        row = rows.get(given.item_code)
        if row is None:
            row = Answer(visit_id=visit.id, item_code=given.item_code, **owners(visit))
            row.checklist_code = questions[given.item_code].checklist
            visit.answers.append(row)
        _fill(row, given, actor)
    session.flush()
    return visit


def _fill(row: Answer, given: GivenAnswer, actor: Actor) -> None:
    row.value = given.value
    row.reason = given.reason.strip()[:400] or None
    row.total, row.passed = given.total, given.passed
    row.methods = "、".join(given.methods)
    row.method_reason = given.method_reason.strip()[:400] or None
    row.limbs = "、".join(given.limbs)
    row.note = given.note.strip() or None
    row.place = given.place.strip()[:400] or None
    row.answered_at = clock.now()
    row.answered_by = actor.person_name


def complete_visit(
    session: Session, actor: Actor, visit_id: int, *, registry: Registry, statement: str = ""
) -> list[Finding]:
    """Close the visit: every shown item is answered, and each failed one becomes a finding that the owning plugin judges.

    Raises `Refused` with everything that is missing, or naming the plugin that cannot judge.
    """
    visit = load(session, actor, visit_id, VisitStatus.RUNNING)
    questions = questions_of(session, visit)
    given = given_answers(session, visit)
    problems = problems_of_visit(questions, given, statement)
    if problems:
        raise Refused(problems)
    found = findings_of(session, registry, visit, [(one, given[one.item.code]) for one in questions])
    visit.findings.extend(found)
    visit.status = str(VisitStatus.DONE)
    visit.completed_at = clock.now()
    visit.statement = statement.strip() or None
    visit.fragment_answered = any(one.checklist == FRAGMENT for one in questions)
    failures = sorted(code for code, one in given.items() if failed(one))
    record(
        session,
        actor,
        "完成检查",
        visit,
        {"检查项": len(questions), "不符合项": len(failures), "failed": failures},
        found,
    )
    return found


def cancel_visit(session: Session, actor: Actor, visit_id: int, reason: str) -> Visit:
    """Call off a visit that has not begun. The row stays."""
    visit = load(session, actor, visit_id, VisitStatus.PLANNED)
    if not reason.strip():
        raise Refused(Problem("取消检查须写明理由。", field="reason"))
    visit.status, visit.cancel_reason = str(VisitStatus.CANCELLED), reason.strip()[:400]
    record(session, actor, "取消检查", visit, {"理由": visit.cancel_reason})
    return visit
