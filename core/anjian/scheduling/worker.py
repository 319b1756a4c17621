"""The worker process: starts jobs by their cron lines in Asia/Shanghai. A second may stand by; run keys keep it harmless."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

import structlog
from apscheduler.schedulers.blocking import BlockingScheduler

from anjian.campaigns.current import working_packs
from anjian.kernel import clock
from anjian.plugin_api.types import Job
from anjian.plugin_host.instance import Instance
from anjian.scheduling.rules import occasions, trigger_of
from anjian.scheduling.service import attempted, run_missed

GRACE_SECONDS = 3600
log = structlog.get_logger("anjian.worker")


def run_worker(instance: Instance) -> None:
    """Run what was missed, then wait for the clock; returns when the process is told to stop (Ctrl-C, SIGTERM)."""
    signal.signal(signal.SIGTERM, _stop)
    scheduler = build_scheduler(instance)
    try:
        run_missed(instance)
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        log.info("worker stopped")
        if scheduler.running:
            scheduler.shutdown(wait=True)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Ends the process as Ctrl-C does: a run under way is finished first, none is begun."""
    raise SystemExit(0)


def build_scheduler(instance: Instance) -> BlockingScheduler:
    """A scheduler with every job of rooms and plugins. Its store is memory: shared stores fired jobs twice (design 7)."""
    scheduler = BlockingScheduler(timezone="Asia/Shanghai")
    for owner, job in instance.registry.jobs:
        try:
            trigger = trigger_of(job)
        except ValueError as error:
            log.error("job left out", job=job.id, owner=owner, reason=f"cron line {job.trigger!r}: {error}")
            continue
        scheduler.add_job(
            firing(instance, job), trigger, id=job.id, name=job.title, coalesce=True, max_instances=1,
            misfire_grace_time=GRACE_SECONDS,
        )  # fmt: skip
    return scheduler


def firing(instance: Instance, job: Job) -> Callable[[], None]:
    """What the clock calls for a job."""

    def fire() -> None:
        day = clock.today()
        due = occasions(job, working_packs(instance.settings), day)
        if not due:
            log.info("job outside the campaigns", job=job.id, day=day.isoformat())
        for one in due:
            attempted(instance, job, one)

    return fire
