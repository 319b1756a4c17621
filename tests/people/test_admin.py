"""The administrator's pages."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from tests.small_app import account_id, post, signed_in

from anjian.kernel.db import Database
from anjian.kernel.system import system_read
from anjian.people.models import Account, AccountRole, PostHolding
from anjian.people.queries import account_by_login, unit_by_code

PAGES = ("/people/accounts", "/people/accounts/new", "/people/posts", "/people/posts/new")


def logins(page: str) -> list[str]:
    return re.findall(r'<a href="/people/accounts/\d+">([^<]+)</a>', page)


@pytest.mark.parametrize("address", PAGES)
def test_only_the_administrator_may_look(app: Flask, address: str) -> None:
    assert signed_in(app, "admin01").get(address).status_code == 200
    answer = signed_in(app, "office01").get(address)
    assert answer.status_code == 403
    assert "您的岗位不能使用这一页。有此权限的是：系统管理员。" in answer.text


def test_accounts_are_filtered_by_name_unit_role_and_state(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    assert logins(browser.get("/people/accounts").text) == ["admin01", "audit01", "jt01", "office01", "zz01", "zzjt01"]
    assert logins(browser.get("/people/accounts?q=钱").text) == ["jt01"]
    assert logins(browser.get("/people/accounts?q=ZZ").text) == ["zz01", "zzjt01"]
    assert logins(browser.get("/people/accounts?role=auditor").text) == ["audit01"]
    with system_read(city, "test") as session:
        unit = unit_by_code(session, "zezhou").id
    assert logins(browser.get(f"/people/accounts?unit={unit}").text) == ["zz01"]
    assert logins(browser.get("/people/accounts?status=disabled").text) == []
    assert "共 2 个账号" in browser.get("/people/accounts?q=zz&part=total").text


def test_an_account_is_opened_with_a_password_shown_once(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    with system_read(city, "test") as session:
        unit = unit_by_code(session, "transport").id
    sent = {"person": "新人", "login": "jt02", "unit": unit, "role": "department_officer", "from_on": "2023-07-25"}
    answer = post(browser, "/people/accounts/new", sent)
    password = re.findall(r"初始密码</dt><dd>([a-z2-9-]{17})</dd>", answer.text)
    assert len(password) == 1
    assert signed_in(app, "jt02", password[0]).get("/").location == "/people/password"


def test_a_refused_account_keeps_what_was_typed_and_saves_nothing(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    with system_read(city, "test") as session:
        unit = unit_by_code(session, "zezhou").id
    sent = {"person": "新人", "login": "jt02", "unit": unit, "role": "city_office", "from_on": "2023-07-25"}
    answer = post(browser, "/people/accounts/new", sent)
    assert answer.status_code == 422
    assert 'value="jt02"' in answer.text
    assert "岗位身份：“领导组办公室人员”不适用于县（市、区）“泽州县”，请换一个身份或单位" in answer.text
    with system_read(city, "test") as session:
        assert account_by_login(session, "jt02") is None


def test_an_account_is_disabled_enabled_and_reset(app: Flask, city: Database) -> None:
    admin, officer = signed_in(app, "admin01"), signed_in(app, "zz01")
    page = f"/people/accounts/{account_id(city, 'zz01')}"
    post(admin, page, {"do": "disable"}, page=page)
    assert officer.get("/").status_code == 303
    assert "已停用" in admin.get(page).text
    post(admin, page, {"do": "enable"}, page=page)
    answer = post(admin, page, {"do": "reset"}, page=page)
    assert "此密码只显示这一次" in answer.text
    assert post(admin, page, {"do": "nonsense"}, page=page).status_code == 404
    own = f"/people/accounts/{account_id(city, 'admin01')}"
    answer = post(admin, own, {"do": "disable"}, page=own)
    assert answer.status_code == 422
    assert "不能停用您自己正在使用的账号" in answer.text


def test_a_role_is_given_and_taken_away(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    account = account_id(city, "zz01")
    page = f"/people/accounts/{account}"
    with system_read(city, "test") as session:
        unit = unit_by_code(session, "zezhou.emergency").id
    post(
        browser,
        f"{page}/roles/new",
        {"unit": unit, "role": "county_department_officer", "from_on": "2023-07-25"},
        page=page,
    )
    with system_read(city, "test") as session:
        roles = session.scalars(
            select(AccountRole).where(AccountRole.account_id == account).order_by(AccountRole.id)
        ).all()
        assert [role.role for role in roles] == ["county_officer", "county_department_officer"]
    post(browser, page, {"do": "end_role", "role": roles[1].id}, page=page)
    assert "授予当日收回" in browser.get(page).text


def test_somebody_is_appointed_and_leaves_the_post(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    with system_read(city, "test") as session:
        unit = unit_by_code(session, "transport").id
        person = session.scalars(select(Account.person_id).where(Account.login == "jt01")).one()
    sent = {"unit": unit, "title": "安全科科长", "person": person, "from_on": "2023-06-01"}
    assert post(browser, "/people/posts/new", sent).location == "/people/posts"
    page = browser.get("/people/posts?present=yes").text
    assert "安全科科长" in page
    with system_read(city, "test") as session:
        holding = session.scalars(select(PostHolding.id)).one()
    post(browser, f"/people/posts/{holding}", {"to_on": "2023-07-24"})
    assert "没有符合条件的记录" in browser.get("/people/posts?present=yes").text
    assert "安全科科长" in browser.get("/people/posts?present=no").text
    assert post(browser, f"/people/posts/{holding}", {"to_on": "2023-05-31"}).status_code == 422


def test_an_account_or_post_that_is_not_there_is_said_so(app: Flask) -> None:
    browser = signed_in(app, "admin01")
    for address in ("/people/accounts/999", "/people/accounts/999/roles/new", "/people/posts/999"):
        assert browser.get(address).status_code == 404
