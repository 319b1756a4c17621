"""The demo: whole or not at all, found again, its reports compiled, its clock at the end of October 2023."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from anjian.app import open_instance
from anjian.config import Settings
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read
from anjian.reports.rounds.queries import rounds_of
from anjian.reports.rounds.service import submissions_of
from anjian.scheduling.queries import history
from anjian.testing.demo import LATEST, Demo, build_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    yield build_demo(tmp_path_factory.mktemp("demo") / "out", seed=5, enterprises=16, hazards=30)
    clock.run_demo(None)


def test_each_unit_and_the_city_have_their_files(demo: Demo) -> None:
    files = sorted(path.relative_to(demo.reports / LATEST).as_posix() for path in (demo.reports / LATEST).rglob("*.*"))
    units = {file.split("/")[0] for file in files}
    assert len(units) == 14 and "全市" in units and "泽州县" in units
    monthly = ("附件1.xlsx", "附件2.xlsx", "月报.docx", "挂牌督办清单.xlsx")
    assert files == sorted(["全市/通报.docx", *(f"{unit}/{name}" for unit in units for name in monthly)])


def test_each_month_was_compiled_once(demo: Demo) -> None:
    instance = open_instance(Settings(instance=demo.folder))
    runs = [(line.run_key, line.status) for line in reversed(history(instance, job="monthly-report"))]
    instance.database.dispose()
    ended = [f"2023-{month:02d}:{kind}" for month in range(5, 10) for kind in ("provisional", "final")]
    again = ["2023-10:provisional", "2023-10:provisional:2"]  # after the units have signed: they are shown what changed
    assert runs == [(f"monthly-report:jincheng_2023:{key}", "已完成") for key in (*ended, *again)]


def test_each_month_has_its_round(demo: Demo) -> None:
    instance = open_instance(Settings(instance=demo.folder))
    with system_read(instance.database, "test") as session:
        rounds = rounds_of(session, instance.settings.campaign)
        states = [(of.period, of.state) for of in rounds]
        last = [one.state for one in submissions_of(session, rounds[0].id)]
    instance.database.dispose()
    assert states == [
        ("2023-10", "收集中"), ("2023-09", "已完整封存"), ("2023-08", "已完整封存"), ("2023-07", "已封存（不完整）"),
        ("2023-06", "已完整封存"), ("2023-05", "已完整封存"),
    ]  # fmt: skip
    assert Counter(last) == {"已报送": 8, "已接收": 2, "已退回": 1, "待签发": 1, "审核中": 1}


def test_the_clock_runs_from_the_end_of_october(demo: Demo) -> None:
    open_instance(Settings(instance=demo.folder)).database.dispose()
    assert clock.demo_mode()
    assert clock.today().isoformat() == "2023-10-31"


def test_it_says_where_and_who(demo: Demo) -> None:
    lines = demo.lines()
    assert str(demo.reports / LATEST) in lines[1]
    assert [line.split()[0] for line in lines[3:6]] == ["office", "leading_group", "zezhou"]


def test_a_second_call_finds_it(demo: Demo) -> None:
    again = build_demo(demo.folder, seed=5, enterprises=16, hazards=30)
    assert (again.built, again.workers, again.folder) == (False, demo.workers, demo.folder)


def test_another_city_in_its_place_is_refused(demo: Demo) -> None:
    with pytest.raises(Refused, match="已有另一座演示城市"):
        build_demo(demo.folder, seed=6, enterprises=16, hazards=30)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "账目.xlsx").touch()
    with pytest.raises(Refused, match="已有其他文件"):
        build_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["账目.xlsx"]
