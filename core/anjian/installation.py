"""Making an installation ready: tables, regions and units, campaign packs, criteria, calendar, the first administrator."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.current import packs_of
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
    packs = packs_of(instance.settings)
    with system_write(instance.database, "prepare the installation") as session:
        for pack in packs.values():
            seed_city(session, city_plan(pack))
        _link_parents(session, [parent.name for pack in packs.values() for parent in pack.parents])
        checklists = installed_checklists(instance.registry)
        publish(session, checklists)
        sync(session, packs.values(), limbs_of(checklists))
        _fill_calendar(session, {pack.campaign.starts_on.year for pack in packs.values()} | {clock.today().year})
    return moved


def city_plan(pack: Pack) -> CityPlan:
    """What a pack says about the city, as the people room takes it. Streets stay in the pack."""
    return CityPlan(
        regions=tuple(
            RegionSeed(region.code, region.name, region.kind, region.parent)
            for region in pack.regions
            if region.kind != "street"
        ),
        departments=tuple(DepartmentSeed(item.code, item.name, item.short_name) for item in pack.departments),
        units=tuple(
            UnitSeed(unit.code, unit.name, unit.kind, unit.reporting, unit.region_code, unit.department_code)
            for unit in pack.units
        ),
        parents=tuple(parent.name for parent in pack.parents),
    )


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
