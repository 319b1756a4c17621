"""`anjian init`, `upgrade`, `doctor`: making an installation, moving it on, and finding what is wrong with it."""

from __future__ import annotations

import secrets

import click

from anjian.app import open_instance
from anjian.cli.common import echo_json, json_option, ready_instance
from anjian.config import Settings
from anjian.installation import ensure_administrator, prepare
from anjian.web.health import examine


@click.command()
@click.option("--admin", default="admin", show_default=True, metavar="登录名", help="首个系统管理员的登录名")
def init(admin: str) -> None:
    """建立实例；已建立的只补齐缺少的部分。例：ANJIAN_INSTANCE=/srv/anjian anjian init"""
    instance = open_instance(Settings())
    prepare(instance)
    password = secrets.token_urlsafe(12)
    made = ensure_administrator(instance, admin, password)
    click.echo(f"实例已就绪：{instance.settings.instance}")
    if made:
        click.echo(f"系统管理员：{admin}　初始密码：{password}（首次登录须修改）")


@click.command()
def upgrade() -> None:
    """将数据库升级到已安装程序的版本。例：anjian upgrade"""
    moved = prepare(ready_instance())
    click.echo(f"已升级：{'、'.join(moved)}" if moved else "已是最新。")


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """体检；有问题时逐项指出，退出码为 1。例：anjian doctor"""
    findings = examine(open_instance(Settings()))
    if as_json:
        echo_json([{"name": item.name, "ok": item.ok, "message": item.message} for item in findings])
    else:
        for item in findings:
            click.echo(f"{'正常' if item.ok else '异常'}\t{item.name}\t{item.message}")
    if not all(item.ok for item in findings):
        raise SystemExit(1)
