"""One form, three faces: the page, the Excel template, the rules of an imported row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegionRegisterForm, RegisterFilters, RegisterForm
from anjian.plugin_api.web import (
    Basis,
    ChoiceField,
    DayField,
    FilterForm,
    Group,
    IntField,
    Required,
    TextField,
    YesNoField,
    compact,
)
from anjian_pipelines_oil_gas.rules import chainage, metres_of
from anjian_pipelines_oil_gas.words import HCA_ITEMS, SPELLINGS_OF_HCA, Hca, Medium, ObjectType, Risk, Use

TASK = Basis("晋市安委办发〔2023〕35号 四、（10）")


def words(kind: Any) -> dict[str, str]:
    """The choices of an enumeration."""
    return {str(one): str(one) for one in kind}


class ChainageField(TextField):
    """桩号: written K12+300 or as a number of kilometres; `data` in metres."""

    def parse_cell(self, raw: Any) -> Any:
        metres = metres_of(compact(raw))
        if metres is None:
            raise ValueError("不是桩号，应如“K12+300”，或填公里数如“12.3”（最小到米）")
        return metres

    def write_cell(self, value: Any) -> Any:
        return "" if value is None else chainage(value)

    def display(self, value: Any) -> str:
        return str(self.write_cell(value))


class PastDay:
    """The day may not lie in the future."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(f"{field.label.text}{field.data}晚于今天，请核对")


class SegmentForm(RegisterForm):
    """A segment of the register."""

    groups = (
        Group(
            "管段",
            ("enterprise", "enterprise_name", "code", "line", "from_m", "to_m", "diameter", "medium", "commissioned_on", "use"),
        ),
        Group("高风险区域排查", ("screened_on", "hca", "hca_item", "geohazard")),
        Group("风险评估", ("assessed_on", "assessor", "assessment_no", "risk", "result")),
        Group("“一段一策”", ("plan_on", "plan_no", "plan_responsible", "plan_due", "plan_done_on")),
        Group("其他", ("remark",)),
    )  # fmt: skip
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "enterprise_name": ("管道企业", "运营企业"),
        "code": ("管段号", "管段代码", "编号"),
        "line": ("管线名称", "管道"),
        "from_m": ("起点", "起始桩号", "起点里程（km）"),
        "to_m": ("终点", "终止桩号", "终点里程（km）"),
        "diameter": ("管径", "公称直径（mm）"),
        "medium": ("输送介质",),
        "commissioned_on": ("投产时间", "投运日期", "实际投产日期"),
        "use": ("运行状态", "状态"),
        "hca": ("高后果区等级", "高后果区"),
        "geohazard": ("地质灾害易发区段",),
        "assessed_on": ("评估时间",),
        "risk": ("安全风险等级",),
        "plan_on": ("方案制定日期", "一段一策制定日期"),
        "plan_no": ("一段一策编号",),
        "plan_responsible": ("责任人",),
    }

    code = TextField("管段编号", [Required()], limit=40, help="在本企业内不重复。", example="GD-01")
    line = TextField("管道名称", [Required()], limit=100, example="某某输气管道")
    from_m = ChainageField("起点桩号", [Required()], limit=20, example="K0+000")
    to_m = ChainageField("终点桩号", [Required()], limit=20, example="K8+500")
    diameter = IntField("公称管径（mm）", [Required()], low=1, high=3000, example="508")
    medium = ChoiceField("介质", [Required()], choices=words(Medium), example=str(Medium.GAS))
    commissioned_on = DayField(
        "投产日期", [Required(), PastDay()], basis=TASK, help="实际投产运行之日；满20年当日列入老旧管道。", example="2001-06-30"
    )  # fmt: skip
    use = ChoiceField("使用情况", [Required()], choices=words(Use), example=str(Use.ACTIVE))
    screened_on = DayField("高风险区域排查日期", [PastDay()], basis=TASK, help="填写的，下面两项须作出结论。")
    hca = ChoiceField("人员密集高后果区", choices=words(Hca), spellings=SPELLINGS_OF_HCA, help="Ⅰ级最轻，Ⅲ级最重。")
    hca_item = ChoiceField(
        "高后果区识别项", choices=HCA_ITEMS, spellings={one: one for one in HCA_ITEMS},
        help="GB 32167-2015 表1、表2，转引文本，待核实。",
    )  # fmt: skip
    geohazard = YesNoField("地质灾害易发区")
    assessed_on = DayField("评估日期", [PastDay()], basis=TASK)
    assessor = TextField("评估单位", limit=200)
    assessment_no = TextField("评估报告编号", limit=60)
    risk = ChoiceField("风险等级", choices=words(Risk))
    result = TextField("评估结论", limit=400)
    plan_on = DayField("方案日期", [PastDay()], basis=TASK, help="根据评估确定的风险等级制定。")
    plan_no = TextField("方案编号", limit=60)
    plan_responsible = TextField("方案责任人（职务）", limit=100)
    plan_due = DayField("方案完成期限")
    plan_done_on = DayField("方案落实完成日期", [PastDay()])

    def validate_to_m(self, field: Any) -> None:
        if field.data is not None and self.from_m.data is not None and field.data <= self.from_m.data:
            raise ValidationError("终点桩号须大于起点桩号")

    def validate_hca(self, field: Any) -> None:
        if field.data is None and self.screened_on.data is not None:
            raise ValidationError("已排查的，须填写是否属于人员密集高后果区及等级")

    def validate_hca_item(self, field: Any) -> None:
        if field.data is not None and self.hca.data in (None, Hca.NONE):
            raise ValidationError("填写识别项的，须选择高后果区等级")

    def validate_geohazard(self, field: Any) -> None:
        if field.data is None and self.screened_on.data is not None:
            raise ValidationError("已排查的，须填写是否属于地质灾害易发区")

    def validate_assessed_on(self, field: Any) -> None:
        since = self.commissioned_on.data
        if field.data is not None and since is not None and field.data < since:
            raise ValidationError(f"评估日期{field.data}早于投产日期{since}，请核对")

    def validate_assessor(self, field: Any) -> None:
        _needed_with(self.assessed_on, field, "已评估")

    def validate_risk(self, field: Any) -> None:
        _needed_with(self.assessed_on, field, "已评估")

    def validate_plan_on(self, field: Any) -> None:
        assessed = self.assessed_on.data
        if field.data is not None and assessed is not None and field.data < assessed:
            raise ValidationError(f"方案日期{field.data}早于评估日期{assessed}；方案须根据评估确定的风险等级制定")

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


