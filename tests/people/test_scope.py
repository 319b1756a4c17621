"""From an account to what it sees and may do."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.kernel.actor import Actor, Grant
from anjian.kernel.db import Database
from anjian.kernel.errors import Forbidden
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Unit
from anjian.people.queries import account_by_login, unit_by_code
from anjian.people.scope import INSTALLER, actor_of, grants_of
from anjian.people.service import appoint, create_post, end_role
from anjian.plugin_host.instance import Instance


def actor(instance: Instance, login: str) -> Actor:
    with system_read(instance.database, "test") as session:
        account = account_by_login(session, login)
        assert account is not None
        return actor_of(session, account, instance.registry)


@pytest.mark.parametrize(
    ("login", "grants", "sees_all"),
    [
        ("jt01", (Grant(department_code="transport"),), False),
        ("zz01", (Grant(region_code="140525"),), False),
        ("zzjt01", (Grant(region_code="140525", department_code="transport"),), False),
        ("office01", (), True),
        ("admin01", (), False),
    ],
)
def test_a_unit_gives_its_slice(instance: Instance, login: str, grants: tuple[Grant, ...], sees_all: bool) -> None:
    found = actor(instance, login)
    assert (found.grants, found.sees_all) == (grants, sees_all)


@pytest.mark.parametrize(
    ("unit", "grants"),
    [
        (Unit(kind="parent", parent_id=5), (Grant(parent_id=5),)),
        (Unit(kind="enterprise", enterprise_id=9), (Grant(enterprise_id=9),)),
        (Unit(kind="enterprise"), ()),
        (Unit(kind="county"), ()),
        (Unit(kind="county_department", region_code="140525"), ()),
        (Unit(kind="partner", region_code="140525"), ()),
    ],
)
def test_a_unit_without_its_owner_column_sees_nothing(unit: Unit, grants: tuple[Grant, ...]) -> None:
    assert grants_of(unit) == grants


def test_the_post_held_today_is_the_actors_title(instance: Instance) -> None:
    assert actor(instance, "jt01").post == "市直部门监管人员"
    with system_write(instance.database, "test") as session:
        account = account_by_login(session, "jt01")
        assert account is not None
        post = create_post(session, INSTALLER, unit_by_code(session, "transport"), "安全科科长")
        appoint(session, INSTALLER, account.person, post, date(2023, 6, 1))
    found = actor(instance, "jt01")
    assert (found.post, found.person_name, found.unit_name, found.role) == (
        "安全科科长",
        "钱二",
        "市交通运输局",
        "department_officer",
    )


def test_an_account_without_a_role_in_force_is_refused(instance: Instance) -> None:
    with system_write(instance.database, "test") as session:
        account = account_by_login(session, "jt01")
        assert account is not None
        end_role(session, INSTALLER, account.roles[0])
    with pytest.raises(Forbidden, match="没有任何岗位身份"):
        actor(instance, "jt01")


def test_an_unknown_role_may_do_nothing(city: Database, instance: Instance) -> None:
    with system_write(city, "test") as session:
        account = account_by_login(session, "zz01")
        assert account is not None
        account.roles[0].role = "of_a_later_version"
    found = actor(instance, "zz01")
    assert (found.permissions, found.grants, found.sees_all) == (frozenset(), (), False)
