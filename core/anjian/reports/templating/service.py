"""Putting a template in place of ours, and which one is in force for a unit at a pair of clocks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.ledger import record_audit
from anjian.kernel.system import elevated
from anjian.kernel.upload_safety import cleaned
from anjian.people.models import Unit
from anjian.reports.documents.catalogue import Document
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.units import ReportUnit
from anjian.reports.templating.checking import template_faults
from anjian.reports.templating.models import DocumentTemplate

PERMISSION = "reports.template"
WHO = "领导组办公室或市直部门负责人"
OFFICE = ""
"""`department_code` of the office's templates."""
_WHY = "templates are the same for everybody whom they concern"


def replace_template(
    session: Session, actor: Actor, document: Document, file_name: str, content: bytes, from_on: date
) -> DocumentTemplate:
    """Keep a new version of a document's template, in force for what is compiled as of `from_on` or later.

    Raises `Forbidden` without the permission, `Refused` with everything that is wrong: with the file, its placeholders (by
    name), the day, or the unit.
    """
    actor.require(PERMISSION, WHO)
    department = owner_of(session, actor)
    clean = cleaned(file_name, content)
    problems = []
    if not document.kind.replaceable:
        problems.append(Problem(f"“{document.title}”的版式由专项行动文件规定，不能更换模板。"))
    if from_on < clock.today():
        problems.append(Problem("启用日期不能早于今天：已经编制的报表不受新模板影响。", field="from_on"))
    if not clean.file_name.lower().endswith(".docx"):
        problems.append(Problem("模板须为 Word 文档（DOCX）。", field="file"))
    elif document.kind.replaceable:
        problems += [Problem(fault, field="file") for fault in template_faults(document.code, clean.content)]
    if problems:
        raise Refused(problems)
    sha256 = hashlib.sha256(clean.content).hexdigest()
    told = {"文件": document.title, "单位": actor.unit_name, "启用日期": from_on, "校验值": sha256}
    event_no = record_audit(session, "更换报表模板", "report_template", None, told, actor)
    row = DocumentTemplate(
        document=document.code, department_code=department, version=_last_version(session, document.code, department) + 1,
        from_on=from_on, file_name=clean.file_name, size=len(clean.content), sha256=sha256, content=clean.content,
        uploaded_by=f"{actor.unit_name} {actor.person_name}", uploaded_at=clock.now(), event_no=event_no,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def owner_of(session: Session, actor: Actor) -> str:
    """Whose templates the actor replaces: the office's (blank), or its own department's. Raises `Refused` for other units."""
    if actor.sees_all:
        return OFFICE
    unit = session.get(Unit, actor.unit_id) if actor.unit_id is not None else None
    if unit is None or unit.kind != "department" or not unit.department_code:
        raise Refused("只有领导组办公室和市直部门可以更换报表模板。")
    return unit.department_code


def versions_of_owner(session: Session, department: str) -> Sequence[DocumentTemplate]:
    """Every version of an owner, the newest first."""
    with elevated(session, _WHY):
        found = select(DocumentTemplate).where(DocumentTemplate.department_code == department)
        return session.scalars(found.order_by(DocumentTemplate.document, DocumentTemplate.version.desc())).all()


def in_force(session: Session, unit: ReportUnit, asof: AsOf) -> dict[str, DocumentTemplate]:
    """The template of each document that has one: the unit's own department's before the office's, the newest known then.

    `session` must be a system session.
    """
    owners = {OFFICE, unit.department_code or OFFICE}
    rows = session.scalars(
        select(DocumentTemplate)
        .where(
            DocumentTemplate.department_code.in_(owners), DocumentTemplate.event_no <= asof.known,
            DocumentTemplate.from_on <= asof.effective,
        )
        .order_by(DocumentTemplate.event_no)
        .options(undefer(DocumentTemplate.content))
    )  # fmt: skip
    found: dict[str, DocumentTemplate] = {}
    for row in sorted(rows, key=lambda row: (row.department_code != OFFICE, row.from_on, row.event_no)):
        found[row.document] = row
    return found


def template_versions(session: Session, asof: AsOf) -> dict[str, str]:
    """Name -> SHA-256 of every template in force in place of ours, for the versions that a snapshot records."""
    rows = session.scalars(
        select(DocumentTemplate)
        .where(DocumentTemplate.event_no <= asof.known, DocumentTemplate.from_on <= asof.effective)
        .order_by(DocumentTemplate.from_on, DocumentTemplate.event_no)
    )
    return {f"{row.document}.{row.department_code or 'office'}": row.sha256 for row in rows}


def _last_version(session: Session, document: str, department: str) -> int:
    with elevated(session, _WHY):
        last = select(func.max(DocumentTemplate.version)).where(
            DocumentTemplate.document == document, DocumentTemplate.department_code == department
        )
        return session.scalar(last) or 0
