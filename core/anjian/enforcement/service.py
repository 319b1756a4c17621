"""The use cases of enforcement: record, void, add evidence; the steps of a case. They flush and never commit.

Nothing here touches a hazard: paying a fine leaves it open (R-108).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enforcement.doubles import Doubles
from anjian.enforcement.lookup import lookup_of
from anjian.enforcement.makers import Made
from anjian.enforcement.models import OWNERS, DecisionTerm, EnforcementCase, NoCase, Recorded
from anjian.enforcement.rules import term_in_force
from anjian.enforcement.words import CaseStage
from anjian.hazards.steps import load as load_hazard
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment, AttachmentStore, attach, content_of
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import record_audit
from anjian.kernel.numbering import next_codes
from anjian.kernel.ownership import covers
from anjian.plugin_api.types import Effect, RowResult

if TYPE_CHECKING:
    from anjian.enforcement.kinds import Kind

R = TypeVar("R", bound=Recorded)


def save(session: Session, actor: Actor, kind: Kind, rows: Sequence[Mapping[str, Any]]) -> list[RowResult]:
    """Record a batch; says what became of each row. A row stated again as it stands is left as it is."""
    actor.require(kind.edit)
    if not rows:
        return []
    lookup = lookup_of(session, actor, rows)
    made = [kind.make(lookup, row) for row in rows]
    doubles = Doubles(session, actor, kind, [one.identity for one in made])
    results: list[RowResult] = []
    for row, one in zip(rows, made, strict=True):
        known = doubles.known(one, row)
        if known is not None:
            results.append(known)
        elif problems := one.problems or _reach(actor, one):
            results.append(RowResult(Effect.REFUSED, problems=tuple(problems)))
        else:
            results.append(_enter(session, actor, kind, one, row, doubles))
    return results


def record(session: Session, actor: Actor, kind: Kind, row: Mapping[str, Any]) -> str:
    """Record one; returns its public code. Raises `Refused` with every problem, also for what is recorded already."""
    (result,) = save(session, actor, kind, [row])
    if result.effect is Effect.REFUSED:
        raise Refused(result.problems)
    if result.effect is Effect.UNCHANGED:
        raise Refused(f"这项{kind.noun}已经登记，编号 {result.code}。")
    return result.code


def void(session: Session, actor: Actor, kind: Kind, row_id: int, reason: str) -> Recorded:
    """Mark a record as wrong, with what hangs on it: it leaves every count from now on, for later knowledge only."""
    row = load(session, actor, kind, row_id)
    problems = [] if reason.strip() else [Problem("作废须写明理由。", field="reason")]
    if isinstance(row, EnforcementCase) and any(not one.voided for one in row.decisions):
        problems.append(Problem("本案还有未作废的决定，请先逐一作废决定，再作废案件。"))
    if isinstance(row, DecisionTerm) and row.first:
        problems.append(Problem("这是决定书本身的内容，不能单独作废；决定书有误的请作废决定书。"))
    if problems:
        raise Refused(problems)
    gone = [row, *(term for term in getattr(row, "terms", ()) if not term.voided)]
    for one in gone:
        one.voided, one.void_reason, one.identity = True, reason.strip()[:400], None
    changed = gone + ([_restated(row)] if isinstance(row, DecisionTerm) else [])
    _record(session, actor, f"作废{kind.noun}", kind, row, {"编号": row.public_code, "理由": row.void_reason}, changed)
    return row


def add_evidence(
    session: Session, store: AttachmentStore, actor: Actor, kind: Kind, row: Recorded, files: Sequence[Any]
) -> list[Attachment]:
    """Keep files (werkzeug `FileStorage`) as evidence of a record. Raises `Refused` for a type not allowed."""
    _require_own(actor, kind, row)
    return [
        attach(
            session, store, actor, row, kind=kind.subject_kind, subject_id=row.id, purpose="evidence",
            file_name=file.filename or "佐证材料", content=content_of(file),
        )
        for file in files
    ]  # fmt: skip


def close_case(session: Session, actor: Actor, kind: Kind, case_id: int, on: date) -> EnforcementCase:
    """The case is over."""
    case = _case(session, actor, kind, case_id)
    if on < case.happened_on:
        raise Refused(Problem(f"结案日期早于立案日期 {case.happened_on}", field="closed_on"))
    case.stage, case.closed_on = str(CaseStage.CLOSED), on
    _record(session, actor, "结案", kind, case, {"编号": case.public_code, "结案日期": on}, [case])
    return case


def explain_one_side(session: Session, actor: Actor, kind: Kind, case_id: int, reason: str) -> EnforcementCase:
    """Why one side only is punished: the reminder of the missing decision ends (R-103)."""
    case = _case(session, actor, kind, case_id)
    case.one_side_reason = reason.strip()[:400]
    _record(session, actor, "说明只处罚一方的理由", kind, case, {"编号": case.public_code}, [case])
    return case


def explain_no_case(session: Session, actor: Actor, hazard_id: int, reason: str) -> NoCase:
    """Why no case is filed over a hazard that an inspection found (R-107). The hazard stays as it is; the reason that holds
    already, sent again, is kept once."""
    actor.require("enforcement.case")
    hazard, said = load_hazard(session, hazard_id), reason.strip()[:400]
    kept = reason_of_no_case(session, hazard.id)
    if kept is not None and (kept.reason, kept.unit_id) == (said, actor.unit_id):
        return kept
    row = NoCase(hazard_id=hazard.id, reason=said, happened_on=clock.today(), **owners_of(hazard))
    stamp(session, actor, row, "BL")
    session.add(row)
    session.flush()
    event_no = record_audit(
        session, "说明不立案理由", "enforcement.no_case", row.id, {"隐患": hazard.public_code}, actor
    )
    open_versions(session, [row], event_no)
    return row


def reason_of_no_case(session: Session, hazard_id: int) -> NoCase | None:
    """The newest written reason for filing no case."""
    return session.scalars(
        select(NoCase)
        .where(NoCase.hazard_id == hazard_id, NoCase.voided.is_(False))
        .order_by(NoCase.id.desc())
        .limit(1)
    ).first()


def load(session: Session, actor: Actor, kind: Kind, row_id: int) -> Recorded:
    """A record to be worked on, read anew under its lock. Raises `NotFound`, `Forbidden`, or `Refused` if voided."""
    locked = select(kind.model).where(kind.model.id == row_id).with_for_update()
    row = session.scalars(locked.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound(f"没有这项{kind.noun}，或者不在您的查看范围内。")
    _require_own(actor, kind, row)
    if row.voided:
        raise Refused(f"这项{kind.noun}已经作废，不能再办理。")
    return row


def is_own(actor: Actor, kind: Kind, row: Recorded) -> bool:
    """Whether the actor may work on the record: of its own unit, with the permission."""
    return actor.may(kind.edit) and row.unit_id == actor.unit_id


def _require_own(actor: Actor, kind: Kind, row: Recorded) -> None:
    actor.require(kind.edit)
    if not is_own(actor, kind, row):
        raise Forbidden(f"这项{kind.noun}由{row.unit_name}登记，请由该单位人员办理。")


def _case(session: Session, actor: Actor, kind: Kind, case_id: int) -> EnforcementCase:
    case = load(session, actor, kind, case_id)
    assert isinstance(case, EnforcementCase)  # the register of cases
    if case.stage == CaseStage.CLOSED:
        raise Refused("本案已经结案，不能再办理。")
    return case


def _reach(actor: Actor, made: Made) -> list[Problem]:
    if covers(actor, **{name: made.values.get(name) for name in OWNERS}):
        return []
    field = "enterprise" if made.values.get("enterprise_id") else None
    return [Problem("不在您单位的管辖范围内，请由有管辖权的单位登记", field=field)]


def _enter(
    session: Session, actor: Actor, kind: Kind, made: Made, row: Mapping[str, Any], doubles: Doubles
) -> RowResult:
    model: Any = kind.model
    new: Recorded = model(
        **made.values, identity=made.identity, joint_units=row.get("joint_units") or None, remark=row.get("remark") or None
    )  # fmt: skip
    stamp(session, actor, new, kind.series)
    session.add(new)
    session.flush()
    terms = [child for child in made.children if isinstance(child, DecisionTerm)]
    for child in made.children:
        if isinstance(child, DecisionTerm):
            child.decision_id = new.id
            stamp(session, actor, child, "BG")
            for name in OWNERS:
                setattr(child, name, getattr(new, name))
        else:
            child.notice_id = new.id
        session.add(child)
    session.flush()
    changed: list[Recorded] = [new, *terms]
    if isinstance(new, DecisionTerm):
        changed.append(_restated(new))
    _record(session, actor, f"登记{kind.noun}", kind, new, {"编号": new.public_code}, changed)
    doubles.add(new)
    return RowResult(Effect.ENTERED, code=new.public_code)


def _restated(term: DecisionTerm) -> Recorded:
    """The decision as it stands by all that is known now."""
    decision = term.decision
    live = [one for one in {*decision.terms, term} if not one.voided]
    last = term_in_force(live, date.max)
    if last is not None:
        decision.standing, decision.amount_fen = last.standing, last.amount_fen
    return decision


def stamp(session: Session, actor: Actor, row: Recorded, series: str) -> None:
    """Code, unit, person and moment of what is recorded now."""
    (row.public_code,) = next_codes(session, f"{series}{row.happened_on.year}", 1)
    row.unit_id, row.unit_name = actor.unit_id, actor.unit_name
    row.recorded_by, row.recorded_at, row.voided = actor.person_name, clock.now(), False


def owners_of(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in OWNERS}


def _record(
    session: Session,
    actor: Actor,
    action: str,
    kind: Kind,
    row: Recorded,
    detail: Mapping[str, Any],
    changed: Sequence[Recorded],
) -> None:
    """One audit entry, which names no person, and the versions of what changed at its number."""
    event_no = record_audit(session, action, kind.subject_kind, row.id, detail, actor)
    open_versions(session, changed, event_no)
