"""An upload that nobody confirms is gone after a day."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from anjian.kernel import clock
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.ui.uploads import KEPT, place_of


def upload(instance: Instance, account_id: int, token: str, age: timedelta) -> Path:
    place = place_of(instance.settings.instance, account_id, token)
    place.mkdir(parents=True)
    (place / "upload.xlsx").write_bytes(b"PK")
    moment = (clock.machine_now() - age).timestamp()
    os.utime(place, (moment, moment))
    return place


def test_uploads_that_nobody_confirmed_within_a_day_are_deleted(instance: Instance) -> None:
    old = upload(instance, 1, "old", KEPT + timedelta(minutes=1))
    fresh = upload(instance, 1, "fresh", KEPT - timedelta(minutes=1))
    other = upload(instance, 2, "old", KEPT + timedelta(days=30))
    assert run_job(instance, "uploads").message == "已删除2个超过一天未确认的上传文件。"
    assert [place.exists() for place in (old, fresh, other)] == [False, True, False]


def test_nothing_stale_is_said(instance: Instance) -> None:
    assert run_job(instance, "uploads").message == "没有超过一天未确认的上传文件。"
