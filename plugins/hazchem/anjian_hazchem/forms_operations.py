"""Forms of what happens at an enterprise: declared matters, special operations, defective units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.registers import RegisterFilters, RegisterForm
from anjian.plugin_api.web import (
    Basis,
    ChoiceField,
    DayField,
    Group,
    LongTextField,
    Required,
    TextField,
    YesNoField,
)
from anjian_hazchem import permits
from anjian_hazchem.fields import MinuteField
from anjian_hazchem.forms_sources import NOTICE, OWNER, not_before, not_in_future
from anjian_hazchem.words import EVIDENCE, SPECIAL_GRADE, UNTICKETED, DefectClass, Operation, Record, Use

TASK_3, TASK_4, TASK_5 = Basis(f"{NOTICE}（3）"), Basis(f"{NOTICE}（4）"), Basis(f"{NOTICE}（5）")
GB30871 = Basis("GB 30871-2022")


def levels() -> Mapping[str, str]:
    """Level words of all kinds."""
    return {level: level for level in permits.all_levels()}


class MatterForm(RegisterForm):
    """A declaration of an important matter."""

    groups = (
        Group("事项", (*OWNER, "number", "kind", "content", "happened_on")),
        Group("申报", ("due_on", "declared_on", "received_on")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "number": ("编号",),
        "kind": ("事项名称", "报告事项"),
        "content": ("事项说明", "内容"),
        "happened_on": ("发生日期", "拟实施日期"),
        "due_on": ("申报期限",),
        "received_on": ("接收日期",),
    }
    number = TextField("申报编号", [Required()], limit=40, help="企业内唯一。", example="SB2023-01")
    kind = TextField(
        "事项类别",
        [Required()],
        limit=40,
        basis=TASK_3,
        help="按市应急局明确的报告事项填写；新增类别直接填写。",
        example="装置停车检修",
    )
    content = LongTextField("事项内容", [Required()], limit=400)
    happened_on = DayField("发生（拟实施）日期", [Required()], example="2023-07-10")
    due_on = DayField("应申报日期", [Required()], help="按报告制度和市应急局明确的时限。", example="2023-07-05")
    declared_on = DayField("申报日期", help="还没有申报的留空。")
    received_on = DayField("受理日期")

    def validate_declared_on(self, field: Any) -> None:
        not_in_future(field)

    def validate_received_on(self, field: Any) -> None:
        not_in_future(field)
        not_before(field, self.declared_on)
        if field.data is not None and self.declared_on.data is None:
            raise ValidationError("还没有申报的，不能受理")


class PermitForm(RegisterForm):
    """A special operation, announced or by its permit. What was done is recorded as it was, lawful or not."""

    groups = (
        Group("作业", (*OWNER, "number", "record", "kind", "level", "upgraded", "place", "approver")),
        Group("时间", ("starts", "ends", "notice")),
        Group("抽查情况", ("drawn_on", *EVIDENCE, "faults")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "number": ("作业票编号", "作业证编号", "报备编号"),
        "record": ("类型",),
        "kind": ("作业种类", "特殊作业类别"),
        "level": ("级别", "作业等级"),
        "upgraded": ("升级管理",),
        "place": ("作业部位", "地点"),
        "approver": ("审批人",),
        "starts": ("开始时间", "作业开始"),
        "ends": ("结束时间", "作业结束"),
        "notice": ("报备编号（作业票）",),
        "drawn_on": ("抽查时间",),
        "detected": ("连续检测",),
        "filmed": ("影像采集",),
        "transmitted": ("影像远传",),
        "faults": ("其他问题",),
    }
    number = TextField(
        "编号", [Required()], limit=40, help="作业票编号或报备编号，企业内唯一。", example="DH20230720-01"
    )
    record = ChoiceField("记录类型", [Required()], choices={str(one): str(one) for one in Record}, example="作业票")
    kind = ChoiceField(
        "作业类别", [Required()], choices={str(one): str(one) for one in Operation}, basis=GB30871, example="动火作业"
    )
    level = ChoiceField("作业级别", choices=levels, help="动火、高处、吊装作业必填。", example="特级")
    upgraded = YesNoField("是否升级管理", help="节假日、公休日、夜间等动火作业升级管理的填“是”。")
    place = TextField("作业地点", [Required()], limit=200)
    approver = TextField("审批人职务", limit=60, help="写职务，不写姓名。")
    starts = MinuteField("作业开始时间", [Required()], limit=40, help="写到分钟。", example="2023-07-20 08:30")
    ends = MinuteField("作业结束时间", [Required()], limit=40, example="2023-07-20 16:00")
    notice = TextField("对应报备编号", limit=40, help="作业前报备过的填写。")
    drawn_on = DayField("抽查日期", basis=TASK_4, help="检查人员抽到本票核查的日期；没有抽查的留空。")
    detected = YesNoField(EVIDENCE["detected"], basis=TASK_4, help="抽查特级动火、受限空间作业票的必填。")
    filmed = YesNoField(EVIDENCE["filmed"], basis=TASK_4, help="抽查特级动火、受限空间作业票的必填。")
    transmitted = YesNoField(EVIDENCE["transmitted"], basis=TASK_4, help="抽查特级动火、受限空间作业票的必填。")
    faults = LongTextField("其他违法违规行为", limit=400, basis=TASK_4, help="抽查发现的其他问题；没有的留空。")

    def validate_kind(self, field: Any) -> None:
        if self.record.data == Record.TICKET and field.data in UNTICKETED:
            raise ValidationError(f"{field.data}只作报备；其中的特殊作业按其类别分别填作业票")

    def validate_level(self, field: Any) -> None:
        known = permits.kinds().get(self.kind.data or "")
        wanted = tuple(known.levels) if known else ()
        if wanted and field.data not in wanted:
            raise ValidationError(f"{self.kind.data}的级别应为：{'、'.join(wanted)}")
        if not wanted and field.data is not None and self.kind.data is not None:
            raise ValidationError(f"{self.kind.data}不分级，请留空")

    def validate_ends(self, field: Any) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(f"应晚于开始时间{self.starts.data}")

    def validate_drawn_on(self, field: Any) -> None:
        not_in_future(field)
        if field.data is not None and self.record.data == Record.NOTICE:
            raise ValidationError("抽查的是作业票，报备记录不填抽查日期")

    def validate_detected(self, field: Any) -> None:
        self._stated(field)

    def validate_filmed(self, field: Any) -> None:
        self._stated(field)

    def validate_transmitted(self, field: Any) -> None:
        self._stated(field)

    def _stated(self, field: Any) -> None:
        drawn = self.drawn_on.data is not None
        wanted = drawn and self.kind.data == Operation.CONFINED_SPACE
        wanted = wanted or (drawn and self.kind.data == Operation.HOT_WORK and self.level.data == SPECIAL_GRADE)
        if wanted and field.data is None:
            raise ValidationError("抽查特级动火、受限空间作业票的，须填写“是”或“否”")


class UnitForm(RegisterForm):
    """A defect with which a plant unit runs, and its remedy."""

    groups = (
        Group("装置", (*OWNER, "unit", "unit_name")),
        Group("带病情况", ("found_on", "defect", "category")),
        Group("整治", ("remedy", "due_on", "done_on", "case_number")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "unit": ("位号", "设备位号", "装置编号"),
        "unit_name": ("设备名称", "名称"),
        "found_on": ("排查日期",),
        "defect": ("带“病”情况", "存在问题", "缺陷"),
        "category": ("类别", "整治类别"),
        "remedy": ("措施",),
        "due_on": ("完成期限",),
        "done_on": ("完成日期",),
        "case_number": ("立案文书号",),
    }
    unit = TextField(
        "装置位号",
        [Required()],
        limit=40,
        help="企业内唯一；同一装置历次缺陷用同一位号，连成一条经过。",
        example="R-101",
    )
    unit_name = TextField("装置名称", [Required()], limit=100, example="1号反应釜")
    found_on = DayField("发现日期", [Required()], example="2023-06-10")
    defect = LongTextField("带病情况描述", [Required()], limit=400, basis=TASK_5, example="夹套腐蚀减薄")
    category = ChoiceField(
        "整治分类", [Required()], choices={str(one): str(one) for one in DefectClass}, basis=TASK_5, example="限期整治"
    )
    remedy = LongTextField("整治措施", [Required()], limit=400, example="更换夹套")
    due_on = DayField("整治期限", [Required()], example="2023-08-31")
    done_on = DayField("整治完成日期")
    case_number = TextField("查处文书号", limit=60, help="未按要求整治、已依法查处的填写。")

    def validate_found_on(self, field: Any) -> None:
        not_in_future(field)

    def validate_due_on(self, field: Any) -> None:
        not_before(field, self.found_on)

    def validate_done_on(self, field: Any) -> None:
        not_in_future(field)
        not_before(field, self.found_on)


class SourceFilters(RegisterFilters):
    """Filters of the sources."""

    primary = ("q", "owner", "use")
    use = ChoiceField("使用情况", choices={str(one): str(one) for one in Use})


class PermitFilters(RegisterFilters):
    """Filters of the operations."""

    primary = ("q", "owner", "record", "kind")
    record = ChoiceField("记录类型", choices={str(one): str(one) for one in Record})
    kind = ChoiceField("作业类别", choices={str(one): str(one) for one in Operation})
    level = ChoiceField("作业级别", choices=levels)
    drawn = ChoiceField("抽查", choices={"yes": "已抽查", "lacking": "抽查发现问题"})


class UnitFilters(RegisterFilters):
    """Filters of the defective units."""

    primary = ("q", "owner", "category", "standing")
    category = ChoiceField("整治分类", choices={str(one): str(one) for one in DefectClass})
    standing = ChoiceField("进展", choices={"open": "未完成", "overdue": "超期未完成", "done": "已完成"})


class MatterFilters(RegisterFilters):
    """Filters of the declared matters."""

    primary = ("q", "owner", "standing")
    standing = ChoiceField("进展", choices={"late": "逾期", "waiting": "待受理"})
