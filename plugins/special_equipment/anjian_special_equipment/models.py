"""Tables of the plugin: equipment, the personnel grid, certificates, accidents. No foreign key to the core."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.plugin_api.data import Base, Day, Name, Word, version_model
from anjian.plugin_api.registers import REGISTERED, Registered
from anjian_special_equipment.words import ARCHIVE, CELLS


class Equipment(Base, Registered):
    """A piece of special equipment of an enterprise. Flags say what was found on `checked_on`; null: nobody has looked."""

    __tablename__ = "special_equipment_unit"
    __versioned__ = (
        *REGISTERED, "number", "name", "kind", "place", "use", "standing", "commissioned_on", "registration",
        "registration_on", "inspected_on", "conclusion", "next_inspection", "accessories_to", *ARCHIVE, "maintained",
        "self_inspected", "emergency_plan", "checked_on",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("enterprise_id", "number", name="uq_special_equipment_unit"),
        Index("ix_special_equipment_unit_due", "next_inspection", "id"),
        Index("ix_special_equipment_unit_no", "number", "id"),
        Index("ix_special_equipment_unit_reg", "enterprise_id", "registration"),
    )
    number: Mapped[str] = mapped_column(String(60))
    """设备代码, or the enterprise's own number: formats were not verified, so it is free text, unique within the enterprise."""
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[Word]
    place: Mapped[str] = mapped_column(String(200))
    use: Mapped[Word]
    standing: Mapped[Word]
    commissioned_on: Mapped[date | None]
    registration: Mapped[str | None] = mapped_column(String(60))
    """使用登记证编号; null: not registered."""
    registration_on: Mapped[date | None]
    inspected_on: Mapped[date | None]
    conclusion: Mapped[str | None] = mapped_column(String(40))
    report_no: Mapped[str | None] = mapped_column(String(60))
    next_inspection: Mapped[date | None]
    accessories_to: Mapped[date | None]
    """Until when the safety accessories (安全阀 and the like) are calibrated."""
    archive_design: Mapped[bool | None]
    archive_inspection: Mapped[bool | None]
    archive_use: Mapped[bool | None]
    archive_upkeep: Mapped[bool | None]
    archive_faults: Mapped[bool | None]
    maintained: Mapped[bool | None]
    self_inspected: Mapped[bool | None]
    emergency_plan: Mapped[bool | None]
    checked_on: Mapped[date | None]


class Personnel(Base, Registered):
    """The 3×3 grid of an enterprise as found on `checked_on` (R-070): one current row each."""

    __tablename__ = "special_equipment_crew"
    __versioned__ = (*REGISTERED, "checked_on", *CELLS)
    __table_args__ = (
        UniqueConstraint("enterprise_id", name="uq_special_equipment_crew"),
        Index("ix_special_equipment_crew_day", "checked_on", "id"),
    )
    checked_on: Mapped[Day]
    staffed_manager: Mapped[Word]
    staffed_tester: Mapped[Word]
    staffed_operator: Mapped[Word]
    unqualified_manager: Mapped[Word]
    unqualified_tester: Mapped[Word]
    unqualified_operator: Mapped[Word]
    trained_manager: Mapped[Word]
    trained_tester: Mapped[Word]
    trained_operator: Mapped[Word]


class Certificate(Base, Registered):
    """One 项目 on one person's certificate (R-039). Who holds it is the enterprise's personal data: it enters no version,
    list, notice or report."""

    __tablename__ = "special_equipment_card"
    __versioned__ = (*REGISTERED, "role", "item", "valid_to", "on_duty")
    __table_args__ = (
        UniqueConstraint("enterprise_id", "number", "item", name="uq_special_equipment_card"),
        Index("ix_special_equipment_card_due", "valid_to", "id"),
    )
    number: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(20))
    """项目代号."""
    role: Mapped[Word]
    holder: Mapped[str] = mapped_column(String(40))
    post: Mapped[str] = mapped_column(String(60))
    valid_to: Mapped[Day]
    on_duty: Mapped[bool]
    recruiter: Mapped[str] = mapped_column(String(60))
    """谁招请无证人员，谁负责: who took the person on."""


class Accident(Base, Registered):
    """An accident of special equipment (R-072)."""

    __tablename__ = "special_equipment_harm"
    __versioned__ = (*REGISTERED, "happened_on", "equipment", "kind", "grade", "deaths", "injured")
    __table_args__ = (
        UniqueConstraint("enterprise_id", "happened_on", "equipment", name="uq_special_equipment_harm"),
        Index("ix_special_equipment_harm_day", "happened_on", "id"),
    )
    happened_on: Mapped[Day]
    equipment: Mapped[str] = mapped_column(String(100))
    kind: Mapped[Word]
    grade: Mapped[Word]
    deaths: Mapped[int]
    injured: Mapped[int]
    course: Mapped[Name]


EquipmentVersion = version_model(Equipment)
PersonnelVersion = version_model(Personnel)
CertificateVersion = version_model(Certificate)
AccidentVersion = version_model(Accident)
