"""The registers' pages: what the kit does not know of plans, storage and manifests."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, or_

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import Block, RegisterList, RegisterPage
from anjian.plugin_api.web import Column, Fact, FilterForm, Light, Tab, due_light
from anjian_hazwaste.balance import left_in, month_of
from anjian_hazwaste.catalogue import EDITION, catalogue, name_of
from anjian_hazwaste.comparing import Rule, in_state, rule_now, state_of
from anjian_hazwaste.forms import ManifestFilters, PlanFilters, StorageFilters
from anjian_hazwaste.models import Manifest, Plan, Storage
from anjian_hazwaste.quantities import share, tonnes, tonnes_signed
from anjian_hazwaste.registers import MANIFESTS, PLANS, STORAGE
from anjian_hazwaste.storage import is_full, lacking
from anjian_hazwaste.words import POINT_LIMIT_G, State, StorageKind

STATE_TONES = {State.MOVING: "blue", State.OVERDUE: "red", State.RECEIVED: "green", State.DIFFERS: "red"}


def yes_light(value: bool, yes: str, no: str) -> Light:
    return Light("green", yes) if value else Light("red", no)


def plan_light(row: Plan) -> Light:
    return yes_light(row.in_plan, "已纳入", "未纳入")


def scope_light(row: Plan) -> Light:
    return yes_light(row.in_scope, "已纳入", "未纳入")


class PlanList(RegisterList):
    """Who has the waste in the management plan, and who is supervised."""

    register = PLANS
    explanation = "逐家核查废弃危化品等危险废物是否纳入危险废物管理计划、企业是否纳入环境监管范围，每家企业一条。"
    sort = "plan_to"
    filter_form = PlanFilters
    tabs = (
        Tab("全部"),
        Tab("未纳入管理计划", (("in_plan", "no"),)),
        Tab("未纳入监管范围", (("in_scope", "no"),)),
    )
    columns = (
        Column("enterprise_name", "企业", link=PLANS.address, lead=True),
        Column("in_plan", "管理计划", plan_light, kind="light"),
        Column("in_plan_on", "计划核查日期", kind="day"),
        Column("plan_to", "计划期限至", kind="day", sort=Plan.plan_to),
        Column("in_scope", "监管范围", scope_light, kind="light"),
        Column("in_scope_on", "范围核查日期", kind="day"),
        Column("management", "管理类别", kind="short"),
        Column("plan_number", "备案编号", kind="short", shown=False),
    )


class PlanPage(RegisterPage):
    """One enterprise's plan."""

    def facts(self, row: Plan) -> list[Fact]:
        found = [
            Fact("管理计划", plan_light(row), note=f"核查日期 {row.in_plan_on}"),
            Fact("监管范围", scope_light(row), note=f"核查日期 {row.in_scope_on}"),
        ]
        if row.plan_to is not None:
            found.append(Fact("计划期限", due_light(row.plan_to, clock.today()), note=f"至 {row.plan_to}"))
        return found


def stock_light(row: Storage) -> Light:
    if row.stock is None:
        return Light("grey", "未盘点")
    return Light("red", "超量") if is_full(row) else Light("green", "未超量")


def fit_light(row: Storage) -> Light:
    missing = lacking(row)
    return Light("red", f"{missing}不符合") if missing else Light("green", "符合")


