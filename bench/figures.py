"""Figure sets against plain SQL: 13 units and the city, 31 values each, on the same rows; equal results are asserted.

    python -m bench.figures [--hazards 100000] [--postgres]

Limits: 4 x the SQL on SQLite, 6 x on PostgreSQL. Documents are not part of it. Exit code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Date, bindparam, insert, text
from sqlalchemy.orm import Session

from anjian.campaigns.loading import shipped
from anjian.campaigns.packs import Pack
from anjian.hazards.models import Hazard, HazardCampaign, HazardVersion
from anjian.hazards.words import Source, State
from anjian.inspections.models import Finding, FindingVersion, Visit, VisitVersion
from anjian.installation import city_plan
from anjian.kernel.db import Database
from anjian.kernel.history import OPEN
from anjian.kernel.system import system_read, system_write
from anjian.people.seeding import seed_city
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.units import report_units
from anjian.testing.fixtures import build_tables
from anjian.testing.postgres import Cluster

BATCH = 20_000
LIMITS = {"sqlite": 4.0, "postgresql": 6.0}
T = TypeVar("T")
_SQL = (Path(__file__).parent / "annex1_plain.sql").read_text(encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hazards", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    missed = False
    with _databases(options.postgres) as databases:
        for database in databases:
            missed |= _compare(database, options.hazards)
    return int(missed)


@contextmanager
def _databases(postgres: bool) -> Iterator[list[Database]]:
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{folder}/figures.db"]
        cluster = Cluster() if postgres else None
        if cluster is not None:
            urls.append(cluster.url(cluster.create()))
        for url in urls:
            build_tables(url)
        yield [Database(url) for url in urls]
        if cluster is not None:
            cluster.stop()


def _compare(database: Database, hazards: int) -> bool:
    pack = shipped()["jincheng_2023"]
    known = _fill(database, pack, hazards)
    asof = AsOf(pack.code, pack.campaign.starts_on, date(2023, 7, 31), known)
    with system_read(database, "bench") as session:
        ours, our_seconds = _timed(lambda: _by_sets(session, pack, asof))
        theirs, their_seconds = _timed(lambda: _by_sql(session, asof))
    assert ours == theirs, "the two ways of counting disagree"
    dialect = database.engine.dialect.name
    ratio, limit = our_seconds / their_seconds, LIMITS[dialect]
    verdict = "ok" if ratio <= limit else "MISSED"
    sys.stdout.write(
        f"{dialect}: {hazards} hazards, {len(ours)} scopes x 31 values: figure sets {our_seconds:.3f} s, "
        f"plain SQL {their_seconds:.3f} s, ratio {ratio:.2f} (limit {limit:.0f}) {verdict}\n"
    )
    return ratio > limit


def _timed(work: Callable[[], T], times: int = 5) -> tuple[T, float]:
    """What the work answers, and the best time of several."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return answer, min(seconds)


def _by_sets(session: Session, pack: Pack, asof: AsOf) -> dict[str, dict[str, int]]:
    sets = figure_sets(session, pack.annex1, asof)
    cells = pack.annex1.cells
    return {unit.code: {cell.key: sets.figure(cell, unit).value for cell in cells} for unit in report_units(pack)}


def _by_sql(session: Session, asof: AsOf) -> dict[str, dict[str, int]]:
    statement = text(_SQL).bindparams(bindparam("starts_on", type_=Date), bindparam("effective", type_=Date))
    parameters = {
        "campaign": asof.campaign, "starts_on": asof.starts_on, "effective": asof.effective, "known": asof.known,
    }  # fmt: skip
    rows = session.connection().execute(statement, parameters).mappings()
    return {row["code"]: {key: value for key, value in row.items() if key != "code"} for row in rows}


