"""`anjian campaign`: which packs there are, and what is wrong with one before it is used."""

from __future__ import annotations

from pathlib import Path

import click

from anjian.campaigns.current import packs_of, working_packs
from anjian.campaigns.loading import load_pack
from anjian.cli.common import echo_json, json_option
from anjian.config import Settings
from anjian.kernel.errors import FileRefused


@click.group()
def campaign() -> None:
    """专项行动数据包。例：anjian campaign check packs/2026行动"""


@campaign.command("list")
@json_option
def list_campaigns(as_json: bool) -> None:
    """列出数据包；“开展中”的参与打标签和编制报表，“备用”的只能按编号使用。例：anjian campaign list"""
    settings = Settings()
    working = {pack.code for pack in working_packs(settings)}
    lines = [
        {
            "code": pack.code, "title": pack.campaign.title, "starts_on": pack.campaign.starts_on,
            "ends_on": pack.campaign.ends_on, "working": pack.code in working,
        }
        for pack in packs_of(settings).values()
    ]  # fmt: skip
    if as_json:
        echo_json(lines)
        return
    for line in lines:
        state = "开展" if line["working"] else "备用"
        click.echo(f"{line['code']}\t{state}\t{line['starts_on']} 至 {line['ends_on']}\t{line['title']}")


@campaign.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_context
def check(ctx: click.Context, folder: Path) -> None:
    """检查一个数据包文件夹：每处错误写明文件、行号和改法。有错误时退出码为 1。

    例：anjian campaign check packs/zhuanxiang_2026
    """
    try:
        pack = load_pack(folder.resolve())
    except FileRefused as refusal:
        for line in _each(str(refusal)):
            click.echo(line)
        ctx.exit(1)
    cells, lines = len(pack.annex1.cells), len(pack.annex1.lines)
    click.echo(
        f"没有错误：{pack.campaign.title}，{pack.campaign.starts_on} 至 {pack.campaign.ends_on}，"
        f"{len(pack.reporting_units())}个填报单位，{pack.annex1.label}共{lines}项、{cells}个数值，"
        f"{pack.annex2.label}共{len(pack.annex2.columns)}列，条款{len(pack.clauses)}条。"
    )


def _each(text: str) -> list[str]:
    """One line a fault."""
    lines = []
    for part in text.splitlines():
        head, mark, rest = part.partition("：")
        lines += [f"{head}{mark}{fault}" for fault in rest.split("；")] if rest else [part]
    return lines
