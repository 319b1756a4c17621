"""`anjian plugin`: what is installed, and in what state."""

from __future__ import annotations

import click

from anjian.app import open_instance
from anjian.campaigns.current import current_pack
from anjian.cli.common import echo_json, json_option
from anjian.config import Settings


@click.group()
def plugin() -> None:
    """插件。例：anjian plugin list"""


@plugin.command("list")
@json_option
def list_plugins(as_json: bool) -> None:
    """列出已安装的插件及其状态。例：anjian plugin list --json"""
    instance = open_instance(Settings())
    names = {item.code: item.name for item in current_pack(instance.settings).departments}
    rows = [
        {
            "name": loaded.name,
            "title": loaded.title,
            "department": names.get(loaded.plugin.department, loaded.plugin.department) if loaded.plugin else "",
            "version": loaded.version,
            "state": loaded.state,
            "reason": loaded.reason,
        }
        for loaded in instance.registry.found
    ]
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo("\t".join(row[key] for key in ("name", "title", "department", "version", "state", "reason")))
    if not rows:
        click.echo("没有安装插件。")
