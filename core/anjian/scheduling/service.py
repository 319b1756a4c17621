"""Starting jobs: by hand, by the clock, and what was missed. Whoever starts a job, its effect happens once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import structlog

from anjian.campaigns.current import current_pack, pack_of, working_packs
from anjian.kernel import clock
from anjian.kernel.errors import AnjianError, NotFound, Refused
from anjian.kernel.job_run import Claim, RunOutcome, run_once
from anjian.plugin_api.types import Job, JobContext
from anjian.plugin_host.instance import Instance
from anjian.scheduling.rules import MONTH, Occasion, missed, occasion

WAIT_SECONDS = 600.0
"""How long somebody who starts a job by hand waits for another process that is at it."""
log = structlog.get_logger("anjian.jobs")


def job_by_id(instance: Instance, job_id: str) -> Job:
    """A job of a room or plugin. Raises `NotFound` with the ids there are."""
    jobs = {job.id: job for _owner, job in instance.registry.jobs}
    if job_id not in jobs:
        raise NotFound(f"没有定时任务“{job_id}”，现有：{'、'.join(sorted(jobs))}。")
    return jobs[job_id]


def run_job(
    instance: Instance,
    job_id: str,
    *,
    campaign: str | None = None,
    period: str | None = None,
    day: date | None = None,
    again: str = "",
    wait: float = WAIT_SECONDS,
) -> RunOutcome:
    """Have a job's effect for a month (`period`, such as `2023-07`) of a campaign (the city's own, if none is named) or a
    day; a finished one answers and changes nothing.

    `again`: the reason for doing a finished effect once more. Raises `Refused` for a month of a daily job, a month outside
    the campaign, or a day to come; and whatever the job raises, after marking the run failed.
    """
    job = job_by_id(instance, job_id)
    today = clock.today()
    if period is not None and job.period != MONTH:
        raise Refused(f"“{job.title}”按日运行，请用 --day 指定日期。")
    if day is not None and day > today:
        raise Refused(f"日期 {day} 晚于今天，不能提前运行“{job.title}”。")
    home = current_pack(instance.settings)
    pack = home if campaign is None else pack_of(instance.settings, campaign)
    if period is not None and pack.period(period).start > today:
        raise Refused(f"{period} 尚未开始，不能提前运行“{job.title}”。")
    due = occasion(job, pack, day or today, period)
    return run_occasion(instance, job, due, again=again, wait=wait)


def run_occasion(instance: Instance, job: Job, due: Occasion, *, again: str = "", wait: float = 0.0) -> RunOutcome:
    """Have one effect of a job."""

    def work(claim: Claim) -> str:
        sentence: str = job.run.load()(JobContext(instance, due.day, due.period, due.final, claim, due.campaign))
        return sentence

    outcome = run_once(instance.database, due.run_key, job.id, work, again=again, wait=wait)
    log.info("job", run_key=outcome.run_key, status=outcome.status, attempt=outcome.attempt, ran=outcome.ran)
    return outcome


def run_missed(instance: Instance) -> list[RunOutcome]:
    """Run what fell due while no worker ran. One job's failure is logged and keeps no other from running."""
    packs = working_packs(instance.settings)
    outcomes = []
    for _owner, job in instance.registry.jobs:
        for due in missed(job, packs, clock.now()):
            outcome = attempted(instance, job, due)
            if outcome is not None:
                outcomes.append(outcome)
    return outcomes


def attempted(instance: Instance, job: Job, due: Occasion) -> RunOutcome | None:
    """As `run_occasion`, for the worker: an error is logged (the history shows it too) and answered with None."""
    try:
        return run_occasion(instance, job, due)
    except AnjianError as refusal:
        log.warning("job refused", run_key=due.run_key, reason=str(refusal))
    except Exception:
        log.exception("job failed", run_key=due.run_key)
    return None


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job as lists show it."""

    id: str
    title: str
    owner: str
    trigger: str
    period: str


def jobs(instance: Instance) -> list[JobLine]:
    """Every job of rooms and plugins, in the order of the registry."""
    return [JobLine(job.id, job.title, owner, job.trigger, job.period) for owner, job in instance.registry.jobs]
