"""Plugins, jobs, log."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from tests.small_app import signed_in

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.ledger import record_audit
from anjian.kernel.system import system_write
from anjian.people.scope import INSTALLER
from anjian.plugin_host.discovery import Loaded
from anjian.plugin_host.registry import build_registry
from anjian.web.admin import trigger_words
from anjian.web.details import detail_words


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/admin/plugins", {"admin01"}),
        ("/admin/jobs", {"admin01", "office01"}),
        ("/admin/audit", {"admin01", "audit01"}),
    ],
)
def test_who_may_open_what(app: Flask, address: str, allowed: set[str]) -> None:
    logins = ("admin01", "audit01", "office01", "zz01")
    assert {login for login in logins if signed_in(app, login).get(address).status_code == 200} == allowed


def test_a_plugin_out_of_service_is_named_with_its_reason(app: Flask) -> None:
    instance = app.extensions["anjian.instance"]
    lost = Loaded("lost", "0.1", "anjian-lost", None, "需要核心版本 >=9，当前为 0.1.0")
    app.extensions["anjian.instance"] = type(instance)(
        instance.settings, instance.database, instance.store, build_registry(instance.registry.rooms, [lost])
    )
    page = signed_in(app, "admin01").get("/admin/plugins").text
    assert "已隔离" in page
    assert "需要核心版本 &gt;=9，当前为 0.1.0" in page


def test_the_log_is_filtered_by_words_and_days(app: Flask, city: Database) -> None:
    with system_write(city, "test") as session:
        record_audit(session, "更正企业", "enterprise", 1, {"名称": "某化工（演示）", "id": 5}, INSTALLER)
    browser = signed_in(app, "admin01")
    page = browser.get("/admin/audit?q=更正").text
    assert page.count('data-label="事项"') == 1
    assert "名称：某化工（演示）" in page
    assert browser.get(f"/admin/audit?from_on={date(2023, 7, 26)}").text.count('data-label="事项"') == 0
    assert browser.get("/admin/audit?to_on=2023-07-25&q=更正").text.count('data-label="事项"') == 1
    assert clock.today() == date(2023, 7, 25)


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        ("0 6 * * *", "每天 06:00"),
        ("30 2 30 * *", "每月30日 02:30"),
        ("0 1 1,15 * *", "每月1、15日 01:00"),
        ("30 2 last * *", "每月最后一天 02:30"),
        ("*/5 * * * *", "按计划"),
        ("0 6 * * 1", "按计划"),
        ("nonsense", "按计划"),
    ],
)
def test_triggers_in_words(trigger: str, words: str) -> None:
    assert trigger_words(trigger) == words


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ('{"登录名":"zz01","设备数":2,"空":null}', "登录名：zz01；设备数：2"),
        ('{"id":5}', ""),
        ("", ""),
        ("[1]", ""),
    ],
)
def test_details_in_words(detail: str, words: str) -> None:
    assert detail_words(detail) == words
