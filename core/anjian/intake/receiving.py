"""Taking tips and hand-downs in. The one way in for the desk, the workbook, the public form and the demo city."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import owners_of
from anjian.intake.inputs import NewReport, Terms
from anjian.intake.models import Identity, Report
from anjian.intake.sealing import Sealer
from anjian.intake.words import Channel, Kind, State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import record_audit
from anjian.kernel.numbering import next_codes

RECEIVE = "intake.receive"
SUBJECT = "intake_report"
SERIES = {Kind.TIP: "JB", Kind.HANDED: "JD"}
"""Kind -> first letters of its 受理编号."""
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike: a code is read out over the telephone
_GROUPS, _GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class Received:
    """A report as it was entered. `code` is the follow-up code, known only now; blank where it was there already."""

    report: Report
    code: str


def receive(
    session: Session,
    actor: Actor,
    reports: Sequence[NewReport],
    *,
    terms: Terms | None = None,
    sealer: Sealer | None = None,
) -> list[Received]:
    """Enter what came in by telephone, letter, transfer or document. Raises `Forbidden`, or `Refused` with all problems.

    `terms` and `sealer` may be left out where all are hand-downs whose department is given or known by the enterprise.
    """
    actor.require(RECEIVE, "举报受理员或监管人员")
    return enter(session, actor, reports, terms=terms, sealer=sealer)


def enter(
    session: Session, actor: Actor, reports: Sequence[NewReport], *, terms: Terms | None, sealer: Sealer | None
) -> list[Received]:
    """As `receive`, for callers that have checked who may. What is known by its `client_uid` is returned as it is."""
    uids = [new.client_uid for new in reports]
    known = {row.client_uid: row for row in session.scalars(select(Report).where(Report.client_uid.in_(uids)))}
    fresh = [new for new in reports if new.client_uid not in known]
    owners = owners_of(session, [new.enterprise_id for new in fresh if new.enterprise_id is not None])
    problems = [problem for new in fresh for problem in _problems(new, owners.get(new.enterprise_id or 0))]
    if problems:
        raise Refused(problems)
    numbers = {kind: iter(_numbers(session, kind, fresh)) for kind in Kind}
    made = {}
    for new in fresh:
        code = follow_up_code() if new.kind == Kind.TIP else ""
        row = _row(actor, new, owners.get(new.enterprise_id or 0), terms)
        row.public_code, row.code_hash = next(numbers[new.kind]), hash_of(code) if code else None
        made[new.client_uid] = Received(row, code)
    _save(session, actor, made.values())
    _seal(session, fresh, made, sealer)
    return [made.get(uid) or Received(known[uid], "") for uid in uids]


def follow_up_code() -> str:
    """A random code in four groups of four: about 79 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def hash_of(code: str) -> str:
    """What is stored of a follow-up code; however it is typed, with or without hyphens."""
    return hashlib.sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).hexdigest()


def _numbers(session: Session, kind: Kind, reports: Iterable[NewReport]) -> list[str]:
    count = sum(new.kind == kind for new in reports)
    return next_codes(session, f"{SERIES[kind]}{clock.today().year}", count)


def _problems(new: NewReport, enterprise: Enterprise | None) -> list[Problem]:
    found = faults_of(new)
    if new.enterprise_id is not None and enterprise is None:
        found.append(Problem("没有这家企业，请重新查找；查不到的，只填写企业名称。", field="enterprise_id"))
    return found


def faults_of(new: NewReport) -> list[Problem]:
    """What is wrong with a report by itself."""
    found = []
    if not new.content.strip():
        found.append(Problem("请写明反映的问题。", field="content"))
    if new.enterprise_id is None and not new.enterprise_name.strip():
        found.append(Problem("请选择企业；名册中没有或者不清楚的，写明企业名称或所在位置。", field="enterprise_name"))
    if new.received_on > clock.today():
        found.append(Problem(f"日期 {new.received_on} 晚于今天，请核对。", field="received_on"))
    return found + (_handed_problems(new) if new.kind == Kind.HANDED else [])


def _handed_problems(new: NewReport) -> list[Problem]:
    """A1-1.07: a hand-down is known by who handed it down, by which document, until when."""
    found = [
        Problem(f"请填写{title}。", field=name)
        for name, title in (("superior", "交办单位"), ("document_number", "交办文号"), ("due_on", "办理期限"))
        if not getattr(new, name)
    ]
    if new.due_on is not None and new.due_on < new.received_on:
        found.append(Problem(f"办理期限 {new.due_on} 早于收到日期 {new.received_on}，请核对。", field="due_on"))
    return found


def _row(actor: Actor, new: NewReport, enterprise: Enterprise | None, terms: Terms | None) -> Report:
    handed = new.kind == Kind.HANDED
    lead = enterprise.department_code if enterprise else None
    if terms is None and not handed:
        raise ValueError("a tip needs terms")
    return Report(
        client_uid=new.client_uid,
        kind=str(new.kind),
        channel=str(Channel.DOCUMENT if handed else new.channel),
        state=str(State.WAITING),
        insider=new.insider,
        named=not new.person.anonymous,
        enterprise_name=enterprise.name if enterprise else new.enterprise_name.strip(),
        place=new.place.strip(),
        content=new.content.strip(),
        received_on=new.received_on,
        due_on=new.due_on if terms is None or handed else new.received_on + timedelta(days=terms.days),
        superior=new.superior if handed else None,
        document_number=new.document_number if handed else None,
        unit_id=actor.unit_id,
        unit_name=actor.unit_name,
        region_code=enterprise.region_code if enterprise else new.region_code,
        department_code=new.department_code or lead or (terms.department if terms else None),
        enterprise_id=enterprise.id if enterprise else None,
        parent_id=enterprise.parent_id if enterprise else None,
    )


def _save(session: Session, actor: Actor, received: Iterable[Received]) -> None:
    rows = [one.report for one in received]
    session.add_all(rows)
    session.flush()
    for row in rows:
        detail = {"受理编号": row.public_code, "渠道": row.channel}
        open_versions(session, [row], record_audit(session, f"登记{row.kind}", SUBJECT, row.id, detail, actor))


def _seal(session: Session, fresh: Sequence[NewReport], made: Mapping[str, Received], sealer: Sealer | None) -> None:
    for new in fresh:
        if not new.person.anonymous:
            if sealer is None:
                raise ValueError("an identity needs a sealer")
            sealed = sealer.seal(new.person, new.client_uid)
            session.add(Identity(report_id=made[new.client_uid].report.id, sealed=sealed, sealed_at=clock.now()))
    session.flush()
