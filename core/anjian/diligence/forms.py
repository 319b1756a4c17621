"""The forms of diligence."""

from __future__ import annotations

import re
from typing import Any

from wtforms.validators import ValidationError

from anjian.diligence.models import NUMBER, TEXT, TITLE
from anjian.diligence.words import AccidentType, Closing, Congress, Happening
from anjian.enforcement.fields import EVIDENCE_TYPES, EnterpriseField, HappenedField, words
from anjian.ui.fields import ChoiceField, DayField, IntField, LongTextField, TextField
from anjian.ui.forms import FilterForm, Form, Group, Required
from anjian.ui.sent_fields import UploadField

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")


def _files(text: str) -> UploadField:
    return UploadField("佐证材料", accept=EVIDENCE_TYPES, several=True, help=text)


class ProgressForm(Form):
    """The enterprise's report on how far rectification is."""

    happened_on = HappenedField("报告日期", [Required()])
    content = LongTextField("整治进展情况", [Required()], limit=TEXT, help="已完成的措施、到位的资金、现场防控情况。")
    trouble = LongTextField("存在的问题和困难", limit=TEXT)
    next_step = LongTextField("下一步安排", limit=TEXT)
    evidence = _files("现场照片、施工合同、验收单等。")


class CongressForm(Form):
    """The report to the workers."""

    happened_on = HappenedField("报告日期", [Required()])
    form = ChoiceField("报告形式", [Required()], choices=words(*Congress))
    evidence = LongTextField(
        "会议情况和佐证", [Required()], limit=TEXT, help="会议名称、届次，会议记录或决议的文号，参加人数等。"
    )
    files = _files("会议记录、签到表、决议等。")


class RefusalForm(Form):
    """An officer records that the enterprise refuses."""

    happened_on = HappenedField("认定拒不执行的日期", [Required()])
    order_number = TextField("责令改正文书号", [Required()], limit=NUMBER, example="（演示）责改〔2023〕1号")
    ordered_on = HappenedField("作出责令改正的日期", [Required()])
    evidence = LongTextField(
        "拒不执行的事实和证据",
        [Required()],
        limit=TEXT,
        help="复查记录、送达回证、现场照片、询问笔录等写明名称和日期。",
    )
    files = _files("文书、照片、笔录等。")


class WaiverForm(Form):
    """Why a decision is not made."""

    duty = ChoiceField("事项", [Required()])
    reason = LongTextField("不作出该决定的理由", [Required()], limit=TEXT)


class ClosureForm(Form):
    """What a person decides on the proposal."""

    decision = ChoiceField("决定", [Required()], choices=words(*Closing))
    document = TextField("提请文书号", limit=NUMBER, help="提请关闭的须填写。")
    reason = LongTextField("理由", [Required()], limit=TEXT)

    def validate_document(self, field: Any) -> None:
        if self.decision.data == Closing.PROPOSE and not field.data:
            raise ValidationError("提请关闭须填写提请地方人民政府的文书号")


class AccidentForm(Form):
    """An accident or near-miss."""

    groups = (
        Group("时间地点", ("enterprise", "happened_on", "happened_time", "place")),
        Group("情况", ("kind", "accident_type", "deaths", "missing", "injured", "course")),
        Group("关联", ("hazards", "evidence")),
    )
    enterprise = EnterpriseField("企业", [Required()], help="输入企业名称查找。")
    happened_on = HappenedField("发生日期", [Required()])
    happened_time = TextField("发生时刻", [Required()], limit=5, example="14:30")
    place = TextField("发生地点", [Required()], limit=TITLE)
    kind = ChoiceField(
        "性质", [Required()], choices=words(*Happening), help="险情：未造成人员伤亡和损失、但可能酿成事故的。"
    )
    accident_type = ChoiceField("事故类别", [Required()], choices=words(*AccidentType))
    deaths = IntField("死亡人数", [Required()], high=9999, help="没有的填 0。")
    missing = IntField("失踪人数", [Required()], high=9999)
    injured = IntField("受伤人数", [Required()], high=9999)
    course = LongTextField("简要经过", [Required()], limit=TEXT)
    hazards = TextField("关联隐患编号", limit=TITLE, help="多个编号用“、”分开；须是这家企业的隐患。")
    evidence = _files("快报、现场照片等。")

    def validate_happened_time(self, field: Any) -> None:
        if field.data and not _CLOCK.fullmatch(field.data.strip()):
            raise ValidationError("请按24小时制填写，如 14:30")


class VoidForm(Form):
    """A record was entered wrongly."""

    reason = LongTextField("作废理由", [Required()], limit=TITLE)


class ListFilters(FilterForm):
    """Filters of the lists of this room."""

    q = TextField("企业名称、编号")
    which = ChoiceField(
        "情形", choices={"late": "应报未报", "missing": "未报告", "done": "已报告", "voided": "已作废", "all": "全部"}
    )
    primary = ("q",)


class DayFilter(FilterForm):
    """As of which day the watch-list is computed."""

    day = DayField("截至日期")


def clock_of(text: str) -> tuple[int, int]:
    """Hour and minute of a valid time."""
    hour, minute = re.split("[:：]", text.strip())
    return int(hour), int(minute)
