"""One form a record: the page, the Excel template, the rules of an imported row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.enforcement.fields import (
    ActForm,
    EnterpriseField,
    HappenedField,
    OfferedField,
    OfferedNames,
    enterprise_name_field,
    name_field,
    note_field,
    number_field,
    words,
)
from anjian.enforcement.models import TITLE
from anjian.enforcement.words import Accounting, Aim, NoticeKind, Publicity, Treatment
from anjian.ui.fields import ChoiceField, DayField, LongTextField, TextField, YesNoField
from anjian.ui.forms import FilterForm, Form, Group, Required


class AssistanceForm(ActForm):
    """An assistance visit to one county or one enterprise (R-097)."""

    groups = (
        Group("帮扶对象", ("aim", "region", "enterprise", "enterprise_name")),
        Group("帮扶情况", ("happened_on", "ended_on", "team", "content", "handed_over", "joint_units")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "region": ("县（市、区）", "县市区", "帮扶县区"),
        "happened_on": ("帮扶时间", "时间", "日期"),
        "team": ("帮扶组", "帮扶人员"),
    }
    aim = ChoiceField(
        "帮扶对象", [Required()], choices=words(*Aim), help="县（市、区）按个次计，企业按家次计；执法检查不在此登记。"
    )
    region = OfferedField("帮扶的县（市、区）", example="泽州县")
    enterprise = EnterpriseField("帮扶的企业（统一社会信用代码）")
    enterprise_name = enterprise_name_field()
    happened_on = HappenedField("帮扶日期", [Required()])
    ended_on = DayField("结束日期", help="当日结束的不填。")
    team = TextField("帮扶组成员", [Required()], limit=TITLE)
    content = LongTextField("帮扶指导内容", [Required()])
    handed_over = LongTextField("移交的问题清单", help="帮扶中发现、移交当地或企业整改的问题。")

    def validate_region(self, field: Any) -> None:
        if self.aim.data == Aim.COUNTY and not field.data:
            raise ValidationError("帮扶对象是县（市、区），请填写帮扶的县（市、区）")

    def validate_enterprise(self, field: Any) -> None:
        if self.aim.data == Aim.ENTERPRISE and not field.data:
            raise ValidationError("帮扶对象是企业，请填写帮扶的企业")
        if self.aim.data == Aim.COUNTY and field.data:
            raise ValidationError("对企业的帮扶请另行登记一条，对象选“企业”")

    def validate_ended_on(self, field: Any) -> None:
        if field.data and self.happened_on.data and field.data < self.happened_on.data:
            raise ValidationError("结束日期早于帮扶日期")


class ReferralForm(ActForm):
    """A person referred to a judicial organ."""

    private = ("person_name", "person_note")
    groups = (
        Group("案件", ("case_number", "matter", "enterprise", "enterprise_name")),
        Group("移送人员", ("person_name", "person_note")),
        Group("移送", ("letter", "happened_on", "organ", "receipt", "receipt_on", "joint_units")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "person_name": ("姓名", "人员姓名", "移送人员"),
        "letter": ("移送函", "移送文号", "案件移送书文号"),
        "happened_on": ("移送时间", "日期"),
        "organ": ("受案机关", "接收机关"),
    }
    case_number = number_field("立案文号", "（演示）应急立〔2023〕1号", required=False, help="本单位已立案的填写。")
    matter = TextField(
        "案件（事项）名称", [Required()], limit=TITLE, help="同一案件同一人只计1人，各单位请用同一名称。"
    )
    enterprise = EnterpriseField("涉及企业（统一社会信用代码）")
    enterprise_name = enterprise_name_field()
    person_name = name_field("移送人员姓名", help="只有获准查看涉案人员姓名的人员能看到。")
    person_note = note_field()
    letter = number_field("移送函文号", "（演示）应急移〔2023〕1号")
    happened_on = HappenedField("移送日期", [Required()])
    organ = TextField("接收的司法机关", [Required()], limit=200, example="泽州县公安局")
    receipt = number_field("回执文号", "", required=False)
    receipt_on = DayField("回执日期")


class MeasureForm(ActForm):
    """An enterprise exposed, talked to or put under joint punishment."""

    groups = (
        Group("企业", ("enterprise", "enterprise_name")),
        Group("措施", ("kind", "happened_on", "document", "medium", "content", "joint_units")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "kind": ("措施类型", "类型", "情形"),
        "happened_on": ("时间", "日期"),
        "document": ("文号", "依据文号"),
        "medium": ("媒体", "曝光媒体", "公布渠道"),
    }
    enterprise = EnterpriseField("企业（统一社会信用代码）", [Required()])
    enterprise_name = enterprise_name_field()
    kind = ChoiceField("措施", [Required()], choices=words(*Publicity))
    happened_on = HappenedField("实施日期", [Required()])
    document = number_field("文书或通报编号", "（演示）应急约〔2023〕1号")
    medium = TextField("媒体或渠道", limit=TITLE, help="曝光的必填：媒体名称，有网址的附网址。")
    content = LongTextField("事由和主要内容", [Required()])

    def validate_medium(self, field: Any) -> None:
        if self.kind.data == Publicity.EXPOSED and not field.data:
            raise ValidationError("曝光的请填写媒体或渠道")


class TypicalCaseForm(ActForm):
    """A published typical case."""

    groups = (
        Group("典型案例", ("title", "happened_on", "medium", "dangerous_operation")),
        Group("案件", ("case_number", "enterprise", "enterprise_name")),
        Group("其他", ("joint_units", "evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "title": ("案例名称", "标题"),
        "happened_on": ("公布时间", "发布日期", "日期"),
        "medium": ("公布媒体", "公布网址"),
        "dangerous_operation": ("危险作业罪", "是否危险作业罪"),
    }
    title = TextField("案例标题", [Required()], limit=TITLE, help="同一案例几个单位公布的只计1个，请用公布时的标题。")
    happened_on = HappenedField("公布日期", [Required()])
    medium = TextField("公布媒体和网址", [Required()], limit=TITLE)
    dangerous_operation = YesNoField("是否危险作业罪案例", [Required()])
    case_number = number_field("立案文号", "（演示）应急立〔2023〕1号", required=False, help="本单位立案的填写。")
    enterprise = EnterpriseField("涉及企业（统一社会信用代码）")
    enterprise_name = enterprise_name_field()


class AccountabilityForm(ActForm):
    """A person held to account. Restricted."""

    private = ("person_name", "person_note", "person_post")
    groups = (
        Group("事项", ("matter", "grounds", "enterprise", "enterprise_name")),
        Group("人员", ("person_name", "person_note", "person_post")),
        Group("追责问责", ("kind", "happened_on", "document", "joint_units")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "person_name": ("姓名", "被追责人员"),
        "person_post": ("单位及职务", "职务"),
        "happened_on": ("时间", "日期"),
        "kind": ("问责方式", "处理方式"),
        "document": ("文号", "决定文号"),
    }
    matter = TextField("事项名称", [Required()], limit=TITLE, help="同一事项同一人只计1人。")
    grounds = LongTextField("追责问责事由", [Required()])
    enterprise = EnterpriseField("涉及企业（统一社会信用代码）")
    enterprise_name = enterprise_name_field()
    person_name = name_field("被追责问责人员姓名")
    person_note = note_field()
    person_post = name_field("单位和职务")
    kind = ChoiceField("追责问责方式", [Required()], choices=words(*Accounting))
    happened_on = HappenedField("决定日期", [Required()])
    document = number_field("决定文号", "（演示）问责〔2023〕1号")


class NoticeForm(ActForm):
    """A talk with, or a circular on, counties and departments."""

    groups = (
        Group("约谈通报", ("kind", "number", "title", "happened_on", "addressees", "content", "joint_units")),
        Group("其他", ("evidence", "remark")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ActForm.column_aliases,
        "kind": ("方式", "类型"),
        "number": ("文件编号", "通知编号"),
        "happened_on": ("时间", "日期"),
        "addressees": ("对象", "约谈通报对象", "被约谈通报单位"),
    }
    kind = ChoiceField("约谈或通报", [Required()], choices=words(*NoticeKind))
    number = number_field("文号或编号", "（演示）安委办函〔2023〕1号")
    title = TextField("标题", [Required()], limit=TITLE)
    happened_on = HappenedField("日期", [Required()])
    addressees = OfferedNames(
        "约谈通报的单位", [Required()], help="一份通报涉及几个单位的计1次；表格中用“、”分开。", example="泽州县、高平市"
    )
    content = LongTextField("主要内容", [Required()])


class DetermineForm(Form):
    """What is decided on the penalty over a major hazard, with the reason (R-106, R-107)."""

    decision = ChoiceField("认定", [Required()], choices={str(one): str(one) for one in Treatment})
    reason = LongTextField(
        "认定的理由", [Required()], limit=2000, help="写明依据的事实；与建议不一致的，写明为何不采纳建议。"
    )


class DeterminationFilters(FilterForm):
    """Filters of the list of determinations."""

    differing = YesNoField("与建议不一致")


class NoCaseForm(Form):
    """Why no case is filed over a hazard found by an inspection (R-107)."""

    reason = LongTextField(
        "不立案的理由", [Required()], limit=TITLE, help="写明事实和依据；执法检查发现的重大事故隐患依法从严。"
    )


class OneSideForm(Form):
    """Why only one side is punished."""

    reason = LongTextField("只处罚一方的理由", [Required()], limit=TITLE, help="写明为何不对另一方作出处罚决定。")


class CloseForm(Form):
    """The end of a case."""

    closed_on = HappenedField("结案日期", [Required()])


class VoidForm(Form):
    """Why a record was wrong."""

    reason = LongTextField("作废理由", [Required()], limit=TITLE, help="写明错在何处；作废后不再计入报表，记录保留。")


class EvidenceForm(Form):
    """More evidence of a record."""

    evidence = ActForm.evidence


class RecordFilters(FilterForm):
    """Filters of every list of enforcement records."""

    primary = ("q", "from_on", "to_on")
    q = TextField("企业、单位、编号或文号")
    from_on = DayField("日期起")
    to_on = DayField("日期止")
    voided = ChoiceField("作废记录", choices={"yes": "只看已作废", "all": "全部"})
