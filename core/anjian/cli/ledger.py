"""`anjian ledger`: proving and exporting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from anjian.cli.common import echo_json, json_option, ready_instance
from anjian.hazards.models import Hazard
from anjian.hazards.proposing import proposals
from anjian.hazards.verify import verify_ledger
from anjian.hazards.verify_anchors import root_problems
from anjian.kernel.system import system_read
from anjian.reports.ledger.export import export_ledger


@click.group()
def ledger() -> None:
    """台账。例：anjian ledger verify"""


@ledger.command()
@click.option("--root", "printed", help="月报或附件1上印的台账校验根：核对台账在打印之后没有被改动")
@json_option
@click.pass_context
def verify(ctx: click.Context, printed: str | None, as_json: bool) -> None:
    """校验台账的记录链、版本、当前行与每日校验根；有不符的逐条指出，退出码为 1。例：anjian ledger verify"""
    with system_read(ready_instance().database, "verify the ledger") as session:
        problems = [problem.message for problem in root_problems(session, printed)]
        problems += (problem.message for problem in verify_ledger(session))
    if as_json:
        echo_json(problems)
    else:
        for message in problems:
            click.echo(message)
        click.echo(f"发现{len(problems)}处不符。" if problems else "台账校验通过。")
    ctx.exit(1 if problems else 0)


@ledger.command()
@json_option
def duplicates(as_json: bool) -> None:
    """列出疑似重复的隐患及理由，由人工在“疑似重复隐患”页面判定。例：anjian ledger duplicates --json"""
    with system_read(ready_instance().database, "hazards that may be one fault") as session:
        found: list[dict[str, Any]] = [
            {
                "first": session.get_one(Hazard, pair.first_id).public_code,
                "second": session.get_one(Hazard, pair.second_id).public_code,
                "score": pair.score,
                "reasons": pair.reasons.split("；"),
            }
            for pair in proposals(session)
        ]
    if as_json:
        echo_json(found)
        return
    for pair in found:
        click.echo(f"{pair['first']}　{pair['second']}　{pair['score']}分　{'；'.join(pair['reasons'])}")
    click.echo(f"共{len(found)}对。")


@ledger.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """导出台账：隐患、企业、检查、案件、处罚决定、其他执法事项及记录链。例：anjian ledger export 台账导出"""
    for path in export_ledger(ready_instance(), folder):
        click.echo(str(path))
