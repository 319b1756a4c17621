"""Reads of published limbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from anjian.campaigns.models import Limb


def limb_in_force(session: Session, code: str, day: date) -> Limb | None:
    """The limb that a hazard discovered on `day` cites under `code` (R-014): the latest version then in force, or None."""
    return session.scalars(
        select(Limb).where(Limb.code == code, _in_force(day)).order_by(Limb.valid_from.desc(), Limb.id.desc()).limit(1)
    ).first()


def limbs_in_force(session: Session, day: date) -> Sequence[Limb]:
    """Every limb that a hazard discovered on `day` may cite, by code; the latest version of each."""
    rows = session.scalars(select(Limb).where(_in_force(day)).order_by(Limb.code, Limb.valid_from, Limb.id)).all()
    return list({limb.code: limb for limb in rows}.values())


def _in_force(day: date) -> ColumnElement[bool]:
    return and_(Limb.valid_from <= day, (Limb.valid_to.is_(None)) | (Limb.valid_to >= day))
