"""The forms of what is registered about a park: the page, the Excel template, the rules of an imported row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterForm
from anjian.plugin_api.web import ChoiceField, DayField, Form, Group, LongTextField, Required, TextField
from anjian_chemical_parks.conditions import conditions
from anjian_chemical_parks.fields import TASK, ParkField, UnitsField
from anjian_chemical_parks.words import DocumentKind, Matter, MemberKind, Standing, TaskState

PARK_ALIASES = ("园区", "化工园区", "所属园区")


def choices(words: Any) -> dict[str, str]:
    """An enumeration as choices: the stored value is the word itself."""
    return {str(one): str(one) for one in words}


def not_later_than_today(field: Any) -> None:
    """What has happened has happened by today."""
    if field.data is not None and field.data > clock.today():
        raise ValidationError(f"{field.label.text}{field.data}晚于今天，请核对")


class ParkRowForm(Form):
    """A row about a park. The county is the park's."""

    park = ParkField("园区名称", [Required()])
    remark = LongTextField("备注", limit=400)


class ConditionForm(ParkRowForm):
    """One of 十有两禁 of a park (R-052)."""

    groups = (
        Group("“十有两禁”条件", ("park", "item", "standing", "judged_on", "evidence")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "park": PARK_ALIASES,
        "item": ("项目", "认定条件", "十有两禁"),
        "standing": ("情况", "是否符合", "建设情况"),
        "judged_on": ("认定日期", "核实日期"),
        "evidence": ("佐证", "佐证资料", "证明材料"),
    }
    item = ChoiceField(
        "条件",
        [Required()],
        choices=lambda: {number: one.words for number, one in conditions().items()},
        spellings={number: number for number in conditions()}
        | {one.title: one.number for one in conditions().values()},
        search=True,
    )
    standing = ChoiceField("目前情况", [Required()], choices=choices(Standing), example=str(Standing.MET))
    judged_on = DayField("核实日期", [Required()], example="2023-06-30", help="核对现场或材料的日期。")
    evidence = LongTextField(
        "佐证材料", limit=400, basis=TASK, help="批复、验收文件的名称和文号，或现场核实情况。没有佐证的不算符合。"
    )

    def validate_judged_on(self, field: Any) -> None:
        not_later_than_today(field)


class MilestoneForm(ParkRowForm):
    """A dated step of a park (R-052)."""

    groups = (
        Group("重要节点", ("park", "milestone", "due_on", "done_on", "evidence")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "park": PARK_ALIASES,
        "milestone": ("节点", "里程碑", "事项"),
        "due_on": ("计划完成日期", "时限", "期限"),
        "done_on": ("完成日期",),
        "evidence": ("佐证", "佐证资料", "证明材料"),
    }
    milestone = TextField("节点名称", [Required()], limit=80, example="总体规划获批")
    due_on = DayField("计划完成时间", [Required()], example="2023-09-30")
    done_on = DayField("实际完成时间", help="完成后填写，须有佐证材料。")
    evidence = LongTextField("佐证材料", limit=400)

    def validate_done_on(self, field: Any) -> None:
        not_later_than_today(field)

    def validate_evidence(self, field: Any) -> None:
        if self.done_on.data is not None and not field.data:
            raise ValidationError("已完成的节点须写明佐证材料")


class DocumentForm(ParkRowForm):
    """A document of the set: 总体规划, 产业规划, 准入与退出条件, 应急救援 (R-053)."""

    groups = (
        Group("文件", ("park", "kind", "title", "number", "issuer", "issued_on", "valid_to")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "park": PARK_ALIASES,
        "kind": ("类别", "文件种类"),
        "title": ("名称",),
        "number": ("批准文号", "发文字号"),
        "issuer": ("批准机关", "印发单位"),
        "issued_on": ("批准日期", "印发日期"),
        "valid_to": ("有效期", "规划期至"),
    }
    kind = ChoiceField(
        "文件类别", [Required()], choices=choices(DocumentKind), basis=TASK, example=str(DocumentKind.GENERAL_PLAN)
    )
    title = TextField("文件名称", [Required()], limit=120)
    number = TextField("文号", limit=60)
    issuer = TextField("印发或批准单位", limit=60)
    issued_on = DayField("印发或批准日期", [Required()])
    valid_to = DayField("有效期至", help="规划期满、预案须修订的日期；没有期限的不填。")

    def validate_issued_on(self, field: Any) -> None:
        not_later_than_today(field)

    def validate_valid_to(self, field: Any) -> None:
        if field.data is not None and self.issued_on.data is not None and field.data < self.issued_on.data:
            raise ValidationError("有效期早于印发日期，请核对")


class TaskForm(ParkRowForm):
    """A task of a park: the lead, its 配合 units, and when it is done with (R-054)."""

    groups = (
        Group("工作任务（市工信局牵头）", ("park", "matter", "partners", "due_on", "progress")),
        Group("办结", ("state", "closed_on", "evidence", "override")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "park": PARK_ALIASES,
        "matter": ("任务", "任务内容"),
        "partners": ("配合部门", "配合"),
        "due_on": ("时限", "期限", "计划完成时间"),
        "progress": ("进展", "工作进展"),
        "state": ("状态", "办理状态"),
        "closed_on": ("办结时间", "完成时间"),
        "evidence": ("佐证", "佐证资料", "证明材料"),
        "override": ("未回复办结理由",),
    }
    matter = ChoiceField("工作任务", [Required()], choices=choices(Matter), basis=TASK, example=str(Matter.BOUNDARY))
    partners = UnitsField(
        "配合单位",
        [Required()],
        limit=400,
        basis=TASK,
        example="泽州县、市生态环境局",
        help="有关县（市、区）和市直有关部门，各自回复。",
    )
    due_on = DayField("办结时限", [Required()], example="2023-11-30")
    progress = LongTextField("进展情况", limit=1000)
    state = ChoiceField("办理情况", [Required()], choices=choices(TaskState), example=str(TaskState.OPEN))
    closed_on = DayField("办结日期", help="已办结的必填。")
    evidence = LongTextField("佐证材料", limit=400, help="已办结的必填。")
    override = LongTextField(
        "配合单位未回复即办结的理由",
        limit=400,
        help="配合单位没有全部回复的不能办结；确需办结的，由牵头单位市工信局写明理由。",
    )

    def validate_closed_on(self, field: Any) -> None:
        if self.state.data == TaskState.CLOSED and field.data is None:
            raise ValidationError("已办结的须填写办结日期")
        if self.state.data == TaskState.OPEN and field.data is not None:
            raise ValidationError("任务还在进行中，办结后再填写办结日期")
        not_later_than_today(field)

    def validate_evidence(self, field: Any) -> None:
        if self.state.data == TaskState.CLOSED and not field.data:
            raise ValidationError("已办结的须写明佐证材料")


class ReplyForm(ParkRowForm):
    """What a 配合 unit answered (R-054)."""

    groups = (
        Group("配合单位回复", ("park", "matter", "partner", "replied_on", "reply")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "park": PARK_ALIASES,
        "matter": ("任务", "任务内容"),
        "partner": ("配合部门", "回复单位", "单位"),
        "replied_on": ("回复时间",),
        "reply": ("回复", "意见"),
    }
    matter = ChoiceField("工作任务", [Required()], choices=choices(Matter), example=str(Matter.BOUNDARY))
    partner = TextField("配合单位", [Required()], limit=60, example="泽州县", help="任务中列明的配合单位之一。")
    replied_on = DayField("回复日期", [Required()], example="2023-07-20")
    reply = LongTextField("回复内容", [Required()], limit=1000)

    def validate_replied_on(self, field: Any) -> None:
        not_later_than_today(field)


class MemberForm(RegisterForm):
    """An enterprise registered in a park (R-053)."""

    groups = (
        Group("入园企业", ("enterprise", "enterprise_name", "park", "kind", "entered_on", "left_on")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "park": PARK_ALIASES,
        "kind": ("企业类别", "企业性质", "类别"),
        "entered_on": ("入园时间",),
        "left_on": ("退园时间", "退出日期"),
    }
    park = ParkField("园区名称", [Required()])
    kind = ChoiceField("企业类型", [Required()], choices=choices(MemberKind), example=str(MemberKind.CHEMICAL))
    entered_on = DayField("入园日期", [Required()])
    left_on = DayField("退园日期", help="已退出园区的填写。")

    def validate_left_on(self, field: Any) -> None:
        if field.data is not None and self.entered_on.data is not None and field.data < self.entered_on.data:
            raise ValidationError("退园日期早于入园日期，请核对")