class StorageList(RegisterList):
    """Storage facilities and points."""

    register = STORAGE
    explanation = "危险废物贮存设施和贮存点。贮存点实时贮存量不应超过3吨（GB 18597-2023 第8.3.5条）。"
    sort = "code"
    filter_form = StorageFilters
    tabs = (Tab("全部"), Tab("超量", (("fault", "full"),)), Tab("设施不符合", (("fault", "unfit"),)))
    columns = (
        Column("code", "设施编码", kind="short", sort=Storage.code, link=STORAGE.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("kind", "类型", kind="short"),
        Column("place", "所在位置"),
        Column("capacity", "贮存能力（吨）", lambda row: tonnes(row.capacity), kind="number"),
        Column("stock", "现贮存量（吨）", lambda row: tonnes(row.stock), kind="number"),
        Column("full", "贮存量", stock_light, kind="light"),
        Column("fit", "标志、防渗、分区", fit_light, kind="light"),
        Column("checked_on", "核查日期", kind="day"),
        Column("waste_codes", "废物代码", shown=False),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query, fault = super().rows(filters), filters.value("fault")
        point = and_(Storage.kind == StorageKind.POINT, Storage.stock > POINT_LIMIT_G)
        if fault == "full":
            query = query.where(or_(Storage.stock > Storage.capacity, point))
        if fault == "unfit":
            query = query.where(or_(*(flag.is_(False) for flag in (Storage.signs, Storage.seepage, Storage.zones))))
        return query


class StoragePage(RegisterPage):
    """One facility, with what its codes mean."""

    def facts(self, row: Storage) -> list[Fact]:
        return [
            Fact("贮存量", stock_light(row), note=f"盘点日期 {row.stock_on}" if row.stock_on else ""),
            Fact("标志、防渗、分区", fit_light(row), note=f"核查日期 {row.checked_on}"),
        ]

    def blocks(self, row: Storage) -> list[Block]:
        return [waste_block(row.waste_codes.split("、"))]


def waste_block(codes: list[str]) -> Block:
    """What the catalogue says of codes."""
    known = catalogue()
    rows = [(code, name_of(code), known[code].description if code in known else "名录中没有单列") for code in codes]
    return Block("危险废物", ("废物代码", "废物类别", "名录中的描述"), rows, f"据{EDITION}。")


class ManifestList(RegisterList):
    """Transfer manifests and what is wrong with them."""

    register = MANIFESTS
    explanation = (
        "每一份转移联单由移出到接收的情况；移出量与接收量之差超过允许差异的为数量异常，超过接收期限的为逾期未接收。"
    )
    sort = "-out_on"
    filter_form = ManifestFilters
    tabs = (Tab("全部"), *(Tab(str(state), (("state", str(state)),)) for state in State))
    columns = (
        Column("number", "联单编号", kind="short", sort=Manifest.number, link=MANIFESTS.address, lead=True),
        Column("enterprise_name", "移出人"),
        Column("waste_code", "废物代码", kind="short"),
        Column("quantity_out", "移出量（吨）", lambda row: tonnes(row.quantity_out), kind="number"),
        Column("quantity_in", "接收量（吨）", lambda row: tonnes(row.quantity_in), kind="number"),
        Column("state", "状态", "state_light", kind="light"),
        Column("out_on", "移出日期", kind="day", sort=Manifest.out_on),
        Column("in_on", "接收日期", kind="day"),
        Column("receive_by", "应接收日期", kind="day", shown=False),
        Column("receiver", "接受人"),
        Column("carrier", "承运人", shown=False),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query = super().rows(filters)
        if state := filters.value("state"):
            query = query.where(in_state(state, clock.today(), rule_now(self.session).tolerance))
        if (text := filters.value("month")) and (month := month_of(text)):
            query = query.where(left_in(month))
        return query

    def context(self) -> dict[str, Any]:
        rule = rule_now(self.session)
        for row in self.page.rows:
            row.state_light = light_of(row, rule)
        return super().context()


def light_of(row: Manifest, rule: Rule) -> Light:
    state = state_of(row, clock.today(), rule.tolerance)
    return Light(STATE_TONES[state], str(state))


class ManifestPage(RegisterPage):
    """One manifest, with its difference and the rule that judges it."""

    def facts(self, row: Manifest) -> list[Fact]:
        found = [Fact("状态", light_of(row, rule_now(self.session)))]
        if row.quantity_in is None:
            found.append(Fact("应接收日期", due_light(row.receive_by, clock.today()), note=str(row.receive_by)))
        else:
            gap = row.quantity_out - row.quantity_in
            found.append(Fact("移出量减接收量", f"{tonnes_signed(gap)} 吨", note=share(gap, row.quantity_out)))
        return found

    def blocks(self, row: Manifest) -> list[Block]:
        rule = rule_now(self.session)
        told = [("允许差异", f"移出量的千分之{rule.tolerance}"), ("接收期限", f"移出之日起{rule.receipt_days}日")]
        return [waste_block([row.waste_code]), Block("核对口径", ("项目", "数值"), told, rule.basis)]
