"""The command line: the front door for scripts and operators. Commands are loaded when they are called."""

from __future__ import annotations

import sys
from pkgutil import resolve_name

import click

from anjian import __version__
from anjian.kernel.errors import AnjianError

COMMANDS = {
    "init": ("anjian.cli.instance:init", "建立实例：数据表、行政区划、单位、专项行动包、工作日历"),
    "upgrade": ("anjian.cli.instance:upgrade", "将数据库升级到已安装程序的版本"),
    "serve": ("anjian.cli.serving:serve", "启动网页服务"),
    "worker": ("anjian.cli.serving:worker", "启动定时任务进程"),
    "doctor": ("anjian.cli.instance:doctor", "体检：数据库、插件、专项行动包、日历"),
    "demo": ("anjian.cli.demo:demo", "建立演示城市并编制报表"),
    "user": ("anjian.cli.users:user", "账号管理"),
    "import": ("anjian.cli.exchange:import_file", "导入企业名册、隐患清单或插件台账"),
    "template": ("anjian.cli.exchange:template", "下载导入模板"),
    "campaign": ("anjian.cli.campaigns:campaign", "专项行动数据包：列出、检查"),
    "report": ("anjian.cli.reports:report", "编制与查询报表"),
    "jobs": ("anjian.cli.jobs:jobs", "定时任务"),
    "ledger": ("anjian.cli.ledger:ledger", "台账校验与导出"),
    "plugin": ("anjian.cli.plugins:plugin", "插件"),
}


class LazyGroup(click.Group):
    """Knows its commands by name and one line; imports a command's code only to run it or show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        loaded = resolve_name(COMMANDS[cmd_name][0])
        return loaded if isinstance(loaded, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_target, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="安监 %(version)s")
def cli() -> None:
    """安监：危险化学品重大事故隐患专项排查整治监管平台。

    例：anjian import hazards 7月清单.xlsx --unit 办公室 --errors 错误.xlsx
    """


def main() -> None:
    """Entry point: a refusal is one clear sentence on stderr and exit code 2."""
    try:
        outcome = cli.main(standalone_mode=False)  # the code of `ctx.exit`, or what the command returned
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("已取消。", err=True)
        sys.exit(2)
    except AnjianError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    else:
        sys.exit(outcome if isinstance(outcome, int) else 0)
