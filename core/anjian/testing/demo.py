"""`anjian demo`: an instance with the synthetic city in it, its reports compiled, its clock at the end of October 2023."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from anjian.app import open_instance
from anjian.campaigns.current import current_pack
from anjian.config import Settings
from anjian.kernel import clock
from anjian.kernel.demo import follow_clock, mark_demo
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.city.rounds import RoundsLife
from anjian.testing.city.run import City, Sizes, due_days, month_ends, write_truth
from anjian.testing.installing import fill_city
from anjian.testing.moments import START
from anjian.testing.staff import PASSWORD, Worker

SHOWN = datetime(2023, 10, 31, 9, 0, tzinfo=clock.SHANGHAI)
"""What the demo's clock shows when the city is ready; from then on it runs."""
LATEST = "2023-10"
JOB = "monthly-report"
AGAIN = "报送后又有补录，月末前重新编制"
"""Why the latest month is compiled again: units that have not signed are shown what changed."""
TRUTH, ACCOUNTS, SENT, REPORTS = "truth.json", "accounts.json", "sent", "reports"
Say = Callable[[str], None]
MAIN_LOGINS = ("office", "leading_group", "zezhou", "zezhou2", "zezhou.leader", "transport", "transport2", "zezhou.transport",
               "emergency", "emergency3", "parent1", "ent1", "ent1.safety", "supervision", "fire_rescue", "admin")  # fmt: skip
"""One of each role: what is printed; all are in `accounts.json`."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is ready to be served: its folder, where the latest month's files are, who can sign in."""

    folder: Path
    reports: Path
    workers: tuple[Worker, ...]
    built: bool
    """Whether this call built it (else it was there already)."""

    def lines(self) -> list[str]:
        """What the command prints: where the files are, and how to sign in."""
        shown = {worker.login: worker for worker in self.workers}
        people = [shown[login] for login in MAIN_LOGINS if login in shown]
        return [
            f"演示实例：{self.folder}",
            f"最近一月的报表：{self.reports / LATEST}",
            f"可用以下账号登录（密码均为 {PASSWORD}），全部账号见 {self.folder / ACCOUNTS}：",
            *(f"  {one.login:<18}{one.unit}　{one.post}　{one.name}" for one in people),
        ]


def build_demo(
    out: Path, *, seed: int = 2023, enterprises: int = 300, hazards: int = 900, say: Say = lambda line: None
) -> Demo:
    """Build the demo in `out`, or find it there. The folder appears whole or not at all.

    Raises `Refused` where `out` holds something else, or a city of another seed or size.
    """
    out = out.absolute()
    asked = {"seed": seed, "enterprises": enterprises, "hazards": hazards}
    if (out / TRUTH).exists():
        return _found(out, asked)
    if out.exists() and any(out.iterdir()):
        raise Refused(f"目录 {out} 中已有其他文件，不是演示实例。请用 --out 另选目录，或先清空该目录。")
    building = out.with_name(f".{out.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    workers = _build(building, asked, say)
    rows = [
        {name: getattr(one, name) for name in Worker.__dataclass_fields__} | {"password": PASSWORD} for one in workers
    ]
    (building / ACCOUNTS).write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if out.exists():
        out.rmdir()
    building.rename(out)
    return Demo(out, out / REPORTS, tuple(workers), built=True)


def _found(out: Path, asked: dict[str, int]) -> Demo:
    told = json.loads((out / TRUTH).read_text("utf-8"))["asked"]
    if told != asked:
        raise Refused(
            f"目录 {out} 中已有另一座演示城市（种子{told['seed']}，企业{told['enterprises']}家，隐患{told['hazards']}条）。"
            "请用 --out 另选目录，或先删除该目录。"
        )
    rows = json.loads((out / ACCOUNTS).read_text("utf-8"))
    workers = tuple(Worker(**{name: row[name] for name in Worker.__dataclass_fields__}) for row in rows)
    return Demo(out, out / REPORTS, workers, built=False)


def _build(folder: Path, asked: dict[str, int], say: Say) -> list[Worker]:
    instance = open_instance(Settings(instance=folder))
    with clock.at(START):
        workers = fill_city(instance)
        _mark(instance, first=True)
    city = City(instance, folder / SENT, asked["seed"], Sizes(asked["enterprises"], asked["hazards"]))
    for moment, period in month_ends():
        city.stream.at(moment, partial(_morning, instance, period))
    for moment, period in due_days():
        city.stream.at(moment, partial(run_job, instance, JOB, period=period))
    RoundsLife(instance, current_pack(instance.settings), city.stream).expect()
    say(f"录入演示城市：企业{asked['enterprises']}家，隐患{asked['hazards']}条……")
    truth = city.enter(_month_teller(say))
    with clock.at(SHOWN):
        _morning(instance, LATEST, AGAIN)
    _mark(instance, first=False)
    write_truth(folder / TRUTH, {"asked": asked, **truth})
    instance.database.dispose()
    return workers + city.workers


def _morning(instance: Instance, period: str, again: str = "") -> None:
    """What the worker does on the morning of a report: the daily looks (what expires, the watermark), then the month."""
    for _owner, job in instance.registry.jobs:
        if job.period == "day":
            run_job(instance, job.id)
    run_job(instance, JOB, period=period, again=again)


def _mark(instance: Instance, *, first: bool) -> None:
    """The mark comes first, so that an unfinished build is never taken for real; then again, to start the clock."""
    with system_write(instance.database, "mark of a demo instance") as session:
        mark_demo(session, SHOWN, empty=first)
    if not first:
        with system_read(instance.database, "clock of a demo instance") as session:
            follow_clock(session)


def _month_teller(say: Say) -> Callable[[date], None]:
    told: set[int] = set()

    def tell(day: date) -> None:
        if day.month not in told:
            told.add(day.month)
            say(f"  {day.year}年{day.month}月……")

    return tell
