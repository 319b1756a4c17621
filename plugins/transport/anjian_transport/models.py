"""Tables of the plugin: vehicles and carriers' licences. No foreign key to the core."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.plugin_api.data import Base, Day, Word, version_model
from anjian.plugin_api.registers import REGISTERED, Registered


class Vehicle(Base, Registered):
    """A special vehicle of a carrier. An equipment's flag says what was found, its day when that was verified."""

    __tablename__ = "transport_vehicle"
    __versioned__ = (
        *REGISTERED, "plate", "vehicle_type", "use", "inspection_to", "tank_to", "video", "video_on", "reminder",
        "reminder_on", "tracking", "tracking_on",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("plate", name="uq_transport_vehicle_plate"),
        Index("ix_transport_vehicle_expiry", "inspection_to", "id"),
    )
    plate: Mapped[str] = mapped_column(String(12))
    vehicle_type: Mapped[Word]
    use: Mapped[Word]
    certificate: Mapped[str] = mapped_column(String(60))
    """道路运输证号."""
    inspection_to: Mapped[Day]
    tank_to: Mapped[date | None]
    video: Mapped[bool]
    video_on: Mapped[date | None]
    reminder: Mapped[bool]
    reminder_on: Mapped[date | None]
    tracking: Mapped[bool]
    tracking_on: Mapped[date | None]


class Carrier(Base, Registered):
    """An enterprise's licence for the road transport of dangerous goods (R-063)."""

    __tablename__ = "transport_carrier"
    __versioned__ = (*REGISTERED, "licence", "valid_to")
    __table_args__ = (UniqueConstraint("enterprise_id", name="uq_transport_carrier"),)
    licence: Mapped[str] = mapped_column(String(60))
    business: Mapped[str] = mapped_column(String(400))
    """The licensed scope (经营范围)."""
    valid_to: Mapped[Day]


VehicleVersion = version_model(Vehicle)
CarrierVersion = version_model(Carrier)
