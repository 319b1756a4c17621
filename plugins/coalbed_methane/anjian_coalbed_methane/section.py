"""What the month's report says on item 15 煤层气地面开采企业井场、站场深度评估: coverage by site, and the zero line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, SectionTable, TaskPart
from anjian.plugin_api.reading import HazardRef, known_hazards, linked_enterprises
from anjian.plugin_api.sections import by_county, day_by_day, figure, known_rows, listing, work_figures, work_sentence
from anjian_coalbed_methane import CoalbedMethanePlugin, rules
from anjian_coalbed_methane.models import SiteVersion
from anjian_coalbed_methane.records import SITE
from anjian_coalbed_methane.rules import ZeroDay
from anjian_coalbed_methane.words import COUNTED, Kind, Risk

PLUGIN, TASK = "coalbed_methane", "task_cbm"


@dataclass(frozen=True, slots=True)
class Field:
    """Sites that count as known, of the unit's jurisdiction; each is a version row."""

    rows: Sequence[Any]
    day: date

    def assessed(self) -> list[Any]:
        return [row for row in self.rows if rules.is_assessed(row, self.day)]

    def planned(self) -> list[Any]:
        return [row for row in self.rows if rules.has_plan(row, self.day)]

    def finished(self) -> list[Any]:
        return [row for row in self.rows if rules.is_finished(row, self.day)]

    def of_kind(self, kind: Kind) -> list[Any]:
        return [row for row in self.rows if row.kind == kind]

    def at_risk(self, risk: Risk) -> list[Any]:
        return [row for row in self.assessed() if row.risk == risk]


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    version = SiteVersion
    names = linked_enterprises(ctx)
    field = Field(known_rows(ctx, version, version.use.in_(COUNTED), order=version.code), ctx.effective)
    hazards = known_hazards(ctx)
    month = max(ctx.effective.replace(day=1), ctx.starts_on)
    line = rules.zero_line(hazards, month, ctx.effective)
    figures = (*_site_figures(names, field), *_zero_figures(line))
    assumed = ctx.plugin_department == CoalbedMethanePlugin.department
    tables = (_progress(ctx, field), *_tables(names, field, hazards, line))
    task = TaskPart(TASK, figures, tuple(table for table in tables if table.rows), (_opening(assumed), *PARAGRAPHS))
    return SectionData(tuple(work_figures(ctx)), (), (work_sentence(PLUGIN),), (task,))


def _ids(rows: Iterable[Any]) -> list[int]:
    return [row.coalbed_methane_site_id for row in rows]


def _figure(
    key: str, title: str, unit: str, definition: str, ids: Iterable[int], record: str = "enterprise"
) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, ids, record)


def _sites(key: str, title: str, definition: str, ids: Iterable[int]) -> SectionFigure:
    return figure(PLUGIN, key, title, "个", definition, ids, SITE)


def _site_figures(names: dict[int, str], field: Field) -> list[SectionFigure]:
    sites, assessed, planned = (set(_ids(rows)) for rows in (field.rows, field.assessed(), field.planned()))
    owners = {row.enterprise_id for row in field.rows}
    short = {row.enterprise_id for row in field.rows if row.coalbed_methane_site_id not in planned}
    levels = dict(zip(("red", "orange", "yellow", "blue"), Risk, strict=True))
    return [
        _figure("enterprises", "煤层气地面开采企业", "家", "有煤层气地面开采环节、由本部门监管的企业。", names),
        _figure("unregistered", "未登记的企业", "家", "煤层气企业中没有在用、在建井场或站场登记的。", names.keys() - owners),
        _sites("sites", "井场、站场", "台账中截至当日登记、在用或在建的井场和站场。", sites),
        _sites("wells", "井场", "上述井场、站场中的井场。", _ids(field.of_kind(Kind.WELL))),
        _sites("stations", "站场", "上述井场、站场中的站场。", _ids(field.of_kind(Kind.STATION))),
        _sites("assessed", "已评估的井场、站场", "井场、站场中截至当日已形成深度评估报告的。", assessed),
        _sites("unassessed", "未评估的井场、站场", "井场、站场中截至当日没有深度评估报告的。", sites - assessed),
        *(
            _sites(key, f"{risk}的井场、站场", f"已评估的井场、站场中安全风险等级为{risk}的。", _ids(field.at_risk(risk)))
            for key, risk in levels.items()
        ),
        _sites("planned", "已制定“一场一策”的井场、站场", "井场、站场中已评估并截至当日已制定“一场一策”的。", planned),
        _sites("unplanned", "没有“一场一策”的井场、站场", "井场、站场中未评估或者没有“一场一策”的。", sites - planned),
        _sites("done", "“一场一策”已落实的井场、站场", "井场、站场中方案截至当日已落实完成的。", _ids(field.finished())),
        _figure("met", "全部完成的企业", "家", "有井场、站场，且每一个都已评估并制定“一场一策”的企业。", owners - short),
        _figure("unmet", "未全部完成的企业", "家", "至少有一个井场、站场未评估或者没有“一场一策”的企业。", short),
    ]  # fmt: skip


