"""What the month's report says on task (7) 强化危险废物全流程监管: sets of rows, tables that name them, locked figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, SectionTable
from anjian.plugin_api.reading import HazardRef, enterprises_by_id, known_hazards, linked_enterprises
from anjian.plugin_api.sections import figure, known_rows, listing, work_figures, work_sentence
from anjian_hazwaste.comparing import rule_known, state_of
from anjian_hazwaste.models import ManifestVersion, PlanVersion, StorageVersion
from anjian_hazwaste.quantities import differs, share, tonnes, tonnes_signed
from anjian_hazwaste.storage import is_full, lacking
from anjian_hazwaste.words import EVENT, STAGES, VIOLATIONS, State

PLUGIN = "hazwaste"
MAJOR_LEVEL = "重大"
EVENT_DEFINITION = (
    "专项行动以来按环境保护部公告2016年第74号上报的突发环境事件隐患；与重大事故隐患分开统计，不进入附件1。"
)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the section counts, each row a version as known; manifests that left since the campaign began."""

    day: date
    starts_on: date
    tolerance: int
    disposers: Mapping[int, str]
    plans: Sequence[Any]
    storage: Sequence[Any]
    manifests: Sequence[Any]
    hazards: Sequence[HazardRef]
    names: Mapping[int, str]

    def found(self, item: str) -> list[int]:
        """Hazards that are failures of a checklist item."""
        return [one.id for one in self.hazards if one.item_code == item]

    def states(self, state: State) -> list[Any]:
        """Manifests that stood so on the day."""
        return [row for row in self.manifests if state_of(row, self.day, self.tolerance) is state]

    @property
    def arrived(self) -> list[Any]:
        return [row for row in self.manifests if row.in_on is not None and row.in_on <= self.day]

    def name(self, row: Any) -> str:
        return self.names.get(row.enterprise_id, "")


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    known = _known(ctx)
    return SectionData(
        figures=(
            *_check_figures(known),
            *_plan_figures(known),
            *_storage_figures(known),
            *_manifest_figures(known),
            *work_figures(ctx),
        ),
        tables=tuple(table for table in _tables(known) if table.rows),
        paragraphs=PARAGRAPHS,
    )


def _known(ctx: SectionContext) -> Known:
    disposers = linked_enterprises(ctx)
    plan, manifest = PlanVersion, ManifestVersion
    plans = known_rows(ctx, plan, plan.in_plan_on <= ctx.effective)
    storage = known_rows(ctx, StorageVersion, StorageVersion.checked_on <= ctx.effective)
    manifests = known_rows(ctx, manifest, manifest.out_on.between(ctx.starts_on, ctx.effective), order=manifest.number)
    hazards = [one for one in known_hazards(ctx) if one.discovered_on >= ctx.starts_on]
    rows = (*plans, *storage, *manifests, *hazards)
    owners = {row.enterprise_id for row in rows if row.enterprise_id is not None}
    # Asked with an id that no enterprise has, so that the query is sent where there are no rows too.
    refs = enterprises_by_id(ctx.session, owners | {0})
    names = {number: ref.name for number, ref in refs.items()} | dict(disposers)
    tolerance = rule_known(ctx.session, ctx.known).tolerance
    return Known(ctx.effective, ctx.starts_on, tolerance, disposers, plans, storage, manifests, hazards, names)


def _figure(key: str, title: str, unit: str, definition: str, ids: Iterable[Any]) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, ids)


