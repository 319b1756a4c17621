"""The search box."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session
from tests.small_app import app_of, instance_of, signed_in

from anjian.kernel.actor import Actor
from anjian.kernel.db import Database
from anjian.plugin_api import Ref, Room, SearchHit, SearchSource


def find(session: Session, actor: Actor, text: str, limit: int) -> list[SearchHit]:
    return [SearchHit(f"{text}化工有限公司（演示）", actor.unit_name, "/enterprises/1")] if text != "没有" else []


def broken(*_given: object) -> list[SearchHit]:
    raise RuntimeError("a source that fails")


ROOM = Room(
    "sample",
    "样例",
    searches=(
        SearchSource("企业", "enterprises.view", Ref(f"{__name__}:find"), 10),
        SearchSource("坏的", "jobs.view", Ref(f"{__name__}:broken"), 20),
    ),
)


def test_hits_are_links_and_what_was_typed_is_kept(city: Database, tmp_path: Path) -> None:
    page = signed_in(app_of(instance_of(city, tmp_path, (ROOM,))), "zz01").get("/search?q= 泽州%20 ").text
    assert '<a href="/enterprises/1">泽州化工有限公司（演示）</a>' in page
    assert "“泽州”找到 1 项" in page
    assert 'value="泽州"' in page


def test_nothing_found_says_what_else_to_try(city: Database, tmp_path: Path) -> None:
    browser = signed_in(app_of(instance_of(city, tmp_path, (ROOM,))), "zz01")
    assert "没有找到“没有”" in browser.get("/search?q=没有").text
    assert "可输入企业名称" in browser.get("/search").text
    assert "&lt;b&gt;" in browser.get("/search?q=<b>").text


def test_one_searches_only_what_one_may_see_and_a_broken_source_is_named(city: Database, tmp_path: Path) -> None:
    app = app_of(instance_of(city, tmp_path, (ROOM,)))
    assert "化工有限公司" not in signed_in(app, "admin01").get("/search?q=泽州").text
    assert "这一类暂时查不到" in signed_in(app, "office01").get("/search?q=泽州").text
    assert "坏的" not in signed_in(app, "zz01").get("/search?q=泽州").text