class PlaceField(ChoiceField):
    """适用范围: a county, or blank for the whole city."""

    def display(self, value: Any) -> str:
        return super().display(value) or "全市"


class DeliverableForm(RegionRegisterForm):
    """A document of task (10)."""

    groups = (Group("文件", ("number", "title", "issued_on", "region", "kept_at")), Group("其他", ("remark",)))
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "number": ("文件编号", "发文字号"),
        "title": ("标题", "名称"),
        "issued_on": ("印发时间", "发文日期"),
    }
    number = TextField("文号", [Required()], limit=60, example="晋市能源发〔2023〕1号")
    title = TextField("文件名称", [Required()], limit=200, example="全市油气输送管道重大事故隐患排查整治行动实施方案")
    issued_on = DayField("印发日期", [Required(), PastDay()], basis=TASK, example="2023-05-31")
    region = PlaceField("适用县（市、区）", help="全市性文件留空。", example="")
    kept_at = TextField("存放位置", limit=200, help="文件存放的档案号，或公开发布的网址。")


class SegmentFilters(RegisterFilters):
    """Filters of the register. `at` is the day on which ages and progress are told."""

    primary = ("q", "owner", "old", "area")
    old = ChoiceField(
        "老旧管道",
        choices={"yes": "投产满20年", "unassessed": "满20年未评估", "unplanned": "满20年无“一段一策”", "coming": "一年内满20年"},
    )  # fmt: skip
    area = ChoiceField(
        "高风险区域", choices={"any": "任一类", "hca": "人员密集高后果区", "geohazard": "地质灾害易发区", "unseen": "尚未排查"}
    )  # fmt: skip
    medium = ChoiceField("介质", choices=words(Medium))
    use = ChoiceField("使用情况", choices=words(Use))
    risk = ChoiceField("风险等级", choices=words(Risk))
    at = DayField("按此日期计算", help="管龄和进度截至哪一天；不填为今天。")


class HazardFilters(FilterForm):
    """Filters of the list of pipeline hazards (R-074)."""

    kind = ChoiceField("隐患对象", choices={**words(ObjectType), "other": "未区分、企业管理和其他"})
    place = TextField("管段编号或桩号", help="如 GD-01，或 K12+300")
    progress = ChoiceField("销号情况", choices={"open": "未销号", "overdue": "逾期未销号", "closed": "已销号"})
