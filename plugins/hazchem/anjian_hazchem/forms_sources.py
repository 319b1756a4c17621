"""Forms of what is kept about 两重点一重大: profiles, major hazard sources, their substances and checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterForm
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
from anjian_hazchem import gb18218
from anjian_hazchem.fields import CasField, TonnesField
from anjian_hazchem.words import CheckKind, Round, SourceLevel, Use

OWNER = ("enterprise", "enterprise_name")
NOTICE = "晋市安委办发〔2023〕35号 四、"
TASK_1, TASK_2 = Basis(f"{NOTICE}（1）"), Basis(f"{NOTICE}（2）")
GB18218 = Basis(gb18218.tables().standard)
SOURCE_CODES = ("重大危险源编号", "危险源编号", "重大危险源编码")


def not_in_future(field: Any) -> None:
    """Nothing has been done in the future."""
    if field.data is not None and field.data > clock.today():
        raise ValidationError(f"{field.label.text}{field.data}晚于今天，请核对")


def not_before(field: Any, earlier: Any) -> None:
    """One day is not before another, where both are given."""
    if field.data is not None and earlier.data is not None and field.data < earlier.data:
        raise ValidationError(f"早于{earlier.label.text}{earlier.data}，请核对")


def classes() -> Mapping[str, str]:
    """Classes of table 2: symbol -> symbol with its words."""
    return {symbol: kind.words for symbol, kind in gb18218.tables().classes.items()}


class ProfileForm(RegisterForm):
    """A production enterprise under 两重点一重大, and its expert check-up."""

    groups = (
        Group("两重点一重大", (*OWNER, "processes", "chemicals")),
        Group("专家“体检”", ("checkup_on", "experts", "found", "settled_on")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "processes": ("重点监管工艺", "危险化工工艺"),
        "chemicals": ("重点监管化学品",),
        "checkup_on": ("体检日期",),
        "experts": ("体检专家",),
        "found": ("发现问题数", "体检发现问题数"),
        "settled_on": ("问题整改完成日期",),
    }
    processes = LongTextField(
        "重点监管的危险化工工艺", limit=400, basis=TASK_1, help="写工艺名称，多个用“、”分开；没有的留空。"
    )
    chemicals = LongTextField(
        "重点监管的危险化学品", limit=400, basis=TASK_1, help="写品名，多个用“、”分开；没有的留空。"
    )
    checkup_on = DayField("专家体检日期", basis=TASK_1, help="还没有体检的留空。")
    experts = TextField("体检专家专业和人数", limit=200, help="如“工艺2人、仪表1人”，不写姓名。")
    found = IntField("体检发现问题（项）", high=10_000, help="没有发现问题的填0。")
    settled_on = DayField("体检问题全部整改日期")

    def validate_checkup_on(self, field: Any) -> None:
        not_in_future(field)

    def validate_found(self, field: Any) -> None:
        if field.data is not None and self.checkup_on.data is None:
            raise ValidationError("还没有体检的，不填发现问题数")

    def validate_settled_on(self, field: Any) -> None:
        not_in_future(field)
        not_before(field, self.checkup_on)
        if field.data is not None and self.checkup_on.data is None:
            raise ValidationError("还没有体检的，不填整改日期")


class SourceForm(RegisterForm):
    """A major hazard source. Its level follows from its substances; what was filed is only compared."""

    groups = (
        Group("重大危险源", (*OWNER, "code", "name", "place", "use", "people")),
        Group("备案", ("filed_level", "filing_number", "filed_on", "refile_to", "linked")),
        Group("包保责任人（填职务）", ("chief_post", "technical_post", "operation_post")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "code": SOURCE_CODES,
        "name": ("危险源名称", "单元名称"),
        "place": ("所在部位", "位置"),
        "use": ("使用状态", "状态"),
        "people": ("500米范围常住人口", "常住人口数"),
        "filed_level": ("级别", "重大危险源级别"),
        "filing_number": ("备案号",),
        "refile_to": ("备案有效期至", "下次评估日期"),
        "linked": ("接入预警系统",),
    }
    code = TextField("重大危险源编号", [Required()], limit=40, help="企业内唯一。", example="W01")
    name = TextField("重大危险源名称", [Required()], limit=100, example="液氨罐区")
    place = TextField("位置", limit=200)
    use = ChoiceField("使用情况", [Required()], choices={str(one): str(one) for one in Use}, example=str(Use.ACTIVE))
    people = IntField(
        "厂界外500米常住人口（人）", [Required()], high=1_000_000, basis=GB18218, help="决定校正系数α。", example="40"
    )
    filed_level = ChoiceField("备案级别", choices={str(one): str(one) for one in SourceLevel})
    filing_number = TextField("备案编号", limit=60)
    filed_on = DayField("备案日期")
    refile_to = DayField("应重新评估备案日期", help="安全评估到期，或情况变化须重新辨识的日期。")
    linked = YesNoField("接入风险监测预警系统", [Required()], basis=TASK_2, example="是")
    chief_post = TextField("包保主要负责人职务", limit=60, help="写职务，不写姓名。")
    technical_post = TextField("包保技术负责人职务", limit=60)
    operation_post = TextField("包保操作负责人职务", limit=60)

    def validate_filed_on(self, field: Any) -> None:
        not_in_future(field)

    def validate_refile_to(self, field: Any) -> None:
        not_before(field, self.filed_on)


class SubstanceForm(RegisterForm):
    """A substance of a source."""

    groups = (
        Group("物质", (*OWNER, "source", "name", "tonnes")),
        Group("临界量和校正系数", ("cas", "entry", "symbol")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "source": SOURCE_CODES,
        "name": ("物质名称", "化学品名称", "品名"),
        "tonnes": ("设计最大量", "最大储量", "存在量"),
        "cas": ("CAS", "CAS编号"),
        "entry": ("序号（表1）",),
        "symbol": ("类别", "危险性类别"),
    }
    source = TextField("重大危险源编号", [Required()], limit=40, help="先在重大危险源台账登记。", example="W01")
    name = TextField("物质名称", [Required()], limit=100, example="氨")
    tonnes = TonnesField(
        "设计最大量（吨）", [Required()], basis=GB18218, help="储罐、容器、设备和仓储区按设计最大量。", example="60"
    )
    cas = CasField("CAS号", limit=20, help="按CAS号查表1和表3。", example="7664-41-7")
    entry = IntField("表1序号", low=1, help="CAS号对应多个临界量（硝酸铵、硝化纤维素），或没有CAS号的（煤气等）填写。")
    symbol = ChoiceField(
        "类别符号",
        choices=classes,
        search=True,
        help="表1以外的物质必填；表3没有的物质据此确定β。多种危险性的，填临界量最低的一种。",
    )

    def validate_entry(self, field: Any) -> None:
        if field.data is not None and field.data not in gb18218.tables().entries:
            raise ValidationError(f"表1没有序号{field.data}")


class CheckForm(RegisterForm):
    """A check of a source in one of the two rounds."""

    groups = (
        Group("检查", (*OWNER, "source", "round", "kind", "checked_on", "checking_unit", "with_fire")),
        Group("问题", ("found", "entered_on", "settled_on")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "source": SOURCE_CODES,
        "round": ("检查轮次",),
        "kind": ("检查形式",),
        "checking_unit": ("检查单位名称",),
        "with_fire": ("消防救援机构参加",),
        "found": ("发现问题数",),
        "entered_on": ("录入预警系统日期",),
    }
    source = TextField("重大危险源编号", [Required()], limit=40, example="W01")
    round = ChoiceField(
        "轮次", [Required()], choices={str(one): str(one) for one in Round}, basis=TASK_2, example="第一轮"
    )
    kind = ChoiceField("检查方式", [Required()], choices={str(one): str(one) for one in CheckKind}, example="企业自查")
    checked_on = DayField("检查日期", [Required()], example="2023-06-20")
    checking_unit = TextField("检查单位", limit=200, help="交叉检查必填。")
    with_fire = YesNoField("消防救援机构是否参加", basis=TASK_2, help="“消地协作”；交叉检查必填。")
    found = IntField("发现问题（项）", [Required()], high=10_000, help="没有发现的填0。", example="0")
    entered_on = DayField("全部录入风险预警系统日期", basis=TASK_2)
    settled_on = DayField("全部整改完成日期")

    def validate_checked_on(self, field: Any) -> None:
        not_in_future(field)

    def validate_checking_unit(self, field: Any) -> None:
        if self.kind.data == CheckKind.CROSS and not field.data:
            raise ValidationError("交叉检查须填写检查单位")

    def validate_with_fire(self, field: Any) -> None:
        if self.kind.data == CheckKind.CROSS and field.data is None:
            raise ValidationError("交叉检查须填写消防救援机构是否参加")

    def validate_entered_on(self, field: Any) -> None:
        not_in_future(field)
        not_before(field, self.checked_on)

    def validate_settled_on(self, field: Any) -> None:
        not_in_future(field)
        not_before(field, self.checked_on)
