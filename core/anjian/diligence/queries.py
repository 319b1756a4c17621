"""Reads of diligence. Every one is filtered to what the session's actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from anjian.diligence.kinds import Kind
from anjian.diligence.models import Accident, AccidentHazard, Closure, CongressReport, Progress, Refusal
from anjian.diligence.rules import (
    Span,
    closure_reasons,
    days_running,
    duties_of,
    meets,
    year_before,
)
from anjian.diligence.words import ARTICLES, Duty
from anjian.enforcement.models import Decision, EnforcementCase
from anjian.enforcement.rules import counts, term_in_force
from anjian.enforcement.words import Target
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.hazards.words import CLOSED, UNCOUNTED, Scale
from anjian.kernel.attachments import Attachment
from anjian.kernel.errors import NotFound


def row_of(session: Session, kind: Kind, row_id: int) -> Any:
    """One record. Raises `NotFound`."""
    found = session.scalars(select(kind.model).where(kind.model.id == row_id)).one_or_none()
    if found is None:
        raise NotFound(f"没有这份{kind.noun}，或者不在您的查看范围内。")
    return found


def enterprise_name(session: Session, enterprise_id: int | None) -> str:
    return session.scalar(select(Enterprise.name).where(Enterprise.id == enterprise_id)) or ""


def files_of(session: Session, kind: Kind, row_id: int) -> Sequence[Attachment]:
    """The files that prove a record."""
    return session.scalars(
        select(Attachment)
        .where(Attachment.subject_kind == kind.subject_kind, Attachment.subject_id == row_id)
        .order_by(Attachment.id)
    ).all()


def _open_major() -> list[ColumnElement[bool]]:
    return [
        Hazard.scale == Scale.MAJOR, Hazard.confirmed_on.is_not(None), Hazard.state.not_in(CLOSED),
        Hazard.merged_into_id.is_(None),
    ]  # fmt: skip


def _named(text: str | None) -> list[ColumnElement[bool]]:
    if not text or not text.strip():
        return []
    typed = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return [or_(*(column.like(f"%{typed}%", escape="\\") for column in (Enterprise.name, Hazard.public_code)))]


def reported_on() -> Any:
    """The day of the newest progress report of a hazard, as a column."""
    newest = select(func.max(Progress.happened_on)).where(Progress.hazard_id == Hazard.id, Progress.live())
    return newest.correlate(Hazard).scalar_subquery()


def progress_due(*, late: Span | None, text: str | None = None) -> Select[Any]:
    """Open major hazards with their enterprise and newest report; with `late` those that missed the report of that period."""
    newest = reported_on()
    query: Any = select(Hazard, Enterprise, newest.label("reported_on")).join(
        Enterprise, Enterprise.id == Hazard.enterprise_id
    )
    query = query.where(*_open_major(), *_named(text))
    if late is not None:
        query = query.where(Hazard.confirmed_on <= late.due_on, func.coalesce(newest, date(1, 1, 1)) < late.begins)
    return cast("Select[Any]", query)


def congress_found(which: str | None, text: str | None = None) -> Select[Any]:
    """Open major hazards by whether they were reported to the workers (N-06)."""
    told = select(CongressReport.id).where(CongressReport.hazard_id == Hazard.id, CongressReport.live())
    newest = select(func.max(CongressReport.happened_on)).where(
        CongressReport.hazard_id == Hazard.id, CongressReport.live()
    )
    query: Any = select(Hazard, Enterprise, newest.correlate(Hazard).scalar_subquery().label("reported_on"))
    query = query.join(Enterprise, Enterprise.id == Hazard.enterprise_id).where(*_open_major(), *_named(text))
    if which == "missing":
        query = query.where(~told.exists())
    if which == "done":
        query = query.where(told.exists())
    return cast("Select[Any]", query)


def kept_found(model: Any, text: str | None, *, voided: bool) -> Select[Any]:
    """Records of a model with the enterprise's name."""
    query: Any = select(model, Enterprise.name).outerjoin(Enterprise, Enterprise.id == model.enterprise_id)
    query = query.where(model.voided_no.is_not(None) if voided else model.live())
    if text and text.strip():
        typed = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        named = (Enterprise.name, model.public_code)
        query = query.where(or_(*(column.like(f"%{typed}%", escape="\\") for column in named)))
    return cast("Select[Any]", query)


def of_hazard(session: Session, model: Any, hazard_id: int) -> Sequence[Any]:
    """The live records of a hazard, the newest first."""
    return session.scalars(
        select(model)
        .where(model.hazard_id == hazard_id, model.live())
        .order_by(model.happened_on.desc(), model.id.desc())
    ).all()


def decisions_over(session: Session, hazard_ids: Sequence[int]) -> dict[int, list[Decision]]:
    """The decisions of the live cases over hazards, by hazard."""
    rows = session.execute(
        select(EnforcementCase.hazard_id, Decision)
        .join(Decision, Decision.case_id == EnforcementCase.id)
        .where(EnforcementCase.hazard_id.in_(hazard_ids), EnforcementCase.voided.is_(False))
        .order_by(Decision.happened_on, Decision.id)
    )
    found: dict[int, list[Decision]] = {}
    for hazard_id, decision in rows:
        found.setdefault(hazard_id or 0, []).append(decision)
    return found


@dataclass(frozen=True, slots=True)
class DutyState:
    """One decision that a refusal calls for: made (`decision`), explained (`reason`), or open until `due_on`."""

    refusal: Refusal
    duty: Duty
    article: str
    decision: Decision | None
    reason: str
    running: str
    """How long the continuing fine runs, in words."""

    @property
    def open(self) -> bool:
        return self.decision is None and not self.reason


