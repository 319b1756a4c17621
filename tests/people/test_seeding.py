"""Setting a city up."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select
from tests.small_app import PLAN

from anjian.kernel.db import Database
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Department, Region, Unit
from anjian.people.queries import reporting_units, unit_by_code
from anjian.people.seeding import seed_city


def seed(database: Database, plan: object = PLAN) -> int:
    with system_write(database, "test") as session:
        return seed_city(session, plan)  # type: ignore[arg-type]


def test_a_city_has_county_departments_below_each_county_and_zone(database: Database) -> None:
    created = seed(database)
    with system_read(database, "test") as session:
        unit = unit_by_code(session, "zezhou.transport")
        assert (unit.name, unit.kind, unit.region_code, unit.department_code, unit.reporting) == (
            "泽州县交通运输局",
            "county_department",
            "140525",
            "transport",
            False,
        )
        assert unit.parent is not None
        assert unit.parent.code == "zezhou"
        below = session.scalar(select(func.count()).where(Unit.kind == "county_department"))
        assert below == 3 * 2
        # 7 of the plan, 6 county departments, 1 parent company, 3 that every installation has
        assert created == session.scalar(select(func.count(Unit.id))) == 17


def test_reporting_units_come_in_the_order_of_the_plan(database: Database) -> None:
    seed(database)
    with system_read(database, "test") as session:
        assert [unit.code for unit in reporting_units(session)] == [
            "zezhou", "gaoping", "kaifaqu", "transport", "emergency",
        ]  # fmt: skip


def test_seeding_again_creates_nothing_and_corrects_names(database: Database) -> None:
    seed(database)
    renamed = replace(
        PLAN, units=tuple(replace(unit, name="市交通局") if unit.code == "transport" else unit for unit in PLAN.units)
    )
    assert seed(database, renamed) == 0
    with system_read(database, "test") as session:
        assert unit_by_code(session, "transport").name == "市交通局"
        assert session.scalar(select(func.count(Region.code))) == 4
        assert session.scalar(select(func.count(Department.code))) == 2


def test_a_unit_that_the_plan_drops_stays(database: Database) -> None:
    seed(database)
    seed(database, replace(PLAN, parents=()))
    with system_read(database, "test") as session:
        assert unit_by_code(session, "parent.兰花科创公司").kind == "parent"
