"""What report sections of plugins are made of: figures as sets of rows, capped tables, and the work that every plugin reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from anjian.plugin_api.reading import counted_hazards, finished_visits, visit_findings, within
from anjian.plugin_api.section_types import SectionContext, SectionFigure, SectionTable

SHOWN = 100
"""Rows that a table prints; its title says when there are more."""
WORK = (
    "开展监督检查{%(plugin)s.visits}，涉及企业{%(plugin)s.visited}，检查发现{%(plugin)s.findings}；"
    "累计确认重大事故隐患{%(plugin)s.hazards}，已销号{%(plugin)s.accepted}。"
)


def known_rows(ctx: SectionContext, version: Any, *criteria: ColumnElement[bool], order: Any = None) -> Sequence[Any]:
    """The rows of a register as a section counts them: as known, within the unit's jurisdiction, registered by the day."""
    query = select(version).where(*within(ctx, version), version.registered_on <= ctx.effective, *criteria)
    return ctx.session.scalars(query.order_by(version.id if order is None else order)).all()


def figure(plugin: str, key: str, title: str, unit: str, definition: str, ids: Iterable[int]) -> SectionFigure:
    """A figure: the size of a set of rows. Named in paragraphs as `{<plugin>.<key>}`."""
    return SectionFigure(f"{plugin}.{key}", title, unit, definition, tuple(sorted(set(ids))))


def money(plugin: str, key: str, title: str, definition: str, ids: Iterable[int], total_fen: int) -> SectionFigure:
    """A sum in 万元 over a set of rows; `total_fen` in 分."""
    return SectionFigure(f"{plugin}.{key}", title, "万元", definition, tuple(sorted(set(ids))), total_fen)


def listing(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> SectionTable:
    """A numbered table of the first rows in order; where not all are printed the title says so."""
    ordered = sorted(tuple(row) for row in rows)
    more = f"（共{len(ordered)}行，列前{SHOWN}行，其余见台账）" if len(ordered) > SHOWN else ""
    return SectionTable(title + more, ("序号", *header), tuple((n, *row) for n, row in enumerate(ordered[:SHOWN], 1)))


def work_figures(ctx: SectionContext) -> list[SectionFigure]:
    """What every plugin reports: visits made with it, what they found, and its 重大事故隐患."""
    plugin, visits = ctx.plugin, finished_visits(ctx)
    counted, accepted = counted_hazards(ctx)
    return [
        figure(plugin, "visits", "检查", "家次", "专项行动以来用本专业检查表完成的县级检查和市级督导。", visits),
        figure(plugin, "visited", "检查企业", "家", "上述检查涉及的企业。", visits.values()),
        figure(plugin, "findings", "检查发现", "项", "上述检查中不符合的检查项（已作废的除外）。", visit_findings(ctx)),
        figure(plugin, "hazards", "重大事故隐患", "个", "归本专业管理、按附件1口径计数的重大事故隐患。", counted),
        figure(plugin, "accepted", "已销号重大事故隐患", "个", "上述重大事故隐患中已验收销号的。", accepted),
    ]


def work_sentence(plugin: str) -> str:
    """The paragraph over `work_figures`."""
    return WORK % {"plugin": plugin}


__all__ = ["figure", "known_rows", "listing", "money", "work_figures", "work_sentence"]
