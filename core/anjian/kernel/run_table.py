"""The table of job runs, and taking a run: each step is one statement in a transaction of its own.

The key is inserted first; a run that failed, whose process died or whose heartbeat stopped is taken over by one conditional
UPDATE. The holder marks it done by its attempt number (`kernel.job_run`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CursorResult, String, Text, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from anjian.kernel import clock
from anjian.kernel.db import Base, Database
from anjian.kernel.errors import AnjianError
from anjian.kernel.owner import Owner, surely_dead, this_process
from anjian.kernel.ownership import SYSTEM
from anjian.kernel.types import Moment, Name, Word

HEARTBEAT = timedelta(seconds=5)
STALE = timedelta(seconds=60)
"""A heartbeat this old means that the run is lost, wherever it ran."""
POLL_SECONDS = 0.1


class Status(StrEnum):
    """Where a run stands."""

    RUNNING = "进行中"
    DONE = "已完成"
    FAILED = "失败"


class JobRun(Base):
    """One effect of a job, named by its key. `attempt` rises each time that somebody starts or takes over the run."""

    __tablename__ = "job_run"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(primary_key=True)
    run_key: Mapped[str] = mapped_column(String(160), unique=True)
    job: Mapped[Name]
    attempt: Mapped[int]
    status: Mapped[Word]
    started_at: Mapped[Moment]
    heartbeat_at: Mapped[Moment]
    """By the machine's clock: a demo's clock says nothing about life."""
    finished_at: Mapped[Moment | None]
    message: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why a finished effect was ordered again."""
    files: Mapped[str] = mapped_column(Text, default="[]")
    """JSON pairs of temporary and final path, to be put in place after commit."""
    owner_place: Mapped[str] = mapped_column(String(300))
    owner_pid: Mapped[int]
    owner_start: Mapped[int] = mapped_column(BigInteger)


class RunLost(AnjianError):
    """Another process took the run over; nothing of this attempt was kept."""


@dataclass(frozen=True, slots=True)
class Held:
    """What `seize` found: the run's row as it stands, and whether this process now holds it."""

    run_key: str
    attempt: int
    status: str
    message: str
    files: str
    mine: bool


def seize(database: Database, run_key: str, job: str, *, reason: str = "") -> Held:
    """Take the run if it is new, failed or lost; else say how it stands. Never waits for the other's work."""
    row = _row(database, run_key)
    if row is None:
        with suppress(IntegrityError):  # another was first: then it is a run like any other
            return _begin(database, run_key, job, reason)
        row = _row(database, run_key)
    held = Held(run_key, row["attempt"], row["status"], row["message"], row["files"], mine=False)
    if row["status"] == Status.DONE or (row["status"] == Status.RUNNING and not _lost(row)):
        return held
    return _take_over(database, row) or held


def _row(database: Database, run_key: str) -> Any:
    with database.reading.connect() as connection:
        return connection.execute(select(JobRun.__table__).where(JobRun.run_key == run_key)).mappings().first()


def _begin(database: Database, run_key: str, job: str, reason: str) -> Held:
    values = {
        "run_key": run_key, "job": job, "attempt": 1, "status": str(Status.RUNNING), "started_at": clock.now(),
        "heartbeat_at": clock.machine_now(), "message": "", "reason": reason, "files": "[]", **_owner(this_process()),
    }  # fmt: skip
    with database.engine.begin() as connection:
        connection.execute(insert(JobRun), values)
    return Held(run_key, 1, Status.RUNNING, "", "[]", mine=True)


def _take_over(database: Database, row: Any) -> Held | None:
    """One conditional UPDATE: of several that find the run lost, one changes the row."""
    seen = [JobRun.__table__.c[name] == row[name] for name in ("run_key", "status", "attempt", "heartbeat_at")]
    values = {
        "attempt": row["attempt"] + 1, "status": str(Status.RUNNING), "started_at": clock.now(), "finished_at": None,
        "heartbeat_at": clock.machine_now(), "message": "", **_owner(this_process()),
    }  # fmt: skip
    if not changed(database, update(JobRun).where(*seen).values(values)):
        return None
    return Held(row["run_key"], row["attempt"] + 1, Status.RUNNING, "", "[]", mine=True)


def _lost(row: Any) -> bool:
    owner = Owner(row["owner_place"], row["owner_pid"], row["owner_start"])
    heartbeat: datetime = row["heartbeat_at"]
    return surely_dead(owner) or clock.machine_now() - heartbeat > STALE


def _owner(owner: Owner) -> dict[str, Any]:
    return {"owner_place": owner.place[:300], "owner_pid": owner.pid, "owner_start": owner.start}


def changed(database: Database, statement: Any) -> int:
    """How many rows an UPDATE changed, in a transaction of its own."""
    with database.engine.begin() as connection:
        result: CursorResult[Any] = connection.execute(statement)
        return result.rowcount


def beat(database: Database, run_key: str, attempt: int) -> bool:
    """Say that the attempt lives; False when it no longer holds the run."""
    held = update(JobRun).where(
        JobRun.run_key == run_key, JobRun.attempt == attempt, JobRun.status == str(Status.RUNNING)
    )
    return changed(database, held.values(heartbeat_at=clock.machine_now())) == 1


def record_failure(database: Database, run_key: str, attempt: int, message: str) -> None:
    """Mark an attempt failed, unless another has taken the run."""
    held = update(JobRun).where(
        JobRun.run_key == run_key, JobRun.attempt == attempt, JobRun.status == str(Status.RUNNING)
    )
    changed(database, held.values(status=str(Status.FAILED), finished_at=clock.now(), message=message))


def key_to_run(database: Database, run_key: str, *, again: bool) -> str:
    """The key itself; or, to do a finished effect again, the next of `key:2`, `key:3` … that is not finished."""
    if not again:
        return run_key
    candidate, number = run_key, 1
    while (row := _row(database, candidate)) is not None and row["status"] == Status.DONE:
        number += 1
        candidate = f"{run_key}:{number}"
    return candidate


def wait_for(seize_again: Callable[[], Held], seconds: float) -> Held:
    """Ask until the run is finished or becomes ours, at most so long."""
    deadline = time.monotonic() + seconds
    while True:
        held = seize_again()
        if held.mine or held.status == Status.DONE or time.monotonic() >= deadline:
            return held
        time.sleep(POLL_SECONDS)
