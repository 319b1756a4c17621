"""Reads of runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from anjian.kernel.job_run import JobRun
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run as the history shows it. Moments are UTC, aware."""

    run_key: str
    job: str
    status: str
    attempt: int
    started_at: datetime
    finished_at: datetime | None
    message: str
    reason: str


def history(instance: Instance, *, job: str | None = None, limit: int = 200) -> list[RunLine]:
    """Runs, the latest first."""
    query = select(JobRun).order_by(JobRun.id.desc()).limit(limit)
    if job is not None:
        query = query.where(JobRun.job == job)
    with system_read(instance.database, "history of job runs") as session:
        return [
            RunLine(
                row.run_key, row.job, row.status, row.attempt, row.started_at, row.finished_at, row.message, row.reason
            )
            for row in session.scalars(query)
        ]
