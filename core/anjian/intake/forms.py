"""What is entered about tips and hand-downs, by officials and by the public."""

from __future__ import annotations

from typing import ClassVar

from anjian.hazards.words import Scale
from anjian.intake.inputs import Assignment, FoundHazard, NewReport, Outcome, Person
from anjian.intake.words import ENTERED, Channel, Conclusion, Kind, Result, State
from anjian.kernel import clock
from anjian.kernel.upload_safety import ALLOWED
from anjian.ui.fields import Basis, ChoiceField, DayField, LongTextField, RecordField, TextField, YesNoField
from anjian.ui.forms import FilterForm, Form, Group, Required
from anjian.ui.sent_fields import UploadField

LAW_PUBLIC = Basis("安全生产法 第七十四条、第七十六条")
LAW_WORKERS = Basis("生产经营单位从业人员安全生产举报处理规定（应急〔2020〕69号）第四条")


class PersonFields(Form):
    """Who reports. Nothing of it is ever shown in a form again."""

    name = TextField("姓名", limit=50)
    phone = TextField("联系电话", limit=40)
    address = TextField("联系地址", limit=200)

    def person(self) -> Person:
        """What the service seals."""
        return Person(self.name.data or "", self.phone.data or "", self.address.data or "")


PERSON = ("name", "phone", "address")


class EnterpriseFields(Form):
    """Which enterprise, and who handles it."""

    enterprise_id = RecordField("企业", source="intake.enterprises", help="输入名称、拼音首字母或信用代码查找")
    enterprise_name = TextField("企业名称或位置描述", help="名册中查不到的，按举报人所述填写")
    region_code = ChoiceField("县（市、区）", help="已选择企业的，按企业所在县（市、区）")
    department_code = ChoiceField("承办部门", help="不选的，由企业的牵头部门承办")
    place = TextField("所在部位", limit=400)


WHERE = ("enterprise_id", "enterprise_name", "region_code", "department_code", "place")


class TipForm(EnterpriseFields, PersonFields):
    """A tip by telephone, letter or transfer."""

    groups = (
        Group("举报", ("channel", "received_on", "insider", "content")),
        Group("举报对象", WHERE),
        Group("举报人身份（加密保存，登记后只有举报受理员能查看，匿名的不填）", PERSON),
    )
    channel = ChoiceField("举报渠道", [Required()], choices={str(one): str(one) for one in ENTERED})
    received_on = DayField("收到日期", [Required()])
    insider = YesNoField("是否本企业从业人员举报", basis=LAW_WORKERS)
    content = LongTextField("反映的问题", [Required()], help="不要写入举报人的姓名、电话等身份信息", basis=LAW_PUBLIC)

    def report(self) -> NewReport:
        """What the service takes."""
        return NewReport(
            Kind.TIP, Channel(self.channel.data), self.content.data, self.received_on.data,
            self.enterprise_name.data or "", self.enterprise_id.data, self.region_code.data, self.department_code.data,
            self.place.data or "", bool(self.insider.data), person=self.person(),
        )  # fmt: skip


class HandedForm(EnterpriseFields):
    """A fault handed down by a superior, by document."""

    groups = (
        Group("交办", ("superior", "document_number", "received_on", "due_on", "content")),
        Group("交办对象", WHERE),
    )
    superior = TextField("交办单位", [Required()], example="省安委办")
    document_number = TextField("交办文号", [Required()], limit=60)
    received_on = DayField("收到日期", [Required()])
    due_on = DayField("办理期限", [Required()])
    content = LongTextField("交办内容", [Required()])

    def report(self) -> NewReport:
        """What the service takes."""
        return NewReport(
            Kind.HANDED, Channel.DOCUMENT, self.content.data, self.received_on.data, self.enterprise_name.data or "",
            self.enterprise_id.data, self.region_code.data, self.department_code.data, self.place.data or "",
            superior=self.superior.data, document_number=self.document_number.data, due_on=self.due_on.data,
        )  # fmt: skip


class PublicForm(PersonFields):
    """A tip by anybody, without an account."""

    groups = (
        Group("反映的问题", ("enterprise_name", "region_code", "place", "content", "insider")),
        Group("您的身份（可以不填）", PERSON),
    )
    enterprise_name = TextField("企业名称或所在位置", [Required()])
    region_code = ChoiceField("县（市、区）", help="不清楚的可以不选")
    place = TextField("具体部位", limit=400, example="3号仓库东门")
    content = LongTextField("问题的具体情况", [Required()], help="什么时间、什么部位、存在什么危险。请如实反映。")
    insider = YesNoField("您是否这家企业的从业人员")

    def report(self, uid: str) -> NewReport:
        """What the service takes; `uid` was made with the page."""
        return NewReport(
            Kind.TIP, Channel.ONLINE, self.content.data, clock.today(), self.enterprise_name.data, None,
            self.region_code.data, None, self.place.data or "", bool(self.insider.data), person=self.person(),
            client_uid=uid,
        )  # fmt: skip


