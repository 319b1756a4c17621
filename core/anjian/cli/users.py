"""`anjian user`: accounts from the machine, for operators without a browser."""

from __future__ import annotations

import click
from sqlalchemy import select

from anjian.cli.common import echo_json, json_option, ready_instance
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Account, Unit
from anjian.people.rules import ROLES
from anjian.people.scope import INSTALLER
from anjian.people.service import create_account, first_password, force_logout, grant_role, reset_password


@click.group()
def user() -> None:
    """账号管理。例：anjian user list"""


@user.command("list")
@json_option
def list_users(as_json: bool) -> None:
    """列出账号及其岗位身份。例：anjian user list --json"""
    with system_read(ready_instance().database, "list accounts") as session:
        rows = [
            {
                "login": account.login,
                "name": account.person.name,
                "status": "可用" if account.status == "active" else "停用",
                "roles": [f"{held.unit.name} {ROLES[held.role].title}" for held in account.roles if held.role in ROLES],
            }
            for account in session.scalars(select(Account).order_by(Account.login))
        ]
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo(f"{row['login']}\t{row['name']}\t{row['status']}\t{'；'.join(row['roles'])}")


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="姓名")
@click.option("--unit", required=True, help="单位名称，如 泽州县")
@click.option("--role", required=True, type=click.Choice(list(ROLES)), help="岗位身份")
@click.password_option("--password", prompt="初始密码", help="初始密码，首次登录须修改")
def add(login: str, name: str, unit: str, role: str, password: str) -> None:
    """开设账号并授予岗位身份。例：anjian user add wang --name 王某 --unit 泽州县 --role county_officer"""
    with system_write(ready_instance().database, "add an account") as session:
        found = session.scalars(select(Unit).where(Unit.name == unit)).one_or_none()
        if found is None:
            raise Refused(f"没有名为“{unit}”的单位。")
        account = create_account(session, INSTALLER, login=login, person=name, password=password)
        grant_role(session, INSTALLER, account, found, role)
    click.echo(f"已开设账号 {login}。")


@user.command()
@click.argument("login")
def password(login: str) -> None:
    """重置密码并显示新的初始密码。例：anjian user password wang"""
    first = first_password()
    with system_write(ready_instance().database, "reset a password") as session:
        account = _account(session.scalars(select(Account).where(Account.login == login)).one_or_none(), login)
        reset_password(session, INSTALLER, account, first)
    click.echo(f"{login} 的新初始密码：{first.text}（首次登录须修改）")


@user.command()
@click.argument("login")
def logout(login: str) -> None:
    """强制下线：该账号已登录的浏览器立即退出。例：anjian user logout wang"""
    with system_write(ready_instance().database, "force logout") as session:
        account = _account(session.scalars(select(Account).where(Account.login == login)).one_or_none(), login)
        count = force_logout(session, INSTALLER, account)
    click.echo(f"已让 {login} 的 {count} 个登录退出。")


def _account(found: Account | None, login: str) -> Account:
    if found is None:
        raise Refused(f"没有登录名为“{login}”的账号。")
    return found
