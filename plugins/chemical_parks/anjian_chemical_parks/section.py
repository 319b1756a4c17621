"""What the month's report says on task 园区: recognition, 十有两禁, areas, documents, milestones, tasks and members."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, TaskPart
from anjian.plugin_api.sections import figure, work_figures, work_sentence
from anjian_chemical_parks.conditions import conditions, is_met
from anjian_chemical_parks.records import CONDITION, MILESTONE, PARK, TASK
from anjian_chemical_parks.section_known import Known, read_known
from anjian_chemical_parks.section_tables import tables_of
from anjian_chemical_parks.words import (
    HIGH,
    MISMATCHES,
    DocumentKind,
    MemberKind,
    Recognition,
    Relation,
)

PLUGIN, NOTICE_TASK = "chemical_parks", "task_park"


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    known = read_known(ctx)
    figures = (*_park_figures(known), *_condition_figures(known), *_task_figures(known), *_member_figures(known))
    task = TaskPart(NOTICE_TASK, figures, tables_of(known), PARAGRAPHS)
    return SectionData(tuple(work_figures(ctx)), (), (work_sentence(PLUGIN),), (task,))


NOUNS = {
    PARK: "chemical_parks_park_id",
    CONDITION: "chemical_parks_item_id",
    MILESTONE: "chemical_parks_step_id",
    TASK: "chemical_parks_task_id",
    "enterprise": "enterprise_id",
}
"""Record -> the version's column that holds its id."""


def _figure(key: str, title: str, unit: str, definition: str, rows: Iterable[Any], record: str) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, [getattr(row, NOUNS[record]) for row in rows], record)


def _of_parks(key: str, title: str, definition: str, rows: Iterable[Any]) -> SectionFigure:
    return _figure(key, title, "个", f"化工园区中{definition}", rows, PARK)


def _park_figures(known: Known) -> list[SectionFigure]:
    parks = known.parks
    recognised = [row for row in parks if row.recognition == Recognition.RECOGNISED and row.recognised_on <= known.day]
    ids = {row.id for row in recognised}
    whole = [row for row in parks if len(known.met(row)) == len(conditions())]
    return [
        _of_parks("parks", "化工园区", "截至当日登记的。", parks),
        _of_parks("recognised", "已认定园区", "截至当日已认定的。", recognised),
        _of_parks(
            "waiting", "尚未认定园区", "截至当日没有认定的，含认定中的。", [row for row in parks if row.id not in ids]
        ),
        _of_parks("high", "A级、B级园区", "安全风险等级为A级、B级的。", [row for row in parks if row.level in HIGH]),
        _of_parks(
            "boundary", "明确四至范围的园区", "已登记四至范围边界点坐标的。", [row for row in parks if row.boundary]
        ),
        _of_parks(
            "control_line",
            "划定安全控制线的园区",
            "已登记安全控制线坐标的。",
            [row for row in parks if row.control_line],
        ),
        _of_parks("whole", "“十有两禁”全部符合的园区", "十二项条件都符合且有佐证的。", whole),
        *(
            _of_parks(key, title, f"有当日有效的{what}的。", known.with_document(kind))
            for key, title, what, kind in (
                ("general_plan", "有总体规划的园区", "总体规划", DocumentKind.GENERAL_PLAN),
                ("industry_plan", "有产业规划的园区", "产业规划", DocumentKind.INDUSTRY_PLAN),
                ("entry", "明确准入与退出条件的园区", "项目准入与退出条件文件", DocumentKind.ENTRY_AND_EXIT),
                ("emergency", "有应急救援文件的园区", "一体化安全管理及应急救援文件", DocumentKind.EMERGENCY),
            )
        ),
    ]


def _condition_figures(known: Known) -> list[SectionFigure]:
    met = [row for row in known.answers if is_met(row, known.day)]
    return [
        _figure(
            "met",
            "符合的条件",
            "项",
            "各园区“十有两禁”条件中截至当日核实符合且有佐证的（园区×条件）。",
            met,
            CONDITION,
        ),
        _figure("milestones", "重要节点", "个", "截至当日登记的园区重要节点。", known.milestones, MILESTONE),
        _figure(
            "done",
            "已完成节点",
            "个",
            "重要节点中截至当日已完成的。",
            [row for row in known.milestones if known.done(row)],
            MILESTONE,
        ),
        _figure(
            "late", "逾期节点", "个", "重要节点中计划完成时间早于当日、截至当日没有完成的。", known.late(), MILESTONE
        ),
    ]


