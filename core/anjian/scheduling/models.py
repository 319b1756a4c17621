"""What meets a duty: rows that a use case leaves behind, never a number that somebody types."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID
from anjian.kernel.ownership import Owned
from anjian.kernel.types import Day, EventNo, Word


class DutyRecord(Base, Owned):
    """One unit met one duty of the pack for one period, on a day. Owner columns are the unit's own slice of the ledger."""

    __tablename__ = "duty_record"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    duty_code: Mapped[Word]
    """Code of the pack's date or duty, such as D-02."""
    period: Mapped[Word]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_name: Mapped[str] = mapped_column(String(200))
    done_on: Mapped[Day]
    done_by: Mapped[str] = mapped_column(String(200))
    event_no: Mapped[EventNo]
    __table_args__ = (UniqueConstraint("duty_code", "period", "unit_id", name="uq_duty_record_of"),)
