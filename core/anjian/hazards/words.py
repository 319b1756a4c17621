"""The words of the ledger. The stored value is the official Chinese word: exports, prints and a row whose plugin is gone stay
readable without a table of codes."""

from __future__ import annotations

from enum import StrEnum


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

    REPORTED = "已上报"
    PARENT_CONFIRMED = "主体企业已确认"
    CONFIRMED = "已确认"
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


class Track(StrEnum):
    """R-021: closed at once, or over a planned time."""

    IMMEDIATE = "立即整改"
    PLANNED = "限期整改"


UNCOUNTED = (State.WITHDRAWN, State.DOWNGRADED)
"""States that take a hazard out of every count."""
CLOSED = (State.ACCEPTED, State.WITHDRAWN, State.DOWNGRADED)
"""States with nothing left to do."""
LIMB_OPEN = "条款待细分"
"""A criterion with several limbs was cited and the text does not tell which."""
