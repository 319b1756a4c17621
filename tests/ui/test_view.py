"""Views: permission, units of work, refusals, errors."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError
from tests.small_app import post, signed_in, token_in

from anjian.kernel.db import Database
from anjian.kernel.system import system_read
from anjian.people.models import Region
from anjian.ui.view import FormView, View

PAGE = "/sample/regions/140525"


def name_of(database: Database, code: str = "140525") -> str:
    with system_read(database, "test") as session:
        return session.get_one(Region, code).name


def test_a_view_without_a_permission_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="needs a permission"):
        type("Forgotten", (View,), {})
    with pytest.raises(TypeError, match="needs a permission"):
        type("Forgotten", (FormView,), {})
    assert type("Given", (View,), {"permission": "a.b", "get": lambda self: ""}).methods == ["GET"]  # type: ignore[attr-defined]


def test_a_get_cannot_write(app: Flask, city: Database) -> None:
    with pytest.raises(DBAPIError):
        app.test_client().get("/sample/open")
    with system_read(city, "test") as session:
        assert session.get(Region, "x") is None


def test_who_may_not_is_told_who_can(app: Flask) -> None:
    answer = signed_in(app, "zz01").get(PAGE)
    assert answer.status_code == 403
    assert "您的岗位不能使用这一页。有此权限的是：系统管理员。" in answer.text


def test_a_saved_form_commits_and_leads_on(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    answer = post(browser, PAGE, {"name": "泽州"}, page=PAGE)
    assert (answer.status_code, answer.location) == (303, "/sample/units")
    assert name_of(city) == "泽州"


def test_a_refusal_leaves_no_trace_and_keeps_the_typed_text(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    answer = post(browser, PAGE, {"name": "重名", "day": "2023-07-01"}, page=PAGE)
    assert answer.status_code == 422
    assert name_of(city) == "泽州县"
    assert 'value="重名"' in answer.text
    assert 'value="2023-07-01"' in answer.text
    assert "有 2 处需要改正，内容尚未保存" in answer.text
    assert '<a href="#name">名称：已有同名地区</a>' in answer.text
    assert "<li>请先撤并</li>" in answer.text
    assert 'aria-describedby="name-help name-error"' in answer.text


def test_what_cannot_be_read_is_said_at_the_field(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    answer = post(browser, PAGE, {"name": "", "day": "七月"}, page=PAGE)
    assert answer.status_code == 422
    assert "名称：请填写名称" in answer.text
    assert 'value="七月"' in answer.text


def test_an_exception_rolls_back(app: Flask, city: Database) -> None:
    browser = signed_in(app, "admin01")
    with pytest.raises(RuntimeError):
        post(browser, PAGE, {"name": "出错"}, page=PAGE)
    assert name_of(city) == "泽州县"


def test_a_crash_is_a_page_without_details(app: Flask) -> None:
    app.testing = False
    browser = signed_in(app, "admin01")
    answer = post(browser, PAGE, {"name": "出错"}, page=PAGE)
    assert answer.status_code == 500
    assert "您的操作没有完成，数据没有改动" in answer.text
    assert "after the flush" not in answer.text


def test_a_refused_button_says_why(app: Flask) -> None:
    answer = post(signed_in(app, "admin01"), "/sample/press", {}, page=PAGE)
    assert answer.status_code == 422
    assert "现在不能办" in answer.text


def test_missing_things_and_pages_are_said_in_chinese(app: Flask) -> None:
    browser = signed_in(app, "admin01")
    assert "没有这个地区。" in browser.get("/sample/regions/0").text
    unknown = browser.get("/no/such/page")
    assert unknown.status_code == 404
    assert "没有这一页" in unknown.text
    assert browser.get("/sample/press").status_code == 405


def test_htmx_gets_parts_and_redirects_of_its_own(app: Flask) -> None:
    htmx = {"HX-Request": "true"}
    answer = app.test_client().get("/sample/units", headers=htmx)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/people/sign-in")
    browser = signed_in(app, "admin01")
    refused = browser.get("/sample/regions/0", headers=htmx)
    assert (refused.status_code, "<html" in refused.text) == (404, False)
    token = token_in(browser.get(PAGE).text)
    saved = browser.post(PAGE, data={"name": "泽州"}, headers=htmx | {"X-CSRFToken": token})
    assert (saved.status_code, saved.headers["HX-Redirect"]) == (204, "/sample/units")


def test_a_post_without_token_changes_nothing(app: Flask, city: Database) -> None:
    answer = signed_in(app, "admin01").post(PAGE, data={"name": "泽州"})
    assert answer.status_code == 400
    assert name_of(city) == "泽州县"


def test_head_is_answered_like_get(app: Flask) -> None:
    answer = signed_in(app, "admin01").head("/sample/units")
    assert (answer.status_code, answer.text) == (200, "")
