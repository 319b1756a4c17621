"""Regions, departments, units, posts with dated holders, persons, accounts, sign-in sessions.

A name is never a key (R-006: the notice itself lists two people of one name); duties attach to posts; four-eyes rules
compare persons (R-129). Units, posts and names are public reference data of an installation; accounts and sessions are not.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from anjian.kernel.db import Base
from anjian.kernel.ownership import PUBLIC, SYSTEM
from anjian.kernel.types import Day, Moment, Name, Word


class Region(Base):
    """An administrative division: city, county, development zone, street or town. A zone's code is the platform's own."""

    __tablename__ = "region"
    scope = PUBLIC
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[Name]
    kind: Mapped[Word]
    """`city`, `county`, `zone` or `street`."""
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    position: Mapped[int] = mapped_column(default=0)


class Department(Base):
    """A line of supervision, such as transport; the city's and the counties' units of that line share its code."""

    __tablename__ = "department"
    scope = PUBLIC
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Name]
    """The city department's official name."""
    position: Mapped[int] = mapped_column(default=0)


class Unit(Base):
    """An organisation that has posts and accounts. `kind`: see `people.rules.UNIT_KINDS`."""

    __tablename__ = "unit"
    scope = PUBLIC
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[Name] = mapped_column(index=True)
    kind: Mapped[Word]
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    department_code: Mapped[str | None] = mapped_column(ForeignKey("department.code"), index=True)
    parent_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    enterprise_id: Mapped[int | None] = mapped_column(index=True)
    """The registry's enterprise whose staff this unit is. No foreign key: the registry lies above this room."""
    parent_id: Mapped[int | None] = mapped_column(index=True)
    """The parent company (主体企业) of the registry whose staff this unit is. No foreign key, as above."""
    reporting: Mapped[bool] = mapped_column(default=False)
    """Whether it hands in 附件1 and 附件2 of its own (R-116)."""
    position: Mapped[int] = mapped_column(default=0)
    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id")


class Person(Base):
    """A human being, known by id; the name may be shared with others."""

    __tablename__ = "person"
    scope = PUBLIC
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Name]


class Post(Base):
    """A post of a unit; duties attach to it, whoever holds it."""

    __tablename__ = "post"
    scope = PUBLIC
    __table_args__ = (UniqueConstraint("unit_id", "title", name="uq_post_unit_title"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    title: Mapped[Name]
    position: Mapped[int] = mapped_column(default=0)
    unit: Mapped[Unit] = relationship()


class PostHolding(Base):
    """Who held a post from when to when (both days included; `to_on` empty: still holds it)."""

    __tablename__ = "post_holding"
    scope = PUBLIC
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[Day]
    to_on: Mapped[date | None]
    post: Mapped[Post] = relationship()
    person: Mapped[Person] = relationship()


class Account(Base):
    """A login of one person. Signing in needs `status` active."""

    __tablename__ = "account"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    status: Mapped[Word] = mapped_column(default="active")
    """`active` or `disabled`."""
    must_change: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
    person: Mapped[Person] = relationship()
    roles: Mapped[list[AccountRole]] = relationship(back_populates="account", order_by="AccountRole.id")


class AccountRole(Base):
    """What an account may act as: one role in one unit, in force between two days (both included)."""

    __tablename__ = "account_role"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[Word]
    from_on: Mapped[Day]
    to_on: Mapped[date | None]
    account: Mapped[Account] = relationship(back_populates="roles")
    unit: Mapped[Unit] = relationship()


class LoginSession(Base):
    """One signed-in browser. Only a hash of its token is stored; revoking the row signs it out at its next request."""

    __tablename__ = "login_session"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("account_role.id"))
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]
    device: Mapped[Name]
    address: Mapped[str] = mapped_column(String(60))
    account: Mapped[Account] = relationship()
    role: Mapped[AccountRole] = relationship()


class SignInAttempt(Base):
    """A try to sign in, for the lock-out rule and for the administrator."""

    __tablename__ = "sign_in_attempt"
    scope = SYSTEM
    __table_args__ = (
        Index("ix_sign_in_login_at", "login", "at"),
        Index("ix_sign_in_address_at", "address", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[Moment]
    succeeded: Mapped[bool]