def _fill(database: Database, pack: Pack, hazards: int) -> int:
    """A city of `hazards` hazards with their versions, and visits with findings; returns the last event number."""
    places = [unit.region_code for unit in pack.reporting_units() if unit.region_code]
    departments = [unit.department_code for unit in pack.reporting_units() if unit.department_code]
    city = City(random.Random(20230515), places, departments)
    with system_write(database, "bench") as session:
        seed_city(session, city_plan(pack))
        for start in range(0, hazards, BATCH):
            city.add_hazards(session, range(start + 1, min(start + BATCH, hazards) + 1), pack.code)
        city.add_visits(session, hazards // 5)
    with database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    return city.event_no


class City:
    """Invents rows; every change of a hazard is one event and one version."""

    def __init__(self, chance: random.Random, places: list[str], departments: list[str]) -> None:
        self._chance = chance
        self._places = places
        self._departments = departments
        self.event_no = 0

    def add_hazards(self, session: Session, ids: range, campaign: str) -> None:
        rows, versions, tags = [], [], []
        for number in ids:
            states = self._life()
            rows.append(
                states[-1] | _WORDS | {"id": number, "public_code": f"YH2023{number:07}", "client_uid": str(number)}
            )
            tags.append(
                {"hazard_id": number, "campaign_code": campaign, "known_from": self.event_no + 1, "known_to": OPEN}
            )
            versions += self._versions(states, {"hazard_id": number})
        session.execute(insert(Hazard), rows)
        session.execute(insert(HazardVersion), versions)
        session.execute(insert(HazardCampaign), tags)

    def add_visits(self, session: Session, count: int) -> None:
        rows, visits, findings = [], [], []
        for number in range(1, count + 1):
            visit = self._owner() | {
                "plugin": None,
                "unit_id": None,
                "tier": self._chance.choice(("县级检查", "市级督导", "企业自查")),
                "mode": "常规执法",
                "visited_on": date(2023, 6, 1) + timedelta(self._chance.randrange(90)),
                "status": "已完成",
                "fragment_answered": True,
            }
            rows.append(visit | _VISIT | {"id": number, "client_uid": f"v{number}"})
            visits += self._versions([visit], {"visit_id": number})
            if self._chance.random() < 0.4:
                findings.append((number, visit))
        session.execute(insert(Visit), rows)
        session.execute(insert(VisitVersion), visits)
        self._add_findings(session, findings)

    def _add_findings(self, session: Session, found: list[tuple[int, dict[str, Any]]]) -> None:
        rows, versions = [], []
        for number, (visit_id, visit) in enumerate(found, 1):
            owner = {name: visit[name] for name in ("region_code", "department_code", "enterprise_id", "parent_id")}
            finding = owner | {
                "visit_id": visit_id,
                "plugin": None,
                "tag": f"A1-2.0{self._chance.randrange(2, 9)}",
                "limb_letter": None,
                "tier": visit["tier"],
                "found_on": visit["visited_on"],
                "scale": "一般事故隐患",
                "status": "不上报",
                "hazard_id": None,
                "voided": self._chance.random() < 0.05,
            }
            rows.append(finding | _FINDING | {"id": number, "client_uid": f"f{number}", "item_code": str(number)})
            versions += self._versions([finding], {"finding_id": number})
        session.execute(insert(Finding), rows)
        session.execute(insert(FindingVersion), versions)

    def _owner(self) -> dict[str, Any]:
        choose = self._chance.choice
        return {
            "region_code": choose(self._places), "department_code": choose(self._departments),
            "enterprise_id": self._chance.randrange(1, 5_000), "parent_id": None,
        }  # fmt: skip

    def _life(self) -> list[dict[str, Any]]:
        """The states of one hazard, one after another."""
        found = date(2023, 5, 1) + timedelta(self._chance.randrange(120))
        row = self._owner() | dict.fromkeys(("confirmed_on", "claimed_on", "accepted_on", "listed_on", "lifted_on"))
        row |= {
            "scale": "重大事故隐患", "level": "重大", "source": str(self._chance.choice(list(Source))), "plugin": None,
            "unit_name": "", "criterion_code": "C-15", "limb_code": "C-15", "discovered_on": found,
            "due_on": found + timedelta(30), "original_due_on": found + timedelta(30), "state": str(State.REPORTED),
            "funds_fen": 1_000_000, "merged_into_id": None,
        }  # fmt: skip
        states = [row]
        for chance, change in (
            (
                0.9,
                {
                    "confirmed_on": found + timedelta(3),
                    "listed_on": found + timedelta(6),
                    "state": str(State.CONFIRMED),
                },
            ),
            (0.8, {"state": str(State.RECTIFYING)}),
            (0.8, {"claimed_on": found + timedelta(20), "state": str(State.CLAIMED)}),
            (0.9, {"accepted_on": found + timedelta(25), "state": str(State.ACCEPTED)}),
        ):
            if self._chance.random() > chance:
                break
            states.append(states[-1] | change)
        return states

    def _versions(self, states: list[dict[str, Any]], noun: dict[str, int]) -> list[dict[str, Any]]:
        versions = []
        for number, state in enumerate(states):
            self.event_no += 1
            until = OPEN if number == len(states) - 1 else self.event_no + 1
            versions.append(state | noun | {"known_from": self.event_no, "known_to": until})
        return versions


_WORDS = {
    "content": "反应釜安全阀未正常投用，爆破片超期未更换", "place": "一车间", "cited": "C-15", "seq": 1, "last_hash": "0" * 64,
    "imported": False, "measures": "立即停用并更换合格安全阀，完善设备管理制度", "responsible": "安全部长（演示）",
    "contingency": "现场处置方案已修订",
}  # fmt: skip
_VISIT = {"fragment_version": "1", "unit_name": "", "team": "", "enterprise_name": ""}
_FINDING = {
    "checklist_code": "fragment", "item_text": "", "basis": "", "verified": True, "answer": "不符合", "methods": "现场",
    "note": "", "content": "", "place": "", "level": "一般", "verdict_reason": "",
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
