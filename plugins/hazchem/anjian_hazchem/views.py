"""Pages of matters, special operations and defective units, and the zero line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, or_, select

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import Block, RegisterList, RegisterPage
from anjian.plugin_api.web import Action, Column, Fact, FilterForm, Light, Tab, View, due_light
from anjian_hazchem import permits
from anjian_hazchem.forms_operations import MatterFilters, PermitFilters, UnitFilters
from anjian_hazchem.models import DefectiveUnit, Matter, WorkPermit
from anjian_hazchem.registers import MATTERS, OPERATIONS, UNITS
from anjian_hazchem.words import EVIDENCE, Operation, Record
from anjian_hazchem.zero_line import zero_line

SHOWN_DAYS = 60
"""Days that the page of the zero line shows."""


def matter_light(row: Matter) -> Light:
    if row.declared_on is None:
        return due_light(row.due_on, clock.today())
    if row.declared_on > row.due_on:
        return Light("red", f"逾期{(row.declared_on - row.due_on).days}天申报")
    return Light("green", "已受理") if row.received_on else Light("yellow", "待受理")


def permit_light(row: WorkPermit) -> Light:
    faults = permits.faults_of(row)
    if faults:
        return Light("red", f"{len(faults)}项问题")
    if row.record == Record.NOTICE:
        return Light("blue", "报备")
    return Light("green", "抽查符合") if row.drawn_on else Light("grey", "未抽查")


def unit_light(row: DefectiveUnit) -> Light:
    return Light("green", "已完成") if row.done_on is not None else due_light(row.due_on, clock.today())


class MatterList(RegisterList):
    """Important matters and whether they were declared in time."""

    register = MATTERS
    explanation = "企业按重要事项报告制度申报的事项；申报日期晚于应申报日期的为逾期。"
    filter_form = MatterFilters
    tabs = (Tab("全部"), Tab("逾期", (("standing", "late"),)), Tab("待受理", (("standing", "waiting"),)))
    columns = (
        Column("number", "申报编号", kind="short", link=MATTERS.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("kind", "事项类别"),
        Column("happened_on", "发生日期", kind="day"),
        Column("due_on", "应申报日期", kind="day"),
        Column("declared_on", "申报日期", kind="day"),
        Column("standing", "情况", matter_light, kind="light"),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query = super().rows(filters)
        if filters.value("standing") == "late":
            never = Matter.declared_on.is_(None) & (Matter.due_on < clock.today())
            return query.where(or_(Matter.declared_on > Matter.due_on, never))
        if filters.value("standing") == "waiting":
            return query.where(Matter.declared_on.is_not(None), Matter.received_on.is_(None))
        return query


class PermitList(RegisterList):
    """Special operations."""

    register = OPERATIONS
    explanation = "作业票供检查时抽查；高风险作业事前报备。特级动火、受限空间作业须连续检测、全过程影像采集并远传。"
    filter_form = PermitFilters
    tabs = (
        Tab("全部"),
        Tab("特级动火", (("kind", str(Operation.HOT_WORK)), ("level", "特级"))),
        Tab("受限空间", (("kind", str(Operation.CONFINED_SPACE)),)),
        Tab("抽查发现问题", (("drawn", "lacking"),)),
        Tab("报备", (("record", str(Record.NOTICE)),)),
    )
    columns = (
        Column("number", "编号", kind="short", link=OPERATIONS.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("record", "类型", kind="short"),
        Column("kind", "作业类别", kind="short"),
        Column("level", "级别", kind="short"),
        Column("place", "地点"),
        Column("starts", "开始时间", kind="short"),
        Column("ends", "结束时间", kind="short"),
        Column("standing", "情况", permit_light, kind="light"),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query = super().rows(filters)
        if filters.value("drawn") == "yes":
            return query.where(WorkPermit.drawn_on.is_not(None))
        if filters.value("drawn") == "lacking":
            missing = [getattr(WorkPermit, name).is_(False) for name in EVIDENCE]
            return query.where(WorkPermit.drawn_on.is_not(None), or_(*missing, WorkPermit.faults.is_not(None)))
        return query


class PermitPage(RegisterPage):
    """One operation and what is wrong with it."""

    def facts(self, row: Any) -> list[Fact]:
        return [Fact("情况", permit_light(row)), Fact("作业", row.kind, note=row.level or "")]

    def blocks(self, row: Any) -> list[Block]:
        return [Block("违法违规行为", ("行为",), [(fault,) for fault in permits.faults_of(row)])]


class UnitList(RegisterList):
    """Defective units."""

    register = UNITS
    explanation = "带“病”装置分类整治、动态清零；超期未完成的，应依法查处并填写查处文书号。"
    filter_form = UnitFilters
    actions = (Action("动态清零", "hazchem.zero_line", "hazchem.view"),)
    tabs = (
        Tab("全部"),
        Tab("未完成", (("standing", "open"),)),
        Tab("超期未完成", (("standing", "overdue"),)),
        Tab("已完成", (("standing", "done"),)),
    )
    columns = (
        Column("unit", "装置位号", kind="short", link=UNITS.address, lead=True),
        Column("unit_name", "装置名称"),
        Column("enterprise_name", "企业"),
        Column("category", "整治分类", kind="short"),
        Column("defect", "带病情况"),
        Column("found_on", "发现日期", kind="day"),
        Column("due_on", "整治期限", kind="day"),
        Column("standing", "进展", unit_light, kind="light"),
        Column("case_number", "查处文书号", shown=False),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query, standing = super().rows(filters), filters.value("standing")
        if standing == "done":
            return query.where(DefectiveUnit.done_on.is_not(None))
        if standing in ("open", "overdue"):
            query = query.where(DefectiveUnit.done_on.is_(None))
        return query.where(DefectiveUnit.due_on < clock.today()) if standing == "overdue" else query


class UnitPage(RegisterPage):
    """One defect, and the history of the unit that has it (R-062)."""

    def facts(self, row: Any) -> list[Fact]:
        facts = [Fact("进展", unit_light(row), note=f"期限 {row.due_on}"), Fact("整治分类", row.category)]
        if row.done_on is None and row.due_on < clock.today() and not row.case_number:
            facts.append(Fact("查处", Light("red", "超期未整治，未见查处文书")))
        return facts

    def blocks(self, row: Any) -> list[Block]:
        same = select(DefectiveUnit).where(
            DefectiveUnit.enterprise_id == row.enterprise_id, DefectiveUnit.unit == row.unit
        )
        lines = [
            (one.found_on, one.defect, one.remedy, one.due_on, one.done_on, unit_light(one))
            for one in self.session.scalars(same.order_by(DefectiveUnit.found_on))
        ]
        header = ("发现日期", "带病情况", "整治措施", "期限", "完成日期", "进展")
        return [Block(f"{row.unit} 历次带病记录", header, lines)]


class ZeroLine(View):
    """How many defects were open and overdue at the end of each day."""

    permission = "hazchem.view"

    def get(self) -> ResponseReturnValue:
        today = clock.today()
        first = today - timedelta(days=SHOWN_DAYS - 1)
        rows = self.session.scalars(select(DefectiveUnit).where(DefectiveUnit.found_on <= today)).all()
        days = zero_line(rows, first, today)
        now = days[-1]
        facts = [
            Fact("今日未完成", Light("yellow" if now.open else "green", f"{now.open}台（套）")),
            Fact("今日超期", Light("red" if now.overdue else "green", f"{now.overdue}台（套）")),
        ]
        crumbs = [(UNITS.title, url_for(UNITS.endpoint()))]
        return self.render(
            "hazchem/zero_line.html", title="带病装置动态清零", facts=facts, crumbs=crumbs, days=days[::-1]
        )
