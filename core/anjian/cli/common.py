"""What commands share: the installation, who acts, JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import click
from sqlalchemy import inspect, select

from anjian.app import open_instance
from anjian.campaigns.current import current_pack
from anjian.config import Settings
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Refused
from anjian.kernel.logs import configure_logs
from anjian.kernel.system import system_read
from anjian.people.models import Account
from anjian.people.rules import ROLES
from anjian.people.scope import actor_of
from anjian.plugin_host.instance import Instance

F = TypeVar("F", bound=Callable[..., Any])


def ready_instance() -> Instance:
    """The installation of the environment's settings. Raises `Refused` where it has not been initialised."""
    configure_logs(logging.WARNING)
    instance = open_instance(Settings())
    if not inspect(instance.database.reading).has_table("unit"):
        raise Refused(f"实例目录 {instance.settings.instance} 尚未初始化，请先运行 anjian init。")
    return instance


def acting_as(instance: Instance, login: str | None, unit: str | None = None) -> Actor:
    """The account named by `--as`, or the operator at the machine. Raises `Refused` for an unknown account."""
    if login is None:
        return operator(instance, unit)
    with system_read(instance.database, "who acts") as session:
        account = session.scalars(
            select(Account).where(Account.login == login, Account.status == "active")
        ).one_or_none()
        if account is None:
            raise Refused(f"没有登录名为“{login}”的可用账号，请用 anjian user list 查看。")
        return actor_of(session, account, instance.registry)


def operator(instance: Instance, unit: str | None = None) -> Actor:
    """Whoever may run commands on the machine may do everything, in the name of `unit` (as the pack names it) or of the
    platform. Raises `Refused` for a unit that the pack does not know."""
    name = "平台管理"
    if unit is not None:
        known = current_pack(instance.settings).unit_by_name(unit)
        if known is None:
            raise Refused(f"没有名为“{unit}”的单位。")
        name = known.name
    permissions = {permission.name for _owner, permission in instance.registry.permissions}
    permissions |= {permission for role in ROLES.values() for permission in role.permissions}
    return Actor(None, None, "系统操作员", None, name, permissions=frozenset(permissions), sees_all=True, official=True)


def as_option(function: F) -> F:
    return click.option("--as", "login", metavar="登录名", help="以此账号的身份办理")(function)


def json_option(function: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")(function)


def echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))
