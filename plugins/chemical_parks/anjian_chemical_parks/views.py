"""The lists: what the kit does not know of parks."""

from __future__ import annotations

from typing import Any, ClassVar

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterList
from anjian.plugin_api.web import Column, Empty, FilterForm, ListView, Tab, View, current_instance
from anjian_chemical_parks import filters as forms
from anjian_chemical_parks import lights
from anjian_chemical_parks.conditions import condition_of, met_items, progress
from anjian_chemical_parks.models import Milestone, Park, ParkCondition, ParkTask, PositionCheck, Reply
from anjian_chemical_parks.park_form import ParkForm
from anjian_chemical_parks.park_rows import counties_of_parks
from anjian_chemical_parks.registers import CONDITIONS, DOCUMENTS, MEMBERS, MILESTONES, PARKS, REPLIES, TASKS
from anjian_chemical_parks.words import MISMATCHES, Recognition, Relation, TaskState

CHOICES = 20
"""Parks offered while one types."""


def county_names() -> dict[Any, str]:
    """Code of a county -> its name, as the running installation has them."""
    form = ParkForm()
    form.fit(current_instance())
    return form.region.choices


class OfParks(RegisterList, abstract=True):
    """A list that can be narrowed to one park."""

    filter_form: ClassVar[type[FilterForm]] = forms.NamedFilters

    def prepare(self, filters: FilterForm) -> None:
        super().prepare(filters)
        field: Any = filters["park"]
        field.set_choices({name: name for name in sorted(counties_of_parks(self.session))})


class ParkList(RegisterList):
    """The register of parks, each with its progress on 十有两禁."""

    register = PARKS
    explanation = "化工园区的认定、安全风险等级、四至范围和安全控制线。“十有两禁”只计有佐证的符合项。"
    sort = "name"
    filter_form = forms.ParkListFilters
    tabs = (
        Tab("全部"),
        Tab("未认定", (("recognition", str(Recognition.NOT_RECOGNISED)),)),
        Tab("认定中", (("recognition", str(Recognition.UNDER_WAY)),)),
        Tab("已认定", (("recognition", str(Recognition.RECOGNISED)),)),
    )
    columns = (
        Column("name", "园区名称", sort=Park.name, link=PARKS.address, lead=True),
        Column("county", "所在县（市、区）", lambda row: row.county, kind="short"),
        Column("recognition", "认定情况", lights.recognition_light, kind="light"),
        Column("level", "安全风险等级", lights.level_light, kind="light"),
        Column("met", "“十有两禁”", lambda row: row.met, kind="short", tip="符合且有佐证的项数/全部项数"),
        Column("boundary", "四至范围", lambda row: lights.drawn_light(row.boundary), kind="light"),
        Column("control_line", "安全控制线", lambda row: lights.drawn_light(row.control_line), kind="light"),
        Column("reassess_on", "下次评估期限", kind="day", sort=Park.reassess_on),
        Column("recognised_on", "认定日期", kind="day", shown=False),
    )

    def context(self) -> dict[str, Any]:
        answers: dict[str, list[Any]] = {}
        for row in self.session.scalars(
            select(ParkCondition).where(ParkCondition.park.in_([p.name for p in self.page.rows]))
        ):
            answers.setdefault(row.park, []).append(row)
        names = county_names()
        for park in self.page.rows:
            park.met = progress(met_items(answers.get(park.name, []), clock.today()))
            park.county = names.get(park.region_code, "")
        return super().context()


class ConditionList(OfParks):
    """How each park stands on each of 十有两禁."""

    register = CONDITIONS
    explanation = "每个园区十二项条件逐项登记：符合的须有佐证，没有佐证的不算符合。条文只见于转载，待核实。"
    filter_form = forms.ConditionFilters
    columns = (
        Column("words", "条件", lambda row: condition_of(row.item).words, link=CONDITIONS.address, lead=True),
        Column("park", "园区"),
        Column("standing", "情况", lights.condition_light, kind="light"),
        Column("judged_on", "核实日期", kind="day"),
        Column("evidence", "佐证材料"),
        Column("target", "阶段目标", lambda row: condition_of(row.item).target, kind="day", shown=False),
    )


class MilestoneList(OfParks):
    """The dated steps of parks."""

    register = MILESTONES
    explanation = "园区建设、认定的重要节点；是否逾期按计划和实际完成日期算出。"
    sort = "due_on"
    columns = (
        Column("milestone", "节点", link=MILESTONES.address, lead=True),
        Column("park", "园区"),
        Column("light", "情况", lights.milestone_light, kind="light"),
        Column("due_on", "计划完成时间", kind="day", sort=Milestone.due_on),
        Column("done_on", "实际完成时间", kind="day"),
        Column("evidence", "佐证材料", shown=False),
    )


