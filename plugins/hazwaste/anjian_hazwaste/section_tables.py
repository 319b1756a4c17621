"""The section's tables: named rows behind its figures."""

from __future__ import annotations

from anjian.plugin_api import SectionContext, SectionTable
from anjian.plugin_api.reading import enterprise_regions
from anjian.plugin_api.sections import by_county, listing
from anjian_hazwaste.known import Known, balances_of
from anjian_hazwaste.quantities import share, tonnes, tonnes_signed
from anjian_hazwaste.storage import is_full, lacking
from anjian_hazwaste.words import VIOLATIONS, State


def tables_of(ctx: SectionContext, known: Known) -> list[SectionTable]:
    """All tables in order; the section leaves out those without rows."""
    tables = (_violations, _plans, _storage, _differing, _overdue, _balance)
    return [_progress(ctx, known), *(table(known) for table in tables)]


def _progress(ctx: SectionContext, known: Known) -> SectionTable:
    """R-068: how many of the disposers have been looked at, and are in a management plan."""
    regions = enterprise_regions(ctx)
    whole, part = ([regions.get(one) for one in owners] for owners in (known.disposers, known.disposers_planned))
    title, header = "各县（市、区）废物处置企业纳入管理计划情况", ("废物处置企业（家）", "已纳入管理计划（家）")
    return by_county(ctx, title, header, whole, part)


def _violations(known: Known) -> SectionTable:
    rows = [
        (known.name(one), VIOLATIONS[one.item_code], one.place, one.content, one.public_code, one.state)
        for one in known.hazards
        if one.item_code in VIOLATIONS
    ]
    return listing("三类违法行为", ("企业", "类型", "部位", "具体内容", "隐患编号", "状态"), rows)


def _plans(known: Known) -> SectionTable:
    rows = []
    for row in known.plans:
        found = row.in_scope_on <= known.day  # what was found later is not yet known of the day
        if not row.in_plan or (found and not row.in_scope):
            scope = ("是" if row.in_scope else "否", row.in_scope_on.isoformat()) if found else ("未核查", "")
            rows.append((known.name(row), "是" if row.in_plan else "否", row.in_plan_on.isoformat(), *scope))
    header = ("企业", "纳入管理计划", "计划核查日期", "纳入监管范围", "范围核查日期")
    return listing("未纳入管理计划或监管范围的企业", header, rows)


def _storage(known: Known) -> SectionTable:
    rows = []
    for row in known.storage:
        faults = (["超量"] if is_full(row) else []) + ([f"{lacking(row)}不符合"] if lacking(row) else [])
        if faults:
            held = (tonnes(row.capacity), tonnes(row.stock))
            rows.append((known.name(row), row.code, row.kind, *held, "；".join(faults)))
    header = ("企业", "设施编码", "类型", "贮存能力（吨）", "现贮存量（吨）", "问题")
    return listing("有问题的贮存设施", header, rows)


def _differing(known: Known) -> SectionTable:
    rows = []
    for row in known.states(State.DIFFERS):
        gap = row.quantity_out - row.quantity_in
        weights = (tonnes(row.quantity_out), tonnes(row.quantity_in), tonnes_signed(gap), share(gap, row.quantity_out))
        rows.append((known.name(row), row.number, row.waste_code, *weights, row.receiver))
    header = ("移出人", "联单编号", "废物代码", "移出量（吨）", "接收量（吨）", "差额（吨）", "差额占比", "接受人")
    return listing("数量异常的转移联单", header, rows)


def _overdue(known: Known) -> SectionTable:
    rows = []
    for row in known.states(State.OVERDUE):
        days = (row.out_on.isoformat(), row.receive_by.isoformat())
        rows.append((known.name(row), row.number, row.waste_code, tonnes(row.quantity_out), *days))
    header = ("移出人", "联单编号", "废物代码", "移出量（吨）", "移出日期", "应接收日期")
    return listing("逾期未接收的转移联单", header, rows)


def _balance(known: Known) -> SectionTable:
    rows = []
    for (producer, month), one in balances_of(known).items():
        gap = one.arrived_of - one.received
        weights = (tonnes(one.sent), tonnes(one.arrived_of), tonnes(one.received), tonnes_signed(gap))
        left = (share(gap, one.arrived_of), tonnes(one.sent - one.arrived_of))
        rows.append((known.names.get(producer, ""), month, str(one.manifests), *weights, *left))
    header = (
        "移出人", "月份", "联单（份）", "移出量（吨）", "已接收部分移出量（吨）", "接收量（吨）", "差额（吨）", "差额占比",
        "未接收（吨）",
    )  # fmt: skip
    return listing("物料平衡（按移出人和月份）", header, rows)
