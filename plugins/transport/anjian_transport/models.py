"""Tables of the plugin: vehicles, carriers' licences, notices of what expires. No foreign key to the core."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.plugin_api.data import Base, Day, Owned, Versioned, Word, version_model


class Vehicle(Base, Owned, Versioned):
    """A special vehicle of a carrier. An equipment's flag says what was found, its day when that was verified."""

    __tablename__ = "transport_vehicle"
    __versioned__ = (
        "region_code", "department_code", "enterprise_id", "parent_id", "plate", "vehicle_type", "use", "inspection_to",
        "tank_to", "video", "video_on", "reminder", "reminder_on", "tracking", "tracking_on", "registered_on",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("plate", name="uq_transport_vehicle_plate"),
        Index("ix_transport_vehicle_expiry", "inspection_to", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
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
    remark: Mapped[str | None] = mapped_column(String(400))
    registered_on: Mapped[Day]

    carrier_name = ""
    """Set by pages that show it: the name lives in the core's registry."""


class Carrier(Base, Owned, Versioned):
    """An enterprise's licence for the road transport of dangerous goods (R-063); `enterprise_id` says whose."""

    __tablename__ = "transport_carrier"
    __versioned__ = ("region_code", "department_code", "enterprise_id", "parent_id", "licence", "valid_to")
    __table_args__ = (UniqueConstraint("enterprise_id", name="uq_transport_carrier"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    licence: Mapped[str] = mapped_column(String(60))
    business: Mapped[str] = mapped_column(String(400))
    """The licensed scope (经营范围)."""
    valid_to: Mapped[Day]


class ExpiryNotice(Base, Owned):
    """Something that is about to expire or has expired, found by the daily job; closed when a later date is registered."""

    __tablename__ = "transport_expiry_notice"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "valid_to", "stage", name="uq_transport_notice"),
        Index("ix_transport_notice_open", "closed_on", "valid_to"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Word]
    subject_id: Mapped[int]
    """The vehicle's id; for a licence the carrier row's."""
    title: Mapped[str] = mapped_column(String(200))
    valid_to: Mapped[Day]
    stage: Mapped[Word]
    noticed_on: Mapped[Day]
    closed_on: Mapped[date | None]


VehicleVersion = version_model(Vehicle)
CarrierVersion = version_model(Carrier)
