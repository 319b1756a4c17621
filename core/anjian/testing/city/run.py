"""Entering the city: rosters, registers, visits, live faults and monthly lists on a dated stream, then the truth about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from anjian.campaigns.current import current_pack
from anjian.enterprises.imports import import_enterprises
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.sheets import import_sheet
from anjian.hazards.imports import import_hazards
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.city.books import write_list, write_roster
from anjian.testing.city.cast import Cast
from anjian.testing.city.deeds import expected, plan_deeds
from anjian.testing.city.diligent import Diligent
from anjian.testing.city.enforcing import Enforcing
from anjian.testing.city.enterprises import EnterprisePlan, plan_enterprises
from anjian.testing.city.faults import plan_faults
from anjian.testing.city.lists import MONTHS, ListPlan, Style, monthly_lists
from anjian.testing.city.live import Life
from anjian.testing.city.samples import Sample, samples_of, write_sample
from anjian.testing.city.stories import plan_live, plan_visits
from anjian.testing.city.stream import Stream
from anjian.testing.city.tips import KINDS, Tips, plan_idle, still_open
from anjian.testing.city.truth import truth_of
from anjian.testing.staff import Worker

ROSTERS_ON = date(2023, 5, 16)
HIRED_ON = date(2023, 5, 17)
JULY_ENDS = date(2023, 7, 31)
ENDS_ON = date(2023, 10, 31)
"""The day on which the demo's clock starts to run."""
STAFFED = 24
"""How many enterprises have accounts of their own."""
LIVE_SHARE = 0.12
VISITS_PER_ENTERPRISE = 0.8
NAMED_AGAIN = 2
"""How many open faults that visits found are handed down once more."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the city is; `hazards` counts every row of the ledger."""

    enterprises: int = 300
    hazards: int = 900

    @property
    def live(self) -> int:
        return max(1, round(self.hazards * LIVE_SHARE))

    @property
    def visits(self) -> int:
        return round(self.enterprises * VISITS_PER_ENTERPRISE)


class City:
    """One city being entered. Files that units send are kept in `folder`."""

    def __init__(self, instance: Instance, folder: Path, seed: int, sizes: Sizes) -> None:
        self._instance = instance
        self._folder = folder
        self._seed = seed
        pack = self._pack = current_pack(instance.settings)
        self._units = {unit.region_code: unit.code for unit in pack.reporting_units() if unit.region_code}
        self._regions = {unit.region_code: unit.name for unit in pack.reporting_units() if unit.region_code}
        self._limb_texts = {limb.code: limb.text for limb in pack.limbs()}
        random = Random(seed)
        self.enterprises = plan_enterprises(pack, random, sizes.enterprises)
        self.faults, self.planted = plan_faults(random, self.enterprises, self._units, sizes.hazards - sizes.live)
        self.lives = plan_live(random, self.enterprises, self._units, sizes.live, min(STAFFED, sizes.enterprises))
        self.visits = plan_visits(random, self.enterprises, self._units, self.lives, sizes.visits)
        self.lists = monthly_lists(pack, self.faults)
        self.deeds = plan_deeds(seed, self.enterprises, self.lives, self._units, self._regions)
        self.stream = Stream()
        self.workers: list[Worker] = []
        self._cast = Cast(instance, self._units)

    def enter(self, told: Callable[[date], None] = lambda day: None) -> dict[str, Any]:
        """Run the whole stream and return the truth; `told` hears of each day."""
        self._folder.mkdir(parents=True, exist_ok=True)
        life = Life(self._instance, self._cast, self.stream)
        for region_code in self._units:
            self.stream.on(ROSTERS_ON, partial(self._send_roster, region_code))
        self.stream.on(HIRED_ON, self._hire)
        for department, kind, sample in samples_of(self._instance.registry):
            self.stream.on(sample.sent_on, partial(self._send_sample, department, kind, sample))
        for visit in self.visits:
            self.stream.on(visit.on, partial(life.visit, visit))
        tips = Tips(self._instance, self._cast, self.stream, life.entered)
        for live in self.lives:
            if live.way == "self":
                self.stream.on(live.fault.discovered_on, partial(life.report, live))
            elif live.way in KINDS:
                tips.expect(live)
        for live in still_open(self.lives)[:NAMED_AGAIN]:
            tips.name_again(live, partial(life.hazards.__getitem__, live.number))
        for idle in plan_idle(self._seed, self.enterprises, len(self.lives)):
            tips.idle(idle)
        enforcing = Enforcing(self._instance, self._cast, self.stream, life.hazards)
        for deed in self.deeds:
            enforcing.expect(deed)
        Diligent(self._instance, self._cast, self.stream, life.hazards).expect(self.lives)
        for sent in self.lists:
            self.stream.at(sent.sent_at, partial(self._send_list, sent))
        self.stream.run(told)
        with system_read(self._instance.database, "truth about the demo city") as session:
            truth = truth_of(session, self.faults, self.planted, self._regions, self._seed, ENDS_ON)
        return truth | {"enforcement": {day.isoformat()[:7]: expected(self.deeds, day) for day in (JULY_ENDS, ENDS_ON)}}

    def _send_roster(self, region_code: str) -> None:
        region = self._regions[region_code]
        own = [plan for plan in self.enterprises if plan.region_code == region_code]
        if own:
            path = self._folder / f"企业名册-{region}.xlsx"
            write_roster(path, f"{region}危险化学品企业名册（演示）", own)
            _whole(import_enterprises(self._instance, self._cast.actor(self._units[region_code]), path), path)

    def _hire(self) -> None:
        self.workers += self._cast.hire_business(self.enterprises[:STAFFED])

    def _send_sample(self, department: str, kind: str, sample: Sample) -> None:
        path = self._folder / f"{kind}.xlsx"
        if write_sample(path, sample, Random(f"{self._seed} {kind}"), self.enterprises):
            _whole(import_sheet(self._instance, self._cast.actor(department), kind, path), path)

    def _send_list(self, plan: ListPlan) -> None:
        path = self._folder / plan.file_name
        write_list(path, plan, self._limb_texts, Style.of(plan.unit, self._seed))
        _whole(import_hazards(self._instance, self._cast.actor(plan.unit), path), path)


def _whole(outcome: ImportOutcome, path: Path) -> None:
    """The city's own files are in order: a refused row is a fault of the city or of the importer."""
    if outcome.problems or outcome.duplicates:
        raise Refused(f"演示城市的文件 {path.name} 未能全部导入：{'；'.join(outcome.lines(5))}")


def write_truth(path: Path, truth: dict[str, Any]) -> None:
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")


def due_days() -> list[tuple[datetime, str]]:
    """When each month's provisional tables are compiled: when that day's lists are in, before the units sign."""
    return [
        (datetime.combine(date(2023, month, 30), time(14), clock.SHANGHAI), f"2023-{month:02d}") for month in MONTHS
    ]


def month_ends() -> list[tuple[datetime, str]]:
    """When each ended month's final tables are compiled, with the month's code."""
    firsts = [date(2023, month + 1, 1) for month in (5, 6, 7, 8, 9)]
    return [
        (datetime.combine(first, time(5, 30), clock.SHANGHAI), f"{first - timedelta(days=1):%Y-%m}") for first in firsts
    ]


__all__ = ["City", "EnterprisePlan", "Sizes", "due_days", "month_ends", "write_truth"]
