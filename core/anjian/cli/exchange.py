"""`anjian import` and `anjian template`: Excel in, template out. Exit codes: 0 no row refused, 1 some, 2 the whole file."""

from __future__ import annotations

from pathlib import Path

import click
from openpyxl import Workbook

from anjian.campaigns.current import current_pack, pack_of
from anjian.cli.common import acting_as, as_option, echo_json, json_option, ready_instance
from anjian.enterprises.forms import roster_form
from anjian.enterprises.imports import import_enterprises
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.exchange.form_columns import FormReader
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.sheets import import_sheet, sheet_template
from anjian.exchange.template import template_book
from anjian.hazards.imports import import_hazards
from anjian.hazards.imports_columns import template_columns
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Refused
from anjian.plugin_host.instance import Instance

SHOWN = 200
"""Lines of problems shown on the screen; the error workbook holds them all."""


@click.command("import")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unit", metavar="单位", help="填报单位，如 泽州县、市能源局、办公室")
@click.option("--campaign", metavar="编号", help="隐患清单所属的专项行动，默认当前专项行动")
@click.option("--dry-run", is_flag=True, help="只预览结果，不保存")
@click.option(
    "--errors", type=click.Path(path_type=Path), metavar="OUT.xlsx", help="把原表标注错误后另存，改正后可再次导入"
)
@as_option
@json_option
@click.pass_context
def import_file(
    ctx: click.Context,
    kind: str,
    file: Path,
    unit: str | None,
    campaign: str | None,
    dry_run: bool,
    errors: Path | None,
    login: str | None,
    as_json: bool,
) -> None:
    """导入 Excel 表格。KIND：enterprises 企业名册、hazards 隐患清单，或插件台账如 transport.vehicles。

    例：anjian import hazards 7月清单.xlsx --unit 办公室 --errors 错误.xlsx
    """
    instance = ready_instance()
    actor = acting_as(instance, login, unit)
    if campaign is not None and kind != "hazards":
        raise Refused("只有隐患清单分专项行动，请去掉 --campaign。")
    if kind == "hazards":
        outcome = import_hazards(instance, actor, file, unit=unit, campaign=campaign, dry_run=dry_run, errors=errors)
    else:
        outcome = _run(instance, actor, kind, file, dry_run, errors)
    if as_json:
        echo_json(outcome.as_json())
    else:
        for line in outcome.lines(SHOWN):
            click.echo(line)
        click.echo(outcome.summary())
    ctx.exit(outcome.exit_code)


def _run(instance: Instance, actor: Actor, kind: str, file: Path, dry_run: bool, errors: Path | None) -> ImportOutcome:
    if kind == "enterprises":
        return import_enterprises(instance, actor, file, dry_run=dry_run, errors=errors)
    return import_sheet(instance, actor, kind, file, dry_run=dry_run, errors=errors)


@click.command()
@click.argument("kind")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--campaign", metavar="编号", help="隐患清单所属的专项行动，默认当前专项行动")
def template(kind: str, out: Path, campaign: str | None) -> None:
    """写出导入模板。例：anjian template enterprises 企业名册模板.xlsx"""
    _template(ready_instance(), kind, campaign).save(out)
    click.echo(f"已写出：{out}")


def _template(instance: Instance, kind: str, campaign: str | None) -> Workbook:
    words = instance_vocabulary(instance)
    if kind == "enterprises":
        return template_book("全市危险化学品企业名册", FormReader(roster_form(words)).columns)
    if kind == "hazards":
        pack = current_pack(instance.settings) if campaign is None else pack_of(instance.settings, campaign)
        return template_book("重大事故隐患清单", template_columns(pack, words))
    return sheet_template(instance, kind)
