"""Signing in and out. A failed try must be remembered, so nothing here raises: the caller commits either way."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sqlalchemy import ColumnElement, Date, Select, bindparam, select, update
from sqlalchemy.orm import Session, contains_eager

from anjian.kernel import clock
from anjian.people import passwords, queries
from anjian.people.models import Account, AccountRole, LoginSession, SignInAttempt
from anjian.people.rules import LOCK_ADDRESS_AFTER, LOCK_AFTER, LOCK_WINDOW, locked_until
from anjian.ui.words import moment

SEEN_EVERY = timedelta(minutes=1)
"""Last use is written at most this often."""
WRONG = "登录名或密码不对。"
NO_ROLE = "此账号目前没有任何岗位身份，请联系系统管理员。"


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """Whether login and password belong together. Made in a read unit: hashing is slow on purpose."""

    login: str
    account_id: int | None
    new_hash: str = ""
    """The same password hashed at the present cost, where the stored hash is out of date."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The token goes into the browser's cookie and is stored nowhere."""

    token: str
    session_id: int
    must_change: bool


def check_password(session: Session, login: str, password: str, *, address: str = "") -> PasswordCheck:
    """Constant work, whether the login exists or not. Behind a lock no work at all: `sign_in` answers with the lock."""
    login = login.strip().lower()
    if lock_of(session, login, address):
        return PasswordCheck(login, None)
    account = queries.account_by_login(session, login)
    right = passwords.verify(account.password_hash if account else None, password)
    if account is None or not right or account.status != "active":
        return PasswordCheck(login, None)
    renewed = passwords.hash_password(password) if passwords.outdated(account.password_hash) else ""
    return PasswordCheck(login, account.id, renewed)


def sign_in(
    session: Session, check: PasswordCheck, *, hours: int, device: str = "", address: str = ""
) -> SignedIn | str:
    """A new session, or the sentence that says why not. The try is recorded in either case; the caller must commit."""
    now = clock.now()
    locked = lock_of(session, check.login, address)
    if locked:
        return locked
    account = session.get(Account, check.account_id) if check.account_id else None
    roles = queries.roles_in_force(session, account.id, clock.today()) if account else ()
    succeeded = account is not None and bool(roles)
    session.add(SignInAttempt(login=check.login[:60], address=address[:60], at=now, succeeded=succeeded))
    if account is None:
        session.flush()
        return lock_of(session, check.login, address) or WRONG
    if not roles:
        return NO_ROLE
    if check.new_hash:
        account.password_hash = check.new_hash
    token = secrets.token_urlsafe(32)
    signed = LoginSession(
        token_hash=hash_of(token),
        account_id=account.id,
        role_id=roles[0].id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=hours),
        device=device[:200],
        address=address[:60],
    )
    session.add(signed)
    session.flush()
    return SignedIn(token, signed.id, account.must_change)


def lock_of(session: Session, login: str, address: str) -> str:
    """The sentence that says until when nobody can sign in with this login or from this address; blank: not locked."""
    now = clock.now()
    since = now - LOCK_WINDOW
    until = locked_until(queries.recent_failures(session, login, since))
    if until is not None and until > now:
        return f"密码连续输错{LOCK_AFTER}次，登录名已锁定到 {moment(until)}。忘记密码请联系系统管理员重置。"
    until = locked_until(queries.failures_from(session, address, since), LOCK_ADDRESS_AFTER) if address else None
    if until is not None and until > now:
        return f"从您的网络地址登录失败次数过多，请在 {moment(until)} 之后再试。"
    return ""


def session_of(session: Session, token: str) -> tuple[LoginSession, str | None] | None:
    """The valid session of a token with account, person, role and unit loaded, and the post's title: one query."""
    asked = {"token_hash": hash_of(token), "now": clock.now(), "day": clock.today()}
    row = session.execute(_valid_session(), asked).first()
    return (row[0], row[1]) if row else None


@cache
def _valid_session() -> Select[LoginSession, str]:
    """Asked by every request, and made once: making it takes as long as asking it."""
    day = bindparam("day", type_=Date)
    title = queries.post_title(Account.person_id, AccountRole.unit_id, day).correlate(Account, AccountRole)
    return (
        select(LoginSession, title.scalar_subquery())
        .join(LoginSession.account)
        .join(Account.person)
        .join(LoginSession.role)
        .join(AccountRole.unit)
        .where(
            LoginSession.token_hash == bindparam("token_hash"),
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > bindparam("now"),
            Account.status == "active",
            queries.holds_on(AccountRole, day),
        )
        .options(
            contains_eager(LoginSession.account).contains_eager(Account.person),
            contains_eager(LoginSession.role).contains_eager(AccountRole.unit),
        )
    )


def mark_seen(session: Session, session_id: int) -> None:
    session.execute(update(LoginSession).where(LoginSession.id == session_id).values(last_seen_at=clock.now()))


def sign_out(session: Session, session_id: int) -> None:
    mark_revoked(session, LoginSession.id == session_id)


def switch_role(session: Session, session_id: int, account_id: int, role_id: int) -> bool:
    """Act in another of one's own roles in force; False where it is not one's own."""
    if all(held.id != role_id for held in queries.roles_in_force(session, account_id, clock.today())):
        return False
    session.execute(update(LoginSession).where(LoginSession.id == session_id).values(role_id=role_id))
    return True


def mark_revoked(session: Session, *which: ColumnElement[bool]) -> int:
    """Sign the named sessions out at their next request; returns how many."""
    revoked = session.execute(
        update(LoginSession)
        .where(LoginSession.revoked_at.is_(None), *which)
        .values(revoked_at=clock.now())
        .returning(LoginSession.id)
    ).all()
    return len(revoked)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
