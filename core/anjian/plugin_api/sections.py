"""What report sections of plugins are made of: figures as sets of rows, capped tables, and the work that every plugin reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from anjian.plugin_api.reading import counted_hazards, finished_visits, standing_penalties, visit_findings, within
from anjian.plugin_api.section_types import Bar, SectionContext, SectionFigure, SectionTable

SHOWN = 30
"""Rows that a table prints; its title says when there are more."""
WORK = (
    "开展监督检查{%(plugin)s.visits}，涉及企业{%(plugin)s.visited}，检查发现{%(plugin)s.findings}；"
    "累计确认重大事故隐患{%(plugin)s.hazards}，已销号{%(plugin)s.accepted}；"
    "作出行政处罚{%(plugin)s.penalties}、{%(plugin)s.fines}。"
)


def known_rows(ctx: SectionContext, version: Any, *criteria: ColumnElement[bool], order: Any = None) -> Sequence[Any]:
    """The rows of a register as a section counts them: as known, within the unit's jurisdiction, registered by the day."""
    query = select(version).where(*within(ctx, version), version.registered_on <= ctx.effective, *criteria)
    return ctx.session.scalars(query.order_by(version.id if order is None else order)).all()


def figure(
    plugin: str, key: str, title: str, unit: str, definition: str, ids: Iterable[int], record: str = "enterprise"
) -> SectionFigure:
    """A figure: the size of a set of rows. Named in paragraphs as `{<plugin>.<key>}`; `record` says what one id is."""
    return SectionFigure(f"{plugin}.{key}", title, unit, definition, tuple(sorted(set(ids))), record=record)


def amount(
    plugin: str,
    key: str,
    title: str,
    unit: str,
    definition: str,
    ids: Iterable[int],
    total: int,
    *,
    record: str,
    scale: int,
    digits: int,
) -> SectionFigure:
    """A sum over a set of rows, `total` in the smallest unit, printed with `digits` decimals of `unit` (10 to `scale` of it)."""
    rows = tuple(sorted(set(ids)))
    return SectionFigure(f"{plugin}.{key}", title, unit, definition, rows, total, record, scale, digits)


def listing(title: str, header: Sequence[str], rows: Iterable[Sequence[str | Bar]]) -> SectionTable:
    """A numbered table of the first rows in order; where not all are printed the title says so."""
    ordered = sorted((tuple(row) for row in rows), key=lambda row: [str(cell) for cell in row])
    more = f"（共{len(ordered)}行，列前{SHOWN}行，其余在平台点开指标查看）" if len(ordered) > SHOWN else ""
    return SectionTable(title + more, ("序号", *header), tuple((n, *row) for n, row in enumerate(ordered[:SHOWN], 1)))


def day_by_day(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> SectionTable:
    """A line of days, the day first in each row: the first day, those on which something changed, and the last."""
    kept = [
        row
        for place, row in enumerate(rows)
        if place in (0, len(rows) - 1) or tuple(row[1:]) != tuple(rows[place - 1][1:])
    ]
    return listing(f"{title}（列首日、有变化之日和末日）", header, kept)


def by_county(
    ctx: SectionContext, title: str, header: tuple[str, str], whole: Iterable[str | None], part: Iterable[str | None]
) -> SectionTable:
    """How far each county is, with a bar: `whole` and `part` are the region codes of all rows and of those that are done.

    No rows in a county's own report, and where nothing is counted.
    """
    every, done = Counter(whole), Counter(part)
    lines = [(name, every.pop(code, 0), done.pop(code, 0)) for code, name in ctx.counties]
    if ctx.region_code is not None or not (every or any(total for _name, total, _done in lines)):
        return SectionTable(title, ("县（市、区）", *header, "完成率"), ())
    if every:
        lines.append(("其他", every.total(), done.total()))
    lines.append(("合计", sum(line[1] for line in lines), sum(line[2] for line in lines)))
    rows = tuple((name, total, finished, Bar(finished, total)) for name, total, finished in lines)
    return SectionTable(title, ("县（市、区）", *header, "完成率"), rows)


def work_figures(ctx: SectionContext) -> list[SectionFigure]:
    """What every plugin reports: visits made with it, what they found, and its 重大事故隐患."""
    plugin, visits, findings = ctx.plugin, finished_visits(ctx), visit_findings(ctx)
    counted, accepted = counted_hazards(ctx)
    penalties = standing_penalties(ctx)
    decided = "归本部门、对本专业企业作出，截至当日有效的行政处罚决定。"
    return [
        figure(plugin, "visits", "检查", "家次", "专项行动以来用本专业检查表完成的县级检查和市级督导。", visits, "visit"),
        figure(plugin, "visited", "检查企业", "家", "上述检查涉及的企业。", visits.values()),
        figure(plugin, "findings", "检查发现", "项", "上述检查中不符合的检查项（已作废的除外）。", findings, "finding"),
        figure(plugin, "hazards", "重大事故隐患", "个", "归本专业管理、按附件1口径计数的重大事故隐患。", counted, "hazard"),
        figure(plugin, "accepted", "已销号重大事故隐患", "个", "上述重大事故隐患中已验收销号的。", accepted, "hazard"),
        figure(plugin, "penalties", "行政处罚", "次", decided, penalties, "decision"),
        amount(
            plugin, "fines", "罚没金额", "万元", "上述行政处罚截至当日有效的罚没金额之和。", penalties,
            sum(penalties.values()), record="decision", scale=6, digits=2,
        ),
    ]  # fmt: skip


def work_sentence(plugin: str) -> str:
    """The paragraph over `work_figures`."""
    return WORK % {"plugin": plugin}


__all__ = ["amount", "by_county", "day_by_day", "figure", "known_rows", "listing", "work_figures", "work_sentence"]
