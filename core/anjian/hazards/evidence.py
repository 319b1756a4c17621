"""Files of a hazard: kept at any of its steps, never deleted; a wrong one is voided with a reason.

They are read past the reader's own scope once the hazard itself is the reader's: what was kept before a transfer belongs to
the department that kept it, and whoever may read the hazard may read what proves it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.hazards.models import Hazard
from anjian.hazards.steps import load
from anjian.hazards.words import CLOSED, Evidence
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment, AttachmentStore, attachment_of, attachments_of, content_of, keep
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.ledger import record_audit
from anjian.kernel.system import elevated
from anjian.kernel.upload_safety import JPEG, Clean, cleaned

SUBJECT = "hazard"
"""Kind of subject under which a hazard's evidence is kept."""
PERMISSION = "hazards.evidence"
WHO = "监管部门或企业人员"
PICTURES = frozenset({Evidence.BEFORE, Evidence.AFTER, Evidence.POSTED, Evidence.ACCEPTANCE})
"""What only a picture proves."""
_WHY = "files of a hazard that its reader may see"


def evidence_of(session: Session, hazard_id: int) -> frozenset[str]:
    """The purposes of the evidence that a hazard has. The caller has loaded the hazard in its own scope."""
    query = select(Attachment.purpose).where(
        Attachment.subject_kind == SUBJECT, Attachment.subject_id == hazard_id, Attachment.voided.is_(False)
    )
    with elevated(session, _WHY):
        return frozenset(session.scalars(query))


def files_of(session: Session, hazard: Hazard) -> Sequence[Attachment]:
    """Every file of a hazard that the caller loaded in its own scope, voided ones too, the first first."""
    with elevated(session, _WHY):
        return attachments_of(session, SUBJECT, hazard.id)


def file_of(session: Session, hazard: Hazard, file_id: int) -> Attachment:
    """One file of this very hazard. Raises `NotFound`."""
    with elevated(session, _WHY):
        return attachment_of(session, SUBJECT, hazard.id, file_id)


def add_evidence(
    session: Session,
    store: AttachmentStore,
    actor: Actor,
    hazard_id: int,
    purpose: Evidence,
    uploads: Sequence[Any],
) -> list[Attachment]:
    """Keep files (werkzeug `FileStorage`) as evidence of one kind: all of them, or none and every reason why."""
    actor.require(PERMISSION, WHO)
    hazard = load(session, hazard_id)
    known = [row for row in files_of(session, hazard) if not row.voided]
    clean, problems = _looked_at(purpose, uploads)
    problems += _standing(hazard, uploads) + _repeated(known, purpose, clean)
    if problems:
        raise Refused(problems)
    told = {"编号": hazard.public_code, "用途": str(purpose), "文件": [one.file_name for one in clean]}
    event_no = record_audit(session, "上传隐患材料", SUBJECT, hazard.id, told, actor)
    return [
        keep(
            session, store, actor, hazard, one, kind=SUBJECT, subject_id=hazard.id, purpose=str(purpose), stage=hazard.state,
            event_no=event_no,
        )
        for one in clean
    ]  # fmt: skip


def _standing(hazard: Hazard, uploads: Sequence[Any]) -> list[Problem]:
    problems = [] if uploads else [Problem("请选择要上传的文件。", field="files")]
    if hazard.merged_into_id is not None:
        problems.append(Problem("该隐患已并入另一条隐患，请在合并后的隐患上传材料。"))
    return problems


def _looked_at(purpose: Evidence, uploads: Sequence[Any]) -> tuple[list[Clean], list[Problem]]:
    clean: list[Clean] = []
    problems: list[Problem] = []
    for file in uploads:
        try:
            one = cleaned(file.filename or "", content_of(file))
        except Refused as refused:
            problems += [Problem(problem.message, field="files") for problem in refused.problems]
            continue
        clean.append(one)
        if purpose in PICTURES and one.media_type != JPEG:
            text = f"{purpose}须为照片，“{one.file_name}”是文档，请作为“{Evidence.OTHER}”上传。"
            problems.append(Problem(text, field="files"))
    return clean, problems


def _repeated(known: Sequence[Attachment], purpose: Evidence, clean: Sequence[Clean]) -> list[Problem]:
    """One picture proves one thing once: not the state before and after, not a board that was posted anew."""
    seen: dict[str, str] = {row.sha256: row.purpose for row in known}
    problems = []
    for one in clean:
        digest = hashlib.sha256(one.content).hexdigest()
        if digest in seen:
            text = f"“{one.file_name}”与已有的{seen[digest]}是同一个文件，请勿重复上传；状况有变化的请重新拍照。"
            problems.append(Problem(text, field="files"))
        seen[digest] = str(purpose)
    return problems


def void_evidence(session: Session, actor: Actor, hazard_id: int, file_id: int, reason: str) -> Attachment:
    """Mark a file as wrong: it proves nothing from now on and stays to be seen. Only the unit that kept it may."""
    actor.require(PERMISSION, WHO)
    hazard = load(session, hazard_id)
    row = file_of(session, hazard, file_id)
    problems = [] if reason.strip() else [Problem("作废须写明理由。", field="reason")]
    if row.voided:
        problems.append(Problem("这份材料已经作废。"))
    if hazard.state in CLOSED:
        problems.append(Problem(f"隐患{hazard.state}，作为依据的材料不能再作废。"))
    if not may_void(actor, row):
        problems.append(Problem(f"这份材料由{row.unit_name or '其他单位'}上传，请由该单位作废。"))
    if problems:
        raise Refused(problems)
    row.voided, row.voided_at, row.voided_by, row.void_reason = True, clock.now(), actor.person_name, reason.strip()
    told = {"编号": hazard.public_code, "用途": row.purpose, "文件": row.file_name, "理由": row.void_reason}
    record_audit(session, "作废隐患材料", SUBJECT, hazard.id, told, actor)
    session.flush()
    return row


def may_void(actor: Actor, row: Attachment) -> bool:
    """Whether the file was kept by the actor's own unit."""
    return actor.may(PERMISSION) and row.unit_id is not None and row.unit_id == actor.unit_id


def by_purpose(rows: Sequence[Attachment]) -> Mapping[str, list[Attachment]]:
    """The files in the order in which a hazard needs them; what is empty is left out."""
    found = {str(purpose): [row for row in rows if row.purpose == purpose] for purpose in Evidence}
    return {purpose: files for purpose, files in found.items() if files}
