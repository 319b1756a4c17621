"""Accounts, roles and posts: what an administrator does, and what every account does with its own password and sessions."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.kernel.ledger import record_audit
from anjian.people import passwords, queries
from anjian.people.models import Account, AccountRole, LoginSession, Person, Post, PostHolding, Unit
from anjian.people.rules import ROLES, UNIT_KINDS, password_faults
from anjian.people.sessions import mark_revoked

ADMIN = "people.admin"
WHO = "系统管理员"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """A password to be told to its owner, with its hash."""

    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """A change that may be made: the hash that it replaces, and the new one."""

    was: str
    hash: str


def create_account(
    session: Session,
    actor: Actor,
    *,
    login: str,
    person: Person | str,
    password: str = "",
    password_hash: str = "",
    must_change: bool = True,
) -> Account:
    """A new account for a person (given by name: a new person, even where the name exists already, R-006).

    Give the password, or the hash of one made with `passwords.hash_password` when many accounts start with the same.
    """
    actor.require(ADMIN, WHO)
    login = login.strip().lower()
    problems = _login_problems(session, login)
    if not password_hash:
        problems += [Problem(fault, field="password") for fault in password_faults(password, login)]
    if problems:
        raise Refused(problems)
    if isinstance(person, str):
        person = Person(name=person.strip())
    account = Account(
        login=login,
        person=person,
        password_hash=password_hash or passwords.hash_password(password),
        must_change=must_change,
        created_at=clock.now(),
    )
    session.add(account)
    session.flush()
    record_audit(
        session, "开设账号", "account", account.id, {"登录名": login, "姓名": person.name, "人员编号": person.id}, actor
    )
    return account


def _login_problems(session: Session, login: str) -> list[Problem]:
    if not (3 <= len(login) <= 60) or not all(sign.isascii() and (sign.isalnum() or sign in "._-") for sign in login):
        return [Problem("登录名须为3至60位小写字母、数字或 . _ -", field="login")]
    if queries.account_by_login(session, login) is not None:
        return [Problem(f"登录名“{login}”已被使用，请换一个", field="login")]
    return []


def grant_role(
    session: Session,
    actor: Actor,
    account: Account,
    unit: Unit,
    role: str,
    from_on: date | None = None,
    to_on: date | None = None,
) -> AccountRole:
    """Let an account act in a role of a unit between two days (both included)."""
    actor.require(ADMIN, WHO)
    start = from_on or clock.today()
    known = ROLES.get(role)
    problems = []
    if known is None:
        problems.append(Problem("请选择岗位身份", field="role"))
    elif unit.kind not in known.kinds:
        kind = UNIT_KINDS.get(unit.kind, "")
        problems.append(Problem(f"“{known.title}”不适用于{kind}“{unit.name}”，请换一个身份或单位", field="role"))
    if to_on is not None and to_on < start:
        problems.append(Problem("结束日期早于开始日期", field="to_on"))
    present = queries.roles_in_force(session, account.id, start)
    if any(held.unit_id == unit.id and held.role == role for held in present):
        problems.append(Problem("此账号已有这个身份", field="role"))
    if problems:
        raise Refused(problems)
    held = AccountRole(account=account, unit=unit, role=role, from_on=start, to_on=to_on)
    session.add(held)
    session.flush()
    detail = {"登录名": account.login, "单位": unit.name, "身份": ROLES[role].title, "自": start}
    record_audit(session, "授予身份", "account", account.id, detail, actor)
    return held


def end_role(session: Session, actor: Actor, held: AccountRole) -> None:
    """Take a role away from now on; browsers signed in under it are signed out."""
    actor.require(ADMIN, WHO)
    day = clock.today()
    # The day before, so that nothing can be done in the role any more today; a role of today never was.
    held.to_on = date.fromordinal(day.toordinal() - 1)
    mark_revoked(session, LoginSession.role_id == held.id)
    detail = {"登录名": held.account.login, "单位": held.unit.name, "身份": ROLES[held.role].title}
    record_audit(session, "收回身份", "account", held.account_id, detail, actor)


def set_status(session: Session, actor: Actor, account: Account, *, active: bool) -> None:
    """Disable an account (and sign it out everywhere), or enable it again."""
    actor.require(ADMIN, WHO)
    if account.id == actor.account_id and not active:
        raise Refused("不能停用您自己正在使用的账号，请由另一位管理员办理。")
    account.status = "active" if active else "disabled"
    if not active:
        mark_revoked(session, LoginSession.account_id == account.id)
    record_audit(session, "启用账号" if active else "停用账号", "account", account.id, {"登录名": account.login}, actor)


def reset_password(session: Session, actor: Actor, account: Account, first: FirstPassword) -> None:
    """A new first password, to be changed at the next sign-in; all browsers are signed out."""
    actor.require(ADMIN, WHO)
    account.password_hash = first.hash
    account.must_change = True
    mark_revoked(session, LoginSession.account_id == account.id)
    record_audit(session, "重置密码", "account", account.id, {"登录名": account.login}, actor)


def first_password() -> FirstPassword:
    """A random password that can be read out over the telephone (no letters that look alike), shown once. Made before a
    write unit opens: hashing is slow on purpose."""
    text = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))
    return FirstPassword(text, passwords.hash_password(text))


def force_logout(session: Session, actor: Actor, account: Account) -> int:
    """Sign an account out of every browser at its next request; returns how many."""
    actor.require(ADMIN, WHO)
    count = mark_revoked(session, LoginSession.account_id == account.id)
    record_audit(session, "强制退出", "account", account.id, {"登录名": account.login, "设备数": count}, actor)
    return count


def weigh_change(session: Session, actor: Actor, *, present: str, new: str, again: str) -> PasswordChange:
    """Whether one's own password may be changed so. For a read unit: hashing is slow on purpose. Raises `Refused`."""
    account = _own_account(session, actor)
    problems = [Problem(fault, field="new") for fault in password_faults(new, account.login)]
    if not passwords.verify(account.password_hash, present):
        problems.append(Problem("现在的密码不对", field="present"))
    elif new == present:
        problems.append(Problem("新密码与现在的密码相同，请换一个", field="new"))
    if new != again:
        problems.append(Problem("两次输入的新密码不一致", field="again"))
    if problems:
        raise Refused(problems)
    return PasswordChange(account.password_hash, passwords.hash_password(new))


