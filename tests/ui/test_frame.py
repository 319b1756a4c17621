"""What stands around a page, its headers and its assets."""

from __future__ import annotations

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from tests.small_app import signed_in

from anjian.kernel import clock
from anjian.ui.assets import Assets, read_assets
from anjian.ui.frame import ADMIN_ORDER
from anjian.ui.security import MAX_FORM, secret_key, secure


def menu(page: str) -> list[str]:
    nav = page.split('<nav class="menu"')[1].split("</nav>")[0]
    return re.findall(r"<(?:h2|a)[^>]*>([^<]+)<", nav)


def test_the_menu_shows_only_what_the_actor_may_open(app: Flask) -> None:
    assert menu(signed_in(app, "admin01").get("/").text) == [
        "单位", "系统管理", "账号", "岗位任职", "插件", "定时任务", "操作日志",
    ]  # fmt: skip
    assert menu(signed_in(app, "zz01").get("/").text) == []
    assert ADMIN_ORDER == 900


def test_the_present_page_is_marked(app: Flask) -> None:
    page = signed_in(app, "admin01").get("/people/accounts/new").text
    assert re.findall(r'aria-current="page">([^<]+)<', page) == ["账号"]


def test_the_menu_leads_to_where_the_application_is_served(app: Flask) -> None:
    browser = signed_in(app, "admin01")
    for root in ("", "/anjian", ""):
        page = browser.get("/people/accounts", base_url=f"http://localhost{root}/").text
        nav = page.split('<nav class="menu"')[1].split("</nav>")[0]
        assert {address.removesuffix("accounts") for address in re.findall(r'href="(.*accounts)"', nav)} == {
            f"{root}/people/"
        }


def test_unit_and_post_stand_in_the_bar_and_the_watermark(app: Flask) -> None:
    page = signed_in(app, "zz01").get("/").text
    assert "泽州县 · 县级监管人员" in page
    assert "孙三 · 泽州县 · 2023-07-25 09:00" in page


def test_a_demo_is_marked_on_every_page(app: Flask) -> None:
    browser = app.test_client()
    assert "演示数据" not in browser.get("/people/sign-in").text
    moment = datetime.now(UTC)
    clock.run_demo(clock.DemoClock(moment, moment))
    try:
        assert "演示数据" in browser.get("/people/sign-in").text
    finally:
        clock.run_demo(None)


def test_pages_carry_strict_headers_and_no_inline_code(app: Flask) -> None:
    answer = signed_in(app, "admin01").get("/sample/units")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert (answer.headers["X-Frame-Options"], answer.headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.findall(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", answer.text)


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "instance")
    assert (len(first), secret_key(tmp_path / "instance")) == (64, first)
    assert (tmp_path / "instance" / "secret.key").stat().st_mode & 0o777 == 0o600


def test_assets_are_found_through_the_manifest(tmp_path: Path) -> None:
    assert read_assets(tmp_path) == Assets()
    (tmp_path / "manifest.json").write_text(
        json.dumps({"src/main.ts": {"file": "a/m.js", "css": ["a/m.css"]}, "src/icon.svg": {"file": "a/i.svg"}}),
        "utf-8",
    )
    assert read_assets(tmp_path) == Assets("a/m.js", ("a/m.css",), "a/i.svg")


def test_without_built_assets_the_page_says_so(app: Flask) -> None:
    app.extensions["anjian.assets"] = Assets()
    page = signed_in(app, "zz01").get("/").text
    assert "界面资源没有构建" in page


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _number: secret_key(tmp_path / "instance"), range(32)))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["secret.key"]


def test_a_key_that_is_not_whole_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("")
    with pytest.raises(RuntimeError, match=r"secret\.key 不完整，请删除它后重新启动"):
        secret_key(tmp_path)


def secured(folder: Path, **settings: Any) -> FlaskClient:
    """A browser at an application that says who asks, and how."""
    app = Flask("test")
    secure(app, folder, **settings)
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.scheme} {request.host}")
    app.add_url_rule("/", endpoint="send", view_func=lambda: str(len(request.form)), methods=["POST"])
    return app.test_client()


STATED = {"X-Forwarded-For": "1.2.3.4, 5.6.7.8", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "anjian.example"}


def test_what_a_proxy_states_is_believed_of_so_many_proxies_as_are_trusted(tmp_path: Path) -> None:
    assert secured(tmp_path, https_only=True).get("/", headers=STATED).text == "127.0.0.1 http localhost"
    behind_one = secured(tmp_path, https_only=True, proxies=1).get("/", headers=STATED)
    assert behind_one.text == "5.6.7.8 https anjian.example"


def test_browsers_are_told_to_stay_with_https_where_cookies_need_it(tmp_path: Path) -> None:
    def told(https_only: bool, scheme: str) -> str | None:
        browser = secured(tmp_path, https_only=https_only)
        return browser.get("/", base_url=f"{scheme}://localhost").headers.get("Strict-Transport-Security")

    assert told(True, "https") == "max-age=31536000"
    assert (told(True, "http"), told(False, "https")) == (None, None)


def test_the_answers_of_a_long_visit_are_taken(tmp_path: Path) -> None:
    sent = {f"ITEM-{number}.note": "现" * 300 for number in range(2000)}
    answer = secured(tmp_path, https_only=False).post("/", data=sent, content_type="multipart/form-data")
    assert (answer.status_code, answer.text) == (200, "2000")


def test_a_request_has_a_largest_size(tmp_path: Path) -> None:
    browser = secured(tmp_path, https_only=False)
    assert browser.post("/", data={"a": "1"}).text == "1"
    too_much = {"wsgi.input": io.BytesIO(), "CONTENT_LENGTH": str(MAX_FORM + 1)}
    answer = browser.post("/", environ_overrides=too_much, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
