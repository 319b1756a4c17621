"""What stands around a page, its headers and its assets."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from tests.small_app import signed_in

from anjian.kernel import clock
from anjian.ui.assets import Assets, read_assets
from anjian.ui.frame import ADMIN_ORDER
from anjian.ui.security import secret_key


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
