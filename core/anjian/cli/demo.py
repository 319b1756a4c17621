"""`anjian demo`: the synthetic city, built once, then served."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from anjian.cli.serving import serve_pages
from anjian.kernel.logs import configure_logs
from anjian.testing.demo import build_demo


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="实例目录",
)
@click.option("--seed", default=2023, show_default=True, help="随机种子，相同种子得到相同的城市")
@click.option("--enterprises", default=300, show_default=True, help="企业家数")
@click.option("--hazards", default=900, show_default=True, help="隐患条数")
@click.option("--serve/--no-serve", default=True, help="建成后启动网页服务")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="端口")
def demo(out: Path, seed: int, enterprises: int, hazards: int, serve: bool, host: str, port: int) -> None:
    """建立演示城市、编制逐月报表并启动网页服务；已建成的直接启动。

    例：anjian demo --no-serve --out var/demo --seed 7 --enterprises 50 --hazards 200
    """
    configure_logs(logging.WARNING)
    made = build_demo(out, seed=seed, enterprises=enterprises, hazards=hazards, say=click.echo)
    for line in made.lines():
        click.echo(line)
    if not serve:
        return
    click.echo(f"网页地址：http://{host}:{port}/　（按 Ctrl+C 停止）")
    os.environ["ANJIAN_INSTANCE"] = str(made.folder)
    serve_pages(host, port, workers=2, with_worker=True)
