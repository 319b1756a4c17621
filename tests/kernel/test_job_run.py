"""Exactly once, with real processes: four starters, a killed one, a lost one; on both databases."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from anjian.kernel import clock
from anjian.kernel.actor import NOBODY
from anjian.kernel.db import Database
from anjian.kernel.errors import Refused
from anjian.kernel.job_run import Claim, JobRun, RunLost, Status, run_once
from anjian.kernel.numbering import NumberSeries, next_codes
from anjian.kernel.run_table import STALE, beat, seize

STARTER = Path(__file__).with_name("job_starter.py")
on_both = pytest.mark.parametrize(
    "_server", [pytest.param("sqlite"), pytest.param("postgres", marks=pytest.mark.postgres)]
)


def start(database: Database, folder: Path, pause: float = 0.0) -> subprocess.Popen[str]:
    command = [sys.executable, str(STARTER), database.url, str(folder), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return dict(json.loads(out))


def effects(database: Database) -> int:
    with database.read_unit(NOBODY) as session:
        return session.scalar(select(NumberSeries.last).where(NumberSeries.series == "EFFECT")) or 0


def runs(database: Database) -> list[tuple[str, str, int]]:
    with database.read_unit(NOBODY) as session:
        return [(row.run_key, row.status, row.attempt) for row in session.scalars(select(JobRun).order_by(JobRun.id))]


def draw(claim: Claim) -> str:
    with claim.finish("已编制。") as session:
        next_codes(session, "EFFECT", 1)
    return ""


@on_both
def test_four_starters_at_once_have_one_effect(database: Database, tmp_path: Path, _server: str) -> None:
    answers = [answer(process) for process in [start(database, tmp_path, 0.3) for _ in range(4)]]
    assert sorted(found["ran"] for found in answers) == [False, False, False, True]
    assert [(found["status"], found["message"]) for found in answers] == [("已完成", "已编制。")] * 4
    assert effects(database) == 1
    assert runs(database) == [("month", "已完成", 1)]


@on_both
def test_a_killed_run_is_taken_over_at_once(database: Database, tmp_path: Path, _server: str) -> None:
    victim = start(database, tmp_path, 600)
    while not (tmp_path / "at-work").exists():
        time.sleep(0.02)
    victim.kill()
    victim.wait()
    started = time.monotonic()
    found = answer(start(database, tmp_path))
    assert (found["ran"], found["attempt"]) == (True, 2)
    assert time.monotonic() - started < STALE.total_seconds() / 2  # not by waiting for the heartbeat to grow old
    assert effects(database) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["at-work", "表.txt"]
    assert (tmp_path / "表.txt").read_text() == "attempt 2"


@on_both
def test_a_lost_attempt_keeps_nothing(database: Database, _server: str) -> None:
    def work(claim: Claim) -> str:
        long_ago = clock.machine_now() - STALE - timedelta(seconds=1)
        with database.engine.begin() as connection:
            connection.execute(update(JobRun).values(heartbeat_at=long_ago))
        other = seize(database, "month", "月报")
        assert (other.mine, other.attempt) == (True, 2)
        assert not beat(database, "month", claim.attempt)
        with claim.finish("已编制。") as session:
            next_codes(session, "EFFECT", 1)
        return ""

    with pytest.raises(RunLost, match="已由另一进程接手"):
        run_once(database, "month", "月报", work)
    assert effects(database) == 0
    assert runs(database) == [("month", "进行中", 2)]


def test_a_run_that_lives_is_left_alone(database: Database) -> None:
    assert seize(database, "month", "月报").mine
    outcome = run_once(database, "month", "月报", draw)
    assert (outcome.ran, outcome.status) == (False, Status.RUNNING)
    assert effects(database) == 0


def test_a_finished_key_answers_and_again_takes_the_next(database: Database) -> None:
    assert [run_once(database, "month", "月报", draw).ran for _ in range(2)] == [True, False]
    again = run_once(database, "month", "月报", draw, again="更正后重编")
    assert (again.run_key, again.ran) == ("month:2", True)
    assert effects(database) == 2
    with database.read_unit(NOBODY) as session:
        reasons = session.scalars(select(JobRun.reason).order_by(JobRun.id)).all()
    assert reasons == ["", "更正后重编"]


def test_a_failed_run_says_why_and_may_be_tried_again(database: Database) -> None:
    def refused(claim: Claim) -> str:
        with claim.finish("已编制。") as session:
            next_codes(session, "EFFECT", 1)
            raise Refused("工作日历缺少2024年。")

    with pytest.raises(Refused):
        run_once(database, "month", "月报", refused)
    assert effects(database) == 0
    with database.read_unit(NOBODY) as session:
        row = session.scalars(select(JobRun)).one()
        assert (row.status, row.message) == ("失败", "工作日历缺少2024年。")
    outcome = run_once(database, "month", "月报", draw)
    assert (outcome.ran, outcome.attempt) == (True, 2)


def test_work_without_a_final_unit_is_marked_with_its_sentence(database: Database) -> None:
    outcome = run_once(database, "day", "水位", lambda claim: "无事可做。")
    assert (outcome.status, outcome.message) == ("已完成", "无事可做。")


def test_files_committed_but_not_placed_are_placed_by_the_next_call(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "表.txt"

    def work(claim: Claim) -> str:
        claim.file_for(target).write_text("数")
        return "已编制。"

    with monkeypatch.context() as patch:
        patch.setattr("anjian.kernel.job_run.place_files", lambda pairs: None)  # as if killed between commit and rename
        run_once(database, "month", "月报", work)
    assert not target.exists()
    assert not run_once(database, "month", "月报", work).ran
    assert [path.name for path in tmp_path.iterdir()] == ["表.txt"]
    assert target.read_text() == "数"


def test_what_waits_for_the_commit_is_done_after_it(database: Database) -> None:
    seen: list[list[tuple[str, str, int]]] = []

    def work(claim: Claim) -> str:
        claim.after_commit(lambda: seen.append(runs(database)))
        return "已编制。"

    run_once(database, "month", "月报", work)
    assert seen == [[("month", "已完成", 1)]]


def test_another_run_at_the_same_file_is_left_alone(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "表.txt"

    def first(claim: Claim) -> str:
        claim.file_for(target).write_text("一")
        return "已编制。"

    def second(claim: Claim) -> str:
        half = claim.file_for(target)
        half.write_text("二之")
        assert not run_once(database, "month", "月报", first).ran  # asked again meanwhile: repairs its own files only
        assert target.read_text() == "一"
        half.write_text("二之全文")
        return "已重编。"

    run_once(database, "month", "月报", first)
    assert run_once(database, "month", "月报", second, again="更正").run_key == "month:2"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("表.txt", "二之全文")]
