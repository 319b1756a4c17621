"""The words of intake. The stored value is the official Chinese word."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Where it comes from: the source that a hazard verified from it bears (附件1 总体5, 总体7)."""

    TIP = "群众举报"
    HANDED = "上级交办"


class Channel(StrEnum):
    """How it came in."""

    HOTLINE = "12350电话"
    LETTER = "来信来访"
    TRANSFER = "转办"
    ONLINE = "网上"
    DOCUMENT = "文件交办"


ENTERED = (Channel.HOTLINE, Channel.LETTER, Channel.TRANSFER)
"""Channels whose tips officials enter; the public enters the online ones."""


class State(StrEnum):
    """Where it stands."""

    WAITING = "待核查"
    VERIFIED = "待答复"
    ANSWERED = "已答复"
    REEXAMINING = "复查中"
    CLOSED = "复查办结"
    DECLINED = "不予受理"


OPEN = (State.WAITING, State.VERIFIED, State.REEXAMINING)
"""States in which somebody owes work."""


class Conclusion(StrEnum):
    """What verification found."""

    TRUE = "属实"
    PARTLY = "部分属实"
    UNTRUE = "不属实"


class Result(StrEnum):
    """What becomes of what was found true."""

    NEW = "登记为新发现的隐患"
    KNOWN = "台账中已有这条隐患"
    NONE = "不构成事故隐患"
