"""Reads of enforcement. Every one is filtered to what the session's actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from anjian.enforcement.kinds import KINDS, Kind
from anjian.enforcement.models import (
    Decision,
    DecisionTerm,
    Determination,
    EnforcementCase,
    NoCase,
    Recorded,
    UnitNotice,
)
from anjian.enforcement.rules import missing_side
from anjian.enforcement.words import COUNTED, CaseStage, Target, Treatment
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.hazards.words import CLOSED, UNCOUNTED, Scale, Source, State
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment, attachments_of
from anjian.kernel.errors import NotFound

_SEARCHED = ("public_code", "unit_name", "number", "title", "document", "letter", "matter")
_LOADED: dict[Any, tuple[Any, ...]] = {
    EnforcementCase: (EnforcementCase.decisions,),
    Decision: (Decision.terms, Decision.case),
    DecisionTerm: (DecisionTerm.decision,),
    UnitNotice: (UnitNotice.addressees,),
}
NO_PROGRESS = (State.REPORTED, State.PARENT_CONFIRMED, State.CONFIRMED, State.RETURNED)
"""States of a hazard whose rectification has not begun."""


def row_of(session: Session, kind: Kind, row_id: int) -> Any:
    """One row of a register with what hangs on it. Raises `NotFound`."""
    query = select(kind.model).where(kind.model.id == row_id)
    for relation in _LOADED.get(kind.model, ()):
        query = query.options(selectinload(relation))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(f"没有这项{kind.noun}，或者不在您的查看范围内。")
    return found


def row_by_code(session: Session, kind: Kind, code: str) -> Any:
    """One row by its public code."""
    return session.scalars(select(kind.model).where(kind.model.public_code == code)).one()


def rows_found(
    kind: Kind,
    *,
    text: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    voided: str | None = None,
) -> Select[Any]:
    """Rows of a register with the enterprise's name; `voided`: None the live ones, `yes` the voided, `all` both."""
    model = kind.model
    query: Any = select(model, Enterprise.name).outerjoin(Enterprise, Enterprise.id == model.enterprise_id)
    for relation in _LOADED.get(model, ()):
        query = query.options(selectinload(relation))
    if voided != "all":
        query = query.where(model.voided.is_(voided == "yes"))
    if model is DecisionTerm:
        query = query.where(DecisionTerm.first.is_(False))
    if from_on:
        query = query.where(model.happened_on >= from_on)
    if to_on:
        query = query.where(model.happened_on <= to_on)
    if text and text.strip():
        typed = f"%{_escaped(text.strip())}%"
        columns = [Enterprise.name, *(getattr(model, name) for name in _SEARCHED if hasattr(model, name))]
        query = query.where(or_(*(column.like(typed, escape="\\") for column in columns)))
    found: Select[Any] = query
    return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def how_many(session: Session, kind: Kind) -> int:
    """How many live rows of a register the actor sees."""
    counted = rows_found(kind).with_only_columns(func.count(kind.model.id), maintain_column_froms=True)
    return session.execute(counted).scalar_one()


def evidence_of(session: Session, kind: Kind, row: Recorded) -> Sequence[Attachment]:
    """The files that prove a record."""
    return attachments_of(session, kind.subject_kind, row.id)


def without_evidence(kind: Kind, actor: Actor) -> Select[Any]:
    """Live rows of the actor's own unit that nothing proves yet, with the enterprise's name."""
    proof = select(Attachment.id).where(
        Attachment.subject_kind == kind.subject_kind, Attachment.subject_id == kind.model.id
    )
    return rows_found(kind).where(kind.model.unit_id == actor.unit_id, ~proof.exists())


def open_cases(session: Session) -> Sequence[EnforcementCase]:
    """Cases over which a second decision may be missing: open, called for on both sides, not explained."""
    major = select(Hazard.id).where(Hazard.id == EnforcementCase.hazard_id, Hazard.scale == Scale.MAJOR)
    return session.scalars(
        select(EnforcementCase)
        .where(
            EnforcementCase.voided.is_(False),
            EnforcementCase.stage == CaseStage.OPEN,
            EnforcementCase.one_side_reason.is_(None),
            or_(EnforcementCase.both_due.is_(True), major.exists()),
        )
        .options(selectinload(EnforcementCase.decisions))
        .order_by(EnforcementCase.happened_on, EnforcementCase.id)
    ).all()


