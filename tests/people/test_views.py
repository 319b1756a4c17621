"""Signing in and out in a browser; one's own password, devices and roles."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.small_app import PASSWORD, password_hash, post, signed_in, token_in

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.system import system_read, system_write
from anjian.people import passwords
from anjian.people.models import LoginSession
from anjian.people.queries import account_by_login, unit_by_code
from anjian.people.scope import INSTALLER
from anjian.people.service import create_account, force_logout, grant_role
from anjian.people.views import device_words
from anjian.testing.fixtures import MOMENT


def test_nobody_is_led_to_the_door_and_back(app: Flask) -> None:
    browser = app.test_client()
    answer = browser.get("/people/sessions?x=1")
    assert (answer.status_code, answer.location) == (303, "/people/sign-in?next=/people/sessions?x%3D1")
    token = token_in(browser.get(answer.location).text)
    answer = browser.post(answer.location, data={"login": "zz01", "password": PASSWORD, "csrf_token": token})
    assert (answer.status_code, answer.location) == (303, "/people/sessions?x=1")
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("anjian_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", ""])
def test_signing_in_never_leads_to_another_site(app: Flask, target: str) -> None:
    browser = app.test_client()
    token = token_in(browser.get("/people/sign-in").text)
    answer = browser.post(
        "/people/sign-in",
        query_string={"next": target},
        data={"login": "zz01", "password": PASSWORD, "csrf_token": token},
    )
    assert (answer.status_code, answer.location) == (303, "/")


def test_a_failed_try_keeps_the_login_and_is_remembered(app: Flask) -> None:
    browser = app.test_client()
    token = token_in(browser.get("/people/sign-in").text)
    texts = []
    for _ in range(5):
        answer = browser.post("/people/sign-in", data={"login": "zz01", "password": "wrong", "csrf_token": token})
        assert answer.status_code == 422
        texts.append(answer.text)
    assert "登录名或密码不对。" in texts[0]
    assert 'value="zz01"' in texts[0]
    assert "wrong" not in texts[0]
    assert "登录名已锁定到 2023-07-25 09:15" in texts[4]


def test_an_empty_form_says_what_is_missing(app: Flask) -> None:
    browser = app.test_client()
    token = token_in(browser.get("/people/sign-in").text)
    answer = browser.post("/people/sign-in", data={"login": "", "password": "", "csrf_token": token})
    assert answer.status_code == 422
    assert "登录名：请填写登录名" in answer.text
    assert "密码：请填写密码" in answer.text


def test_without_a_csrf_token_nothing_happens(app: Flask, city: Database) -> None:
    answer = app.test_client().post("/people/sign-in", data={"login": "zz01", "password": PASSWORD})
    assert answer.status_code == 400
    assert "页面已过期" in answer.text
    with system_read(city, "test") as session:
        assert session.scalars(select(LoginSession.id)).all() == []


def test_a_forced_logout_takes_effect_at_the_next_request(app: Flask, city: Database) -> None:
    browser = signed_in(app, "zz01")
    assert browser.get("/").status_code == 200
    with system_write(city, "test") as session:
        account = account_by_login(session, "zz01")
        assert account is not None
        force_logout(session, INSTALLER, account)
    assert browser.get("/").status_code == 303


def test_signing_out_ends_the_session_and_clears_the_browser(app: Flask) -> None:
    browser = signed_in(app, "zz01")
    stolen = browser.get_cookie("anjian_session")
    assert stolen is not None
    answer = post(browser, "/people/sign-out", {})
    assert (answer.status_code, answer.location) == (303, "/people/sign-in")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = app.test_client()
    thief.set_cookie("anjian_session", stolen.value)
    assert thief.get("/").status_code == 303


def test_a_first_password_must_be_changed_before_anything_else(app: Flask, city: Database) -> None:
    with system_write(city, "test") as session:
        account = create_account(session, INSTALLER, login="neu01", person="新人", password_hash=password_hash())
        grant_role(session, INSTALLER, account, unit_by_code(session, "transport"), "department_officer")
    browser = signed_in(app, "neu01")
    answer = browser.get("/")
    assert (answer.status_code, answer.location) == (303, "/people/password")
    part = browser.get("/", headers={"HX-Request": "true"})
    assert (part.status_code, part.text) == (204, ""), "no page is put into a part of a page"
    answer = post(browser, "/people/password", {"present": PASSWORD, "new": "xin-mima-99", "again": "xin-mima-99"})
    assert (answer.status_code, answer.location) == (303, "/people/sessions")
    assert browser.get("/").status_code == 200


def test_changing_the_password_signs_other_browsers_out(app: Flask) -> None:
    here, elsewhere = signed_in(app, "zz01"), signed_in(app, "zz01")
    post(here, "/people/password", {"present": PASSWORD, "new": "xin-mima-99", "again": "xin-mima-99"})
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303


def test_last_use_is_written_after_the_page_and_not_every_time(app: Flask, city: Database) -> None:
    browser = signed_in(app, "zz01")

    def last_seen() -> object:
        with system_read(city, "test") as session:
            return session.scalars(select(LoginSession.last_seen_at)).one()

    with clock.at(MOMENT + timedelta(seconds=59)):
        browser.get("/")
    assert last_seen() == MOMENT
    with clock.at(MOMENT + timedelta(seconds=60)):
        browser.get("/")
    assert last_seen() == MOMENT + timedelta(seconds=60)


def test_ones_devices_are_listed_and_the_others_can_be_signed_out(app: Flask) -> None:
    here, elsewhere = signed_in(app, "zz01"), signed_in(app, "zz01")
    page = here.get("/people/sessions").text
    assert page.count('data-label="设备"') == 2
    assert page.count("本机") == 1
    post(here, "/people/sessions", {}, page="/people/sessions")
    assert elsewhere.get("/").status_code == 303
    assert here.get("/people/sessions").text.count('data-label="设备"') == 1


def test_switching_roles_changes_unit_and_menu(app: Flask, city: Database) -> None:
    with system_write(city, "test") as session:
        account = account_by_login(session, "audit01")
        assert account is not None
        held = grant_role(session, INSTALLER, account, unit_by_code(session, "platform"), "administrator")
        role = held.id
    browser = signed_in(app, "audit01")
    assert ">账号</a>" not in browser.get("/").text
    post(browser, "/people/role", {"role": role}, page="/people/role")
    assert ">账号</a>" in browser.get("/").text
    answer = post(browser, "/people/role", {"role": 999999}, page="/people/role")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/118.0", "Windows 电脑 · 谷歌内核浏览器"),
        ("Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0 MicroMessenger/8.0", "安卓手机 · 微信"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0", "Linux 电脑 · 火狐浏览器"),
        ("curl/8.0", "其他设备 · 其他浏览器"),
    ],
)  # fmt: skip
def test_devices_are_named_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_no_password_is_hashed_while_others_wait_to_write(
    app: Flask, city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashing takes a twentieth of a second on purpose: a write unit that did it would hold up every other."""
    hashed: list[str] = []

    def slowly(password: str) -> str:
        with system_write(city, "somebody else who writes meanwhile"):
            hashed.append(password)
        return password_hash()

    monkeypatch.setattr(passwords, "hash_password", slowly)
    new = {"login": "neu01", "person": "新人", "unit": "2", "role": "county_officer", "from_on": "2023-07-25"}
    assert post(signed_in(app, "admin01"), "/people/accounts/new", new).status_code == 200
    with system_read(city, "test") as session:
        made = account_by_login(session, "neu01")
        assert made is not None
    assert post(signed_in(app, "admin01"), f"/people/accounts/{made.id}", {"do": "reset"}).status_code == 200
    changed = {"present": PASSWORD, "new": "xin-mima-99", "again": "xin-mima-99"}
    assert post(signed_in(app, "zz01"), "/people/password", changed).status_code == 303
    assert len(hashed) == 3


def test_a_login_with_a_null_sign_is_no_crash(app: Flask) -> None:
    app.testing = False
    browser = app.test_client()
    token = token_in(browser.get("/people/sign-in").text)
    sent = {"login": "zz\x0001", "password": "a\x00b", "csrf_token": token}
    assert browser.post("/people/sign-in", data=sent).status_code == 400


def test_an_endless_login_is_refused_before_it_is_read(app: Flask) -> None:
    app.testing = False
    browser = app.test_client()
    answer = browser.post("/people/sign-in", data={"login": "a" * (1 << 17), "password": "x"})
    assert (answer.status_code, "文件太大" in answer.text) == (413, True)
