"""Tables of diligence. Every row is dated, voided with a reason and never deleted; both moments are event numbers."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ForeignKey, String, Text, UniqueConstraint, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from anjian.hazards.models import Hazard
from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID
from anjian.kernel.ownership import SYSTEM, Owned
from anjian.kernel.types import Day, EventNo, Moment, Name, Word

TEXT, TITLE, NAME, NUMBER = 2000, 400, 100, 80


class Kept(Owned):
    """What every record of the room has. `event_no` is the number at which the ledger learned of it."""

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    public_code: Mapped[str] = mapped_column(String(20), unique=True)
    happened_on: Mapped[Day]
    unit_id: Mapped[int | None]
    unit_name: Mapped[Name]
    recorded_by: Mapped[str] = mapped_column(String(NAME))
    recorded_at: Mapped[Moment]
    event_no: Mapped[EventNo]
    voided_no: Mapped[EventNo | None]
    """The number at which it was marked as wrong; empty while it stands."""
    void_reason: Mapped[str | None] = mapped_column(String(TITLE))

    @property
    def voided(self) -> bool:
        return self.voided_no is not None

    @classmethod
    def live(cls) -> ColumnElement[bool]:
        """The rows that stand."""
        return cls.voided_no.is_(None)

    @classmethod
    def known_at(cls, event_no: int) -> ColumnElement[bool]:
        """The rows that stood for the ledger at an event number."""
        return and_(cls.event_no <= event_no, or_(cls.voided_no.is_(None), cls.voided_no > event_no))


class Progress(Base, Kept):
    """The enterprise's periodic report on a major hazard (R-089), read by department and parent company."""

    __tablename__ = "diligence_progress"
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    content: Mapped[str] = mapped_column(Text)
    trouble: Mapped[str | None] = mapped_column(Text)
    next_step: Mapped[str | None] = mapped_column(Text)

    hazard: Mapped[Hazard] = relationship()


class CongressReport(Base, Kept):
    """A major hazard reported to the workers (N-06); `evidence` says what proves it."""

    __tablename__ = "diligence_congress"
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    form: Mapped[Word]
    evidence: Mapped[str] = mapped_column(Text)

    hazard: Mapped[Hazard] = relationship()


class Refusal(Base, Kept):
    """An enterprise refuses to do what it was ordered to (N-09). `due_on`: by when the authority has to decide."""

    __tablename__ = "diligence_refusal"
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    order_number: Mapped[str] = mapped_column(String(NUMBER))
    ordered_on: Mapped[Day]
    evidence: Mapped[str] = mapped_column(Text)
    due_on: Mapped[Day]

    hazard: Mapped[Hazard] = relationship()
    waivers: Mapped[list[Waiver]] = relationship(order_by="Waiver.id", back_populates="refusal")


class Waiver(Base, Kept):
    """Why one of the decisions that a refusal calls for is not made."""

    __tablename__ = "diligence_waiver"
    refusal_id: Mapped[int] = mapped_column(ForeignKey("diligence_refusal.id"), index=True)
    duty: Mapped[Word]
    reason: Mapped[str] = mapped_column(Text)

    refusal: Mapped[Refusal] = relationship(back_populates="waivers")


class Closure(Base, Kept):
    """What a person decided on an enterprise of the watch-list (N-07); `happened_on` is the day as of which it was listed."""

    __tablename__ = "diligence_closure"
    decision: Mapped[Word]
    reason: Mapped[str] = mapped_column(Text)
    grounds: Mapped[str] = mapped_column(Text)
    """The hazards and penalties that the proposal stood on, as they were shown."""
    document: Mapped[str | None] = mapped_column(String(NUMBER))


class Accident(Base, Kept):
    """An accident or near-miss (R-127). `known_no` freezes what the ledger knew at its moment."""

    __tablename__ = "diligence_accident"
    happened_at: Mapped[Moment]
    kind: Mapped[Word]
    accident_type: Mapped[Word]
    place: Mapped[str] = mapped_column(String(TITLE))
    deaths: Mapped[int]
    injured: Mapped[int]
    missing: Mapped[int]
    course: Mapped[str] = mapped_column(Text)
    known_no: Mapped[EventNo]

    links: Mapped[list[AccidentHazard]] = relationship(order_by="AccidentHazard.id")


class AccidentHazard(Base):
    """A hazard that is linked to an accident; read through the accident, the hazard by its own scope."""

    __tablename__ = "diligence_accident_hazard"
    __table_args__ = (UniqueConstraint("accident_id", "hazard_id", name="uq_accident_hazard"),)
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    accident_id: Mapped[int] = mapped_column(ForeignKey("diligence_accident.id"), index=True)
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
