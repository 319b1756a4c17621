"""The fixtures themselves: a fresh database each time, on either kind of server; the clock stands still."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from anjian.kernel import clock
from anjian.kernel.actor import NOBODY
from anjian.kernel.db import Database
from anjian.kernel.numbering import NumberSeries, next_codes
from anjian.testing.moments import MOMENT

pytest_plugins = ["pytester"]


@pytest.mark.parametrize("time", [1, 2])
def test_each_test_has_a_database_of_its_own(database: Database, time: int) -> None:
    with database.write_unit(NOBODY) as session:
        assert session.scalars(select(NumberSeries)).all() == []
        assert next_codes(session, "T", 2, width=2) == ["T01", "T02"]


@pytest.mark.postgres
@pytest.mark.parametrize("time", [1, 2])
def test_a_marked_test_runs_on_postgresql(database: Database, time: int) -> None:
    assert database.engine.dialect.name == "postgresql"
    with database.write_unit(NOBODY) as session:
        assert next_codes(session, "T", 1, width=2) == ["T01"]


def test_the_clock_stands_still(frozen: object) -> None:
    assert clock.now() == MOMENT == frozen
    assert clock.today().isoformat() == "2023-07-25"


def test_a_part_left_out_is_skipped_and_named_in_the_last_line(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANJIAN_TEST_WITHOUT", "postgres,browser")
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.postgres
        def test_server(): raise AssertionError

        @pytest.mark.browser
        def test_page(): raise AssertionError

        def test_rest(): pass
        """
    )
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1, skipped=2)
    assert result.outlines[-1] == "NOT TESTED with postgres, browser (ANJIAN_TEST_WITHOUT)"


def test_an_unknown_part_is_refused(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANJIAN_TEST_WITHOUT", "postgresql")
    result = pytester.runpytest_subprocess()
    assert result.ret == pytest.ExitCode.USAGE_ERROR


@pytest.mark.postgres
def test_a_run_on_postgresql_repeats_only_tests_on_a_database(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        def test_kind(database): assert database.engine.dialect.name == "postgresql"

        def test_rest(): raise AssertionError
        """
    )
    result = pytester.runpytest_subprocess("--database", "postgres")
    result.assert_outcomes(passed=1, deselected=1)


@pytest.mark.postgres
def test_a_killed_process_leaves_no_server(tmp_path: Path) -> None:
    code = "from anjian.testing.postgres import Cluster; c = Cluster(); print(c.url('postgres'), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        folder = Path(owner.stdout.readline().strip().partition("host=")[2])
        assert folder.exists()
        owner.kill()
    deadline = time.monotonic() + 30
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