class DocumentList(OfParks):
    """The set of documents of parks."""

    register = DOCUMENTS
    explanation = "总体规划、产业规划、项目准入与退出条件、一体化安全管理及应急救援文件。"
    filter_form = forms.DocumentFilters
    columns = (
        Column("title", "文件名称", link=DOCUMENTS.address, lead=True),
        Column("kind", "类别", kind="short"),
        Column("park", "园区"),
        Column("number", "文号", kind="short"),
        Column("issued_on", "印发或批准日期", kind="day"),
        Column("valid_to", "有效期至", kind="day"),
    )


class TaskList(OfParks):
    """What the notice asks of each park, with the replies of the 配合 units."""

    register = TASKS
    explanation = (
        "市工信局牵头，有关县（市、区）及市直有关部门配合；配合单位没有全部回复的不能办结，牵头单位写明理由的除外。"
    )
    sort = "due_on"
    filter_form = forms.TaskFilters
    tabs = (
        Tab("全部"),
        Tab("进行中", (("state", str(TaskState.OPEN)),)),
        Tab("已办结", (("state", str(TaskState.CLOSED)),)),
    )
    columns = (
        Column("matter", "工作任务", link=TASKS.address, lead=True),
        Column("park", "园区"),
        Column("state", "办理情况", lights.task_light, kind="light"),
        Column("replies", "配合单位回复", lambda row: row.replies, kind="light"),
        Column("due_on", "办结时限", kind="day", sort=ParkTask.due_on),
        Column("partners", "配合单位"),
    )

    def context(self) -> dict[str, Any]:
        replied = lights.replies_of(self.session, Reply.park.in_([row.park for row in self.page.rows]))
        for row in self.page.rows:
            row.replies = lights.reply_light(row, replied.get((row.park, row.matter), set()))
        return super().context()


class ReplyList(OfParks):
    """What the 配合 units answered."""

    register = REPLIES
    explanation = "配合单位对园区任务的回复，每个单位每项任务一件。"
    filter_form = forms.ReplyFilters
    columns = (
        Column("partner", "配合单位", link=REPLIES.address, lead=True),
        Column("park", "园区"),
        Column("matter", "工作任务"),
        Column("replied_on", "回复日期", kind="day"),
        Column("reply", "回复内容"),
    )


class MemberList(OfParks):
    """The enterprises that parks have."""

    register = MEMBERS
    explanation = "登记在化工园区内的企业；是否位于四至范围以内，见“入园企业位置核对”。"
    filter_form = forms.MemberFilters
    columns = (
        Column("enterprise_name", "企业", link=MEMBERS.address, lead=True),
        Column("park", "园区"),
        Column("kind", "企业类型", lights.member_light, kind="light"),
        Column("entered_on", "入园日期", kind="day"),
        Column("left_on", "退园日期", kind="day"),
    )


class PositionList(ListView):
    """Where enterprises lie, compared with the register of members, as the daily job found it."""

    permission = "chemical_parks.view"
    title = "入园企业位置核对"
    explanation = "每天早上按企业坐标和园区四至范围核对入园登记；红色的请核对企业坐标、园区四至或入园登记。"
    key = PositionCheck.id
    unit = "家"
    empty = Empty("还没有核对结果", "登记园区四至范围、入园企业和企业坐标后，每天早上自动核对。")
    filter_form = forms.PositionFilters
    tabs = (Tab("全部"), *(Tab(str(one), (("relation", str(one)),)) for one in MISMATCHES))
    columns = (
        Column("name", "企业", lead=True),
        Column("relation", "核对结果", lambda row: lights.relation_light(row.relation), kind="light"),
        Column("park", "登记的园区"),
        Column("located_in", "所在的园区"),
        Column("checked_on", "核对日期", kind="day", tip="首次得出这一结果的日期"),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        wanted = filters.value("relation")
        relation = PositionCheck.relation
        return select(PositionCheck).where(relation == wanted if wanted else relation != Relation.NOT_CONCERNED)


class ParkChoices(View):
    """What the field 园区 offers while one types."""

    permission = "chemical_parks.view"

    def get(self) -> ResponseReturnValue:
        typed = request.args.get("q", "").strip()
        names = [name for name in sorted(counties_of_parks(self.session)) if typed in name]
        return jsonify([{"value": name, "text": name} for name in names[:CHOICES]])
