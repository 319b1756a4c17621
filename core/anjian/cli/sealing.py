"""`anjian report seal` and `verify`: closing a month's report for ever, and proving it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from anjian.campaigns.current import packs_of
from anjian.cli.common import acting_as, as_option, echo_json, json_option, ready_instance
from anjian.hazards.verify import verify_ledger
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.system import system_read, system_write
from anjian.reports.figures.clocks import Kind
from anjian.reports.rounds.queries import round_of
from anjian.reports.rounds.service import seal_round
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.sealing import failed_sections, sealed
from anjian.reports.snapshots.verify import Verification, snapshots_named, verify_snapshot

SHOWN = 20
"""Rows of one figure that are printed; `--json` gives all."""


@click.command("seal")
@click.argument("campaign")
@click.argument("period")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), help="核对要封存的是快报还是终报")
@click.option("--incomplete", is_flag=True, help="有单位未报送也封存，并写明是哪些单位")
@click.option("--note", default="", help="封存说明")
@as_option
@json_option
def seal_report(
    campaign: str, period: str, kind: str | None, incomplete: bool, note: str, login: str | None, as_json: bool
) -> None:
    """封存一期报表：最近一次编制的快照此后不能再改动。例：anjian report seal jincheng_2023 2023-07 --incomplete"""
    instance = ready_instance()
    pack = packs_of(instance.settings).get(campaign)
    if pack is None:
        raise NotFound(f"没有专项行动“{campaign}”。")
    actor = acting_as(instance, login)
    with system_write(instance.database, f"seal {campaign} {period}") as session:
        of = round_of(session, pack.code, pack.period(period).code)
        newest = session.get_one(ReportSnapshot, of.snapshot_id)
        if kind not in (None, newest.kind):
            raise Refused(f"{period}最近一次编制的是{newest.kind}，不是{kind}。")
        seal_round(session, actor, of.id, shown=newest.id, incomplete=incomplete, note=note)
        row = sealed(session, newest.id)
        assert row is not None  # just sealed
        told: dict[str, Any] = {
            "snapshot": row.snapshot_id, "period": row.period, "kind": row.kind, "hash": row.hash,
            "previous": row.previous, "missing": list(row.missing_units),
            "failed_sections": [asdict(one) for one in failed_sections(row)],
        }  # fmt: skip
    if as_json:
        echo_json(told)
        return
    state = f"不齐全，缺{'、'.join(told['missing'])}" if told["missing"] else "齐全"
    click.echo(f"已封存{period}{told['kind']}（快照 {told['snapshot']}，{state}），封存校验值：{told['hash']}")
    for one in told["failed_sections"]:
        click.echo(f"章节缺失：{one['title']}（{one['department']}）{one['failure']}")


@click.command()
@click.argument("what", metavar="[快照编号或期间]", required=False)
@click.option("--all", "every", is_flag=True, help="核验全部存档的报表")
@click.option("--without-ledger", is_flag=True, help="不核对台账记录链（另可运行 anjian ledger verify）")
@json_option
@click.pass_context
def verify(ctx: click.Context, what: str | None, every: bool, without_ledger: bool, as_json: bool) -> None:
    """核验存档的报表：存档是否被改动、数字能否重新统计出来、文件能否重新生成；有不符退出码为 1。

    例：anjian report verify 2023-07
    """
    if (what is None) != every:
        raise click.UsageError("请给出快照编号或期间（如 2023-07），或用 --all 核验全部。")
    instance = ready_instance()
    with system_read(instance.database, "reports to verify") as session:
        wanted = [snapshot.id for snapshot in snapshots_named(session, what)]
    found = []
    for snapshot_id in wanted:
        found.append(verify_snapshot(instance, snapshot_id))
        if not as_json:
            _tell(found[-1])
    faults = [] if without_ledger else _ledger_faults(instance.database)
    if as_json:
        echo_json({"reports": [_as_json(one) for one in found], "ledger": faults})
    else:
        for fault in faults:
            click.echo(f"台账：{fault}")
    ctx.exit(0 if not faults and all(one.holds for one in found) else 1)


def _ledger_faults(database: Any) -> list[str]:
    """What the ledger's own chains say: a row changed behind the platform's back is named there with its event."""
    with system_read(database, "the ledger under the reports") as session:
        return [problem.message for problem in verify_ledger(session)]


def _as_json(found: Verification) -> dict[str, Any]:
    return asdict(found) | {"holds": found.holds}


def _tell(found: Verification) -> None:
    """One snapshot in sentences."""
    state = "已封存" if found.sealed else "未封存"
    click.echo(
        f"{found.period}{found.kind}（快照 {found.snapshot}，{state}）：{'核验通过' if found.holds else '有不符'}"
    )
    for fault in found.stored:
        click.echo(f"  存档：{fault}")
    for one in found.figures:
        click.echo(f"  数字：{one.unit} {one.key} {one.title}：存档为{one.stored}，重新统计为{one.now}")
        for words, codes in (
            ("只在存档中", one.only_stored),
            ("只在台账中", one.only_now),
            ("金额不同", one.otherwise),
        ):
            if codes:
                more = f"等{len(codes)}条" if len(codes) > SHOWN else ""
                click.echo(f"    {words}：{'、'.join(codes[:SHOWN])}{more}")
    for change in found.changed_rules if found.figures else ():
        click.echo(f"  编制后已变更：{change}")
    for name in found.files:
        click.echo(f"  文件：{name}重新生成的内容与存档不同，而程序和模板没有变更")
    click.echo(
        f"  重新生成{found.rewritten}个文件与存档一致"
        + (f"，{len(found.skipped)}个不作比对：" if found.skipped else "。")
    )
    for name in found.skipped:
        click.echo(f"    {name}")
    for change in found.changed_writers if found.skipped else ():
        click.echo(f"    编制后已变更：{change}")
