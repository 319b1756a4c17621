"""What enforcement adds to the pages of enterprises and hazards."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from anjian.enforcement import queries
from anjian.enforcement.determining import applies_to, determinations_of, sheet_of
from anjian.enforcement.kinds import CASE, CASES, CHANGES, VIEW
from anjian.enforcement.rules import calls_for_case, needs_case
from anjian.enforcement.service import reason_of_no_case
from anjian.enforcement.showing import address_of_row, proposal_light, sides_light, stage_light, subject_of
from anjian.enterprises.models import Enterprise
from anjian.inspections.models import Visit
from anjian.inspections.queries import visits_of_enterprise
from anjian.inspections.words import VisitStatus
from anjian.kernel.actor import Actor
from anjian.plugin_api import Panel

SHOWN = 20
"""Lines that an enterprise's page shows."""


def enterprise_panels(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """Service and enforcement on one timeline, each said to be what it is (R-097)."""
    kinds = [kind for kind in queries.visible_kinds(actor) if kind is not CHANGES and kind.view == VIEW]
    lines = [
        (row.happened_on, kind.title, subject_of(kind, row), address_of_row(kind, row), row.unit_name)
        for kind, row in queries.rows_of_enterprise(session, subject.id, kinds, SHOWN)
    ]
    if actor.may("inspections.view"):
        visits = visits_of_enterprise(session, subject.id, SHOWN)
        lines += [_visit_line(visit) for visit in visits if visit.status == VisitStatus.DONE]
    shown = sorted(lines, key=lambda line: line[0], reverse=True)[:SHOWN]
    new = url_for("enforcement.cases_new", enterprise=subject.credit_code) if actor.may(CASE) else ""
    return [
        Panel("服务与执法经过", "enforcement/enterprise_panel.html", {"lines": shown, "new": new, "most": SHOWN}, 45)
    ]


def _visit_line(visit: Visit) -> tuple[date, str, str, str, str]:
    address = url_for("inspections.visit", uid=visit.client_uid)
    return visit.visited_on, "执法检查", f"{visit.tier}　{visit.mode}", address, visit.unit_name


def hazard_panels(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """What is proposed and decided on the penalty; the cases over a hazard, and that one is missing (R-106, R-107)."""
    found = _determination(session, subject) if applies_to(subject) else []
    return found + _cases(session, actor, subject)


def _determination(session: Session, subject: Any) -> list[Panel]:
    sheet, kept = sheet_of(session, subject), determinations_of(session, subject.id)
    context = {
        "sheet": sheet,
        "light": proposal_light(sheet.proposal),
        "kept": kept[0] if kept else None,
        "address": url_for("enforcement.determine", hazard_id=subject.id),
    }
    return [Panel("处罚认定", "enforcement/determination_panel.html", context, 44)]


def _cases(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    cases = queries.cases_of_hazard(session, subject.id)
    reason = reason_of_no_case(session, subject.id)
    if not cases and reason is None and not calls_for_case(subject):
        return []
    code = subject.public_code
    context = {
        "cases": [(case, address_of_row(CASES, case), stage_light(case), sides_light(case)) for case in cases],
        "reason": reason,
        "needed": needs_case(subject),
        "new": url_for("enforcement.cases_new", hazard=code, enterprise=_credit_code(session, subject))
        if actor.may(CASE)
        else "",
        "explain": url_for("enforcement.no_case", hazard_id=subject.id) if actor.may(CASE) else "",
    }
    return [Panel("立案和处罚", "enforcement/hazard_panel.html", context, 45)]


def _credit_code(session: Session, hazard: Any) -> str:
    found = session.get(Enterprise, hazard.enterprise_id)
    return found.credit_code if found else ""
