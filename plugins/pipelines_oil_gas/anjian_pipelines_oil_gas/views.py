"""The registers' pages: what the kit does not know of segments and documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select

from anjian.plugin_api.data import clock
from anjian.plugin_api.reading import HazardRef, present_hazards
from anjian.plugin_api.registers import Block, RegisterList, RegisterPage
from anjian.plugin_api.web import Column, Fact, FilterForm, Light, Tab, address_of, current_instance, due_light
from anjian_pipelines_oil_gas import rules
from anjian_pipelines_oil_gas.forms import DeliverableForm, SegmentFilters
from anjian_pipelines_oil_gas.models import Deliverable, Segment
from anjian_pipelines_oil_gas.registers import DELIVERABLES, SEGMENTS, ageing, in_area
from anjian_pipelines_oil_gas.words import Risk, Use, object_of

PLUGIN = "pipelines_oil_gas"
RISK_TONES = {Risk.MAJOR: "red", Risk.GREATER: "yellow", Risk.GENERAL: "green", Risk.LOW: "green"}


def asked_day(row: Any) -> date:
    """The day as of which a list tells about a row: the list puts it there, else today."""
    return getattr(row, "told_on", None) or clock.today()


def age_light(row: Segment) -> Light:
    day = asked_day(row)
    words = f"{rules.age_on(row.commissioned_on, day)}年"
    return Light("red", f"{words}，老旧管道") if rules.is_old(row, day) else Light("grey", words)


def area_light(row: Segment) -> Light:
    if not rules.is_screened(row, asked_day(row)):
        return Light("yellow", "未排查")
    found = [f"高后果区{row.hca}"] if rules.is_hca(row) else []
    found += ["地质灾害易发区"] if row.geohazard else []
    return Light("red", "、".join(found)) if found else Light("green", "不属于")


def assessment_light(row: Segment) -> Light:
    day = asked_day(row)
    if rules.is_assessed(row, day):
        return Light(RISK_TONES[Risk(row.risk)], row.risk) if row.risk else Light("green", "已评估")
    return Light("red", "未评估") if rules.is_old(row, day) else Light("grey", "未评估")


def plan_light(row: Segment) -> Light:
    day = asked_day(row)
    if rules.has_plan(row, day):
        done = row.plan_done_on is not None and row.plan_done_on <= day
        return Light("green", "已落实") if done else due_light(row.plan_due, day)
    return Light("red", "没有") if rules.is_old(row, day) else Light("grey", "没有")


def span(row: Segment) -> str:
    """From where to where: K0+000–K8+500."""
    return f"{rules.chainage(row.from_m)}–{rules.chainage(row.to_m)}"


class SegmentList(RegisterList):
    """The register of segments."""

    register = SEGMENTS
    explanation = (
        "油气输送管道逐段登记。投产满20年当日列入老旧管道，须评估并制定“一段一策”；不在用的管段保留记录，不计入报表。"
    )
    sort = "code"
    filter_form = SegmentFilters
    tabs = (
        Tab("全部"),
        Tab("老旧管道", (("old", "yes"),)),
        Tab("满20年未评估", (("old", "unassessed"),)),
        Tab("满20年无“一段一策”", (("old", "unplanned"),)),
        Tab("一年内满20年", (("old", "coming"),)),
        Tab("高风险区域", (("area", "any"),)),
        Tab("尚未排查", (("area", "unseen"),)),
    )
    columns = (
        Column("code", "管段编号", kind="short", sort=Segment.code, link=SEGMENTS.address, lead=True),
        Column("line", "管道名称"),
        Column("enterprise_name", "企业"),
        Column("span", "起止桩号", span, kind="short"),
        Column("length", "长度（km）", lambda row: rules.kilometres([row]), kind="number"),
        Column("medium", "介质", kind="short", shown=False),
        Column("commissioned_on", "投产日期", kind="day", sort=Segment.commissioned_on),
        Column("age", "管龄", age_light, kind="light", tip="实际投产运行的整年数；满20年当日为老旧管道"),
        Column("area", "高风险区域", area_light, kind="light"),
        Column("assessment", "风险评估", assessment_light, kind="light"),
        Column("plan", "“一段一策”", plan_light, kind="light"),
        Column("use", "使用情况", kind="short", shown=False),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        day = filters.value("at") or clock.today()
        query, old, area = super().rows(filters), filters.value("old"), filters.value("area")
        if old:
            query = query.where(ageing(day, old))
        return query.where(in_area(day, area)) if area else query

    def context(self) -> dict[str, Any]:
        for row in self.page.rows:
            row.told_on = self.filters.value("at")
        return super().context()


class SegmentPage(RegisterPage):
    """One segment."""

    def facts(self, row: Segment) -> list[Fact]:
        since = f"{row.commissioned_on}投产，满20年之日{row.old_on}"
        tone = Light("blue" if row.use == Use.ACTIVE else "grey", row.use)
        return [
            Fact("管龄", age_light(row), note=since),
            Fact("高风险区域", area_light(row)),
            Fact("风险评估", assessment_light(row)),
            Fact("“一段一策”", plan_light(row)),
            Fact("使用情况", tone, note=f"{span(row)}，{rules.kilometres([row])}km"),
        ]

    def blocks(self, row: Segment) -> list[Block]:
        plugin = current_instance().registry.plugins[PLUGIN]
        found = [
            (one.public_code, kind_of(one), one.content, f"{one.scale}（{one.level}）", progress_of(one))
            for one in present_hazards(self.session, plugin)
            if one.enterprise_id == row.enterprise_id and rules.lies_on(one.place, row.code, row)
        ]
        note = "所在部位写明本管段编号，或桩号在本段之内的隐患。"
        return [Block("本管段的隐患", ("编号", "对象", "具体内容", "类型和级别", "销号情况"), found, note)]


def kind_of(hazard: HazardRef) -> str:
    """外部, 本体, 附属; 未区分 where no visit of this checklist found it."""
    kind = object_of(hazard.item_code)
    return str(kind or ("未区分" if hazard.item_code is None else "企业管理和其他"))


def progress_of(hazard: HazardRef) -> Light:
    if hazard.accepted_on is not None:
        return Light("green", f"{hazard.accepted_on}销号")
    return due_light(hazard.due_on, clock.today())


def hazard_address(hazard: HazardRef) -> str:
    return address_of("hazards.show", hazard_id=hazard.id)


class DeliverableList(RegisterList):
    """Documents of task (10)."""

    register = DELIVERABLES
    explanation = "市能源局牵头制定的全市油气输送管道重大事故隐患排查整治行动实施方案，以及各县（市、区）的方案。"
    sort = "-issued_on"
    columns = (
        Column("number", "文号", kind="short", link=DELIVERABLES.address, lead=True),
        Column("title", "文件名称"),
        Column("place", "适用范围", kind="short"),
        Column("issued_on", "印发日期", kind="day", sort=Deliverable.issued_on),
        Column("kept_at", "存放位置"),
    )

    def context(self) -> dict[str, Any]:
        form = DeliverableForm()
        form.fit(current_instance())
        for row in self.page.rows:
            row.place = form.region.display(row.region_code)
        return super().context()


class DeliverablePage(RegisterPage):
    """One document."""

    def facts(self, row: Deliverable) -> list[Fact]:
        return [Fact("印发日期", row.issued_on.isoformat()), Fact("文件名称", row.title)]
