"""Tables of the registry. Identity (name, code, county, categories) is readable by every official; the card is owned."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, false, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID, Versioned, version_model
from anjian.kernel.ownership import PUBLIC, Owned, Scoped
from anjian.kernel.types import Name, Word


class Enterprise(Base, Scoped, Versioned):
    """A legal person in the registry. Never deleted (N-14).

    `department_code` is the lead department of its first chain link, `parent_id` its present parent company: both are kept
    here because every row of the ledger takes its owner columns from them.
    """

    __tablename__ = "enterprise"
    __versioned__: ClassVar[tuple[str, ...]] = (
        "name",
        "credit_code",
        "region_code",
        "department_code",
        "parent_id",
        "status",
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    public_code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[Name] = mapped_column(index=True)
    credit_code: Mapped[str] = mapped_column(String(18), unique=True)
    region_code: Mapped[str | None] = mapped_column(String(12), index=True)
    department_code: Mapped[str | None] = mapped_column(String(40), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("parent_company.id"), index=True)
    status: Mapped[Word]
    initials: Mapped[str] = mapped_column(String(200), default="")
    """First letters of the name's pinyin, lower case, for search."""
    code_override: Mapped[str | None] = mapped_column(String(400))
    """Why a person kept a credit code whose check character is wrong; empty for all others."""

    card: Mapped[EnterpriseCard | None] = relationship(back_populates="enterprise", uselist=False)
    links: Mapped[list[ChainLink]] = relationship(back_populates="enterprise", order_by="ChainLink.position")
    parent: Mapped[ParentCompany | None] = relationship()

    __table_args__ = (Index("ix_enterprise_initials", "initials"),)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return identity_visible(actor, cls.id, cls.parent_id)

    @property
    def open_links(self) -> list[ChainLink]:
        """The chain links that have not ended, the lead one first."""
        return [link for link in self.links if link.to_on is None]

    @property
    def categories(self) -> list[str]:
        """Names of the open links' categories."""
        return [link.category for link in self.open_links]


class EnterpriseCard(Base, Owned):
    """What only those in charge may read: address, chief, position."""

    __tablename__ = "enterprise_card"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), unique=True)
    address: Mapped[str] = mapped_column(String(400), default="")
    chief: Mapped[str] = mapped_column(String(200), default="")
    """主要负责人 as the roster names them."""
    longitude: Mapped[float | None]
    latitude: Mapped[float | None]

    enterprise: Mapped[Enterprise] = relationship(back_populates="card")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Also readable by the department of any open link, not of the lead one only."""
        own = super().visible_to(actor)
        slices = [
            and_(
                select(ChainLink.id)
                .where(
                    ChainLink.enterprise_id == cls.enterprise_id,
                    ChainLink.department_code == grant.department_code,
                    ChainLink.to_on.is_(None),
                )
                .correlate_except(ChainLink)
                .exists(),
                cls.region_code == grant.region_code if grant.region_code is not None else true(),
            )
            for grant in actor.grants
            if grant.department_code is not None and grant.enterprise_id is None and grant.parent_id is None
        ]
        return or_(own, *slices)


class ChainLink(Base, Owned, Versioned):
    """One 环节 of an enterprise: a category with the department that leads it, in force between two days (both included).

    An empty `from_on` means: since before the registry knew. `position` 0 is the lead link.
    """

    __tablename__ = "chain_link"
    __versioned__: ClassVar[tuple[str, ...]] = (
        "enterprise_id",
        "region_code",
        "category",
        "department_code",
        "position",
        "from_on",
        "to_on",
    )
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    category: Mapped[Word]
    """The official Chinese name of the category."""
    position: Mapped[int] = mapped_column(default=0)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]

    enterprise: Mapped[Enterprise] = relationship(back_populates="links")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return identity_visible(actor, cls.enterprise_id, cls.parent_id)


class ParentCompany(Base):
    """A 主体企业: an organisation that owns enterprises (R-047). The list is open."""

    __tablename__ = "parent_company"
    scope = PUBLIC
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class Ownership(Base, Owned, Versioned):
    """Which parent company owns an enterprise, between two days (both included; open `to_on`: still)."""

    __tablename__ = "ownership"
    __versioned__: ClassVar[tuple[str, ...]] = ("enterprise_id", "parent_id", "from_on", "to_on")
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent_company.id"), index=True)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return identity_visible(actor, cls.enterprise_id, cls.parent_id)


def identity_visible(actor: Actor, enterprise_id: object, parent_id: object) -> ColumnElement[bool]:
    """Officials read every enterprise's identity; an enterprise its own, a parent company that of its subsidiaries."""
    if actor.sees_all or actor.official:
        return true()
    slices: list[ColumnElement[bool]] = []
    for grant in actor.grants:
        if grant.enterprise_id is not None:
            slices.append(enterprise_id == grant.enterprise_id)  # type: ignore[arg-type]
        elif grant.parent_id is not None:
            slices.append(parent_id == grant.parent_id)  # type: ignore[arg-type]
    return or_(*slices) if slices else false()


EnterpriseVersion = version_model(Enterprise)
ChainLinkVersion = version_model(ChainLink)
OwnershipVersion = version_model(Ownership)
