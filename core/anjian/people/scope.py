"""From an account to an actor: what its role in its unit lets it see and do (actor scope)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from anjian.kernel import clock
from anjian.kernel.actor import Actor, Grant
from anjian.kernel.errors import Forbidden
from anjian.people import queries
from anjian.people.models import Account, AccountRole, Unit
from anjian.people.rules import ROLES, permissions_of
from anjian.plugin_host.registry import Registry

INSTALLER = Actor(None, None, "系统", None, "系统", permissions=frozenset({"people.admin"}), sees_all=True)
"""Acts while an installation is set up, before there is any account."""


def actor_of(session: Session, account: Account, registry: Registry, role: AccountRole | None = None) -> Actor:
    """The actor that an account is in one of its roles (its first one in force, if none is named)."""
    day = clock.today()
    if role is None:
        role = next(iter(queries.roles_in_force(session, account.id, day)), None)
    if role is None:
        raise Forbidden("此账号目前没有任何岗位身份，请联系系统管理员。")
    title = session.scalar(queries.post_title(account.person_id, role.unit_id, day))
    return build_actor(account, role, title, registry)


def build_actor(account: Account, held: AccountRole, post: str | None, registry: Registry) -> Actor:
    """As `actor_of`, from rows already loaded. A role that this version does not know may do nothing."""
    unit = held.unit
    role = ROLES.get(held.role)
    if role is None:
        return Actor(account.id, account.person_id, account.person.name, unit.id, unit.name, post or "", held.role)
    return Actor(
        account_id=account.id,
        person_id=account.person_id,
        person_name=account.person.name,
        unit_id=unit.id,
        unit_name=unit.name,
        post=post or role.title,
        role=role.code,
        permissions=permissions_of(role, unit.department_code, _plugin_permissions(registry)),
        grants=grants_of(unit),
        sees_all=role.sees_all,
        official=role.official,
    )


def grants_of(unit: Unit) -> tuple[Grant, ...]:
    """The slice of the ledger that a unit answers for; units without one (office, partners, platform) get none here."""
    match unit.kind:
        case "department" if unit.department_code:
            return (Grant(department_code=unit.department_code),)
        case "county" | "zone" if unit.region_code:
            return (Grant(region_code=unit.region_code),)
        case "county_department" if unit.region_code and unit.department_code:
            return (Grant(region_code=unit.region_code, department_code=unit.department_code),)
        case "parent" if unit.parent_id:
            return (Grant(parent_id=unit.parent_id),)
        case "enterprise" if unit.enterprise_id:
            return (Grant(enterprise_id=unit.enterprise_id),)
    return ()


def _plugin_permissions(registry: Registry) -> Iterable[tuple[str, list[str]]]:
    for plugin in registry.plugins.values():
        yield plugin.department, [permission.name for permission in plugin.permissions]
