"""The main job from outside, with real processes: four starters, one effect; killed in the middle, then the same files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from anjian.kernel import clock
from anjian.kernel.job_run import JobRun
from anjian.kernel.system import system_read
from anjian.testing.city.run import City, Sizes
from anjian.testing.installing import fill_city, open_city
from anjian.testing.moments import START
from anjian.testing.templates import opened

KEY = "monthly-report:jincheng_2023:2023-06:final"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with a small city in it, and no run yet."""
    folder = tmp_path_factory.mktemp("city") / "instance"
    instance = open_city("", folder)
    with clock.at(START):
        fill_city(instance)
    City(instance, folder / "sent", 3, Sizes(15, 30)).enter()
    instance.database.dispose()
    return folder


@pytest.fixture
def folder(city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(city, tmp_path / "instance"))


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "anjian.cli", "jobs", "run", "monthly-report", "--period", "2023-06"]
    return subprocess.Popen(
        command, env=os.environ | {"ANJIAN_INSTANCE": str(folder)}, text=True, start_new_session=True
    )


def files(folder: Path) -> dict[str, str]:
    """Every file under reports, hidden ones too, with its hash."""
    found = (path for path in (folder / "reports").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def history(folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "anjian.cli", "jobs", "history", "--json"]
    out = subprocess.run(
        command, env=os.environ | {"ANJIAN_INSTANCE": str(folder)}, text=True, capture_output=True, check=True
    )
    return list(json.loads(out.stdout))


def test_four_at_once_have_one_effect(folder: Path) -> None:
    starters = [start(folder) for _ in range(4)]
    assert [starter.wait(300) for starter in starters] == [0, 0, 0, 0]
    assert [(run["run_key"], run["status"], run["attempt"]) for run in history(folder)] == [(KEY, "已完成", 1)]
    assert len(files(folder)) == 14 * 4 + 1  # and the draft 通报 of the city


def test_killed_in_the_middle_then_again_leaves_the_same_files(folder: Path, city: Path, tmp_path: Path) -> None:
    undisturbed = Path(shutil.copytree(city, tmp_path / "undisturbed"))
    assert start(undisturbed).wait(300) == 0
    victim = start(folder)
    with opened(f"sqlite:///{folder / 'anjian.db'}") as database:
        while True:
            with system_read(database, "test") as session:
                if session.scalars(select(JobRun)).first() is not None:
                    break
            time.sleep(0.05)
    time.sleep(1.0)  # into the computing
    os.killpg(victim.pid, 9)
    victim.wait()
    assert start(folder).wait(300) == 0
    assert [(run["run_key"], run["status"], run["attempt"]) for run in history(folder)] == [(KEY, "已完成", 2)]
    assert files(folder) == files(undisturbed)
