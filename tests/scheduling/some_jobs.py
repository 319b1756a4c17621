"""Jobs for tests; each keeps what it was told in a number series, inside the run's own unit."""

from __future__ import annotations

from anjian.kernel.errors import Refused
from anjian.kernel.numbering import next_codes
from anjian.plugin_api.types import JobContext


def count(ctx: JobContext) -> str:
    with ctx.run.finish(f"已编制{ctx.period}{'' if ctx.final else '（暂）'}。") as session:
        next_codes(session, f"RAN {ctx.period}", 1)
    return ""


def refuse(ctx: JobContext) -> str:
    raise Refused("工作日历缺少2024年。")