def side_missing(case: EnforcementCase) -> Target | None:
    """The side of a case that no penalty in force is against, where the other is punished (R-103)."""
    live = (one for one in case.decisions if one.penalty and not one.voided and one.standing in COUNTED)
    return missing_side(one.target for one in live)


def one_sided(session: Session) -> list[EnforcementCase]:
    """Cases in which one side only is punished although both are called for."""
    return [case for case in open_cases(session) if side_missing(case) is not None]


def uncased() -> Select[Any]:
    """Hazards that need a case (`rules.needs_case`) and have neither one nor a written reason (R-107): one for filing no
    case, or one for a determination that spares the penalty."""
    cased = select(EnforcementCase.id).where(EnforcementCase.hazard_id == Hazard.id, EnforcementCase.voided.is_(False))
    explained = select(NoCase.id).where(NoCase.hazard_id == Hazard.id, NoCase.voided.is_(False))
    newest = select(func.max(Determination.id)).where(Determination.hazard_id == Hazard.id).correlate(Hazard)
    spared = select(Determination.id).where(
        Determination.id == newest.scalar_subquery(), Determination.decision == Treatment.SPARED
    )
    found: Any = (
        select(Hazard, Enterprise)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(
            Hazard.scale == Scale.MAJOR,
            Hazard.source == Source.INSPECTION,
            Hazard.confirmed_on.is_not(None),
            Hazard.state.not_in(UNCOUNTED),
            Hazard.merged_into_id.is_(None),
            Hazard.imported.is_(False),
            ~cased.exists(),
            ~explained.exists(),
            ~spared.correlate(Hazard).exists(),
        )
    )
    return cast(Select[Any], found)


def fined_only(today: date) -> Select[Any]:
    """Hazards with a penalty in force whose rectification does not go on: not begun, or overdue and not claimed (R-108)."""
    punished = (
        select(Decision.id)
        .join(EnforcementCase, EnforcementCase.id == Decision.case_id)
        .where(
            EnforcementCase.hazard_id == Hazard.id,
            EnforcementCase.voided.is_(False),
            Decision.voided.is_(False),
            Decision.penalty.is_(True),
            Decision.standing.in_(COUNTED),
        )
    )
    late: ColumnElement[bool] = and_(Hazard.due_on < today, Hazard.claimed_on.is_(None))
    found: Any = (
        select(Hazard, Enterprise)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(punished.exists(), Hazard.state.not_in(CLOSED), or_(Hazard.state.in_(NO_PROGRESS), late))
    )
    return cast(Select[Any], found)


def cases_of_hazard(session: Session, hazard_id: int) -> Sequence[EnforcementCase]:
    """The live cases over a hazard with their decisions."""
    return session.scalars(
        select(EnforcementCase)
        .where(EnforcementCase.hazard_id == hazard_id, EnforcementCase.voided.is_(False))
        .options(selectinload(EnforcementCase.decisions))
        .order_by(EnforcementCase.id)
    ).all()


def rows_of_enterprise(
    session: Session, enterprise_id: int, kinds: Sequence[Kind], limit: int
) -> list[tuple[Kind, Any]]:
    """The newest live rows of several registers that concern an enterprise."""
    found: list[tuple[Kind, Any]] = []
    for kind in kinds:
        newest = rows_found(kind).where(kind.model.enterprise_id == enterprise_id)
        ordered = newest.order_by(kind.model.happened_on.desc(), kind.model.id.desc()).limit(limit)
        found += [(kind, row) for row, _name in session.execute(ordered)]
    return sorted(found, key=lambda pair: (pair[1].happened_on, pair[1].id), reverse=True)[:limit]


def visible_kinds(actor: Actor) -> list[Kind]:
    """The registers that the actor may open."""
    return [kind for kind in KINDS if actor.may(kind.view)]