def change_password(session: Session, actor: Actor, change: PasswordChange, *, session_id: int | None = None) -> None:
    """Change one's own password; all browsers of the account but the present one are signed out. Raises `Refused` where it
    was changed since it was weighed."""
    account = _own_account(session, actor)
    if account.password_hash != change.was:
        raise Refused("密码刚刚在别处改过，本次没有修改。请用新密码重新登录后再改。")
    account.password_hash = change.hash
    account.must_change = False
    mark_revoked(session, LoginSession.account_id == account.id, LoginSession.id != (session_id or 0))
    record_audit(session, "修改密码", "account", account.id, {"登录名": account.login}, actor)


def _own_account(session: Session, actor: Actor) -> Account:
    account = session.get(Account, actor.account_id) if actor.account_id else None
    if account is None:
        raise NotFound("没有这个账号。")
    return account


def create_post(session: Session, actor: Actor, unit: Unit, title: str) -> Post:
    """A post of a unit; giving the same title again returns the same post."""
    actor.require(ADMIN, WHO)
    post = session.scalar(select(Post).where(Post.unit_id == unit.id, Post.title == title))
    if post is None:
        post = Post(unit=unit, title=title)
        session.add(post)
        session.flush()
        record_audit(session, "设立岗位", "post", post.id, {"单位": unit.name, "岗位": title}, actor)
    return post


def appoint(
    session: Session, actor: Actor, person: Person, post: Post, from_on: date, to_on: date | None = None
) -> PostHolding:
    """Let a person hold a post between two days. One person may hold several posts, and a post may have several holders."""
    actor.require(ADMIN, WHO)
    problems = []
    if to_on is not None and to_on < from_on:
        problems.append(Problem("免职日期早于任职日期", field="to_on"))
    earlier = session.scalars(
        select(PostHolding).where(PostHolding.post_id == post.id, PostHolding.person_id == person.id)
    ).all()
    last = to_on or date.max
    if any(held.from_on <= last and from_on <= (held.to_on or date.max) for held in earlier):
        problems.append(Problem(f"{person.name}在这段时间已任“{post.title}”", field="from_on"))
    if problems:
        raise Refused(problems)
    holding = PostHolding(post=post, person=person, from_on=from_on, to_on=to_on)
    session.add(holding)
    session.flush()
    detail = {"姓名": person.name, "人员编号": person.id, "单位": post.unit.name, "岗位": post.title, "自": from_on}
    record_audit(session, "任职", "post", post.id, detail, actor)
    return holding


def end_appointment(session: Session, actor: Actor, holding: PostHolding, to_on: date) -> None:
    """The last day on which the person holds the post."""
    actor.require(ADMIN, WHO)
    if to_on < holding.from_on:
        raise Refused(Problem("免职日期早于任职日期", field="to_on"))
    holding.to_on = to_on
    detail = {
        "姓名": holding.person.name, "人员编号": holding.person_id, "岗位": holding.post.title, "至": to_on,
    }  # fmt: skip
    record_audit(session, "免职", "post", holding.post_id, detail, actor)


def sign_out_elsewhere(session: Session, actor: Actor, present_id: int) -> int:
    """Sign one's other browsers out; returns how many."""
    return mark_revoked(session, LoginSession.account_id == actor.account_id, LoginSession.id != present_id)
