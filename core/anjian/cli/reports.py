"""`anjian report`: compile without recording, and open a figure."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from anjian.campaigns.current import packs_of
from anjian.campaigns.packs import Pack
from anjian.cli.common import echo_json, json_option, ready_instance
from anjian.cli.sealing import seal_report, verify
from anjian.kernel import clock
from anjian.kernel.errors import NotFound, Refused
from anjian.plugin_host.instance import Instance
from anjian.reports.bridges.movements import Movement, knowledge_bridge
from anjian.reports.bridges.units import units_bridge
from anjian.reports.compile import compile_period, write_files
from anjian.reports.dated import KINDS, due_on
from anjian.reports.documents.catalogue import document_named
from anjian.reports.documents.pdf import office_program, to_pdf
from anjian.reports.drilldown.showing import Clocks, show_figure
from anjian.reports.figures.units import find_unit

DAY = click.DateTime(["%Y-%m-%d"])
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"])


@click.group()
def report() -> None:
    """报表。例：anjian report compile jincheng_2023 2023-07 --out out"""


report.add_command(seal_report)
report.add_command(verify)


@report.command("compile")
@click.argument("campaign")
@click.argument("period")
@click.option(
    "--unit", "units", multiple=True, metavar="单位", help="只编制此单位的报表，可重复；不写则全市及各填报单位"
)
@click.option("--effective", type=DAY, help="截至日期，默认当月末")
@click.option("--known", type=MOMENT, help="按此时刻（北京时间）台账已掌握的情况编制，默认现在")
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="文件",
    help="只编制此种文件，可重复；如 挂牌督办清单、通报、阶段性推进落实情况、工作总结。不写则为附件1、附件2和月报",
)
@click.option("--public", is_flag=True, help="编制公开版：不含姓名、电话、精确位置和举报内容")
@click.option("--pdf", is_flag=True, help="同时输出 PDF（需本机装有 LibreOffice）")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="输出目录")
def compile_report(
    campaign: str,
    period: str,
    units: tuple[str, ...],
    effective: datetime | None,
    known: datetime | None,
    documents: tuple[str, ...],
    public: bool,
    pdf: bool,
    out: Path,
) -> None:
    """编制报表，只写文件，不留记录。

    例：anjian report compile jincheng_2023 2023-07 --unit 泽州县 --out out
    """
    instance = ready_instance()
    pack = campaign_pack(instance, campaign)
    office = office_program() if pdf else None
    chosen = [document_named(pack, name) for name in documents]
    dated = next((document for document in chosen if not document.monthly), None)
    day = effective.date() if effective else due_on(pack, dated) if dated else None
    compilation = compile_period(
        instance,
        pack,
        period,
        documents=chosen or None,
        kind=KINDS.get(dated.code) if dated else None,
        units=units or None,
        effective=day,
        known=known.replace(tzinfo=clock.SHANGHAI) if known else None,
    )
    written = write_files(compilation, out, public=public)
    for path in written if office is None else [*written, *to_pdf(office, written)]:
        click.echo(str(path))


def campaign_pack(instance: Instance, code: str) -> Pack:
    """A pack by code. Raises `Refused` naming those there are."""
    packs = packs_of(instance.settings)
    if code not in packs:
        raise Refused(f"没有专项行动“{code}”，现有：{'、'.join(sorted(packs))}。")
    return packs[code]


@report.command()
@click.argument("figure", metavar="FIGURE")
@click.option("--effective", type=DAY, help="截至日期，默认当月末；只用于 期间:单位:指标")
@click.option(
    "--known", type=MOMENT, help="此时刻（北京时间）台账已掌握的情况，默认最近一次编制；只用于 期间:单位:指标"
)
@json_option
def show(figure: str, effective: datetime | None, known: datetime | None, as_json: bool) -> None:
    """打开一个指标：定义、数值和它所统计的全部记录。

    例：anjian report show 2023-07:泽州县:A1-1.01
    """
    asked = Clocks(effective.date() if effective else None, known.replace(tzinfo=clock.SHANGHAI) if known else None)
    shown = show_figure(ready_instance(), figure, asked)
    if as_json:
        echo_json(asdict(shown))
        return
    click.echo(
        f"{shown.scope} {shown.title}：{shown.value}{shown.unit}（截至{shown.effective}，台账第{shown.known}号记录）"
    )
    click.echo(shown.definition)
    for row in shown.rows:
        click.echo("\t".join(str(value) for value in row.values()))


@report.command()
@click.argument("campaign")
@click.argument("period")
@click.option("--unit", metavar="单位", default="全市", help="快报与终报比较哪个单位的表，默认全市")
@json_option
def bridge(campaign: str, period: str, unit: str, as_json: bool) -> None:
    """逐行说明快报与终报、各单位合计与全市数字的差异。例：anjian report bridge jincheng_2023 2023-07"""
    instance = ready_instance()
    pack = campaign_pack(instance, campaign)
    units = units_bridge(instance, pack, period)
    knowledge, remark = [], "快报与终报没有差异。"
    try:
        knowledge = knowledge_bridge(instance, pack, period, find_unit(pack, unit))
    except NotFound as missing:
        remark = str(missing)
    if as_json:
        echo_json({"knowledge": [_movement(row) for row in knowledge], "units": [asdict(row) for row in units]})
        return
    click.echo("快报与终报：" if knowledge else remark)
    for change in knowledge:
        click.echo(f"{change.title}：快报{change.before}，终报{change.after}{change.unit}")
        for sign, moved in (("＋", change.came), ("－", change.went)):
            for row in moved:
                click.echo(f"  {sign} {row.code}\t{row.reason}")
    click.echo("各单位合计 － 重复计入 ＋ 报送后录入 － 不再计入 ＋ 不属任何单位 ＝ 全市：")
    for item in units:
        click.echo(
            f"{item.title}：{item.units_sum} － {item.repeated} ＋ {item.late} － {item.gone} ＋ {item.of_no_unit} "
            f"＝ {item.city}{item.unit}"
        )


def _movement(moved: Movement) -> dict[str, object]:
    """A movement between the two tables of a month, by their names."""
    return {
        "key": moved.key, "title": moved.title, "unit": moved.unit, "provisional": moved.before,
        "later": [row.code for row in moved.came], "gone": [row.code for row in moved.went], "final": moved.after,
        "reasons": {row.code: row.reason for row in (*moved.came, *moved.went)},
    }  # fmt: skip
