"""Sets a city up: regions, departments, units, county departments, parent companies. Doing it again changes nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.people.models import Department, Region, Unit

COUNTY_LEVEL = ("county", "zone")


@dataclass(frozen=True, slots=True)
class RegionSeed:
    """`kind`: city, county, zone or street."""

    code: str
    name: str
    kind: str
    parent_code: str | None = None


@dataclass(frozen=True, slots=True)
class DepartmentSeed:
    """`short_name` is what follows a county's name in the name of its own department, such as 应急局."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class UnitSeed:
    """`kind`: see `people.rules.UNIT_KINDS`."""

    code: str
    name: str
    kind: str
    reporting: bool = False
    region_code: str | None = None
    department_code: str | None = None


@dataclass(frozen=True, slots=True)
class CityPlan:
    """What a campaign pack says about a city, as plain values; each tuple is in the order of the pack."""

    regions: tuple[RegionSeed, ...]
    departments: tuple[DepartmentSeed, ...]
    units: tuple[UnitSeed, ...]
    parents: tuple[str, ...] = ()
    """Names of parent companies (主体企业)."""


OWN_UNITS = (
    UnitSeed("leading_group", "市专项行动领导组", "leading_group"),
    UnitSeed("supervision", "市级监督单位", "supervision"),
    UnitSeed("platform", "平台管理", "platform"),
)
"""Units that every installation has, whatever the pack says."""


def seed_city(session: Session, plan: CityPlan) -> int:
    """Create what is missing and correct names and order of what is there; returns the number of new units.

    Needs an unscoped or installer's write unit. Codes identify; units that a pack no longer names stay.
    """
    _seed_regions(session, plan.regions)
    for position, seed in enumerate(plan.departments):
        session.merge(Department(code=seed.code, name=seed.name, position=position))
    session.flush()
    wanted = [*plan.units, *_county_departments(plan), *_parent_units(plan.parents), *OWN_UNITS]
    return _seed_units(session, wanted)


def _seed_regions(session: Session, regions: Sequence[RegionSeed]) -> None:
    for position, seed in enumerate(regions):
        session.merge(
            Region(code=seed.code, name=seed.name, kind=seed.kind, parent_code=seed.parent_code, position=position)
        )
    session.flush()


def _county_departments(plan: CityPlan) -> list[UnitSeed]:
    """R-131: the departments of each county and zone, below it; they report through it."""
    return [
        UnitSeed(
            f"{county.code}.{department.code}",
            f"{county.name}{department.short_name}",
            "county_department",
            region_code=county.region_code,
            department_code=department.code,
        )
        for county in plan.units
        if county.kind in COUNTY_LEVEL
        for department in plan.departments
    ]


def _parent_units(names: Sequence[str]) -> list[UnitSeed]:
    return [UnitSeed(f"parent.{name}"[:60], name, "parent") for name in names]


def _seed_units(session: Session, wanted: Sequence[UnitSeed]) -> int:
    present = {unit.code: unit for unit in session.scalars(select(Unit))}
    created = 0
    for position, seed in enumerate(wanted):
        unit = present.get(seed.code)
        if unit is None:
            unit = present[seed.code] = Unit(code=seed.code)
            session.add(unit)
            created += 1
        unit.name, unit.kind, unit.reporting, unit.position = seed.name, seed.kind, seed.reporting, position
        unit.region_code, unit.department_code = seed.region_code, seed.department_code
    session.flush()
    for seed in wanted:
        if seed.kind == "county_department":
            present[seed.code].parent_unit_id = present[seed.code.split(".")[0]].id
    session.flush()
    return created
