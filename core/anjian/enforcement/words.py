"""The words of enforcement. The stored value is the official Chinese word."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What a decision orders (R-100). One decision may order several."""

    PENALTY = "行政处罚"
    STOP = "责令停产停业整顿"
    CLOSE = "关闭取缔"
    SEAL = "查封"
    SEIZE = "扣押"
    SUSPEND = "暂扣证照"
    REVOKE = "吊销证照"


class Punishment(StrEnum):
    """Kinds of an administrative penalty (行政处罚法 第九条)."""

    WARNING = "警告"
    CRITICISM = "通报批评"
    FINE = "罚款"
    CONFISCATION = "没收违法所得、非法财物"
    OTHER = "其他行政处罚"


class Target(StrEnum):
    """Whom a decision is against. Both of the first two in one case make 一案双罚 (R-103)."""

    ENTERPRISE = "企业"
    CHIEF = "企业主要负责人"
    PERSON = "其他责任人员"


class Standing(StrEnum):
    """Where a decision stands. Reconsideration or a suit does not suspend it (行政复议法, 行政诉讼法), so it goes on counting."""

    IN_FORCE = "有效"
    CONTESTED = "复议诉讼中"
    CHANGED = "变更"
    REVOKED = "撤销"


COUNTED = (Standing.IN_FORCE, Standing.CONTESTED, Standing.CHANGED)
"""Decisions that a figure of 附件1 counts."""


class CaseStage(StrEnum):
    """How far a case has come."""

    OPEN = "办理中"
    CLOSED = "已结案"


class Aim(StrEnum):
    """Whom an assistance visit helps: 个次 counts the first, 家次 the second; they never mix."""

    COUNTY = "县（市、区）"
    ENTERPRISE = "企业"


class Publicity(StrEnum):
    """What is done to an enterprise beside a penalty (A1-3.07)."""

    EXPOSED = "曝光"
    TALKED_TO = "约谈"
    SANCTIONED = "联合惩戒"


class NoticeKind(StrEnum):
    """What is addressed to a county or department (A1-3.10)."""

    TALK = "约谈"
    CIRCULAR = "通报"


class Accounting(StrEnum):
    """How a person is held to account (A1-3.09)."""

    TALK = "谈话提醒、批评教育"
    ADMONITION = "诫勉"
    CHECK = "责令检查"
    PARTY = "党纪处分"
    STATE = "政务处分"
    POST = "组织调整或组织处理"
    ENTERPRISE = "企业内部处理"
    OTHER = "其他追责问责"


class Proposal(StrEnum):
    """What the notice says of the penalty over a major hazard (R-106, R-107)."""

    SPARED = "不予处罚"
    NOT_SPARED = "不符合不予处罚条件"
    SEVERE = "依法从严从重处罚"


class Treatment(StrEnum):
    """What a person decides on it."""

    SPARED = "不予处罚"
    PUNISHED = "依法处罚"
    SEVERE = "依法从严从重处罚"


FOLLOWING = {
    Proposal.SPARED: (Treatment.SPARED,),
    Proposal.NOT_SPARED: (Treatment.PUNISHED, Treatment.SEVERE),
    Proposal.SEVERE: (Treatment.SEVERE,),
}
"""Proposal -> the decisions that follow it."""
NAME_HIDDEN = "（姓名不公开）"
"""Stands where a person's name is not the reader's to see."""
