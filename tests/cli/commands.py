"""Running a command as a person would: in this process, which is quick, or in one of its own, which proves the front door."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import structlog
from click.testing import CliRunner

from anjian.cli import main

Done = subprocess.CompletedProcess[str]


def surroundings(folder: Path) -> dict[str, str]:
    return {"ANJIAN_INSTANCE": str(folder / "instance"), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""}


def anjian(folder: Path, *words: str) -> Done:
    """The command's exit code and what it printed, as if it had been a process. It starts in `folder`."""
    runner, code = CliRunner(), 0
    with (
        runner.isolation(env=surroundings(folder)) as (out, err, _both),
        contextlib.chdir(folder),
        mock.patch.object(sys, "argv", ["anjian", *words]),
        logs_as_before(),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        printed = [stream.getvalue().decode("utf-8") for stream in (out, err) if stream is not None]
    return subprocess.CompletedProcess(["anjian", *words], code, *printed)


def anjian_process(folder: Path, *words: str) -> Done:
    """The same in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "anjian.cli", *words],
        capture_output=True, text=True, env=os.environ | surroundings(folder), cwd=folder, check=False,
    )  # fmt: skip


@contextlib.contextmanager
def logs_as_before() -> Iterator[None]:
    """A command sets how its process logs; other tests of this one have their own ways."""
    told = structlog.get_config()
    try:
        yield
    finally:
        structlog.configure(**told)