class FollowForm(Form):
    """The follow-up code that was given with the report."""

    code = TextField("查询码", [Required()], limit=40)


class AssignForm(Form):
    """Which enterprise it is, and who handles it."""

    enterprise_id = RecordField("企业", source="intake.enterprises", help="输入名称、拼音首字母或信用代码查找")
    region_code = ChoiceField("县（市、区）", help="已选择企业的，按企业所在县（市、区）")
    department_code = ChoiceField("承办部门", help="不选的，由企业的牵头部门承办")
    reason = LongTextField("说明", limit=400, help="不要写入举报人的身份信息")

    def assignment(self) -> Assignment:
        """What the service takes."""
        return Assignment(
            self.enterprise_id.data, self.region_code.data, self.department_code.data, self.reason.data or ""
        )


class DeclineForm(Form):
    """Why a tip is not taken up."""

    effective_on = DayField("办理日期", [Required()])
    reason = LongTextField("不予受理的理由", [Required()], limit=1000, help="举报人凭查询码可以看到")


class AnswerForm(Form):
    """What the reporter or the superior is told."""

    effective_on = DayField("答复日期", [Required()])
    reply = LongTextField("答复内容", [Required()], help="写明核查结论、简要核查情况、处理决定和是否符合奖励条件",
                          basis=Basis("应急〔2023〕106号（二手资料，待核实）"))  # fmt: skip


class OutcomeForm(Form):
    """What was found, and what becomes of it."""

    groups: ClassVar[tuple[Group, ...]] = (
        Group("核查结论", ("effective_on", "conclusion", "note", "evidence")),
        Group("属实的怎样处理", ("result", "known_hazard_id", "scale", "limb_code", "place", "content", "no_hazard")),
    )
    effective_on = DayField("核查日期", [Required()], help="登记隐患的，即为发现时间")
    conclusion = ChoiceField("结论", [Required()], choices={str(one): str(one) for one in Conclusion})
    note = LongTextField("核查情况", [Required()], help="到现场核查的时间、人员、所见；不要写入举报人的身份信息")
    evidence = UploadField("核查证据", several=True, accept=",".join(ALLOWED), help="照片、笔录等，每个不超过 20 MB")
    result = ChoiceField("处理", choices={str(one): str(one) for one in Result}, help="结论为“不属实”的不选")
    known_hazard_id = ChoiceField("台账中已有的隐患", search=True, help="首次发现的来源不变，本件记为又一次发现")
    scale = ChoiceField("隐患类别", choices={str(one): str(one) for one in (Scale.MAJOR, Scale.GENERAL)})
    limb_code = ChoiceField("判定条款", help="重大事故隐患必选，须为核查当日有效的条款", search=True)
    place = TextField("所在部位", limit=400)
    content = LongTextField("隐患具体内容", help="企业能看到：按核查所见重新表述，不照抄举报原文")
    no_hazard = LongTextField("不构成事故隐患的理由", limit=1000)

    def outcome(self) -> Outcome:
        """What the service takes. Only what the chosen result asks for is taken along."""
        result = self.result.data
        found = None
        if result == Result.NEW:
            scale = Scale(self.scale.data or Scale.MAJOR)
            found = FoundHazard(self.content.data or "", self.place.data or "", scale, self.limb_code.data)
        return Outcome(
            Conclusion(self.conclusion.data),
            self.effective_on.data,
            self.note.data,
            found,
            self.known_hazard_id.data if result == Result.KNOWN else None,
            (self.no_hazard.data or "") if result == Result.NONE else "",
        )


class ReexamineForm(OutcomeForm):
    """The second conclusion, with what the reporter is told."""

    groups = (*OutcomeForm.groups, Group("答复", ("reply",)))
    reply = LongTextField("答复内容", [Required()])


class IdentityForm(Form):
    """Why somebody opens who reported."""

    reason = LongTextField(
        "查看事由", [Required()], limit=200, help="如：反馈核查结果、发放奖励。每次查看都记入操作日志。"
    )


class ReportFilters(FilterForm):
    """Filters of the list."""

    primary = ("text", "kind", "region", "state")
    text = TextField("关键词", help="受理编号、企业、内容、部位、交办文号")
    kind = ChoiceField("来源", choices={str(one): str(one) for one in Kind})
    region = ChoiceField("县（市、区）")
    state = ChoiceField("状态", choices={str(one): str(one) for one in State})
    channel = ChoiceField("渠道", choices={str(one): str(one) for one in Channel})
    department = ChoiceField("承办部门")
    conclusion = ChoiceField("结论", choices={str(one): str(one) for one in Conclusion})
    late = YesNoField("超期未办")
    received_from = DayField("收到日期自")
    received_to = DayField("收到日期至")