def duties(session: Session, refusals: Sequence[Refusal], today: date) -> list[DutyState]:
    """What refusals call for, and what has become of it."""
    decided = decisions_over(session, list({one.hazard_id for one in refusals}))
    return [state for one in refusals for state in _duties(one, decided.get(one.hazard_id, []), today)]


def _duties(refusal: Refusal, decisions: list[Decision], today: date) -> list[DutyState]:
    reasons = {waiver.duty: waiver.reason for waiver in refusal.waivers if not waiver.voided}
    corrected = refusal.hazard.claimed_on or refusal.hazard.accepted_on
    until = min(corrected or today, today)
    running = f"自 {refusal.ordered_on} 次日起已计 {days_running(refusal.ordered_on, until)} 日"
    ended = f"（{corrected} 申请验收，暂停计日）" if corrected else ""
    return [
        DutyState(
            refusal, duty, ARTICLES[duty], next((d for d in decisions if meets(duty, d, refusal.happened_on)), None),
            reasons.get(duty, ""), running + ended if duty is Duty.DAILY else "",
        )
        for duty in duties_of(refusal.happened_on, decisions)
    ]  # fmt: skip


def standing_refusals(session: Session) -> Sequence[Refusal]:
    """Every live refusal over a hazard that is open."""
    return session.scalars(
        select(Refusal)
        .join(Hazard, Hazard.id == Refusal.hazard_id)
        .where(Refusal.live(), Hazard.state.not_in(CLOSED))
        .options(selectinload(Refusal.waivers), selectinload(Refusal.hazard))
        .order_by(Refusal.due_on, Refusal.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Watched:
    """An enterprise whose closure is to be proposed, with the rows that say so."""

    enterprise: Enterprise
    hazards: list[Hazard]
    penalties: list[Decision]
    reasons: list[str]
    closure: Closure | None
    """The newest decision of a person since the newest penalty."""

    @property
    def grounds(self) -> str:
        """The rows in words, as they are kept with a decision."""
        hazards = "；".join(f"{one.public_code} {one.content}（确认 {one.confirmed_on}）" for one in self.hazards)
        fines = "；".join(f"{one.number}（{one.happened_on}，{one.legal_basis}）" for one in self.penalties)
        return f"{'；'.join(self.reasons)}。未销号的重大事故隐患：{hazards}。行政处罚：{fines}。"


def watch_list(session: Session, day: date, enterprise_id: int | None = None) -> list[Watched]:
    """Enterprises with an open major hazard and so many penalties in force on a day (N-07), by all that is known now."""
    query = select(Decision).where(
        Decision.voided.is_(False), Decision.penalty.is_(True), Decision.target == Target.ENTERPRISE,
        Decision.happened_on > year_before(day), Decision.happened_on <= day,
        Decision.enterprise_id.is_not(None) if enterprise_id is None else Decision.enterprise_id == enterprise_id,
    )  # fmt: skip
    punished: dict[int, list[Decision]] = {}
    for one in session.scalars(query.options(selectinload(Decision.terms)).order_by(Decision.happened_on, Decision.id)):
        term = term_in_force([term for term in one.terms if not term.voided], day)
        if term is not None and counts(term.standing):
            punished.setdefault(one.enterprise_id or 0, []).append(one)
    met = {number: found for number, rows in punished.items() if (found := _reasons(rows, day))}
    hazards = _open_on(session, list(met), day)
    names = {one.id: one for one in session.scalars(select(Enterprise).where(Enterprise.id.in_(hazards)))}
    return [
        Watched(names[number], hazards[number], punished[number], met[number], _closure(session, number, punished[number]))
        for number in sorted(hazards)
        if number in names
    ]  # fmt: skip


def _reasons(penalties: list[Decision], day: date) -> list[str]:
    return closure_reasons((one.happened_on for one in penalties), day)


def _open_on(session: Session, enterprise_ids: list[int], day: date) -> dict[int, list[Hazard]]:
    found: dict[int, list[Hazard]] = {}
    rows = session.scalars(
        select(Hazard)
        .where(
            Hazard.enterprise_id.in_(enterprise_ids), Hazard.scale == Scale.MAJOR, Hazard.confirmed_on <= day,
            or_(Hazard.accepted_on.is_(None), Hazard.accepted_on > day), Hazard.state.not_in(UNCOUNTED),
            Hazard.merged_into_id.is_(None),
        )
        .order_by(Hazard.id)
    )  # fmt: skip
    for one in rows:
        found.setdefault(one.enterprise_id or 0, []).append(one)
    return found


def _closure(session: Session, enterprise_id: int, penalties: list[Decision]) -> Closure | None:
    return session.scalars(
        select(Closure)
        .where(
            Closure.enterprise_id == enterprise_id,
            Closure.live(),
            Closure.happened_on >= max(one.happened_on for one in penalties),
        )
        .order_by(Closure.id.desc())
        .limit(1)
    ).first()


def accidents_of(session: Session, *, enterprise_id: int | None = None, hazard_id: int | None = None) -> Sequence[Any]:
    """The live accidents of an enterprise, or those linked to a hazard; the newest first."""
    query = select(Accident).where(Accident.live())
    if enterprise_id is not None:
        query = query.where(Accident.enterprise_id == enterprise_id)
    if hazard_id is not None:
        query = query.join(AccidentHazard, AccidentHazard.accident_id == Accident.id)
        query = query.where(AccidentHazard.hazard_id == hazard_id)
    return session.scalars(query.order_by(Accident.happened_at.desc()).limit(20)).all()


def linked_hazards(session: Session, accident: Accident) -> Sequence[Hazard]:
    """The hazards that an accident is linked to, as the reader may see them."""
    ids = [link.hazard_id for link in accident.links]
    return session.scalars(select(Hazard).where(Hazard.id.in_(ids)).order_by(Hazard.id)).all()
