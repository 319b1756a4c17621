"""The address under which the public reads one hazard."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID
from anjian.kernel.ownership import Owned
from anjian.kernel.types import EventNo, Moment, UtcDateTime


class HazardBoard(Base, Owned):
    """A public page of a hazard: whoever has its token reads it, until it is revoked."""

    __tablename__ = "hazard_board"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[Moment]
    issued_by: Mapped[str] = mapped_column(String(200))
    event_no: Mapped[EventNo]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None] = mapped_column(String(200))
    revoke_reason: Mapped[str | None] = mapped_column(Text)
