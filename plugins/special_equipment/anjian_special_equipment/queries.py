"""The six tests, and what else lists narrow by, as criteria: the same rules as `rules`, for many rows at once."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_

from anjian_special_equipment.models import Certificate, Equipment, Personnel
from anjian_special_equipment.words import (
    ARCHIVE,
    CELLS,
    REGISTRATION_DAYS,
    SOON_DAYS,
    Answer,
    Question,
    Requirement,
    Standing,
    Use,
)


def active() -> ColumnElement[bool]:
    """Equipment that counts."""
    return Equipment.use == Use.ACTIVE


def on_duty() -> ColumnElement[bool]:
    """Certificates of persons at work."""
    return Certificate.on_duty.is_(True)


def failing(test: Requirement, day: date) -> ColumnElement[bool]:
    """Equipment in use that fails a test on a day."""
    seen, model = Equipment.checked_on <= day, Equipment
    late = day - timedelta(days=REGISTRATION_DAYS)
    unregistered = or_(model.registration.is_(None), model.registration_on > day)
    wanting = {
        Requirement.REGISTRATION: and_(unregistered, func.coalesce(model.commissioned_on, model.registered_on) < late),
        Requirement.INSPECTION: model.next_inspection < day,
        Requirement.ARCHIVE: and_(seen, or_(*(getattr(model, name).is_(False) for name in ARCHIVE))),
        Requirement.UPKEEP: and_(seen, or_(model.maintained.is_(False), model.self_inspected.is_(False))),
        Requirement.PLAN: and_(seen, model.emergency_plan.is_(False)),
        Requirement.BANNED: model.standing != Standing.NORMAL,
    }
    return and_(active(), wanting[test])


def inspection_due(day: date, how: str) -> ColumnElement[bool]:
    """Equipment in use whose inspection is due within `SOON_DAYS` (`soon`), or whose day nobody has entered (`unknown`)."""
    column = Equipment.next_inspection
    wanted = column.is_(None) if how == "unknown" else column.between(day, day + timedelta(days=SOON_DAYS))
    return and_(active(), wanted)


def grid_has(state: str) -> ColumnElement[bool]:
    """Grids with a cell that fails (`failed`), or that nobody has looked at (`unknown`)."""
    if state == "unknown":
        return or_(*(getattr(Personnel, name) == Answer.UNANSWERED for name in CELLS))
    bad = {name: Answer.YES if asked is Question.UNQUALIFIED else Answer.NO for name, (asked, _) in CELLS.items()}
    return or_(*(getattr(Personnel, name) == answer for name, answer in bad.items()))


def card_expires(day: date, how: str) -> ColumnElement[bool]:
    """Certificates of persons at work that have expired (`expired`) or will within `SOON_DAYS` (`soon`)."""
    column = Certificate.valid_to
    wanted = column < day if how == "expired" else column.between(day, day + timedelta(days=SOON_DAYS))
    return and_(on_duty(), wanted)
