"""工作总结.docx (D-09): the whole campaign in tables, its course from month to month, what is carried over (R-086, R-112)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import and_, or_

from anjian.enforcement.models import TypicalCase
from anjian.hazards.models import HazardVersion
from anjian.reports.documents.annex2_values import names_of
from anjian.reports.documents.comparison import hazards
from anjian.reports.documents.dossier import Dossier, MonthSets, title_of
from anjian.reports.documents.list_rows import ListRow, rows_where
from anjian.reports.documents.locked import locked
from anjian.reports.documents.narrative import figures_part, heading, remarks
from anjian.reports.documents.public_rows import public_row
from anjian.reports.documents.rendering import rendered
from anjian.reports.documents.tasks import tasks_part
from anjian.reports.documents.wording import beside_words, percent
from anjian.reports.drilldown.event_rows import event_rows
from anjian.reports.figures.algebra import share
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.figures.event_rules import RULES
from anjian.reports.figures.rules import Mark, carries

CODE = "summary"
PRINTED = 300
"""Carried-over hazards that are listed in the document; the rest stand in 附件2."""
_MONTHS = ("截至", "累计排查（个）", "较上期增加", "累计销号（个）", "整改率", "挂牌督办（个）")
_CARRIED = ("隐患编号", "县（市、区）", "企业名称", "具体内容", "整改期限", "进展")


def write(dossier: Dossier) -> bytes:
    """The summary of one unit; the same dossier gives the same bytes."""
    report = dossier.report
    left = report.counted.value - report.accepted.value
    says = {
        **heading(report, CODE),
        **figures_part(report),
        **tasks_part(report),
        "trend": {"header": _MONTHS, "rows": list(_trend(dossier))},
        "left": locked("", left),
        "beside": beside_words(report),
        "carried": {"header": _CARRIED, "rows": list(islice(_carried(dossier), PRINTED))},
        "unlisted": max(0, left + report.beside["carried"] - PRINTED),
        "cases": list(_cases(dossier)),
        "remarks": [*remarks(report), *_after(dossier)],
    }
    return rendered(dossier, CODE, title_of(report, CODE), says)


def _trend(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    before: MonthSets | None = None
    for month in dossier.months:
        yield _month(dossier, month, before)
        before = month


def _month(dossier: Dossier, month: MonthSets, before: MonthSets | None) -> tuple[str, ...]:
    """One line of the trend. Sets of an earlier day are opened as `快照@日期:单位:指标`."""
    report, unit, day = dossier.report, dossier.report.unit, month.sets.asof.effective
    now, done = hazards(month.sets, unit), hazards(month.sets, unit, Mark.ACCEPTED)
    was = hazards(before.sets, unit).value if before is not None else 0

    def figure(key: str, value: int) -> str:
        return locked(f"{report.snapshot.id}@{day.isoformat()}:{unit.name}:{key}", value)

    return (
        chinese_day(day),
        figure("counted", now.value),
        locked("", now.value - was),
        figure("accepted", done.value),
        locked("", percent(share(done, now))),
        figure("listed", hazards(month.sets, unit, Mark.LISTED).value),
    )


def _carried(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    """What is open on the effective day: found in the campaign, or before it."""
    day = dossier.asof.effective
    still_open = or_(HazardVersion.accepted_on.is_(None), HazardVersion.accepted_on > day)
    found = and_(carries(dossier.asof, Mark.COUNTED), still_open)
    which = and_(or_(found, carries(dossier.asof, Mark.CARRIED)), dossier.report.unit.owns(HazardVersion))
    names = names_of(dossier.pack)
    for row in rows_where(dossier.session, dossier.pack, dossier.asof, which):
        yield _carried_row(public_row(row, dossier.mask) if dossier.mask is not None else row, names)


def _carried_row(row: ListRow, names: dict[str, str]) -> tuple[str, ...]:
    due = row.due_on.isoformat() if row.due_on is not None else "未填写"
    return row.code, names.get(row.region_code or "", ""), row.enterprise_name, row.words["content"], due, row.state


def _cases(dossier: Dossier) -> Iterator[str]:
    """The published typical cases that the ledger has: nothing is called a good practice that nobody has recorded."""
    rule = RULES["typical_case"]
    found: Any = event_rows(rule, dossier.report.unit, dossier.asof).with_only_columns(
        TypicalCase.counted_key_id, TypicalCase.title, rule.version.happened_on, maintain_column_froms=True
    )
    seen = set()
    for key, title, day in dossier.session.execute(found.order_by(rule.version.happened_on, TypicalCase.id)):
        if key not in seen:
            seen.add(key)
            yield f"{len(seen)}.{title}（{chinese_day(day)}公布）"


def _after(dossier: Dossier) -> list[str]:
    """What still follows a summary that is due before the campaign ends (T-18)."""
    ends_on = dossier.pack.campaign.ends_on
    if dossier.asof.effective >= ends_on:
        return []
    return [f"专项行动至{chinese_day(ends_on)}结束，其后进展以当月最终调度表为准，差异逐条说明。"]
