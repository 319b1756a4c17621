"""What the month's report says on task (7) 强化危险废物全流程监管: sets of rows, tables that name them, locked figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, TaskPart
from anjian.plugin_api.sections import amount, figure, work_figures, work_sentence
from anjian_hazwaste.known import Known, balances_of, read_known
from anjian_hazwaste.quantities import differs
from anjian_hazwaste.records import MANIFEST, STORAGE
from anjian_hazwaste.section_tables import tables_of
from anjian_hazwaste.storage import is_full, lacking
from anjian_hazwaste.words import EVENT, STAGES, VIOLATIONS, State

PLUGIN, TASK = "hazwaste", "task_07"
GRAMS, DECIMALS = 6, 3
"""A tonne has 10 to this power grams; so many decimals of tonnes are printed."""
MAJOR_LEVEL = "重大"
EVENT_DEFINITION = (
    "专项行动以来按环境保护部公告2016年第74号上报的突发环境事件隐患；与重大事故隐患分开统计，不进入附件1。"
)


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    known = read_known(ctx)
    figures = (*_check_figures(known), *_plan_figures(known), *_storage_figures(known), *_manifest_figures(known))
    tables = tuple(table for table in tables_of(ctx, known) if table.rows)
    task = TaskPart(TASK, figures, tables, PARAGRAPHS)
    return SectionData(tuple(work_figures(ctx)), (), (work_sentence(PLUGIN),), (task,))


def _figure(
    key: str, title: str, unit: str, definition: str, ids: Iterable[Any], record: str = "enterprise"
) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, ids, record)


def _check_figures(known: Known) -> list[SectionFigure]:
    """R-067: each stage and each named violation type by itself."""
    stages = [
        _figure(
            f"stage_{number}",
            f"{word}环节隐患",
            "个",
            f"专项行动以来检查{word}环节发现并上报的隐患。",
            known.found(code),
            "hazard",
        )
        for number, (code, word) in enumerate(STAGES.items(), 1)
    ]
    violations = [
        _figure(
            f"violation_{number}",
            word,
            "个",
            f"专项行动以来检查发现并上报的{word}危险废物。",
            known.found(code),
            "hazard",
        )
        for number, (code, word) in enumerate(VIOLATIONS.items(), 1)
    ]
    violators = {one.enterprise_id for one in known.hazards if one.item_code in VIOLATIONS}
    events = [one for one in known.hazards if one.scale == EVENT]
    return [
        *stages,
        *violations,
        _figure("violators", "存在三类违法行为的企业", "家", "上述违规堆存、随意倾倒、私自填埋涉及的企业。", violators),
        _figure("events", "突发环境事件隐患", "个", EVENT_DEFINITION, [one.id for one in events], "hazard"),
        _figure(
            "major_events", "重大突发环境事件隐患", "个", "上述突发环境事件隐患中分级为重大的。",
            [one.id for one in events if one.level == MAJOR_LEVEL], "hazard",
        ),
    ]  # fmt: skip


def _plan_figures(known: Known) -> list[SectionFigure]:
    """R-068."""
    rows = known.plans
    in_scope = [row for row in rows if row.in_scope_on <= known.day]
    checked = {row.enterprise_id for row in rows}
    return [
        _figure("disposers", "废物处置企业", "家", "由生态环境部门监管、有废物处置环节的企业。", known.disposers),
        _figure(
            "unchecked", "未核查的废物处置企业", "家", "废物处置企业中没有登记核查结果的。", known.disposers.keys() - checked
        ),
        _figure(
            "disposers_planned", "纳入管理计划的废物处置企业", "家", "废物处置企业中危险废物已纳入管理计划的。",
            known.disposers_planned,
        ),
        _figure("checked", "已核查企业", "家", "管理计划台账中截至当日已核查的企业。", checked),
        _figure("planned", "纳入管理计划", "家", "已核查企业中危险废物已纳入管理计划的。", _owners(rows, "in_plan", True)),
        _figure("unplanned", "未纳入管理计划", "家", "已核查企业中危险废物未纳入管理计划的。", _owners(rows, "in_plan", False)),
        _figure("supervised", "纳入监管范围", "家", "已核查企业中纳入环境监管范围的。", _owners(in_scope, "in_scope", True)),
        _figure(
            "unsupervised", "未纳入监管范围", "家", "已核查企业中未纳入环境监管范围的。", _owners(in_scope, "in_scope", False)
        ),
        _figure(
            "ended", "管理计划期满", "家", "已纳入管理计划、但计划期限早于当日的企业。",
            [row.enterprise_id for row in rows if row.in_plan and row.plan_to is not None and row.plan_to < known.day],
        ),
    ]  # fmt: skip


def _owners(rows: Sequence[Any], flag: str, value: bool) -> list[int]:
    return [row.enterprise_id for row in rows if getattr(row, flag) is value]


def _storage_figures(known: Known) -> list[SectionFigure]:
    rows = known.storage
    unfit = [row for row in rows if lacking(row)]
    return [
        _figure("storage", "贮存设施", "处", "贮存设施台账中截至当日已核查的贮存设施和贮存点。", _ids(rows, "storage"), STORAGE),
        _figure(
            "full", "超量贮存", "处", "现贮存量超过贮存能力，或贮存点超过3吨（GB 18597-2023 第8.3.5条）的。",
            _ids([row for row in rows if is_full(row)], "storage"), STORAGE,
        ),
        _figure("unfit", "设施不符合", "处", "标志标签、防渗、分区有任一项不符合的贮存设施。", _ids(unfit, "storage"), STORAGE),
    ]  # fmt: skip


def _ids(rows: Iterable[Any], noun: str) -> list[int]:
    return [getattr(row, f"hazwaste_{noun}_id") for row in rows]


def _manifest_figures(known: Known) -> list[SectionFigure]:
    """R-069: manifests and weights."""
    rows, arrived = known.manifests, known.arrived
    month = [row for row in rows if row.out_on >= known.day.replace(day=1)]
    return [
        _figure(
            "manifests", "转移联单", "份", "专项行动以来移出危险废物的转移联单。", _ids(rows, "manifest"), MANIFEST
        ),
        _figure(
            "month_manifests", "本月转移联单", "份", "本月移出危险废物的转移联单。", _ids(month, "manifest"), MANIFEST
        ),
        _weight("sent", "移出量", "上述联单的移出量之和。", rows, "quantity_out"),
        _weight("arrived_of", "已接收联单的移出量", "上述联单中已接收的，其移出量之和。", arrived, "quantity_out"),
        _weight("received", "接收量", "上述联单中已接收的，其接收量之和。", arrived, "quantity_in"),
        *_anomaly_figures(known),
    ]


def _anomaly_figures(known: Known) -> list[SectionFigure]:
    """R-069: what does not agree."""
    permille = known.tolerance
    off = {key[0] for key, one in balances_of(known).items() if differs(one.arrived_of, one.received, permille)}
    return [
        _figure(
            "differing", "数量异常联单", "份", f"接收量与移出量之差超过移出量千分之{permille}的联单。",
            _ids(known.states(State.DIFFERS), "manifest"), MANIFEST,
        ),
        _figure(
            "overdue", "逾期未接收联单", "份", "截至当日超过应接收日期仍未接收的联单。",
            _ids(known.states(State.OVERDUE), "manifest"), MANIFEST,
        ),
        _figure(
            "unbalanced", "物料不平衡的企业", "家",
            f"专项行动以来有一个月以上，已接收部分的移出量与接收量之差超过千分之{permille}的移出企业。", off,
        ),
    ]  # fmt: skip


def _weight(key: str, title: str, definition: str, rows: Sequence[Any], column: str) -> SectionFigure:
    ids, total = _ids(rows, "manifest"), sum(getattr(row, column) for row in rows)
    return amount(
        PLUGIN, key, title, "吨", definition, ids, total, record=MANIFEST, scale=GRAMS, digits=DECIMALS
    )  # fmt: skip


PARAGRAPHS = (
    "对收集、贮存、利用、处置四个环节进行监督检查，查出收集环节隐患{hazwaste.stage_1}、"
    "贮存环节隐患{hazwaste.stage_2}、利用环节隐患{hazwaste.stage_3}、处置环节隐患{hazwaste.stage_4}。"
    "重点整治三类违法行为：违规堆存{hazwaste.violation_1}、随意倾倒{hazwaste.violation_2}、"
    "私自填埋{hazwaste.violation_3}，涉及企业{hazwaste.violators}。",
    "排查纳入管理情况：废物处置企业{hazwaste.disposers}，其中已纳入管理计划{hazwaste.disposers_planned}、尚未核查{hazwaste.unchecked}；已核查企业{hazwaste.checked}，"
    "危险废物纳入管理计划{hazwaste.planned}、未纳入{hazwaste.unplanned}，"
    "纳入环境监管范围{hazwaste.supervised}、未纳入{hazwaste.unsupervised}；管理计划期满未续{hazwaste.ended}。",
    "贮存设施{hazwaste.storage}，其中超量贮存{hazwaste.full}，标志、防渗或分区不符合{hazwaste.unfit}。",
    "完善转移联单制度：专项行动以来运行转移联单{hazwaste.manifests}（本月{hazwaste.month_manifests}），"
    "移出{hazwaste.sent}；已接收联单移出{hazwaste.arrived_of}、接收{hazwaste.received}。"
    "数量异常{hazwaste.differing}，逾期未接收{hazwaste.overdue}，物料不平衡的企业{hazwaste.unbalanced}。",
    "上报突发环境事件隐患{hazwaste.events}，其中重大{hazwaste.major_events}（与重大事故隐患分开统计）。",
)
"""The narrative; the core puts the locked figures in."""
