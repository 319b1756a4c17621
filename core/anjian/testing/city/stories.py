"""What happens live: visits with what they fail, and faults that walk the closed loop step by step. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from anjian.testing.city.enterprises import EnterprisePlan
from anjian.testing.city.faults import CLOSING, FaultPlan, plan_one

TAGGED = ("CHIEF-01", "CHIEF-03", "CHIEF-06", "CHIEF-08", "CHIEF-09", "CHIEF-14", "CHIEF-15")
"""Items of the shared fragment that only feed a figure of 附件1 block 2."""
PROPOSING = ("CHIEF-07", "CHIEF-11", "CHIEF-12", "CHIEF-18")
"""Items of the shared fragment that propose a major hazard when they fail."""
SHARES = {"visit": 60, "self": 20, "public": 13, "assigned": 7}
"""How live faults come to light, by hundredths."""
COUNTY_ROUND = (date(2023, 6, 5), date(2023, 8, 31))
CITY_ROUND = (date(2023, 9, 1), date(2023, 10, 28))
_LIMB_OF = {"CHIEF-07": "C-16a", "CHIEF-11": "C-02", "CHIEF-12": "C-18b", "CHIEF-18": "C-11b"}


class End(StrEnum):
    """How far a live fault gets."""

    WHOLE = "whole"
    OPEN = "open"
    """Planned, never claimed: overdue once its day has passed."""
    UNCONFIRMED = "unconfirmed"
    RETURNED = "returned"
    DOWNGRADED = "downgraded"
    WITHDRAWN = "withdrawn"


_ENDS = {End.WHOLE: 76, End.OPEN: 12, End.UNCONFIRMED: 3, End.RETURNED: 3, End.DOWNGRADED: 3, End.WITHDRAWN: 3}


@dataclass(frozen=True, slots=True)
class LivePlan:
    """A live fault: how it is found, and the day of each later step (None: not taken)."""

    number: int
    way: str
    fault: FaultPlan
    end: End
    confirm_on: date | None
    plan_on: date | None
    list_on: date | None
    claim_on: date | None
    accept_on: date | None
    due_on: date


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A visit by an officer (`login`); the items that fail; the live faults that it finds."""

    number: int
    enterprise: EnterprisePlan
    login: str
    on: date
    mode: str
    failing: tuple[str, ...]
    finds: tuple[LivePlan, ...]


def plan_live(
    random: Random, enterprises: Sequence[EnterprisePlan], units: Mapping[str, str], count: int, staffed: int
) -> list[LivePlan]:
    """`count` live faults. Those that enterprises report themselves are of the first `staffed` enterprises."""
    found = []
    for number in range(count):
        way = random.choices(list(SHARES), list(SHARES.values()))[0]
        among = enterprises[:staffed] if way == "self" else enterprises
        fault = plan_one(random, number, random.choice(among), units)
        on = COUNTY_ROUND[0] + timedelta(days=random.randrange((CITY_ROUND[1] - COUNTY_ROUND[0]).days))
        found.append(_steps(random, number, way, fault, on))
    return found


def _steps(random: Random, number: int, way: str, fault: FaultPlan, on: date) -> LivePlan:
    """Dates each step; a step that would come after the end of October is not taken."""
    end = random.choices(list(_ENDS), list(_ENDS.values()))[0]
    confirm = on + timedelta(days=random.randrange(1, 4))
    plan = confirm + timedelta(days=random.randrange(1, 4))
    due = plan + timedelta(days=random.choice((10, 15, 20, 30)))
    claim = plan + timedelta(days=random.randrange(3, (due - plan).days + 3))
    accept = claim + timedelta(days=random.randrange(1, 4))
    goes_on = end in (End.WHOLE, End.OPEN)
    return LivePlan(
        number,
        way,
        replace(fault, discovered_on=on),
        end,
        _until(confirm) if end is not End.UNCONFIRMED else None,
        _until(plan) if goes_on else None,
        _until(confirm + timedelta(days=1)) if goes_on and random.random() < 0.4 else None,
        _until(claim) if end is End.WHOLE else None,
        _until(accept) if end is End.WHOLE else None,
        due,
    )


def _until(day: date) -> date | None:
    return day if day <= CLOSING else None


def plan_visits(
    random: Random,
    enterprises: Sequence[EnterprisePlan],
    units: Mapping[str, str],
    lives: Sequence[LivePlan],
    count: int,
) -> list[VisitPlan]:
    """`count` visits: one for each live fault that a visit finds, the rest over both rounds."""
    visits = []
    finding = [live for live in lives if live.way == "visit"]
    for number in range(max(count, len(finding))):
        live = finding[number] if number < len(finding) else None
        enterprise = live.fault.enterprise if live else random.choice(enterprises)
        on = live.fault.discovered_on if live else _day(random)
        failing = [code for code in TAGGED if random.random() < 0.09]
        county = f"{units[enterprise.region_code]}.{enterprise.department_code}"
        login = county if on <= COUNTY_ROUND[1] else enterprise.department_code
        mode = random.choices(("常规执法", "明察暗访", "突击检查", "随机抽查"), (70, 8, 8, 14))[0]
        finds = (live,) if live else ()
        visits.append(VisitPlan(number, enterprise, login, on, mode, tuple(failing), finds))
    return sorted(visits, key=lambda visit: (visit.on, visit.number))


def _day(random: Random) -> date:
    first, last = COUNTY_ROUND if random.random() < 0.7 else CITY_ROUND
    return first + timedelta(days=random.randrange((last - first).days + 1))


def item_for(live: LivePlan) -> str:
    """The item of the shared fragment that fails where no plugin has one."""
    wanted = live.fault.limb
    return next((code for code, limb in _LIMB_OF.items() if limb == wanted), PROPOSING[live.number % len(PROPOSING)])
