"""One form, three faces: the page, the Excel template, the rules of an imported row. Here: equipment and accidents."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterFilters, RegisterForm
from anjian.plugin_api.web import (
    Basis,
    ChoiceField,
    DayField,
    Group,
    IntField,
    LongTextField,
    Required,
    TextField,
    YesNoField,
)
from anjian_special_equipment.words import ARCHIVE, Conclusion, Grade, Kind, Requirement, Standing, Use

TASK = Basis("晋市安委办发〔2023〕35号 四、（9）")
_SEEN = "看过材料或现场后填，没有核查的不填。"
SPELLINGS = {
    "场内专用机动车辆": Kind.VEHICLE, "厂内专用机动车辆": Kind.VEHICLE, "场车": Kind.VEHICLE, "叉车": Kind.VEHICLE,
    "场(厂)内专用机动车辆": Kind.VEHICLE, "固定式压力容器": Kind.VESSEL, "移动式压力容器": Kind.VESSEL, "气瓶": Kind.VESSEL,
    "工业管道": Kind.PIPE, "起重机": Kind.CRANE,
}  # fmt: skip
CONCLUSIONS = {
    "符合要求": Conclusion.PASSED, "允许使用": Conclusion.PASSED, "复检合格": Conclusion.PASSED,
    "基本符合要求": Conclusion.LIMITED, "监控使用": Conclusion.LIMITED, "不符合要求": Conclusion.REJECTED,
    "不允许使用": Conclusion.REJECTED, "复检不合格": Conclusion.REJECTED,
}  # fmt: skip
"""How reports on the several kinds word the three conclusions."""


def words_of(enumeration: type[StrEnum]) -> dict[str, str]:
    """Choices of a field: the stored value is the word."""
    return {str(one): str(one) for one in enumeration}


def not_in_future(field: Any) -> None:
    """Nobody has seen, inspected or suffered anything on a day to come."""
    if field.data is not None and field.data > clock.today():
        raise ValidationError(f"{field.data}晚于今天，请核对")


class EquipmentForm(RegisterForm):
    """A piece of special equipment."""

    groups = (
        Group("设备", ("enterprise", "enterprise_name", "number", "name", "kind", "place", "use", "standing", "commissioned_on")),
        Group("使用登记", ("registration", "registration_on")),
        Group("法定检验", ("inspected_on", "conclusion", "report_no", "next_inspection", "accessories_to")),
        Group("安全技术档案（五部分）", tuple(ARCHIVE)),
        Group("维护保养、自行检查和预案", ("maintained", "self_inspected", "emergency_plan", "checked_on")),
        Group("其他", ("remark",)),
    )  # fmt: skip
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "number": ("设备编号", "设备注册代码", "注册代码", "单位内编号"),
        "name": ("名称", "设备型号名称"),
        "kind": ("设备类别", "种类", "类别"),
        "place": ("使用地点", "安装地点", "所在位置"),
        "use": ("使用状态", "状态"),
        "standing": ("设备状况",),
        "commissioned_on": ("投入使用日期", "启用日期"),
        "registration": ("使用登记证号", "使用证编号", "登记证编号", "使用登记编号"),
        "registration_on": ("登记时间", "发证日期"),
        "inspected_on": ("上次检验日期", "检验日期", "最近检验日期"),
        "next_inspection": ("下次检验时间", "检验有效期至", "下次定期检验日期"),
        "report_no": ("报告编号",),
        "accessories_to": ("安全阀校验有效期至", "安全附件有效期至"),
        "maintained": ("维护保养",),
        "self_inspected": ("自行检查",),
        "emergency_plan": ("专项预案", "应急预案"),
    }

    number = TextField(
        "设备代码",
        [Required()],
        limit=60,
        help="没有设备代码的填单位内编号；同一企业内不重复。",
        example="罐-101",
    )
    name = TextField("设备名称", [Required()], limit=100, example="液氨储罐")
    kind = ChoiceField("设备种类", [Required()], choices=words_of(Kind), spellings=SPELLINGS, example=str(Kind.VESSEL))
    place = TextField("安装（使用）地点", [Required()], limit=200, example="罐区")
    use = ChoiceField("使用情况", [Required()], choices=words_of(Use), example=str(Use.ACTIVE))
    standing = ChoiceField(
        "淘汰报废情况",
        [Required()],
        choices=words_of(Standing),
        basis=TASK,
        help="属于国家明令淘汰或者已经报废的如实选择；仍在用的列为不符合。",
        example=str(Standing.NORMAL),
    )
    commissioned_on = DayField("投用日期", help="没有办理使用登记的必填。")
    registration = TextField("使用登记证编号", limit=60, basis=TASK, help="没有办理的不填。")
    registration_on = DayField("使用登记日期")
    inspected_on = DayField("最近检验日期")
    conclusion = ChoiceField("检验结论", choices=words_of(Conclusion), spellings=CONCLUSIONS)
    report_no = TextField("检验报告编号", limit=60)
    next_inspection = DayField("下次检验日期", basis=TASK, help="照检验报告填写，不推算。", example="2024-06-30")
    accessories_to = DayField("安全附件校验有效期至", help="有多个安全附件的填最早到期的。")
    archive_design = YesNoField(ARCHIVE["archive_design"], basis=TASK, help=_SEEN)
    archive_inspection = YesNoField(ARCHIVE["archive_inspection"], basis=TASK, help=_SEEN)
    archive_use = YesNoField(ARCHIVE["archive_use"], basis=TASK, help=_SEEN)
    archive_upkeep = YesNoField(ARCHIVE["archive_upkeep"], basis=TASK, help=_SEEN)
    archive_faults = YesNoField(ARCHIVE["archive_faults"], basis=TASK, help=_SEEN)
    maintained = YesNoField("经常性维护保养", basis=TASK, help=_SEEN)
    self_inspected = YesNoField("定期自行检查", basis=TASK, help=_SEEN)
    emergency_plan = YesNoField("事故应急专项预案", basis=TASK, help=_SEEN)
    checked_on = DayField("核查日期", help="核查档案、维护保养、自行检查和预案的日期；填了其中任何一项的必填。")

    def validate_commissioned_on(self, field: Any) -> None:
        if field.data is None and not self.registration.data:
            raise ValidationError("没有使用登记证编号的，须填写投用日期，以便计算三十日的登记期限")
        not_in_future(field)

    def validate_registration_on(self, field: Any) -> None:
        if field.data is not None and not self.registration.data:
            raise ValidationError("填写使用登记日期的，须填写使用登记证编号")
        not_in_future(field)

    def validate_inspected_on(self, field: Any) -> None:
        if field.data is None and self.conclusion.data:
            raise ValidationError("填写检验结论的，须填写检验日期")
        not_in_future(field)

    def validate_next_inspection(self, field: Any) -> None:
        inspected = self.inspected_on.data
        if field.data is not None and inspected is not None and field.data <= inspected:
            raise ValidationError(f"下次检验日期应晚于最近检验日期{inspected}，请核对")

    def validate_checked_on(self, field: Any) -> None:
        seen = (*ARCHIVE, "maintained", "self_inspected", "emergency_plan")
        if field.data is None and any(self[name].data is not None for name in seen):
            raise ValidationError("填写了档案、维护保养、自行检查或预案情况的，须填写核查日期")
        not_in_future(field)


class AccidentForm(RegisterForm):
    """An accident."""

    groups = (
        Group(
            "事故",
            (
                "enterprise",
                "enterprise_name",
                "happened_on",
                "equipment",
                "kind",
                "grade",
                "deaths",
                "injured",
                "course",
            ),
        ),
        Group("其他", ("remark",)),
    )
    happened_on = DayField("发生日期", [Required()], basis=TASK)
    equipment = TextField("设备代码或名称", [Required()], limit=100)
    kind = ChoiceField("设备种类", [Required()], choices=words_of(Kind), spellings=SPELLINGS)
    grade = ChoiceField("事故等级", [Required()], choices=words_of(Grade))
    deaths = IntField("死亡人数", [Required()], low=0, high=1000, unit="人", example="0")
    injured = IntField("受伤人数", [Required()], low=0, high=10000, unit="人", example="0")
    course = LongTextField("经过和处置", [Required()], limit=200)

    def validate_happened_on(self, field: Any) -> None:
        not_in_future(field)


class EquipmentFilters(RegisterFilters):
    """Filters of the register of equipment."""

    primary = ("q", "owner", "kind", "use", "failing")
    q = TextField("设备代码")
    kind = ChoiceField("设备种类", choices=words_of(Kind))
    use = ChoiceField("使用情况", choices=words_of(Use))
    failing = ChoiceField("不符合", choices={one.name.lower(): str(one) for one in Requirement})
    due = ChoiceField("检验到期", choices={"soon": "30日内到期", "unknown": "未填下次检验日期"})
