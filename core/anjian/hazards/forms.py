"""What people enter about hazards: one form a step. Labels and help name the legal basis."""

from __future__ import annotations

from anjian.hazards.correcting import DAYS, FACTS
from anjian.hazards.inputs import Correction, Listing, Parties, Plan, Publication, Supplement
from anjian.hazards.queries import LISTED_BEFORE, LISTED_NOW, NEVER_LISTED
from anjian.hazards.words import Decision, ListingLevel, Method, Scale, Source, Stage, State, Track
from anjian.ui.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    RecordField,
    TextField,
    WanYuanField,
    YesNoField,
)
from anjian.ui.forms import FilterForm, Form, Group, Required


def _words(
    kinds: type[Source] | type[State] | type[Scale] | type[Method] | type[Track] | type[ListingLevel] | type[Stage],
) -> dict[str, str]:
    return {str(kind): str(kind) for kind in kinds}


class LedgerFilters(FilterForm):
    """Filters of the merged ledger."""

    primary = ("text", "region", "department", "state")
    text = TextField("关键词", help="企业名称、隐患内容、部位、编号")
    region = ChoiceField("县（市、区）")
    department = ChoiceField("监管部门")
    state = ChoiceField("状态", choices=_words(State))
    source = ChoiceField("发现来源", choices=_words(Source))
    scale = ChoiceField("隐患类别", choices=_words(Scale))
    unit = ChoiceField("填报单位")
    limb = ChoiceField("判定条款")
    listed = ChoiceField("挂牌督办", choices={word: word for word in (LISTED_NOW, LISTED_BEFORE, NEVER_LISTED)})
    overdue = YesNoField("超期未销号")
    open = YesNoField("未销号")
    found_from = DayField("发现时间自")
    found_to = DayField("发现时间至")


class DayForm(Form):
    """A step that needs only its day."""

    effective_on = DayField("办理日期", [Required()], help="实际发生的日期，不早于所依据的上一步")


class ReasonForm(DayForm):
    """A step that needs a reason."""

    reason = LongTextField("理由", [Required()], limit=1000)


class ResubmitForm(DayForm):
    """What was sent back, supplemented."""

    place = TextField("所在部位", [Required()], limit=400)
    content = LongTextField("隐患具体内容", [Required()])
    limb_code = ChoiceField("判定条款", help="重大事故隐患必选，须为发现当日有效的条款", search=True)

    def supplement(self) -> Supplement:
        """What the service takes."""
        return Supplement(self.content.data, self.place.data, self.limb_code.data)


class CorrectForm(Form):
    """Facts as they stand, to be put right. The form of a hazard holds those that it has."""

    groups = (
        Group("事实", ("content", "place", "limb_code", "source", "funds_fen")),
        Group("日期", tuple(DAYS)),
        Group("更正", ("reason",)),
    )
    content = LongTextField("隐患具体内容", [Required()])
    place = TextField("所在部位", limit=400)
    limb_code = ChoiceField("判定条款", help="须为发现当日有效的条款", search=True)
    source = ChoiceField("发现来源", [Required()], choices=_words(Source))
    funds_fen = WanYuanField("整改资金")
    discovered_on = DayField("发现时间", [Required()])
    confirmed_on = DayField("确认时间")
    listed_on = DayField("挂牌时间")
    claimed_on = DayField("申请验收时间")
    accepted_on = DayField("销号时间")
    reason = LongTextField("更正理由", [Required()], limit=1000, help="写明原记载有误的原因和更正的依据")

    def correction(self) -> Correction:
        """What the service takes: every fact that the form held."""
        facts = {name: self[name].data for name in FACTS if name in self}
        return Correction(facts | {"place": facts["place"] or ""}, self.reason.data)


class PlanForm(DayForm):
    """五落实."""

    groups = (
        Group("整改“五落实”", ("responsible", "measures", "funds_fen", "due_on", "contingency")),
        Group("办理", ("track", "effective_on")),
    )
    responsible = TextField("整改责任人（职务）", [Required()])
    measures = LongTextField("整改措施", [Required()])
    funds_fen = WanYuanField("整改资金", [Required()], help="没有费用的填 0")
    due_on = DayField("整改期限", [Required()], help="确定后不能在此修改，确需延长的须办理延期审批")
    contingency = LongTextField("防控措施及应急预案", [Required()])
    track = ChoiceField("整改方式", [Required()], choices=_words(Track))

    def plan(self) -> Plan:
        """What the service takes."""
        return Plan(
            responsible=self.responsible.data,
            measures=self.measures.data,
            funds_fen=self.funds_fen.data,
            due_on=self.due_on.data,
            contingency=self.contingency.data,
            track=Track(self.track.data),
        )


