"""The words of inspections. The stored value is the official Chinese word."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """Which of the three activity tiers a visit belongs to (R-012); it follows from the visiting unit."""

    SELF = "企业自查"
    COUNTY = "县级检查"
    CITY = "市级督导"


class Mode(StrEnum):
    """How the visit is made (R-102)."""

    REGULAR = "常规执法"
    COVERT = "明察暗访"
    SURPRISE = "突击检查"
    RANDOM = "随机抽查"


UNANNOUNCED = (Mode.COVERT, Mode.SURPRISE, Mode.RANDOM)
"""Modes whose visit is invisible outside its team until arrival (R-102)."""


class VisitStatus(StrEnum):
    """Where a visit stands."""

    PLANNED = "计划"
    RUNNING = "进行中"
    DONE = "已完成"
    CANCELLED = "已取消"


class FindingStatus(StrEnum):
    """What became of the hazard that a finding proposes."""

    PROPOSED = "待处理"
    REPORTED = "已上报"
    KEPT = "不上报"


MET = "符合"
NOT_MET = "不符合"
NOT_CONCERNED = "不涉及"
NOT_FOUND = "未发现"
FOUND = "存在"
DUTY_ANSWERS = (MET, NOT_MET, NOT_CONCERNED)
VIOLATION_ANSWERS = (NOT_FOUND, FOUND)
FAILED = (NOT_MET, FOUND)
"""Answers of a failed item."""
UNVERIFIED = "待核实"
"""The badge of an item whose text was read second-hand only."""
BOTH_METHODS = ("现场", "票证核查")
"""附件1 说明2: found on site, and by checking the permit stubs."""