def _zero_figures(line: Sequence[ZeroDay]) -> list[SectionFigure]:
    """Days are counted by their ordinal numbers."""
    last = line[-1] if line else None
    still, late = (last.open, last.overdue) if last else ((), ())
    zero = [one.day.toordinal() for one in line if one.is_zero]
    days = [one.day.toordinal() for one in line]
    return [
        _figure("open", "未销号隐患", "个", "归本专业管理、已发现而当日未销号的隐患，不分级别。", still, "hazard"),
        _figure("overdue", "逾期未销号隐患", "个", "上述隐患中整改期限早于当日的，应为0。", late, "hazard"),
        _figure("days", "本月天数", "天", "本月自1日（或专项行动开始之日）至当日的天数。", days, "day"),
        _figure("zero_days", "清零天数", "天", "上述各日中日终没有逾期未销号隐患的天数。", zero, "day"),
    ]  # fmt: skip


def _said(text: str) -> str:
    """Figures of this section by their short keys: `<sites>` stands for `{coalbed_methane.sites}`."""
    return text.replace("<", f"{{{PLUGIN}.").replace(">", "}")


def _opening(assumed: bool) -> str:
    """The first paragraph; says so while the department is the plugin's own choice (T-27)."""
    remark = "通知未写明牵头部门，责任单位为暂定。" if assumed else ""
    return _said(
        f"{remark}共有煤层气地面开采企业<enterprises>，登记井场<wells>、站场<stations>，合计<sites>；<unregistered>尚未登记。"
    )


PARAGRAPHS = (
    _said(
        "组织开展全覆盖深度评估：已评估<assessed>，未评估<unassessed>。确定安全风险等级：重大风险<red>、较大风险<orange>、"
        "一般风险<yellow>、低风险<blue>。"
    ),
    _said(
        "制定并落实“一场一策”整治提升方案：已制定<planned>，没有方案<unplanned>，已落实<done>。"
        "按井场、站场逐个考核，全部完成的企业<met>，未全部完成的企业<unmet>。"
    ),
    _said("问题隐患动态清零：未销号隐患<open>，其中逾期未销号<overdue>；本月<days>中清零<zero_days>。"),
)
"""The narrative; the core puts the locked figures in."""


def _progress(ctx: SectionContext, field: Field) -> SectionTable:
    """Q-08: every site assessed, with its plan."""
    title, header = "各县（市、区）井场、站场评估和“一场一策”完成情况", ("井场、站场（个）", "已评估并制定方案（个）")
    planned = (row.region_code for row in field.planned())
    return by_county(ctx, title, header, (row.region_code for row in field.rows), planned)


def _tables(
    names: dict[int, str], field: Field, hazards: Sequence[HazardRef], line: Sequence[ZeroDay]
) -> tuple[SectionTable, ...]:
    def name(number: int) -> str:
        return names.get(number, "（无煤层气环节）")

    short = [
        (
            name(row.enterprise_id),
            row.code,
            row.name,
            "“一场一策”" if rules.is_assessed(row, field.day) else "评估、“一场一策”",
        )
        for row in field.rows
        if not rules.has_plan(row, field.day)
    ]
    late = [
        (
            name(one.enterprise_id),
            one.public_code,
            one.place,
            one.due_on.isoformat(),
            f"{(field.day - one.due_on).days}天",
        )
        for one in hazards
        if one.due_on is not None and rules.is_overdue(one, field.day)
    ]
    daily = [(one.day.isoformat(), str(len(one.open)), str(len(one.overdue))) for one in line]
    daily = daily if any(one.open for one in line) else []
    return tuple(
        table
        for table in (
            listing("未评估或没有“一场一策”的井场、站场", ("企业", "场站编号", "场站名称", "缺少"), short),
            listing("逾期未销号的隐患", ("企业", "隐患编号", "所在部位", "整改期限", "超期"), late),
            day_by_day("动态清零逐日情况", ("日期", "未销号", "逾期未销号"), daily),
        )
        if table.rows
    )