class ConfirmForm(DayForm):
    """Confirmation names the three responsible parties (R-005)."""

    groups = (
        Group("三方责任人", ("enterprise_person", "officer", "leader")),
        Group("办理", ("review", "effective_on", "reason")),
    )
    enterprise_person = TextField("企业责任人（职务）")
    officer = TextField("监管责任人（单位、职务）")
    leader = TextField("属地领导责任人（职务）", help="按职务填写，人员变动时责任随职务")
    review = YesNoField("整改方案须先评审", help="情况复杂、须由监管部门或专家评审整改方案的选“是”")
    reason = LongTextField("未经主体企业审核的理由", limit=1000, help="仅当主体企业逾期未审核时填写")

    def parties(self) -> Parties:
        """What the service takes."""
        person, officer, leader = (
            (field.data or "") if field.raw_data else None
            for field in (self.enterprise_person, self.officer, self.leader)
        )
        return Parties(person, officer, leader, bool(self.review.data))


class ExtensionForm(ReasonForm):
    """A request for a later due day (R-024)."""

    extension_to = DayField("申请延期至", [Required()], help="批准前仍按现期限计算，原定期限永久保留")


class TransferForm(ReasonForm):
    """A transfer to another department."""

    department = ChoiceField("移交部门", [Required()], help="对方接收前仍由本部门负责")


class ListingForm(DayForm):
    """挂牌督办."""

    number = TextField("挂牌文号", [Required()], limit=60)
    level = ChoiceField("挂牌级别", [Required()], choices=_words(ListingLevel))
    supervising_unit = TextField("督办单位", [Required()])
    supervisor = TextField("督办责任人", [Required()])
    requirements = LongTextField("督办要求", [Required()])
    due_on = DayField("督办完成期限", [Required()])

    def listing(self) -> Listing:
        """What the service takes."""
        return Listing(
            number=self.number.data,
            level=ListingLevel(self.level.data),
            supervising_unit=self.supervising_unit.data,
            supervisor=self.supervisor.data,
            requirements=self.requirements.data,
            due_on=self.due_on.data,
        )


class PublishForm(DayForm):
    """Where an order of 挂牌督办, or its end, is published."""

    groups = (Group("公布", ("medium", "place")), Group("办理", ("effective_on",)))
    medium = TextField("公布媒介", [Required()], help="政府网站、报纸、公示栏等；摘牌须在原公布媒介公布")
    place = TextField("公布位置", [Required()], limit=400, help="网址、版面或公示栏所在地点")

    def publication(self) -> Publication:
        """What the service takes."""
        return Publication(self.medium.data, self.place.data)


class SupervisionFilters(FilterForm):
    """Filters of the register of 挂牌督办."""

    primary = ("text", "region", "department", "stage")
    text = TextField("关键词", help="企业名称、隐患内容、隐患编号、挂牌文号、督办单位")
    region = ChoiceField("县（市、区）")
    department = ChoiceField("监管部门")
    stage = ChoiceField("督办情况", choices=_words(Stage))
    level = ChoiceField("挂牌级别", choices=_words(ListingLevel))


class PairFilters(FilterForm):
    """Filters of the queue of hazards that may be one fault."""

    primary = ("decision",)
    decision = ChoiceField("判定", choices={"待核对": "待核对", **{str(one): str(one) for one in Decision}})


class DecideForm(Form):
    """Whether two hazards are one."""

    decision = ChoiceField(
        "判定", [Required()], choices={str(one): str(one) for one in Decision},
        help="合并后以先发现的一条为准，保留其发现来源；另一条的记录保留，不再计入统计",
    )  # fmt: skip
    note = LongTextField("理由", [Required()], limit=1000)


class UnmergeForm(Form):
    """Why a merger is undone."""

    note = LongTextField("理由", [Required()], limit=1000)


class NewHazardForm(Form):
    """A fault reported without a visit. Tips and hand-downs are not among them: they count only once verified."""

    enterprise_id = RecordField(
        "企业", [Required()], source="hazards.enterprises", help="输入名称、拼音首字母或信用代码查找"
    )
    department_code = ChoiceField("行业监管部门", [Required()])
    source = ChoiceField(
        "发现来源",
        [Required()],
        choices={str(one): str(one) for one in (Source.INSPECTION, Source.SELF_CHECK)},
        help="群众举报、上级交办的，请在“举报与交办”登记，核查属实后自动列入台账",
    )
    discovered_on = DayField("发现时间", [Required()])
    found_by = TextField("发现人", [Required()])
    method = ChoiceField("发现方式", choices=_words(Method))
    scale = ChoiceField(
        "隐患类别", [Required()], choices={str(Scale.MAJOR): "重大事故隐患", str(Scale.GENERAL): "一般事故隐患"}
    )
    limb_code = ChoiceField("判定条款", help="重大事故隐患必选，须为发现当日有效的条款", search=True)
    place = TextField("所在部位", [Required()], limit=400)
    content = LongTextField("隐患具体内容", [Required()])
