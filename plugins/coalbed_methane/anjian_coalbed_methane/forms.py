"""One form, three faces: the page, the Excel template, the rules of an imported row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterFilters, RegisterForm
from anjian.plugin_api.web import Basis, ChoiceField, DayField, FilterForm, Group, Required, TextField
from anjian_coalbed_methane.words import SPELLINGS_OF_RISK, Kind, Risk, Use, Work

TASK = Basis("晋市安委办发〔2023〕35号 四、15")


def words(kind: Any) -> dict[str, str]:
    """The choices of an enumeration."""
    return {str(one): str(one) for one in kind}


class PastDay:
    """The day may not lie in the future."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(f"{field.label.text}{field.data}晚于今天，请核对")


class SiteForm(RegisterForm):
    """A site of the register."""

    groups = (
        Group("井场、站场", ("enterprise", "enterprise_name", "code", "name", "kind", "work", "use", "place")),
        Group("深度评估", ("assess_by", "assessed_on", "assessor", "risk", "report_no")),
        Group("“一场一策”", ("plan_on", "plan_no", "plan_responsible", "plan_due", "plan_done_on")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "enterprise_name": ("煤层气企业", "开采企业"),
        "code": ("编号", "井号", "站号", "场站编号"),
        "name": ("名称", "场站名称"),
        "kind": ("类型", "场站类型"),
        "work": ("作业类型",),
        "use": ("运行状态", "状态"),
        "place": ("地址", "所在位置"),
        "assess_by": ("计划评估时间",),
        "assessed_on": ("深度评估日期", "评估时间"),
        "risk": ("风险等级",),
        "report_no": ("评估报告编号", "报告编号"),
        "plan_on": ("一场一策制定日期",),
        "plan_no": ("一场一策编号",),
        "plan_responsible": ("责任人",),
    }

    code = TextField("场站编号", [Required()], limit=40, help="井场、站场的编号，在本企业内不重复。", example="JC-01")
    name = TextField("场站名称", [Required()], limit=100, example="1号井场")
    kind = ChoiceField("场站类型", [Required()], choices=words(Kind), example=str(Kind.WELL))
    work = ChoiceField("作业类别", [Required()], choices=words(Work), example=str(Work.DRAINAGE))
    use = ChoiceField("使用情况", [Required()], choices=words(Use), example=str(Use.ACTIVE))
    place = TextField("位置", limit=200, help="乡镇、村，或坐标。")
    assess_by = DayField("计划评估日期", basis=TASK, help="尚未评估的，填写准备哪天评估；临近和超期会提醒。")
    assessed_on = DayField("评估日期", [PastDay()], basis=TASK, help="形成深度评估报告之日。")
    assessor = TextField("评估单位", limit=200)
    risk = ChoiceField(
        "安全风险等级", choices=words(Risk), spellings=SPELLINGS_OF_RISK, help="红、橙、黄、蓝四级，以评估报告为准。"
    )
    report_no = TextField("深度评估报告编号", limit=60)
    plan_on = DayField("方案日期", [PastDay()], basis=TASK, help="“一场一策”整治提升方案，在评估之后制定。")
    plan_no = TextField("方案编号", limit=60)
    plan_responsible = TextField("方案责任人（职务）", limit=100)
    plan_due = DayField("方案完成期限")
    plan_done_on = DayField("方案落实完成日期", [PastDay()])

    def validate_assessor(self, field: Any) -> None:
        _needed_with(self.assessed_on, field, "已评估")

    def validate_risk(self, field: Any) -> None:
        _needed_with(self.assessed_on, field, "已评估")

    def validate_report_no(self, field: Any) -> None:
        _needed_with(self.assessed_on, field, "已评估")

    def validate_plan_on(self, field: Any) -> None:
        assessed = self.assessed_on.data
        if field.data is not None and assessed is not None and field.data < assessed:
            raise ValidationError(f"方案日期{field.data}早于评估日期{assessed}；“一场一策”须在评估之后制定")

    def validate_plan_no(self, field: Any) -> None:
        _needed_with(self.plan_on, field, "已制定方案")

    def validate_plan_responsible(self, field: Any) -> None:
        _needed_with(self.plan_on, field, "已制定方案")

    def validate_plan_done_on(self, field: Any) -> None:
        made = self.plan_on.data
        if field.data is not None and (made is None or field.data < made):
            raise ValidationError("填写落实完成日期的，须先填写方案日期，且不得早于方案日期")


def _needed_with(day: Any, field: Any, what: str) -> None:
    if field.data in (None, "") and day.data is not None:
        raise ValidationError(f"{what}的，须填写{field.label.text}")


class SiteFilters(RegisterFilters):
    """Filters of the register."""

    primary = ("q", "owner", "lacking", "risk")
    lacking = ChoiceField("缺少", choices={"assessment": "未评估", "plan": "无“一场一策”", "done": "方案未落实完成"})
    risk = ChoiceField("安全风险等级", choices=words(Risk))
    kind = ChoiceField("场站类型", choices=words(Kind))
    work = ChoiceField("作业类别", choices=words(Work))
    use = ChoiceField("使用情况", choices=words(Use))


class ZeroFilters(FilterForm):
    """Which days the zero line shows, and whose."""

    since = DayField("自")
    until = DayField("至")
    day = DayField("查看哪一天的隐患")
