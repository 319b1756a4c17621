"""The words of the ledger. The stored value is the official Chinese word: exports, prints and a row whose plugin is gone stay
readable without a table of codes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Source(StrEnum):
    """Who found it first (附件1 block 1): the four sources partition all counted hazards."""

    SELF_CHECK = "企业自查"
    INSPECTION = "部门执法检查"
    PUBLIC_REPORT = "群众举报"
    ASSIGNED = "上级交办"


class Scale(StrEnum):
    """What kind of grading a hazard stands on. Only MAJOR enters 附件1; the others have their own reporting duties."""

    MAJOR = "重大事故隐患"
    GENERAL = "一般事故隐患"
    SPECIAL_EQUIPMENT = "特种设备事故隐患"
    ENVIRONMENTAL = "突发环境事件隐患"
    PIPELINE = "管道隐患"


class Level(StrEnum):
    """The grade on its scale."""

    MAJOR = "重大"
    SERIOUS = "严重"
    GREATER = "较大"
    GENERAL = "一般"


class State(StrEnum):
    """Where a hazard stands in its closed loop (闭环)."""

    UNSIGNED = "待签报"
    REPORTED = "已上报"
    PARENT_CONFIRMED = "主体企业已确认"
    CONFIRMED = "已确认"
    PLAN_REVIEW = "方案待评审"
    RECTIFYING = "整改中"
    CLAIMED = "待验收"
    ACCEPTED = "已销号"
    RETURNED = "已退回"
    DOWNGRADED = "已降级"
    WITHDRAWN = "已撤回"
    SUSPENDED = "暂停整改"


class Method(StrEnum):
    """How it was found (R-119)."""

    ON_SITE = "现场"
    TICKETS = "票证核查"
    PAPERS = "资料"
    INTERVIEW = "询问"
    VIDEO = "视频"
    TIP = "举报"


class ListingLevel(StrEnum):
    """Level of 挂牌督办."""

    COUNTY = "县级"
    CITY = "市级"
    PROVINCE = "省级"


class Evidence(StrEnum):
    """What a file of a hazard is there to prove."""

    BEFORE = "整改前照片"
    AFTER = "整改后照片"
    POSTED = "公示照片"
    ACCEPTANCE = "验收照片"
    OTHER = "其他材料"


class Stage(StrEnum):
    """How far 挂牌督办 of a confirmed major hazard has come (R-105)."""

    IN_FORCE = "在督"
    LATE = "超期未挂牌"
    TO_PUBLISH = "待公布"
    LIFTED = "已摘牌"


class Track(StrEnum):
    """R-021: closed at once, or over a planned time."""

    IMMEDIATE = "立即整改"
    PLANNED = "限期整改"


class Opinion(StrEnum):
    """What the parent company thinks of its subsidiary's report (R-088); the department decides."""

    AGREES = "同意"
    NOT_MAJOR = "建议降级"


class Review(StrEnum):
    """Whether the rectification plan is reviewed before work starts (R-126)."""

    NEEDED = "须评审"
    DONE = "已评审"


class Decision(StrEnum):
    """What a person says of two hazards that may be one fault."""

    MERGED = "同一隐患，已合并"
    APART = "不是同一隐患"


UNCOUNTED = (State.WITHDRAWN, State.DOWNGRADED)
"""States that take a hazard out of every count."""
CLOSED = (State.ACCEPTED, State.WITHDRAWN, State.DOWNGRADED)
"""States with nothing left to do."""
LIMB_OPEN = "条款待细分"
"""A criterion with several limbs was cited and the text does not tell which."""

COLUMN_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "public_code": "编号", "client_uid": "录入标识", "scale": "隐患类别", "level": "级别", "source": "发现来源",
        "state": "状态", "track": "整改方式", "unit_name": "填报单位", "plugin": "检查专项", "plugin_title": "检查类别",
        "content": "具体内容", "place": "所在部位", "cited": "判定依据", "criterion_code": "判定标准", "limb_code": "判定条款",
        "limb_text": "条款内容", "verdict_reason": "判定理由", "discovered_on": "发现日期", "reported_on": "上报日期",
        "parent_confirmed_on": "主体企业确认日期", "confirmed_on": "确认日期", "measures": "整改措施",
        "prepared_by": "登记人员", "signed_on": "签报日期", "signed_by": "签报人", "parent_opinion": "主体企业意见",
        "enterprise_person": "企业责任人", "officer": "监管责任人", "leader": "属地领导责任人", "review": "整改方案评审",
        "planned_by": "方案编制人", "reviewed_on": "评审日期", "extension_to": "申请延期至", "extension_by": "申请延期人",
        "suspended_on": "暂停日期", "suspended_by": "暂停决定人", "transfer_to": "拟移交部门", "recurs_of_id": "上次发生的隐患",
        "funds_fen": "整改资金（万元）", "responsible": "整改责任人", "due_on": "整改期限", "original_due_on": "原定期限",
        "contingency": "防控措施及应急预案", "claimed_on": "申请验收日期", "rectified_by": "申请验收人",
        "accepted_on": "销号日期", "accepted_by": "验收人", "accepting_unit": "验收单位", "listed_on": "挂牌日期",
        "lifted_on": "摘牌日期", "published_on": "挂牌公布日期", "lift_published_on": "摘牌公布日期",
        "listing_level": "挂牌级别", "listing_unit": "督办单位", "remark": "备注",
        "imported": "补录", "identity_key": "识别码", "merged_into_id": "并入的隐患", "region_code": "县（市、区）",
        "department_code": "监管部门", "enterprise_id": "企业", "parent_id": "上级主体企业",
    }
)  # fmt: skip
"""Columns of a hazard as people call them: for timelines and for what verification finds."""
