"""Campaigns and published limbs as rows, so that hazards and pages can join them. Packs and plugins stay the source."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.ownership import PUBLIC
from anjian.kernel.types import Day, Name, Word


class Campaign(Base):
    """A 专项行动 that has been loaded into this installation. `ends_on` is its last day.

    `working`: the installation works with it (see `current.working_packs`), so what is found while it runs, within its scope,
    is tagged with it. `categories` (names) and `criteria_sets` (codes) are its scope, one a line; empty narrows nothing.
    """

    __tablename__ = "campaign"
    scope = PUBLIC
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[Name]
    document_number: Mapped[Name]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    working: Mapped[bool] = mapped_column(default=False)
    categories: Mapped[str] = mapped_column(Text, default="")
    criteria_sets: Mapped[str] = mapped_column(Text, default="")


class Limb(Base):
    """A published limb of a criteria set: the smallest fact that alone constitutes a major hazard.

    Its text never changes; a new version of a set is a new `set_code`. In force from `valid_from` to `valid_to`,
    both included. `plugin` is null for limbs of a campaign pack.
    """

    __tablename__ = "limb"
    __table_args__ = (UniqueConstraint("set_code", "code"),)
    scope = PUBLIC
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Word] = mapped_column(index=True)
    set_code: Mapped[Word]
    criterion_code: Mapped[Word]
    text: Mapped[str] = mapped_column(Text)
    document: Mapped[Name]
    clause: Mapped[Name]
    valid_from: Mapped[Day]
    valid_to: Mapped[Day | None]
    plugin: Mapped[Word | None]
