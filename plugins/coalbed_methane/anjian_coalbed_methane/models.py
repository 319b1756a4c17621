"""The plugin's table: well sites and stations. No foreign key to the core."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.plugin_api.data import Base, Name, Word, version_model
from anjian.plugin_api.registers import REGISTERED, Registered


class Site(Base, Registered):
    """A 井场 or 站场 of an enterprise. Days say by when something was done."""

    __tablename__ = "coalbed_methane_site"
    __versioned__ = (
        *REGISTERED, "code", "name", "kind", "use", "assess_by", "assessed_on", "risk", "report_no", "plan_on", "plan_no",
        "plan_due", "plan_done_on",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("enterprise_id", "code", name="uq_coalbed_site_code"),
        Index("ix_coalbed_site_code", "code", "id"),
        Index("ix_coalbed_site_assessed", "assessed_on", "id"),
    )
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[Name]
    kind: Mapped[Word]
    work: Mapped[Word]
    use: Mapped[Word]
    place: Mapped[Name | None]
    assess_by: Mapped[date | None]
    assessed_on: Mapped[date | None]
    assessor: Mapped[Name | None]
    risk: Mapped[Word | None]
    report_no: Mapped[str | None] = mapped_column(String(60))
    plan_on: Mapped[date | None]
    plan_no: Mapped[str | None] = mapped_column(String(60))
    plan_responsible: Mapped[Name | None]
    plan_due: Mapped[date | None]
    plan_done_on: Mapped[date | None]


SiteVersion = version_model(Site)
