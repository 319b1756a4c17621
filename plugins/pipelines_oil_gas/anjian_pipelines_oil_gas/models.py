"""Tables of the plugin: segments of pipelines, and the documents that task (10) asks for. No foreign key to the core."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from anjian.plugin_api.data import Base, Day, Name, Word, version_model
from anjian.plugin_api.registers import REGISTERED, Registered
from anjian_pipelines_oil_gas.rules import turns_old


class Segment(Base, Registered):
    """A segment (管段) of an enterprise's pipeline. Chainage in metres; days say by when something was done."""

    __tablename__ = "pipelines_oil_gas_seg"
    __versioned__ = (
        *REGISTERED, "code", "line", "from_m", "to_m", "medium", "use", "commissioned_on", "old_on", "screened_on", "hca",
        "geohazard", "assessed_on", "risk", "plan_on", "plan_no", "plan_due", "plan_done_on",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("enterprise_id", "code", name="uq_pipelines_segment_code"),
        Index("ix_pipelines_segment_code", "code", "id"),
        Index("ix_pipelines_segment_since", "commissioned_on", "id"),
    )
    code: Mapped[str] = mapped_column(String(40))
    line: Mapped[Name]
    from_m: Mapped[int]
    to_m: Mapped[int]
    diameter: Mapped[int]
    """Nominal, in mm."""
    medium: Mapped[Word]
    use: Mapped[Word]
    commissioned_on: Mapped[Day]
    old_on: Mapped[Day]
    """The day on which it turns 20: follows from `commissioned_on`, kept so that lists and notices can ask for it."""
    screened_on: Mapped[date | None]
    hca: Mapped[Word | None]
    hca_item: Mapped[Word | None]
    geohazard: Mapped[bool | None]
    assessed_on: Mapped[date | None]
    assessor: Mapped[Name | None]
    assessment_no: Mapped[str | None] = mapped_column(String(60))
    risk: Mapped[Word | None]
    result: Mapped[str | None] = mapped_column(String(400))
    plan_on: Mapped[date | None]
    plan_no: Mapped[str | None] = mapped_column(String(60))
    plan_responsible: Mapped[Name | None]
    plan_due: Mapped[date | None]
    plan_done_on: Mapped[date | None]

    @validates("commissioned_on")
    def _turns_old(self, _name: str, value: Any) -> Any:
        self.old_on = turns_old(value)
        return value


class Deliverable(Base, Registered):
    """A document that the energy line issued for task (10), such as the city's plan of action (R-073, D-06)."""

    __tablename__ = "pipelines_oil_gas_doc"
    __versioned__ = (*REGISTERED, "number", "title", "issued_on")
    __table_args__ = (UniqueConstraint("number", name="uq_pipelines_deliverable"),)
    number: Mapped[str] = mapped_column(String(60))
    title: Mapped[Name]
    issued_on: Mapped[Day]
    kept_at: Mapped[str | None] = mapped_column(String(200))


SegmentVersion = version_model(Segment)
DeliverableVersion = version_model(Deliverable)