def _check_figures(known: Known) -> list[SectionFigure]:
    """R-067: each stage and each named violation type by itself."""
    stages = [
        _figure(
            f"stage_{number}",
            f"{word}环节隐患",
            "个",
            f"专项行动以来检查{word}环节发现并上报的隐患。",
            known.found(code),
        )
        for number, (code, word) in enumerate(STAGES.items(), 1)
    ]
    violations = [
        _figure(f"violation_{number}", word, "个", f"专项行动以来检查发现并上报的{word}危险废物。", known.found(code))
        for number, (code, word) in enumerate(VIOLATIONS.items(), 1)
    ]
    violators = {one.enterprise_id for one in known.hazards if one.item_code in VIOLATIONS}
    events = [one for one in known.hazards if one.scale == EVENT]
    return [
        *stages,
        *violations,
        _figure("violators", "存在三类违法行为的企业", "家", "上述违规堆存、随意倾倒、私自填埋涉及的企业。", violators),
        _figure("events", "突发环境事件隐患", "个", EVENT_DEFINITION, [one.id for one in events]),
        _figure(
            "major_events", "重大突发环境事件隐患", "个", "上述突发环境事件隐患中分级为重大的。",
            [one.id for one in events if one.level == MAJOR_LEVEL],
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
        _figure("storage", "贮存设施", "处", "贮存设施台账中截至当日已核查的贮存设施和贮存点。", _ids(rows, "storage")),
        _figure(
            "full", "超量贮存", "处", "现贮存量超过贮存能力，或贮存点超过3吨（GB 18597-2023 第8.3.5条）的。",
            _ids([row for row in rows if is_full(row)], "storage"),
        ),
        _figure("unfit", "设施不符合", "处", "标志标签、防渗、分区有任一项不符合的贮存设施。", _ids(unfit, "storage")),
    ]  # fmt: skip


def _ids(rows: Iterable[Any], noun: str) -> list[int]:
    return [getattr(row, f"hazwaste_{noun}_id") for row in rows]


def _manifest_figures(known: Known) -> list[SectionFigure]:
    """R-069: manifests, weights, and what does not agree."""
    rows, arrived = known.manifests, known.arrived
    month = [row for row in rows if row.out_on >= known.day.replace(day=1)]
    permille = known.tolerance
    off = {key[0] for key, one in balances_of(known).items() if differs(one.arrived_of, one.received, permille)}
    return [
        _figure("manifests", "转移联单", "份", "专项行动以来移出危险废物的转移联单。", _ids(rows, "manifest")),
        _figure("month_manifests", "本月转移联单", "份", "本月移出危险废物的转移联单。", _ids(month, "manifest")),
        _weight("sent", "移出量", "上述联单的移出量之和。", rows, "quantity_out"),
        _weight("arrived_of", "已接收联单的移出量", "上述联单中已接收的，其移出量之和。", arrived, "quantity_out"),
        _weight("received", "接收量", "上述联单中已接收的，其接收量之和。", arrived, "quantity_in"),
        _figure(
            "differing", "数量异常联单", "份", f"接收量与移出量之差超过移出量千分之{permille}的联单。",
            _ids(known.states(State.DIFFERS), "manifest"),
        ),
        _figure(
            "overdue", "逾期未接收联单", "份", "截至当日超过应接收日期仍未接收的联单。",
            _ids(known.states(State.OVERDUE), "manifest"),
        ),
        _figure(
            "unbalanced", "物料不平衡的企业", "家",
            f"专项行动以来有一个月以上，已接收部分的移出量与接收量之差超过千分之{permille}的移出企业。", off,
        ),
    ]  # fmt: skip


def _weight(key: str, title: str, definition: str, rows: Sequence[Any], column: str) -> SectionFigure:
    """A sum of grams in 吨: a figure's total counts millionths of its unit, as 分 are of 万元."""
    ids = tuple(sorted(_ids(rows, "manifest")))
    return SectionFigure(f"{PLUGIN}.{key}", title, "吨", definition, ids, sum(getattr(row, column) for row in rows))


@dataclass(slots=True)
class Month:
    """One producer's month: grams."""

    manifests: int = 0
    sent: int = 0
    arrived_of: int = 0
    received: int = 0


def balances_of(known: Known) -> dict[tuple[int, str], Month]:
    """(Producer, month of leaving) -> its balance."""
    found: dict[tuple[int, str], Month] = {}
    for row in known.manifests:
        one = found.setdefault((row.enterprise_id, f"{row.out_on:%Y-%m}"), Month())
        one.manifests += 1
        one.sent += row.quantity_out
        if row.in_on is not None and row.in_on <= known.day:
            one.arrived_of += row.quantity_out
            one.received += row.quantity_in
    return found


PARAGRAPHS = (
    "（7）强化危险废物全流程监管。对收集、贮存、利用、处置四个环节进行监督检查，查出收集环节隐患{hazwaste.stage_1}、"
    "贮存环节隐患{hazwaste.stage_2}、利用环节隐患{hazwaste.stage_3}、处置环节隐患{hazwaste.stage_4}。"
    "重点整治三类违法行为：违规堆存{hazwaste.violation_1}、随意倾倒{hazwaste.violation_2}、"
    "私自填埋{hazwaste.violation_3}，涉及企业{hazwaste.violators}。",
    "排查纳入管理情况：废物处置企业{hazwaste.disposers}，其中{hazwaste.unchecked}尚未核查；已核查企业{hazwaste.checked}，"
    "危险废物纳入管理计划{hazwaste.planned}、未纳入{hazwaste.unplanned}，"
    "纳入环境监管范围{hazwaste.supervised}、未纳入{hazwaste.unsupervised}；管理计划期满未续{hazwaste.ended}。",
    "贮存设施{hazwaste.storage}，其中超量贮存{hazwaste.full}，标志、防渗或分区不符合{hazwaste.unfit}。",
    "完善转移联单制度：专项行动以来运行转移联单{hazwaste.manifests}（本月{hazwaste.month_manifests}），"
    "移出{hazwaste.sent}；已接收联单移出{hazwaste.arrived_of}、接收{hazwaste.received}。"
    "数量异常{hazwaste.differing}，逾期未接收{hazwaste.overdue}，物料不平衡的企业{hazwaste.unbalanced}。",
    "上报突发环境事件隐患{hazwaste.events}，其中重大{hazwaste.major_events}（与重大事故隐患分开统计）。",
    work_sentence(PLUGIN),
)
"""The narrative; the core puts the locked figures in."""


def _tables(known: Known) -> list[SectionTable]:
    """Named rows: who is not in the plan, which storage, which manifests, and the balance."""
    plans = [
        (
            known.name(row),
            *(("是" if flag else "否") for flag in (row.in_plan, row.in_scope)),
            row.in_plan_on.isoformat(),
        )
        for row in known.plans
        if not (row.in_plan and row.in_scope)
    ]
    storage = [
        (known.name(row), row.code, row.kind, tonnes(row.capacity), tonnes(row.stock), _storage_fault(row))
        for row in known.storage
        if is_full(row) or lacking(row)
    ]
    differing = [
        (
            known.name(row), row.number, row.waste_code, tonnes(row.quantity_out), tonnes(row.quantity_in),
            tonnes_signed(row.quantity_out - row.quantity_in), share(row.quantity_out - row.quantity_in, row.quantity_out),
            row.receiver,
        )
        for row in known.states(State.DIFFERS)
    ]  # fmt: skip
    overdue = [
        (
            known.name(row),
            row.number,
            row.waste_code,
            tonnes(row.quantity_out),
            row.out_on.isoformat(),
            row.receive_by.isoformat(),
        )
        for row in known.states(State.OVERDUE)
    ]
    violations = [
        (known.name(one), VIOLATIONS[one.item_code], one.place, one.content, one.public_code, one.state)
        for one in known.hazards
        if one.item_code in VIOLATIONS
    ]
    return [
        listing("三类违法行为", ("企业", "类型", "部位", "具体内容", "隐患编号", "状态"), violations),
        listing("未纳入管理计划或监管范围的企业", ("企业", "纳入管理计划", "纳入监管范围", "核查日期"), plans),
        listing("有问题的贮存设施", ("企业", "设施编码", "类型", "贮存能力（吨）", "现贮存量（吨）", "问题"), storage),
        listing(
            "数量异常的转移联单",
            ("移出人", "联单编号", "废物代码", "移出量（吨）", "接收量（吨）", "差额（吨）", "差额占比", "接受人"),
            differing,
        ),
        listing(
            "逾期未接收的转移联单",
            ("移出人", "联单编号", "废物代码", "移出量（吨）", "移出日期", "应接收日期"),
            overdue,
        ),
        _balance_table(known),
    ]


def _storage_fault(row: Any) -> str:
    faults = (["超量"] if is_full(row) else []) + ([f"{lacking(row)}不符合"] if lacking(row) else [])
    return "；".join(faults)


def _balance_table(known: Known) -> SectionTable:
    rows = [
        (
            known.names.get(producer, ""), month, str(one.manifests), tonnes(one.sent), tonnes(one.arrived_of),
            tonnes(one.received), tonnes_signed(one.arrived_of - one.received),
            share(one.arrived_of - one.received, one.arrived_of), tonnes(one.sent - one.arrived_of),
        )
        for (producer, month), one in balances_of(known).items()
    ]  # fmt: skip
    header = (
        "移出人", "月份", "联单（份）", "移出量（吨）", "已接收部分移出量（吨）", "接收量（吨）", "差额（吨）", "差额占比",
        "未接收（吨）",
    )  # fmt: skip
    return listing("物料平衡（按移出人和月份）", header, rows)
