"""The invented faults that units list: dated, placed, worded, mended or not; with what is planted and must be found.

Pure and deterministic. A fault's number is its place in the plan; the ledger's number is found by its words after import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from anjian.testing.city.enterprises import EnterprisePlan
from anjian.testing.city.likes import other_device, otherwise, retyped
from anjian.testing.city.texts import TEXTS
from anjian.testing.city.words import CONTINGENCY, MEASURES, RESPONSIBLE
from anjian.testing.staff import invented_name

FIRST = date(2023, 5, 15)
LAST = date(2023, 10, 27)
"""The last day of discovery: October's lists, dated the 30th, can still hold it."""
CLOSING = date(2023, 10, 30)
SOURCES = {"企业自查": 54, "部门执法检查": 34, "群众举报": 7, "上级交办": 5}
UNDER_REPORTER = "140524"
"""County whose unit leaves most of what it should report out of its lists."""
UNDER_REPORTED = 0.9
LATE_SENDER = "140581"
"""County whose July list comes three days after the month's end."""
DUPLICATES, FAKED = 0.03, 0.02
"""Shares of all listed faults that are planted."""
NEAR_EACH = 3
"""Near-misses planted beside each duplicate."""
FORTNIGHT = 14
"""Most days between two parties' discoveries of one planted fault."""
CARRIED = 0.03
"""Share found before the campaign and still open when it began (结转)."""


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """A fault as a unit's list shows it. `unit` is the code of the unit that lists it; days are Asia/Shanghai days."""

    number: int
    enterprise: EnterprisePlan
    limb: str
    content: str
    place: str
    source: str
    discovered_on: date
    unit: str
    found_by: str
    measures: str
    funds_wan: float
    responsible: str
    due_on: date
    contingency: str
    accepted_on: date | None
    listing: str | None
    cited: str


@dataclass(slots=True)
class Planted:
    """What the plan holds on purpose, by fault numbers."""

    duplicates: list[tuple[int, int]] = field(default_factory=list)
    """Two rows of two units that speak of one fault."""
    near: list[tuple[int, int]] = field(default_factory=list)
    """Two rows that look alike and are two faults."""
    faked: list[tuple[int, int]] = field(default_factory=list)
    """A fault that was accepted, and the same fault found again within weeks."""
    withheld: int = 0
    """Rows that the under-reporting county's unit left out."""


def plan_faults(
    random: Random, enterprises: Sequence[EnterprisePlan], units: Mapping[str, str], count: int
) -> tuple[list[FaultPlan], Planted]:
    """`count` listed faults. `units`: region code -> code of the county-level unit; departments list under their own code."""
    planted = Planted()
    faults: list[FaultPlan] = []
    taken: set[tuple[int, str, str, date]] = set()
    doubled, faked = int(count * DUPLICATES), int(count * FAKED)
    while len(faults) < count - doubled * (1 + NEAR_EACH) - faked:
        fault = _fault(random, len(faults), random.choice(enterprises), units)
        if fault is None:
            planted.withheld += 1
        elif (key := (fault.enterprise.number, fault.content, fault.place, fault.discovered_on)) not in taken:
            taken.add(key)  # the same row twice in one list would be one hazard
            faults.append(fault)
    base = [fault for fault in faults if fault.discovered_on >= FIRST]
    seeds = random.sample(base, min(len(base), doubled + faked))
    for original in seeds[:doubled]:
        number = len(faults)
        faults.append(_again_by_other(random, number, original, units))
        planted.duplicates.append((original.number, number))
        for alike in _alike(random, number + 1, original):
            faults.append(alike)
            planted.near.append((original.number, alike.number))
    for original in seeds[doubled:]:
        original = faults[original.number] = replace(original, accepted_on=_quick(random, original))
        planted.faked.append((original.number, len(faults)))
        faults.append(_found_again(random, len(faults), original, units))
    return faults, planted


def _fault(random: Random, number: int, enterprise: EnterprisePlan, units: Mapping[str, str]) -> FaultPlan | None:
    unit = units[enterprise.region_code] if random.random() < 0.65 else enterprise.department_code
    if unit == units[UNDER_REPORTER] and random.random() < UNDER_REPORTED:
        return None
    return replace(plan_one(random, number, enterprise, units), unit=unit)


