"""What an administrator does with accounts and posts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.small_app import PASSWORD

from anjian.kernel.actor import NOBODY, Actor
from anjian.kernel.db import Database
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.ledger import AuditEntry
from anjian.kernel.system import system_write
from anjian.people import passwords, service
from anjian.people.models import Account, Person
from anjian.people.queries import account_by_login, holders, unit_by_code
from anjian.people.scope import INSTALLER


@pytest.fixture
def session(city: Database) -> Iterator[Session]:
    with system_write(city, "test") as session:
        yield session


def found(session: Session, login: str) -> Account:
    account = account_by_login(session, login)
    assert account is not None
    return account


def acting_as(account: Account) -> Actor:
    return Actor(account.id, account.person_id, account.person.name, None, "", permissions=frozenset({"people.admin"}))


def messages(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str | None, str]]:
    return [(problem.field, problem.message) for problem in refusal.value.problems]


def test_two_people_of_one_name_are_two_persons(session: Session) -> None:
    first, second = (
        service.create_account(session, INSTALLER, login=login, person="王同名", password="hao-mima-2023")
        for login in ("wang01", "wang02")
    )
    assert first.person_id != second.person_id


def test_all_that_is_wrong_with_a_new_account_is_said_at_once(session: Session) -> None:
    with pytest.raises(Refused) as refusal:
        service.create_account(session, INSTALLER, login="JT01", person="某人", password="short1")
    assert messages(refusal) == [
        ("login", "登录名“jt01”已被使用，请换一个"),
        ("password", "密码至少10位，现为6位"),
    ]
    with pytest.raises(Refused) as refusal:
        service.create_account(session, INSTALLER, login="张三", person="某人", password="hao-mima-2023")
    assert messages(refusal) == [("login", "登录名须为3至60位小写字母、数字或 . _ -")]


def test_only_an_administrator_opens_accounts(session: Session) -> None:
    with pytest.raises(Forbidden, match="系统管理员"):
        service.create_account(session, NOBODY, login="abc", person="某人", password="hao-mima-2023")


def test_a_role_fits_the_kind_of_unit(session: Session) -> None:
    account = found(session, "jt01")
    with pytest.raises(Refused) as refusal:
        service.grant_role(session, INSTALLER, account, unit_by_code(session, "zezhou"), "city_office")
    assert messages(refusal) == [("role", "“领导组办公室人员”不适用于县（市、区）“泽州县”，请换一个身份或单位")]


def test_the_same_role_is_not_given_twice_and_dates_are_in_order(session: Session) -> None:
    account = found(session, "jt01")
    unit = unit_by_code(session, "transport")
    with pytest.raises(Refused) as refusal:
        service.grant_role(session, INSTALLER, account, unit, "department_officer", date(2023, 7, 25), date(2023, 7, 1))
    assert messages(refusal) == [("to_on", "结束日期早于开始日期"), ("role", "此账号已有这个身份")]


def test_an_administrator_cannot_disable_their_own_account(session: Session) -> None:
    own = found(session, "admin01")
    with pytest.raises(Refused, match="另一位管理员"):
        service.set_status(session, acting_as(own), own, active=False)
    assert own.status == "active"


def test_a_reset_password_works_once_and_must_be_changed(session: Session) -> None:
    account = found(session, "zz01")
    first = service.first_password()
    service.reset_password(session, INSTALLER, account, first)
    assert account.must_change
    assert passwords.verify(account.password_hash, first.text)
    change = service.weigh_change(
        session, acting_as(account), present=first.text, new="xin-mima-99", again="xin-mima-99"
    )
    service.change_password(session, acting_as(account), change)
    assert not account.must_change
    assert passwords.verify(account.password_hash, "xin-mima-99")


def test_changing_a_password_names_every_fault(session: Session) -> None:
    account = found(session, "zz01")
    with pytest.raises(Refused) as refusal:
        service.weigh_change(session, acting_as(account), present="wrong", new="zz01", again="zz02")
    assert messages(refusal) == [
        ("new", "密码至少10位，现为4位"),
        ("new", "密码不能包含登录名"),
        ("new", "密码太常见，请换一个"),
        ("present", "现在的密码不对"),
        ("again", "两次输入的新密码不一致"),
    ]
    with pytest.raises(Refused) as refusal:
        service.weigh_change(session, acting_as(account), present=PASSWORD, new=PASSWORD, again=PASSWORD)
    assert messages(refusal) == [("new", "新密码与现在的密码相同，请换一个")]


def test_a_password_changed_since_it_was_weighed_stays(session: Session) -> None:
    account = found(session, "zz01")
    change = service.weigh_change(session, acting_as(account), present=PASSWORD, new="xin-mima-99", again="xin-mima-99")
    service.reset_password(session, INSTALLER, account, service.first_password())
    with pytest.raises(Refused, match="刚刚在别处改过"):
        service.change_password(session, acting_as(account), change)


def test_posts_have_dated_holders(session: Session) -> None:
    unit = unit_by_code(session, "transport")
    post = service.create_post(session, INSTALLER, unit, "局长")
    assert service.create_post(session, INSTALLER, unit, "局长") is post
    first, second = found(session, "jt01").person, found(session, "zz01").person
    held = service.appoint(session, INSTALLER, first, post, date(2023, 1, 1))
    service.end_appointment(session, INSTALLER, held, date(2023, 6, 30))
    service.appoint(session, INSTALLER, second, post, date(2023, 7, 1))

    def names(day: date) -> list[str]:
        people: list[Person] = list(holders(session, post.id, day))
        return [person.name for person in people]

    assert names(date(2023, 6, 30)) == ["钱二"]
    assert names(date(2023, 7, 1)) == ["孙三"]


def test_a_person_may_hold_several_posts_but_not_one_twice(session: Session) -> None:
    unit = unit_by_code(session, "transport")
    person = found(session, "jt01").person
    one, other = (service.create_post(session, INSTALLER, unit, title) for title in ("科长", "办公室主任"))
    service.appoint(session, INSTALLER, person, one, date(2023, 1, 1), date(2023, 6, 30))
    service.appoint(session, INSTALLER, person, other, date(2023, 1, 1))
    with pytest.raises(Refused) as refusal:
        service.appoint(session, INSTALLER, person, one, date(2023, 6, 30))
    assert messages(refusal) == [("from_on", "钱二在这段时间已任“科长”")]
    service.appoint(session, INSTALLER, person, one, date(2023, 7, 1))


def test_what_was_done_is_in_the_log(session: Session) -> None:
    account = found(session, "zz01")
    service.set_status(session, INSTALLER, account, active=False)
    session.flush()
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.event_no.desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject_kind, entry.subject_id, entry.detail) == (
        "停用账号",
        "account",
        account.id,
        '{"登录名":"zz01"}',
    )
