"""Signing in, locking out, signing out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.small_app import PASSWORD, account_id

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.system import system_read, system_write
from anjian.people import passwords, service, sessions
from anjian.people.models import LoginSession, SignInAttempt
from anjian.people.queries import account_by_login
from anjian.people.rules import LOCK_AFTER
from anjian.people.scope import INSTALLER
from anjian.testing.fixtures import MOMENT


def enter(
    database: Database, login: str, password: str = PASSWORD, address: str = "10.0.0.8"
) -> sessions.SignedIn | str:
    with system_read(database, "test") as session:
        check = sessions.check_password(session, login, password)
    with system_write(database, "test") as session:
        return sessions.sign_in(session, check, hours=12, device="Windows 电脑", address=address)


def entered(database: Database, login: str) -> sessions.SignedIn:
    result = enter(database, login)
    assert isinstance(result, sessions.SignedIn)
    return result


def is_signed_in(database: Database, token: str) -> bool:
    with system_read(database, "test") as session:
        return sessions.session_of(session, token) is not None


def test_a_token_opens_the_account_and_is_stored_as_a_hash_only(city: Database) -> None:
    signed = entered(city, " ZZ01 ")
    with system_read(city, "test") as session:
        found = sessions.session_of(session, signed.token)
        assert found is not None
        row, title = found
        assert (row.account.login, row.account.person.name, row.role.unit.name, title) == (
            "zz01",
            "孙三",
            "泽州县",
            None,
        )
        assert session.scalars(select(LoginSession.token_hash)).all() == [sessions.hash_of(signed.token)]
    assert not is_signed_in(city, signed.token + "x")


def test_wrong_password_and_unknown_login_are_answered_alike(city: Database) -> None:
    assert enter(city, "zz01", "wrong") == enter(city, "nobody", "wrong") == sessions.WRONG


def test_an_unknown_login_costs_a_verification(monkeypatch: pytest.MonkeyPatch, city: Database) -> None:
    hashes: list[str | None] = []
    verify = passwords.verify
    monkeypatch.setattr(passwords, "verify", lambda stored, password: hashes.append(stored) or verify(stored, password))
    with system_read(city, "test") as session:
        assert sessions.check_password(session, "nobody", PASSWORD).account_id is None
    assert hashes == [None]


def test_a_login_is_locked_after_five_failures_even_for_the_right_password(city: Database) -> None:
    for _ in range(LOCK_AFTER - 1):
        assert enter(city, "zz01", "wrong") == sessions.WRONG
    locked = "密码连续输错5次，登录名已锁定到 2023-07-25 09:15。忘记密码请联系系统管理员重置。"
    assert enter(city, "zz01", "wrong") == locked
    assert enter(city, "zz01") == locked
    assert isinstance(enter(city, "jt01"), sessions.SignedIn)
    with clock.at(MOMENT + timedelta(minutes=15, seconds=1)):
        assert isinstance(enter(city, "zz01"), sessions.SignedIn)


def test_a_success_starts_the_count_anew(city: Database) -> None:
    for _ in range(LOCK_AFTER - 1):
        enter(city, "zz01", "wrong")
    with clock.at(MOMENT + timedelta(minutes=1)):
        assert isinstance(enter(city, "zz01"), sessions.SignedIn)
    with clock.at(MOMENT + timedelta(minutes=2)):
        assert enter(city, "zz01", "wrong") == sessions.WRONG


def test_an_address_that_tries_many_logins_is_locked(city: Database) -> None:
    with system_write(city, "test") as session:
        session.add_all(
            SignInAttempt(login=f"guess{number}", address="10.9.9.9", at=clock.now(), succeeded=False)
            for number in range(50)
        )
    assert enter(city, "zz01", address="10.9.9.9") == "从您的网络地址登录失败次数过多，请在 2023-07-25 09:15 之后再试。"
    assert isinstance(enter(city, "zz01", address="10.9.9.10"), sessions.SignedIn)


def test_forced_logout_and_disabling_end_sessions_at_once(city: Database) -> None:
    first, second = entered(city, "zz01"), entered(city, "zz01")
    other = entered(city, "jt01")
    with system_write(city, "test") as session:
        account = account_by_login(session, "zz01")
        assert account is not None
        assert service.force_logout(session, INSTALLER, account) == 2
    assert [is_signed_in(city, signed.token) for signed in (first, second, other)] == [False, False, True]
    with system_write(city, "test") as session:
        account = account_by_login(session, "jt01")
        assert account is not None
        service.set_status(session, INSTALLER, account, active=False)
    assert not is_signed_in(city, other.token)
    assert enter(city, "jt01") == sessions.WRONG


def test_a_session_ends_after_its_hours(city: Database) -> None:
    signed = entered(city, "zz01")
    with clock.at(MOMENT + timedelta(hours=11, minutes=59)):
        assert is_signed_in(city, signed.token)
    with clock.at(MOMENT + timedelta(hours=12)):
        assert not is_signed_in(city, signed.token)


def test_a_role_taken_away_ends_its_sessions_and_a_last_one_closes_the_door(city: Database) -> None:
    signed = entered(city, "zz01")
    with system_write(city, "test") as session:
        account = account_by_login(session, "zz01")
        assert account is not None
        service.end_role(session, INSTALLER, account.roles[0])
    assert not is_signed_in(city, signed.token)
    assert enter(city, "zz01") == sessions.NO_ROLE


def test_one_switches_to_ones_own_roles_only(city: Database) -> None:
    signed = entered(city, "zz01")
    account = account_id(city, "zz01")
    with system_write(city, "test") as session:
        mine = account_by_login(session, "zz01")
        other = account_by_login(session, "office01")
        assert mine is not None
        assert other is not None
        extra = service.grant_role(session, INSTALLER, mine, other.roles[0].unit, "city_office")
        assert not sessions.switch_role(session, signed.session_id, account, other.roles[0].id)
        assert sessions.switch_role(session, signed.session_id, account, extra.id)
    with system_read(city, "test") as session:
        found = sessions.session_of(session, signed.token)
        assert found is not None
        assert found[0].role.role == "city_office"


def test_an_outdated_hash_is_renewed_at_sign_in(city: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "outdated", lambda stored: True)
    with system_read(city, "test") as session:
        before = account_by_login(session, "zz01")
        assert before is not None
        old = before.password_hash
    entered(city, "zz01")
    with system_read(city, "test") as session:
        after = account_by_login(session, "zz01")
        assert after is not None
        assert after.password_hash != old
        assert passwords.verify(after.password_hash, PASSWORD)


def test_behind_a_lock_no_password_is_verified(monkeypatch: pytest.MonkeyPatch, city: Database) -> None:
    for _ in range(LOCK_AFTER):
        enter(city, "zz01", "wrong")
    asked: list[str] = []
    monkeypatch.setattr(passwords, "verify", lambda _stored, password: asked.append(password))
    assert "登录名已锁定到" in str(enter(city, "zz01"))
    assert asked == []