def _task_figures(known: Known) -> list[SectionFigure]:
    def one(key: str, title: str, definition: str, rows: Iterable[Any]) -> SectionFigure:
        return _figure(key, title, "项", definition, rows, TASK)

    still = [row for row in known.tasks if not known.closed(row)]
    return [
        one("tasks", "园区任务", "截至当日登记的园区工作任务（园区×任务）。", known.tasks),
        one("closed", "已办结任务", "园区任务中截至当日已办结的。", [row for row in known.tasks if known.closed(row)]),
        one(
            "overdue",
            "超期任务",
            "园区任务中办结时限早于当日、截至当日没有办结的。",
            [r for r in still if r.due_on < known.day],
        ),
        one(
            "unanswered",
            "配合单位未全部回复的任务",
            "没有办结的园区任务中，截至当日至少一个配合单位没有回复的。",
            [row for row in still if known.missing(row)],
        ),
    ]


def _member_figures(known: Known) -> list[SectionFigure]:
    def one(key: str, title: str, definition: str, rows: Iterable[Any]) -> SectionFigure:
        return _figure(key, title, "家", definition, rows, "enterprise")

    def placed(*relations: Relation) -> list[Any]:
        return [row for row in known.places if row.relation in relations]

    others = [row for row in known.members if row.kind == MemberKind.OTHER]
    unplaced = placed(Relation.NO_POSITION, Relation.NO_BOUNDARY)
    return [
        one("members", "入园企业", "截至当日登记在园的企业。", known.members),
        one("others", "非化工、非配套企业", "入园企业中既不是化工企业也不是配套服务企业的。", others),
        one(
            "checked",
            "已核对位置的企业",
            "登记在园或位于园区四至范围内、截至当日已按企业坐标和四至范围核对过的企业。",
            placed(Relation.AGREES, *MISMATCHES),
        ),
        one(
            "mismatched",
            "登记与位置不一致的企业",
            "已核对位置的企业中，坐标、四至范围和入园登记相互矛盾的。",
            placed(*MISMATCHES),
        ),
        one("unplaced", "无法核对位置的企业", "入园企业中企业没有坐标或园区没有四至范围、无法核对的。", unplaced),
    ]


PARAGRAPHS = (
    "共有化工园区{chemical_parks.parks}，已认定{chemical_parks.recognised}，"
    "尚未认定{chemical_parks.waiting}；安全风险等级为A级、B级的{chemical_parks.high}。",
    "以“十有两禁”为总导向：各园区共有{chemical_parks.met}条件符合且有佐证，全部符合的园区{chemical_parks.whole}。"
    "有总体规划的{chemical_parks.general_plan}、有产业规划的{chemical_parks.industry_plan}，"
    "明确四至范围的{chemical_parks.boundary}、划定周边土地规划安全控制线的{chemical_parks.control_line}，"
    "明确项目准入与退出条件的{chemical_parks.entry}、有一体化安全管理及应急救援文件的{chemical_parks.emergency}。",
    "重要节点{chemical_parks.milestones}，已完成{chemical_parks.done}，逾期{chemical_parks.late}；"
    "园区任务{chemical_parks.tasks}，已办结{chemical_parks.closed}，超期{chemical_parks.overdue}，"
    "配合单位未全部回复的{chemical_parks.unanswered}。",
    "登记入园企业{chemical_parks.members}，其中既不是化工企业也不是配套服务企业的{chemical_parks.others}；"
    "按坐标和四至范围核对位置{chemical_parks.checked}，登记与位置不一致{chemical_parks.mismatched}，"
    "没有坐标或四至、无法核对{chemical_parks.unplaced}。",
)
"""The narrative; the core puts the locked figures in."""
