"""A job's effect happens once, whoever starts it and however often (design 7).

`run_once` takes the run's key (`kernel.run_table`), keeps its heartbeat while the work is computed outside any write unit,
and marks it done in the one write unit at the end, which rolls back when another process holds the key by then.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.errors import AnjianError
from anjian.kernel.run_table import (
    HEARTBEAT,
    Held,
    JobRun,
    RunLost,
    Status,
    beat,
    key_to_run,
    record_failure,
    seize,
    wait_for,
)
from anjian.kernel.system import system_read, system_write

__all__ = ["Claim", "JobRun", "RunLost", "RunOutcome", "Status", "repair", "run_once"]


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """How a run stands now. `ran` says whether this call had the effect; a finished key answers with `ran` False."""

    run_key: str
    status: str
    attempt: int
    message: str
    ran: bool


class Claim:
    """A run that this process holds. Compute first, then do everything that counts inside `finish()`."""

    def __init__(self, database: Database, held: Held) -> None:
        self.database = database
        self.run_key = held.run_key
        self.attempt = held.attempt
        self.finished = False
        self.message = ""
        self._files: list[tuple[Path, Path]] = []
        self._afterwards: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep_alive, name=f"heartbeat {self.run_key}", daemon=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read unit over all rows, for computing."""
        with system_read(self.database, f"job {self.run_key}") as session:
            yield session

    @contextmanager
    def finish(self, message: str) -> Iterator[Session]:
        """The one write unit of the run, over all rows. `message` is the Chinese sentence that the history shows.

        Raises `RunLost`, with nothing kept, when another process has taken the run over.
        """
        if self.finished:
            raise RuntimeError(f"run {self.run_key} is finished already")
        self._stop_heartbeat()
        with system_write(self.database, f"job {self.run_key}") as session:
            self._mark_done(session, message)
            yield session
        self.finished, self.message = True, message
        place_files(self._files)
        for action in self._afterwards:
            action()

    def file_for(self, target: Path) -> Path:
        """Where to write a file now that shall stand at `target` once the run is committed.

        A crash after the commit loses nothing: the next start, or the next call with the key, puts the file in place.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        # The run's key is in the name: another run (`key:2`) may be writing the same target at this moment.
        run = hashlib.sha256(self.run_key.encode()).hexdigest()[:12]
        temporary = target.with_name(f".{target.name}.{run}.{self.attempt}.tmp")
        self._files.append((temporary, target))
        return temporary

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do this once the final unit is committed; if the process dies first, it is not done."""
        self._afterwards.append(action)

    def _mark_done(self, session: Session, message: str) -> None:
        pairs = [[str(temporary.absolute()), str(target.absolute())] for temporary, target in self._files]
        statement = (
            update(JobRun)
            .where(
                JobRun.run_key == self.run_key,
                JobRun.attempt == self.attempt,
                JobRun.status == str(Status.RUNNING),
            )
            .values(
                status=str(Status.DONE),
                finished_at=clock.now(),
                message=message,
                files=json.dumps(pairs, ensure_ascii=False),
            )
        )
        result: CursorResult[tuple[()]] = session.connection().execute(statement)
        if result.rowcount != 1:
            raise RunLost(f"任务“{self.run_key}”已由另一进程接手，本次结果作废。")

    def _keep_alive(self) -> None:
        while not self._stop.wait(HEARTBEAT.total_seconds()):
            with suppress(OperationalError):  # a busy database is no reason to stop: the next beat tells
                if not beat(self.database, self.run_key, self.attempt):
                    return

    def _stop_heartbeat(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def alive(self) -> Iterator[Claim]:
        """Keep the run's heartbeat going for the length of the block."""
        self._thread.start()
        try:
            yield self
        finally:
            self._stop_heartbeat()


def run_once(
    database: Database,
    run_key: str,
    job: str,
    work: Callable[[Claim], str],
    *,
    again: str = "",
    wait: float = 0.0,
) -> RunOutcome:
    """Have the effect named by `run_key`, unless it has been had.

    `work(claim)` computes, then may do its writing inside `with claim.finish(message) as session`; it returns the Chinese
    sentence for the history. `again` is a reason to do a finished effect once more (key `…:2`). `wait`: for how many
    seconds to wait for another process that is at it. An exception of `work` marks the run failed and is raised again.
    """
    key = key_to_run(database, run_key, again=bool(again))
    held = wait_for(lambda: seize(database, key, job, reason=again), wait)
    if not held.mine:
        if held.status == Status.DONE:
            repair(held)
        return RunOutcome(key, held.status, held.attempt, held.message, ran=False)
    claim = Claim(database, held)
    try:
        with claim.alive():
            message = work(claim)
            if not claim.finished:
                with claim.finish(message):
                    pass
    except BaseException as error:
        if not claim.finished:
            record_failure(database, key, held.attempt, _told(error))
        raise
    return RunOutcome(key, Status.DONE, held.attempt, claim.message, ran=True)


def _told(error: BaseException) -> str:
    return str(error) if isinstance(error, AnjianError) else f"运行出错（{type(error).__name__}）：{error}"


def repair(held: Held) -> None:
    """Put files in place that a process wrote and committed but did not live to place."""
    place_files([(Path(temporary), Path(target)) for temporary, target in json.loads(held.files)])


def place_files(pairs: list[tuple[Path, Path]]) -> None:
    """Give each file its final name at once; leavings of the run's attempts that were killed before go."""
    for temporary, target in pairs:
        if temporary.exists():
            temporary.replace(target)
        run = temporary.name.rsplit(".", 2)[0]
        for leaving in target.parent.glob(f"{escape(run)}.*.tmp"):
            leaving.unlink(missing_ok=True)
