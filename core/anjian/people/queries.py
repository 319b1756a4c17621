"""Reads of units, posts and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from anjian.kernel.errors import NotFound
from anjian.people.models import (
    Account,
    AccountRole,
    Department,
    LoginSession,
    Person,
    Post,
    PostHolding,
    Region,
    SignInAttempt,
    Unit,
)

Day = date | BindParameter[date]
"""A day, or the place of one in a query that is made once."""


def holds_on(model: type[PostHolding] | type[AccountRole], day: Day) -> ColumnElement[bool]:
    """In force on a day, as a criterion."""
    return (model.from_on <= day) & or_(model.to_on.is_(None), model.to_on >= day)


def account_by_login(session: Session, login: str) -> Account | None:
    return session.scalar(select(Account).where(Account.login == login.strip().lower()))


def roles_in_force(session: Session, account_id: int, day: date) -> Sequence[AccountRole]:
    """What an account may act as on a day, first granted first."""
    return session.scalars(
        select(AccountRole)
        .where(AccountRole.account_id == account_id, holds_on(AccountRole, day))
        .options(joinedload(AccountRole.unit))
        .order_by(AccountRole.id)
    ).all()


def post_title(person_id: Any, unit_id: Any, day: Day) -> Select[str]:
    """The first post that a person holds in a unit on a day; ids, or columns of an enclosing query."""
    return (
        select(Post.title)
        .join(PostHolding, PostHolding.post_id == Post.id)
        .where(Post.unit_id == unit_id, PostHolding.person_id == person_id, holds_on(PostHolding, day))
        .order_by(Post.position, Post.id)
        .limit(1)
    )


def recent_failures(session: Session, login: str, since: datetime) -> Sequence[datetime]:
    """Moments of wrong passwords of a login since its last success, none before `since`."""
    last = session.scalar(
        select(func.max(SignInAttempt.at)).where(SignInAttempt.login == login, SignInAttempt.succeeded)
    )
    start = max(since, last) if last is not None else since
    return session.scalars(
        select(SignInAttempt.at).where(
            SignInAttempt.login == login, SignInAttempt.at > start, SignInAttempt.succeeded.is_(False)
        )
    ).all()


def failures_from(session: Session, address: str, since: datetime) -> Sequence[datetime]:
    return session.scalars(
        select(SignInAttempt.at).where(
            SignInAttempt.address == address, SignInAttempt.at > since, SignInAttempt.succeeded.is_(False)
        )
    ).all()


def open_sessions(session: Session, account_id: int, now: datetime) -> Sequence[LoginSession]:
    """Signed-in browsers of an account, latest use first."""
    return session.scalars(
        select(LoginSession)
        .where(LoginSession.account_id == account_id, LoginSession.revoked_at.is_(None), LoginSession.expires_at > now)
        .order_by(LoginSession.last_seen_at.desc())
    ).all()


def reporting_units(session: Session) -> Sequence[Unit]:
    """The units that hand in tables of their own, in the order of the notice's roster (R-116)."""
    return session.scalars(select(Unit).where(Unit.reporting).order_by(Unit.position)).all()


def unit_by_code(session: Session, code: str) -> Unit:
    unit = session.scalar(select(Unit).where(Unit.code == code))
    if unit is None:
        raise NotFound(f"没有代码为“{code}”的单位。")
    return unit


def units_of(session: Session, kinds: Sequence[str]) -> Sequence[Unit]:
    return session.scalars(select(Unit).where(Unit.kind.in_(kinds)).order_by(Unit.position, Unit.id)).all()


def region_names(session: Session, kinds: Sequence[str] = ("county", "zone")) -> dict[str, str]:
    """Region code -> name, in the order of the pack."""
    rows = session.execute(
        select(Region.code, Region.name).where(Region.kind.in_(kinds)).order_by(Region.position, Region.code)
    )
    return dict(rows.all())


def department_names(session: Session) -> dict[str, str]:
    """Department code -> name, in the order of the pack."""
    rows = session.execute(select(Department.code, Department.name).order_by(Department.position, Department.code))
    return dict(rows.all())


def holders(session: Session, post_id: int, day: date) -> Sequence[Person]:
    """Who holds a post on a day."""
    return session.scalars(
        select(Person)
        .join(PostHolding, PostHolding.person_id == Person.id)
        .where(PostHolding.post_id == post_id, holds_on(PostHolding, day))
        .order_by(Person.id)
    ).all()
