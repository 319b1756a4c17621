"""Starting jobs: effects happen once, refusals are plain, one failing job keeps no other from running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from anjian.config import Settings
from anjian.kernel import clock
from anjian.kernel.actor import NOBODY
from anjian.kernel.attachments import AttachmentStore
from anjian.kernel.db import Database
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.ledger import Watermark
from anjian.kernel.numbering import NumberSeries
from anjian.plugin_api.types import Job, Ref, Room
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import build_registry
from anjian.scheduling.queries import history
from anjian.scheduling.room import ROOM
from anjian.scheduling.service import run_job, run_missed
from anjian.scheduling.worker import build_scheduler, firing

JOBS = "tests.scheduling.some_jobs"
SOME = Room(
    "some",
    "试验",
    jobs=(
        Job("broken", "会失败", "0 0 * * *", Ref(f"{JOBS}:refuse")),
        Job("monthly-report", "编制月报", "30 6 1,30 * *", Ref(f"{JOBS}:count"), period="month"),
    ),
)


@pytest.fixture
def instance(database: Database, tmp_path: Path) -> Iterator[Instance]:
    settings = Settings(instance=tmp_path, database_url=database.url)
    with clock.at(datetime(2023, 8, 3, 9, 0, tzinfo=clock.SHANGHAI)):
        yield Instance(settings, database, AttachmentStore(tmp_path), build_registry((SOME, ROOM), ()))


def effects(instance: Instance) -> dict[str, int]:
    with instance.database.read_unit(NOBODY) as session:
        return {row.series: row.last for row in session.scalars(select(NumberSeries))}


def test_a_job_run_twice_has_one_effect(instance: Instance) -> None:
    first, second = (run_job(instance, "monthly-report", period="2023-07") for _ in range(2))
    assert (first.ran, second.ran) == (True, False)
    assert second.message == "已编制2023-07。"
    assert effects(instance) == {"RAN 2023-07": 1}
    assert [(line.run_key, line.status, line.attempt) for line in history(instance)] == [
        ("monthly-report:jincheng_2023:2023-07:final", "已完成", 1)
    ]


def test_again_needs_a_reason_and_has_a_key_of_its_own(instance: Instance) -> None:
    run_job(instance, "monthly-report", period="2023-07")
    run_job(instance, "monthly-report", period="2023-07", again="更正后重编")
    assert [(line.run_key.rpartition(":")[2], line.reason) for line in history(instance)] == [
        ("2", "更正后重编"),
        ("final", ""),
    ]


def test_what_cannot_be_run_is_refused(instance: Instance) -> None:
    with pytest.raises(NotFound, match="现有：broken、daily-watermark、monthly-report"):
        run_job(instance, "weekly")
    with pytest.raises(Refused, match="按日运行"):
        run_job(instance, "daily-watermark", period="2023-07")
    with pytest.raises(Refused, match="晚于今天"):
        run_job(instance, "daily-watermark", day=date(2023, 8, 4))
    with pytest.raises(Refused, match="尚未开始"):
        run_job(instance, "monthly-report", period="2023-09")
    assert history(instance) == []


def test_a_start_runs_what_was_missed_and_a_failing_job_stops_no_other(instance: Instance) -> None:
    outcomes = run_missed(instance)
    assert [outcome.run_key for outcome in outcomes] == [
        "monthly-report:jincheng_2023:2023-06:final",
        "monthly-report:jincheng_2023:2023-07:final",
        "daily-watermark:2023-08-03",
    ]
    failed = history(instance, job="broken")
    assert [(line.status, line.message) for line in failed] == [("失败", "工作日历缺少2024年。")]
    assert [outcome.ran for outcome in run_missed(instance)] == [False, False, False]


def test_the_watermark_of_a_day_is_fixed_once(instance: Instance) -> None:
    run_job(instance, "daily-watermark")
    with instance.database.read_unit(NOBODY) as session:
        kept = session.scalars(select(Watermark)).one()
    assert (kept.moment, kept.event_no) == (clock.start_of(date(2023, 8, 3)), 0)


def test_the_scheduler_knows_every_job_and_its_firing_has_the_effect(instance: Instance) -> None:
    scheduler = build_scheduler(instance)
    assert {job.id for job in scheduler.get_jobs()} == {"broken", "monthly-report", "daily-watermark"}
    firing(instance, SOME.jobs[1])()
    assert effects(instance) == {"RAN 2023-07": 1}


def test_outside_the_campaign_the_monthly_job_rests(instance: Instance) -> None:
    with clock.at(datetime(2024, 3, 30, 9, 0, tzinfo=clock.SHANGHAI)):
        firing(instance, SOME.jobs[1])()
    assert history(instance) == []
