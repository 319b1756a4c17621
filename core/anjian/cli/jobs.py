"""`anjian jobs`: what is scheduled, run one now, what ran."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from anjian.cli.common import echo_json, json_option, ready_instance
from anjian.scheduling.queries import history as run_history
from anjian.scheduling.service import jobs as all_jobs
from anjian.scheduling.service import run_job


@click.group()
def jobs() -> None:
    """定时任务。例：anjian jobs history"""


@jobs.command("list")
@json_option
def list_jobs(as_json: bool) -> None:
    """列出定时任务。例：anjian jobs list"""
    lines = all_jobs(ready_instance())
    if as_json:
        echo_json([asdict(line) for line in lines])
        return
    for line in lines:
        click.echo(f"{line.id}\t{line.title}\t{line.trigger}")


@jobs.command()
@click.argument("job_id", metavar="JOB")
@click.option("--period", metavar="2023-07", help="按月任务的月份")
@click.option("--campaign", metavar="编号", help="按月任务所属的专项行动，默认当前专项行动")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="按日任务的日期")
@click.option("--again", default="", metavar="理由", help="已完成的再次运行，须写明理由")
@json_option
def run(job_id: str, period: str | None, campaign: str | None, day: datetime | None, again: str, as_json: bool) -> None:
    """立即运行；已完成的不会重复生效。例：anjian jobs run monthly-report --period 2023-07"""
    on = day.date() if day else None
    outcome = run_job(ready_instance(), job_id, campaign=campaign, period=period, day=on, again=again)
    if as_json:
        echo_json(asdict(outcome))
        return
    click.echo(
        f"{outcome.status}　{outcome.message}" if outcome.ran else f"{outcome.status}（此前已运行）　{outcome.message}"
    )


@jobs.command()
@json_option
def history(as_json: bool) -> None:
    """运行记录，最近的在前。例：anjian jobs history --json"""
    rows = [asdict(row) for row in run_history(ready_instance())]
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo(
            f"{row['run_key']}\t{row['status']}\t{row['started_at']}\t{row['finished_at'] or ''}\t{row['message']}"
        )
