"""Making an installation ready: tables, regions and units, campaign packs, criteria, calendar, the first administrator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.current import packs_of, working_packs
from anjian.campaigns.packs import Pack
from anjian.campaigns.service import sync
from anjian.enterprises.service import ensure_parents
from anjian.inspections.catalogue import installed_checklists, publish
from anjian.inspections.checklists import limbs_of
from anjian.kernel import clock
from anjian.kernel.calendar import CalendarDay, published_year
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_write
from anjian.migrations.runner import upgrade
from anjian.people.models import Account, Unit
from anjian.people.queries import unit_by_code
from anjian.people.scope import INSTALLER
from anjian.people.seeding import CityPlan, DepartmentSeed, RegionSeed, UnitSeed, seed_city
from anjian.people.service import create_account, grant_role
from anjian.plugin_host.instance import Instance

ADMIN_UNIT = "platform"
ADMIN_ROLE = "administrator"


def prepare(instance: Instance) -> list[str]:
    """Bring the installation to what code, packs and plugins say; nothing that people entered is touched. Returns the
    lineages whose tables moved. Raises `Refused` naming the plugin, pack or limb that does not fit."""
    moved = upgrade(instance.database, instance.registry)
    packs, working = packs_of(instance.settings), working_packs(instance.settings)
    with system_write(instance.database, "prepare the installation") as session:
        plan = city_plan(*working)
        seed_city(session, plan)
        _link_parents(session, list(plan.parents))
        checklists = installed_checklists(instance.registry)
        publish(session, checklists)
        sync(session, packs.values(), limbs_of(checklists), working={pack.code for pack in working})
        _fill_calendar(session, {year for pack in working for year in _years(pack)} | {clock.today().year})
    return moved


def city_plan(*packs: Pack) -> CityPlan:
    """What packs say about the city, as the people room takes it. Streets stay in the pack. Where two packs name one unit, the
    first one's words stand: which units report is asked of each campaign's own pack."""
    places = (region for pack in packs for region in pack.regions if region.kind != "street")
    departments = _each_once(item for pack in packs for item in pack.departments)
    units = _each_once(unit for pack in packs for unit in pack.units)
    return CityPlan(
        regions=tuple(RegionSeed(item.code, item.name, item.kind, item.parent) for item in _each_once(places)),
        departments=tuple(DepartmentSeed(item.code, item.name, item.short_name) for item in departments),
        units=tuple(
            UnitSeed(unit.code, unit.name, unit.kind, unit.reporting, unit.region_code, unit.department_code)
            for unit in units
        ),
        parents=tuple(dict.fromkeys(parent.name for pack in packs for parent in pack.parents)),
    )


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


CodedT = TypeVar("CodedT", bound=_Coded)


def _each_once(items: Iterable[CodedT]) -> list[CodedT]:
    """The first of each code, in order."""
    found: dict[str, CodedT] = {}
    for item in items:
        found.setdefault(item.code, item)
    return list(found.values())


def _years(pack: Pack) -> range:
    return range(pack.campaign.starts_on.year, pack.campaign.ends_on.year + 1)


def ensure_administrator(instance: Instance, login: str, password: str) -> bool:
    """Make the first administrator unless there is an account already; says whether it made one."""
    with system_write(instance.database, "first administrator") as session:
        if session.scalars(select(Account.id).limit(1)).first() is not None:
            return False
        account = create_account(session, INSTALLER, login=login, person="系统管理员", password=password)
        unit = unit_by_code(session, ADMIN_UNIT)
        grant_role(session, INSTALLER, account, unit, ADMIN_ROLE, clock.today())
        return True


def _link_parents(session: Session, names: list[str]) -> None:
    """The units of parent companies see the subsidiaries of the company that the registry knows by the same name."""
    companies = ensure_parents(session, INSTALLER, names)
    for unit in session.scalars(select(Unit).where(Unit.kind == "parent", Unit.name.in_(names))):
        unit.parent_id = companies[unit.name].id
    session.flush()


def _fill_calendar(session: Session, years: set[int]) -> None:
    """The published years that are not there yet. A year not published is left out here and said where it is needed."""
    present = {
        day.year
        for day in session.scalars(
            select(CalendarDay.day).where(CalendarDay.day.in_([date(year, 1, 1) for year in years]))
        )
    }
    for year in sorted(years - present):
        try:
            session.add_all(published_year(year))
        except Refused:
            continue
