"""Pure decisions: what a run is called, which month a firing is for, and what a unit's deadline is. No Flask, no session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period, code_due
from anjian.kernel import clock
from anjian.plugin_api.types import Job

MONTH = "month"
LOOK_BACK = timedelta(days=40)
"""How far back a start looks for what was missed: a worker that was off for a month still compiles it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One effect of a job: its key, and what the job is told."""

    run_key: str
    day: date
    period: str
    final: bool
    campaign: str
    """The campaign whose month it is; of a daily job the city's own."""


def occasion(job: Job, pack: Pack, day: date, period: str | None = None) -> Occasion:
    """What a job started on `day` is for: that day, or the month named (the month due on that day, if none is named) of a
    campaign.

    Raises `Refused` when the month lies outside the campaign.
    """
    if job.period != MONTH:
        return Occasion(f"{job.id}:{day.isoformat()}", day, day.isoformat(), True, pack.code)
    month = pack.period(period or code_due(day, pack.campaign.cadence))
    final = day >= month.final_on
    state = "final" if final else "provisional"
    key = f"{job.id}:{pack.code}:{month.code}:{state}"
    return Occasion(key, month.end if final else day, month.code, final, pack.code)


def occasions(job: Job, packs: Sequence[Pack], day: date) -> list[Occasion]:
    """What a job that fires on a day is for: a daily one for that day, a monthly one for each campaign that has a table due.
    `packs`: the campaigns of the installation, the city's own first."""
    if job.period != MONTH:
        return [occasion(job, packs[0], day)]
    return [occasion(job, pack, day) for pack in packs if pack.period_due(day) is not None]


def trigger_of(job: Job) -> CronTrigger:
    """The job's cron line in Asia/Shanghai. Raises `ValueError` for a line that is none."""
    return CronTrigger.from_crontab(job.trigger, timezone=clock.SHANGHAI)


def firings(job: Job, after: datetime, until: datetime) -> Iterator[datetime]:
    """The moments `after < m <= until` at which a job was to start."""
    trigger = trigger_of(job)
    moment = after
    while True:
        fired = trigger.get_next_fire_time(None, moment + timedelta(seconds=1))
        if fired is None or fired > until:
            return
        yield fired
        moment = fired


def missed(job: Job, packs: Sequence[Pack], now: datetime) -> list[Occasion]:
    """What a job should have done lately: each campaign's tables due within `LOOK_BACK`; of a daily job the last day only."""
    days = [clock.day_of(moment) for moment in firings(job, now - LOOK_BACK, now)]
    if job.period != MONTH:
        return [occasion(job, packs[0], day) for day in days[-1:]]
    found = {}
    for pack in packs:
        for day in days:
            period = pack.period_due(day)
            if period is not None:
                due = occasion(job, pack, clock.day_of(now), period.code)
                found[due.run_key] = due
    return list(found.values())


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A unit's monthly tables (D-02): `due_on` is the last day, `remind_on` the last working day until then."""

    period: Period
    due_on: date
    remind_on: date


def duty_light(duty: ReportDuty, today: date) -> str:
    """`red` after the due day, `yellow` from three days before the reminder (or the due day), `green` before."""
    if today > duty.due_on:
        return "red"
    return "yellow" if today >= duty.remind_on - timedelta(days=3) else "green"