def plan_one(random: Random, number: int, enterprise: EnterprisePlan, units: Mapping[str, str]) -> FaultPlan:
    """One fault of an enterprise, listed by its county."""
    limb = random.choice(enterprise.kind.limbs)
    place = random.choice(enterprise.kind.places)
    found = _day_found(random)
    due = found + timedelta(days=random.choice((7, 10, 15, 20, 30, 45, 60)))
    return FaultPlan(
        number=number,
        enterprise=enterprise,
        limb=limb,
        content=random.choice(TEXTS[limb]).format(place=place, n=random.randrange(2, 9)),
        place=place,
        source=random.choices(list(SOURCES), list(SOURCES.values()))[0],
        discovered_on=found,
        unit=units[enterprise.region_code],
        found_by=invented_name(random.randrange(300)),
        measures=random.choice(MEASURES),
        funds_wan=round(random.choice((0, 0.5, 1.2, 3, 5.8, 12, 30, 60, 118.6)) * random.choice((1, 1, 1.5)), 2),
        responsible=f"{invented_name(random.randrange(300))}（{random.choice(RESPONSIBLE)}）",
        due_on=due,
        contingency=random.choice(CONTINGENCY),
        accepted_on=_day_accepted(random, found, due),
        listing=random.choices((None, "县级", "市级", "省级"), (58, 30, 11, 1))[0],
        cited=random.choices(("limb", "criterion", "title"), (60, 30, 10))[0],
    )


def _day_found(random: Random) -> date:
    """More in the summer, when counties check every enterprise; a few before the campaign."""
    if random.random() < CARRIED:
        return FIRST - timedelta(days=random.randrange(1, 60))
    span = (LAST - FIRST).days
    return FIRST + timedelta(days=round(random.triangular(0, span, span * 0.55)))


def _day_accepted(random: Random, found: date, due: date) -> date | None:
    """Most are mended in time, some late, some not by the end of October; a carried-in fault not before the campaign."""
    if random.random() < 0.12:
        return None
    late = timedelta(days=random.randrange(1, 25) if random.random() < 0.1 else -random.randrange(0, 6))
    accepted = max(due + late, found + timedelta(days=1), FIRST + timedelta(days=1))
    return accepted if accepted <= CLOSING else None


def _quick(random: Random, original: FaultPlan) -> date:
    earliest = max(original.discovered_on, FIRST)
    return min(CLOSING - timedelta(days=4), earliest + timedelta(days=random.randrange(2, 10)))


def _again_by_other(random: Random, number: int, original: FaultPlan, units: Mapping[str, str]) -> FaultPlan:
    """The other unit in charge saw it too: re-typed, placed in other words, within a fortnight."""
    enterprise = original.enterprise
    county = units[enterprise.region_code]
    found = _near_day(random, original)
    return replace(
        original,
        number=number,
        content=retyped(original.content, random),
        place=otherwise(original.place, random),
        unit=enterprise.department_code if original.unit == county else county,
        source="部门执法检查",
        discovered_on=found,
        due_on=max(original.due_on, found),
        accepted_on=None if original.accepted_on is None else max(original.accepted_on, found),
        found_by=invented_name(random.randrange(300)),
    )


def _alike(random: Random, number: int, original: FaultPlan) -> list[FaultPlan]:
    """Faults of the same enterprise and limb at its neighbour device, where the place has one, and at other places."""
    place = original.place
    others = [name for name in original.enterprise.kind.places if name not in place and place not in name]
    neighbour = other_device(place)
    chosen = ([neighbour] if neighbour else []) + random.sample(others, NEAR_EACH)
    found: list[FaultPlan] = []
    for name in chosen[:NEAR_EACH]:
        content = original.content.replace(place, name)
        found.append(
            replace(
                original, number=number + len(found), place=name, discovered_on=(day := _near_day(random, original)),
                content=retyped(content, random) if random.random() < 0.5 else content, due_on=max(original.due_on, day),
                accepted_on=None if original.accepted_on is None else max(original.accepted_on, day),
            )
        )  # fmt: skip
    return found


def _near_day(random: Random, original: FaultPlan) -> date:
    """Another day within a fortnight of the first discovery."""
    shift = random.choice([day for day in range(-FORTNIGHT, FORTNIGHT + 1) if day])
    return min(max(original.discovered_on + timedelta(days=shift), FIRST), LAST)


def _found_again(random: Random, number: int, original: FaultPlan, units: Mapping[str, str]) -> FaultPlan:
    """Accepted, and there it is again: the rectification was faked."""
    accepted = original.accepted_on or CLOSING - timedelta(days=4)
    found = min(accepted + timedelta(days=random.randrange(2, 30)), LAST)
    return replace(
        original,
        number=number,
        content=f"复查发现：{original.content}",
        source="部门执法检查",
        discovered_on=max(found, accepted + timedelta(days=1)),
        due_on=max(found, accepted) + timedelta(days=15),
        accepted_on=None,
        found_by=invented_name(random.randrange(300)),
    )
