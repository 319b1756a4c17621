"""Forms of cases, their decisions, and the changes of decisions. No fine is ever proposed: the law in force decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.enforcement.fields import (
    ActForm,
    EnterpriseField,
    HappenedField,
    enterprise_name_field,
    name_field,
    number_field,
    words,
)
from anjian.enforcement.models import TITLE
from anjian.enforcement.words import Measure, Punishment, Standing, Target
from anjian.ui.fields import Basis, ChoiceField, MultiChoiceField, TextField, WanYuanField, YesNoField
from anjian.ui.forms import Group, Required

TASK = Basis("晋市安委办发〔2023〕35号 七、3")
MONEY = (Punishment.FINE, Punishment.CONFISCATION)
"""Punishments with an amount."""


class CaseForm(ActForm):
    """A case."""

    groups = (
        Group("案件", ("enterprise", "enterprise_name", "number", "title", "happened_on")),
        Group("关联", ("hazard", "visit", "both_due", "joint_units")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "number": ("案件编号", "立案编号", "立案审批表文号"),
        "title": ("案件名称", "违法行为"),
        "happened_on": ("立案时间", "立案审批日期"),
        "hazard": ("隐患编号", "重大事故隐患编号"),
        "visit": ("检查编号",),
        "both_due": ("一案双罚", "是否一案双罚", "应当一案双罚"),
    }
    enterprise = EnterpriseField("当事企业（统一社会信用代码）", [Required()])
    enterprise_name = enterprise_name_field()
    number = number_field("立案文号", "（演示）应急立〔2023〕1号")
    title = TextField("案由", [Required()], limit=TITLE, example="未采取措施消除事故隐患")
    happened_on = HappenedField("立案日期", [Required()])
    hazard = TextField("关联隐患编号", limit=20, help="因台账中的隐患立案的填写，如 YH2023000001。")
    visit = TextField("关联检查编号", limit=20, help="由某次检查引起的填写，如 JC2023000001。")
    both_due = YesNoField(
        "应当“一案双罚”",
        help="排查整治不力致使重大事故隐患依然存在或发生事故的，对企业和主要负责人都要处罚；只罚一方的会提醒。",
        basis=TASK,
    )


class DecisionForm(ActForm):
    """A decision of a case, as it was made. What review or appeal make of it is entered as a change."""

    private = ("person_name",)
    groups = (
        Group("决定书", ("case_number", "authority", "number", "happened_on", "legal_basis", "joint_units")),
        Group("决定内容", ("measures", "punishments", "target", "person_name", "amount_fen")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "case_number": ("案件编号", "立案编号"),
        "authority": ("处罚机关", "作出决定的机关"),
        "number": ("处罚决定书文号", "文号", "决定书编号"),
        "happened_on": ("决定时间", "处罚日期", "处罚决定日期"),
        "legal_basis": ("处罚依据", "法律依据条款"),
        "measures": ("措施", "决定种类"),
        "punishments": ("处罚种类", "处罚类型"),
        "target": ("对象", "当事人类型"),
        "person_name": ("个人姓名", "被处罚人"),
        "amount_fen": ("罚款", "罚款金额（万元）", "罚没金额", "处罚金额（万元）"),
    }
    case_number = number_field("立案文号", "（演示）应急立〔2023〕1号", help="先登记案件，再登记该案的决定。")
    authority = TextField("决定机关", [Required()], limit=200, help="联合作出的填牵头机关。", example="市应急局")
    number = number_field("决定书文号", "（演示）应急罚〔2023〕1号")
    happened_on = HappenedField("决定日期", [Required()])
    legal_basis = TextField(
        "法律依据", [Required()], limit=TITLE, help="写明法律名称和条、款、项，适用行为发生时有效的法律。"
    )
    measures = MultiChoiceField("决定的措施", [Required()], choices=words(*Measure), basis=TASK)
    punishments = MultiChoiceField("行政处罚的种类", choices=words(*Punishment), help="措施含行政处罚的必填。")
    target = ChoiceField("处罚对象", [Required()], choices=words(*Target))
    person_name = name_field("个人姓名", required=False, help="对象是个人的必填；只有获准查看的人员能看到。")
    amount_fen = WanYuanField("罚没金额", help="罚款和没收的金额合计，以决定书为准。")

    def validate_punishments(self, field: Any) -> None:
        penalty = Measure.PENALTY in (self.measures.data or ())
        if penalty and not field.data:
            raise ValidationError("措施含行政处罚的，请选择处罚的种类")
        if field.data and not penalty:
            raise ValidationError("填写了处罚的种类，措施中请选择“行政处罚”")

    def validate_measures(self, field: Any) -> None:
        if self.target.data and self.target.data != Target.ENTERPRISE:
            others = [one for one in field.data or () if one not in (Measure.PENALTY, Measure.SUSPEND, Measure.REVOKE)]
            if others:
                raise ValidationError(f"“{'、'.join(others)}”只能对企业作出")

    def validate_person_name(self, field: Any) -> None:
        if self.target.data == Target.ENTERPRISE and field.data:
            raise ValidationError("处罚对象是企业的不填个人姓名；对个人的决定请另行登记")
        if self.target.data in (Target.CHIEF, Target.PERSON) and not field.data:
            raise ValidationError("处罚对象是个人的，请填写个人姓名")

    def validate_amount_fen(self, field: Any) -> None:
        money = [one for one in self.punishments.data or () if one in MONEY]
        if Punishment.FINE in money and not field.data:
            raise ValidationError("有罚款的请填写金额")
        if field.data and not money:
            raise ValidationError("填写了金额，处罚的种类中请选择“罚款”或“没收”")


class ChangeForm(ActForm):
    """What became of a decision on review, appeal or revocation: the earlier value stays, the new one counts from its day."""

    groups = (
        Group("原决定", ("authority", "number")),
        Group("变更", ("standing", "happened_on", "amount_fen", "document", "reason")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "authority": ("处罚机关", "作出原决定的机关"),
        "number": ("决定书文号", "文号"),
        "standing": ("状态", "变更后状态"),
        "happened_on": ("变更生效日期", "日期"),
        "amount_fen": ("变更后金额（万元）", "变更后罚款金额"),
        "document": ("复议决定文号", "判决文号", "文书号"),
    }
    authority = TextField("原决定机关", [Required()], limit=200)
    number = number_field("原决定书文号", "（演示）应急罚〔2023〕1号")
    standing = ChoiceField("变更后的状态", [Required()], choices=words(*Standing))
    happened_on = HappenedField("生效日期", [Required()], help="从这一天起按变更后的状态和金额统计。")
    amount_fen = WanYuanField("变更后的罚没金额", help="原决定有罚没金额、状态为“变更”的必填；其他状态不填，金额不变。")
    document = number_field("复议决定或裁判文书号", "（演示）复决〔2023〕1号")
    reason = TextField("变更理由", [Required()], limit=TITLE)

    def validate_amount_fen(self, field: Any) -> None:
        if self.standing.data and self.standing.data != Standing.CHANGED and field.data is not None:
            raise ValidationError("金额有变化的，状态请选“变更”")
