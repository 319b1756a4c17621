"""Tables of intake. Who reported stands in a table of its own, sealed; nothing else in the database says it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, String, Text, false, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from anjian.intake.words import OPEN
from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID, Versioned, version_model
from anjian.kernel.ownership import SYSTEM, Owned, Scoped
from anjian.kernel.types import Day, Moment, Name, Word

READ_IDENTITY = "intake.identity"
"""The permission to open who reported."""


class Report(Base, Owned, Versioned):
    """One tip or one hand-down: a sighting with its own source, which counts nowhere until it is verified (A1-1.05, 1.07).

    Owner columns: whose work it is. Its text may betray the reporter: enterprises and parent companies never see the row.
    """

    __tablename__ = "intake_report"
    __versioned__ = (
        "region_code", "department_code", "enterprise_id", "parent_id", "kind", "channel", "state", "conclusion",
        "received_on", "due_on", "verified_on", "hazard_id",
    )  # fmt: skip
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    public_code: Mapped[str] = mapped_column(String(20), unique=True)
    client_uid: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[Word]
    channel: Mapped[Word]
    state: Mapped[Word]
    insider: Mapped[bool] = mapped_column(default=False)
    """Whether a worker of the enterprise itself reports (应急〔2020〕69号)."""
    named: Mapped[bool] = mapped_column(default=False)
    """Whether an identity is kept for it."""
    enterprise_name: Mapped[Name]
    """As the reporter named it, until the enterprise is identified."""
    place: Mapped[str] = mapped_column(String(400))
    content: Mapped[str] = mapped_column(Text)
    received_on: Mapped[Day]
    due_on: Mapped[Day]
    superior: Mapped[Name | None]
    document_number: Mapped[str | None] = mapped_column(String(60))
    unit_id: Mapped[int | None] = mapped_column(index=True)
    """The unit that entered it: it keeps sight of what it passed on. None: the public form."""
    unit_name: Mapped[Name]
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of the follow-up code, which only the reporter has."""
    conclusion: Mapped[Word | None]
    verified_on: Mapped[date | None]
    verified_by: Mapped[Name | None]
    verifier_id: Mapped[int | None]
    """Person who verified; another one re-examines."""
    verifying_unit: Mapped[Name | None]
    verify_note: Mapped[str | None] = mapped_column(Text)
    no_hazard: Mapped[str | None] = mapped_column(Text)
    """Why what was found true is no hazard."""
    hazard_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    decline_reason: Mapped[str | None] = mapped_column(Text)
    reply: Mapped[str | None] = mapped_column(Text)
    """What the reporter (or the superior) was told."""
    replied_on: Mapped[date | None]
    objection: Mapped[str | None] = mapped_column(Text)
    objected_on: Mapped[date | None]
    reexam_conclusion: Mapped[Word | None]
    reexam_note: Mapped[str | None] = mapped_column(Text)
    reexam_reply: Mapped[str | None] = mapped_column(Text)
    reexamined_on: Mapped[date | None]
    reexamined_by: Mapped[Name | None]

    __table_args__ = (
        Index("ix_intake_report_day", "received_on", "id"),
        Index("ix_intake_report_state_due", "state", "due_on"),
    )

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def final_conclusion(self) -> str | None:
        """The conclusion that holds: the re-examination's, where there was one."""
        return self.reexam_conclusion or self.conclusion

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Officials in charge, and the unit that entered it."""
        if not (actor.official or actor.sees_all):
            return false()
        own = super().visible_to(actor)
        return own if actor.unit_id is None else or_(own, cls.unit_id == actor.unit_id)

    @classmethod
    def handled_by(cls, actor: Actor) -> ColumnElement[bool]:
        """Those that are the actor's to verify and answer."""
        return super().visible_to(actor)


class Identity(Base, Scoped):
    """Who reported, encrypted with the installation's identity key. 危险化学品安全法 第十条: strictly secret."""

    __tablename__ = "intake_identity"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("intake_report.id"), unique=True)
    sealed: Mapped[str] = mapped_column(Text)
    sealed_at: Mapped[Moment]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """To nobody but the clerks of a report that they see."""
        if not actor.may(READ_IDENTITY):
            return false()
        return cls.report_id.in_(select(Report.id).where(Report.visible_to(actor)))


class PublicTry(Base):
    """A use of the public pages, for their limits. `mark` is a keyed digest of address and day: it leads back to nobody."""

    __tablename__ = "intake_try"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    mark: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[Word]
    at: Mapped[Moment]
    __table_args__ = (Index("ix_intake_try_mark", "mark", "purpose", "at"),)


ReportVersion = version_model(Report)
