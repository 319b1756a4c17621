"""Reads of the register, filtered to what the session's actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import Actor, NotFound, clock
from anjian.plugin_api.reading import enterprises_by_id
from anjian_transport.models import ExpiryNotice, Vehicle
from anjian_transport.words import EQUIPMENT, SOON_DAYS, Use

FIELDS = (
    "plate", "vehicle_type", "use", "certificate", "inspection_to", "tank_to", "video", "video_on", "reminder", "reminder_on",
    "tracking", "tracking_on", "remark",
)  # fmt: skip
"""What the form states about a vehicle beside its carrier."""


def vehicle_of(session: Session, vehicle_id: int) -> Vehicle:
    """One vehicle, with its carrier's name. Raises `NotFound`."""
    found = session.scalars(select(Vehicle).where(Vehicle.id == vehicle_id)).one_or_none()
    if found is None:
        raise NotFound("没有这辆车，或者不在您的查看范围内。")
    name_carriers(session, [found])
    return found


def name_carriers(session: Session, vehicles: Iterable[Vehicle]) -> None:
    """Put each vehicle's carrier name on it, with one query for all."""
    rows = list(vehicles)
    refs = enterprises_by_id(session, [row.enterprise_id for row in rows if row.enterprise_id is not None])
    for row in rows:
        ref = refs.get(row.enterprise_id or 0)
        row.carrier_name = ref.name if ref else ""


def vehicles_found(
    *, plate: str | None = None, use: str | None = None, missing: str | None = None, expiry: str | None = None,
    vehicle_type: str | None = None,
) -> Select[Vehicle]:  # fmt: skip
    """Vehicles under a filter. `missing`: an equipment, or `any`; `expiry`: `expired` or `soon`."""
    query = select(Vehicle)
    if plate and plate.strip():
        typed = plate.strip().upper().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        query = query.where(Vehicle.plate.like(f"%{typed}%", escape="\\"))
    if use:
        query = query.where(Vehicle.use == use)
    if vehicle_type:
        query = query.where(Vehicle.vehicle_type == vehicle_type)
    if missing:
        names = list(EQUIPMENT) if missing == "any" else [missing]
        query = query.where(or_(*(getattr(Vehicle, name).is_(False) for name in names)))
    if expiry:
        query = query.where(expires(clock.today(), expiry))
    return query


def expires(day: date, how: str) -> ColumnElement[bool]:
    """Inspection or tank report past (`expired`) or ending within `SOON_DAYS` (`soon`) on a day."""
    ends = day + timedelta(days=SOON_DAYS)
    columns = (Vehicle.inspection_to, Vehicle.tank_to)
    if how == "expired":
        return or_(*(column < day for column in columns))
    return or_(*(column.between(day, ends) for column in columns))


def vehicle_rows(session: Session, actor: Actor) -> Iterator[Mapping[str, Any]]:
    """What an export writes: every vehicle that the actor may see, by field name."""
    rows = session.scalars(select(Vehicle).order_by(Vehicle.enterprise_id, Vehicle.plate)).all()
    refs = enterprises_by_id(session, [row.enterprise_id for row in rows if row.enterprise_id is not None])
    for row in rows:
        ref = refs.get(row.enterprise_id or 0)
        yield {name: getattr(row, name) for name in FIELDS} | {
            "carrier": ref.credit_code if ref else None,
            "enterprise_name": ref.name if ref else None,
        }


def open_notices() -> Select[ExpiryNotice]:
    """Notices that nothing has answered yet."""
    return select(ExpiryNotice).where(ExpiryNotice.closed_on.is_(None))


def count_of_notices(session: Session) -> int:
    return session.scalar(select(func.count(ExpiryNotice.id)).where(ExpiryNotice.closed_on.is_(None))) or 0


def active() -> ColumnElement[bool]:
    """Vehicles that count."""
    return Vehicle.use == Use.ACTIVE
