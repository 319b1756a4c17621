"""What every register's rows have in common, and the notices of what falls due."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID, Versioned
from anjian.kernel.ownership import Owned
from anjian.kernel.types import Day, Word

OWNERS = ("region_code", "department_code", "enterprise_id", "parent_id")
REGISTERED = (*OWNERS, "registered_on")
"""The versioned columns that every register starts with."""


class Registered(Owned, Versioned):
    """A row of a register: owned, versioned, never deleted. A subclass names its table, its columns and `__versioned__`."""

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    registered_on: Mapped[Day]
    remark: Mapped[str | None] = mapped_column(String(400))

    enterprise_name = ""
    """Set by pages that show it: the name lives in the registry of enterprises."""


class DueNotice(Base, Owned):
    """Something that is about to fall due or has, found by a daily job; closed when a later date is registered."""

    __tablename__ = "due_notice"
    __table_args__ = (
        UniqueConstraint("subject", "subject_id", "kind", "due_on", "stage", name="uq_due_notice"),
        Index("ix_due_notice_open", "plugin", "closed_on", "due_on", "id"),
    )
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    plugin: Mapped[Word]
    subject: Mapped[Word]
    """The register: `<plugin>.<name>`."""
    subject_id: Mapped[int] = mapped_column(BIG_ID)
    kind: Mapped[Word]
    """What falls due, in Chinese."""
    title: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[Day]
    stage: Mapped[Word]
    noticed_on: Mapped[Day]
    closed_on: Mapped[date | None]

    enterprise_name = ""
    """Set by the page that shows it."""
