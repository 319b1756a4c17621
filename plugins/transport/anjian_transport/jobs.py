"""The daily look for what expires. Twice on one day, or on two machines, is once: a notice is unique by what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api import JobContext
from anjian.plugin_api.reading import enterprises_by_id
from anjian_transport.models import Carrier, ExpiryNotice, Vehicle
from anjian_transport.queries import active
from anjian_transport.words import SOON_DAYS, TANKS, Kind, Stage

Key = tuple[str, int, date, str]
"""Kind, subject, end, stage: what a notice is about."""


def find_expiries(ctx: JobContext) -> str:
    """Notice what has expired or ends within 30 days; close the notices that a later date has answered."""
    with ctx.run.read() as session:
        due = dict(_due(session, ctx.day))
        kept = {_key(row) for row in session.scalars(select(ExpiryNotice).where(ExpiryNotice.closed_on.is_(None)))}
    fresh, answered = [due[key] for key in due if key not in kept], kept - due.keys()
    if not fresh and not answered:
        return "没有新的到期提醒。"
    with ctx.run.finish(f"新增到期提醒{len(fresh)}条，解除{len(answered)}条。") as session:
        for row in session.scalars(select(ExpiryNotice).where(ExpiryNotice.closed_on.is_(None))):
            if _key(row) in answered:
                row.closed_on = ctx.day
        known = {_key(row): row for row in session.scalars(select(ExpiryNotice))}
        for notice in fresh:
            again = known.get(_key(notice))
            if again is None:
                session.add(notice)
            else:
                again.closed_on = None
    return ""


def _key(row: ExpiryNotice) -> Key:
    return row.kind, row.subject_id, row.valid_to, row.stage


def _due(session: Session, day: date) -> Iterator[tuple[Key, ExpiryNotice]]:
    """Everything that has expired or will soon, as notices by key."""
    ends = day + timedelta(days=SOON_DAYS)
    for vehicle in session.scalars(select(Vehicle).where(active())):
        for kind, valid_to in ((Kind.INSPECTION, vehicle.inspection_to), (Kind.TANK, vehicle.tank_to)):
            if valid_to is not None and valid_to <= ends and (kind is Kind.INSPECTION or vehicle.vehicle_type in TANKS):
                notice = _notice(kind, vehicle, vehicle.plate, valid_to, day)
                yield _key(notice), notice
    carriers = session.scalars(select(Carrier).where(Carrier.valid_to <= ends)).all()
    names = enterprises_by_id(session, [row.enterprise_id for row in carriers if row.enterprise_id is not None])
    for carrier in carriers:
        ref = names.get(carrier.enterprise_id or 0)
        notice = _notice(Kind.LICENCE, carrier, ref.name if ref else carrier.licence, carrier.valid_to, day)
        yield _key(notice), notice


def _notice(kind: Kind, row: Vehicle | Carrier, title: str, valid_to: date, day: date) -> ExpiryNotice:
    return ExpiryNotice(
        kind=str(kind),
        subject_id=row.id,
        title=title,
        valid_to=valid_to,
        stage=str(Stage.EXPIRED if valid_to < day else Stage.SOON),
        noticed_on=day,
        closed_on=None,
        region_code=row.region_code,
        department_code=row.department_code,
        enterprise_id=row.enterprise_id,
        parent_id=row.parent_id,
    )
