"""Reads of tips and hand-downs. Every one is filtered to what the session's actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from anjian.hazards.models import Hazard
from anjian.hazards.words import CLOSED
from anjian.intake.models import Report
from anjian.intake.receiving import SUBJECT
from anjian.intake.words import OPEN, State
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment, attachments_of
from anjian.kernel.errors import NotFound
from anjian.kernel.ledger import AuditEntry

EVIDENCE = "intake_report"
"""Kind of the files that verification keeps."""
OFFERED = 50
"""Open hazards of one enterprise among which a known one is chosen."""


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What narrows the list. None: not narrowed."""

    kind: str | None = None
    channel: str | None = None
    region: str | None = None
    department: str | None = None
    state: str | None = None
    conclusion: str | None = None
    late: bool | None = None
    received_from: date | None = None
    received_to: date | None = None
    text: str | None = None


def reports(narrow: ReportFilter, today: date) -> Select[Report]:
    """Reports, neither ordered nor limited."""
    equal: dict[Any, Any] = {
        Report.kind: narrow.kind,
        Report.channel: narrow.channel,
        Report.region_code: narrow.region,
        Report.department_code: narrow.department,
        Report.state: narrow.state,
        func.coalesce(Report.reexam_conclusion, Report.conclusion): narrow.conclusion,
    }
    found = [column == value for column, value in equal.items() if value is not None]
    if narrow.late is not None:
        late = Report.state.in_(OPEN) & (Report.due_on < today)
        found.append(late if narrow.late else ~late)
    if narrow.received_from:
        found.append(Report.received_on >= narrow.received_from)
    if narrow.received_to:
        found.append(Report.received_on <= narrow.received_to)
    if narrow.text and narrow.text.strip():
        found.append(_mentions(narrow.text.strip()))
    return select(Report).where(*found)


def _mentions(text: str) -> ColumnElement[bool]:
    fields = (Report.public_code, Report.enterprise_name, Report.content, Report.place, Report.document_number)
    return or_(*(field.contains(text, autoescape=True) for field in fields))


def report_of(session: Session, report_id: int) -> Report:
    """One report. Raises `NotFound`."""
    found = session.scalars(select(Report).where(Report.id == report_id)).one_or_none()
    if found is None:
        raise NotFound("没有这件举报或交办，或者不在您的查看范围内。")
    return found


def deeds_of(session: Session, report: Report) -> Sequence[AuditEntry]:
    """What was done with a report, the newest first. The caller has loaded it in its own scope."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == SUBJECT, AuditEntry.subject_id == report.id)
        .order_by(AuditEntry.event_no.desc())
    ).all()


def hazard_code(session: Session, hazard_id: int | None) -> str:
    """The number of the hazard that a report led to; blank where the actor may not see it."""
    if hazard_id is None:
        return ""
    return session.scalar(select(Hazard.public_code).where(Hazard.id == hazard_id)) or ""


def open_hazards(session: Session, enterprise_id: int | None) -> dict[int, str]:
    """The open hazards of an enterprise, to be chosen from, the newest first."""
    if enterprise_id is None:
        return {}
    rows = session.execute(
        select(Hazard.id, Hazard.public_code, Hazard.place, Hazard.content)
        .where(Hazard.enterprise_id == enterprise_id, Hazard.state.not_in(CLOSED), Hazard.merged_into_id.is_(None))
        .order_by(Hazard.discovered_on.desc(), Hazard.id.desc())
        .limit(OFFERED)
    )
    return {row.id: f"{row.public_code} {row.place}：{row.content}"[:120] for row in rows}


def of_hazard(session: Session, hazard_id: int) -> Sequence[Report]:
    """The reports that led to a hazard or saw it again, the first first."""
    return session.scalars(select(Report).where(Report.hazard_id == hazard_id).order_by(Report.id)).all()


def evidence_of(session: Session, report: Report) -> Sequence[Attachment]:
    return attachments_of(session, EVIDENCE, report.id)


def waiting(actor: Actor, state: State) -> Select[Report]:
    """Reports in a state that are the actor's to work on: what its unit only passed on is not."""
    return select(Report).where(Report.state == str(state), Report.handled_by(actor))


def by_code(session: Session, text: str, limit: int) -> Sequence[Report]:
    """Reports whose number contains the text, for the search box."""
    found = Report.public_code.contains(text.upper(), autoescape=True)
    return session.scalars(select(Report).where(found).order_by(Report.id.desc()).limit(limit)).all()
