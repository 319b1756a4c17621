"""Replaced templates: every version stays, with its hash and the day from which it is in force."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID
from anjian.kernel.ownership import SYSTEM
from anjian.kernel.types import Day, EventNo, Moment, Word


class DocumentTemplate(Base):
    """A version of a template. `department_code` blank: the office's, for every unit without one of its own."""

    __tablename__ = "document_template"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    document: Mapped[Word]
    """Code of the document (`catalogue.KINDS`)."""
    department_code: Mapped[Word]
    version: Mapped[int]
    from_on: Mapped[Day]
    file_name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    uploaded_by: Mapped[str] = mapped_column(String(200))
    uploaded_at: Mapped[Moment]
    event_no: Mapped[EventNo]
    __table_args__ = (Index("uq_document_template", "document", "department_code", "version", unique=True),)
