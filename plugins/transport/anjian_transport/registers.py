"""The plugin's registers, and what falls due in them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_

from anjian.plugin_api.registers import Due, Dues, Register
from anjian_transport.forms import LicenceForm, VehicleForm
from anjian_transport.models import Carrier, Vehicle
from anjian_transport.words import SOON_DAYS, TANKS, Kind, Use

VEHICLES = Register(
    plugin="transport", name="vehicles", title="车辆台账", noun="车辆", unit="辆", model=Vehicle, form=VehicleForm,
    key=("plate",), industries=("运输",), department="transport",
    panel=("plate", "vehicle_type", "use", "inspection_to"),
)  # fmt: skip
LICENCES = Register(
    plugin="transport", name="licences", title="许可证台账", noun="道路运输经营许可证", unit="件", model=Carrier,
    form=LicenceForm, key=("enterprise",), industries=("运输",), department="transport",
)  # fmt: skip


def active() -> ColumnElement[bool]:
    """Vehicles that count."""
    return Vehicle.use == Use.ACTIVE


def expires(day: date, how: str) -> ColumnElement[bool]:
    """Inspection or tank report past (`expired`) or ending within `SOON_DAYS` (`soon`) on a day."""
    ends = day + timedelta(days=SOON_DAYS)
    columns = (Vehicle.inspection_to, Vehicle.tank_to)
    if how == "expired":
        return or_(*(column < day for column in columns))
    return or_(*(column.between(day, ends) for column in columns))


DUES = Dues(
    "transport",
    (
        Due(Kind.INSPECTION, VEHICLES, "inspection_to", active, SOON_DAYS),
        Due(Kind.TANK, VEHICLES, "tank_to", lambda: active() & Vehicle.vehicle_type.in_(TANKS), SOON_DAYS),
        Due(Kind.LICENCE, LICENCES, "valid_to", ahead=SOON_DAYS),
    ),
)
