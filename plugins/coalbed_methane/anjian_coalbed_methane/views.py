"""The register's pages: what the kit does not know of sites."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterList, RegisterPage
from anjian.plugin_api.web import Column, Fact, FilterForm, Light, Tab, due_light
from anjian_coalbed_methane import rules
from anjian_coalbed_methane.assumed import is_assumed, remark
from anjian_coalbed_methane.forms import SiteFilters
from anjian_coalbed_methane.models import Site
from anjian_coalbed_methane.registers import SITES, lacking
from anjian_coalbed_methane.words import COUNTED, Risk

EXPLANATION = "井场、站场逐个登记，每一个都评估并有“一场一策”，企业才算完成。停用、封井或拆除的保留记录，不计入报表。"
TONES = {Risk.RED: "red", Risk.ORANGE: "yellow", Risk.YELLOW: "yellow", Risk.BLUE: "green"}


def assessment_light(row: Site) -> Light:
    if rules.is_assessed(row, clock.today()):
        return Light("green", "已评估")
    if row.use not in COUNTED:
        return Light("grey", "不要求")
    return due_light(row.assess_by, clock.today()) if row.assess_by else Light("red", "未评估")


def risk_light(row: Site) -> Light | None:
    return Light(TONES[Risk(row.risk)], row.risk) if row.risk else None


def plan_light(row: Site) -> Light:
    day = clock.today()
    if rules.is_finished(row, day):
        return Light("green", "已落实")
    if rules.has_plan(row, day):
        return due_light(row.plan_due, day)
    return Light("red", "没有") if row.use in COUNTED else Light("grey", "不要求")


class SiteList(RegisterList):
    """The register of sites."""

    register = SITES
    sort = "code"
    filter_form = SiteFilters
    tabs = (
        Tab("全部"),
        Tab("未评估", (("lacking", "assessment"),)),
        Tab("无“一场一策”", (("lacking", "plan"),)),
        Tab("方案未落实完成", (("lacking", "done"),)),
        Tab("重大风险", (("risk", str(Risk.RED)),)),
    )
    columns = (
        Column("code", "场站编号", kind="short", sort=Site.code, link=SITES.address, lead=True),
        Column("name", "场站名称"),
        Column("enterprise_name", "企业"),
        Column("kind", "类型", kind="short"),
        Column("work", "作业类别", kind="short"),
        Column("assessment", "深度评估", assessment_light, kind="light"),
        Column("risk", "安全风险等级", risk_light, kind="light"),
        Column("plan", "“一场一策”", plan_light, kind="light"),
        Column("assessed_on", "评估日期", kind="day", sort=Site.assessed_on),
        Column("use", "使用情况", kind="short", shown=False),
        Column("report_no", "报告编号", kind="short", shown=False),
    )

    @property
    def explanation(self) -> str:  # type: ignore[override]
        return f"{EXPLANATION}{remark()}"

    def rows(self, filters: FilterForm) -> Select[Any]:
        query, what = super().rows(filters), filters.value("lacking")
        return query.where(lacking(clock.today(), what)) if what else query


class SitePage(RegisterPage):
    """One site."""

    def facts(self, row: Site) -> list[Fact]:
        assumed = [Fact("牵头部门", Light("yellow", "暂定"), note="通知第15项未写明")] if is_assumed() else []
        return [
            Fact("深度评估", assessment_light(row), note=f"评估日期 {row.assessed_on}" if row.assessed_on else ""),
            Fact("安全风险等级", risk_light(row) or Light("grey", "未确定")),
            Fact("“一场一策”", plan_light(row), note=f"完成期限 {row.plan_due}" if row.plan_due else ""),
            *assumed,
        ]
