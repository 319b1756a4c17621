"""The words of the registers. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class Use(StrEnum):
    """Whether a major hazard source counts: those out of use stay in the register and leave every figure."""

    ACTIVE = "在用"
    STOPPED = "停用"
    REMOVED = "已核销"


class SourceLevel(StrEnum):
    """What an enterprise filed a source as."""

    ONE = "一级"
    TWO = "二级"
    THREE = "三级"
    FOUR = "四级"


class Round(StrEnum):
    """The two rounds of task (2) (R-056)."""

    FIRST = "第一轮"
    SECOND = "第二轮"


class CheckKind(StrEnum):
    """Who checks a source in a round."""

    SELF = "企业自查"
    CROSS = "交叉检查"


class Record(StrEnum):
    """What an operation's row is: a notice given before (R-123), or the permit itself (R-034)."""

    NOTICE = "作业报备"
    TICKET = "作业票"


class Operation(StrEnum):
    """The eight special operations of GB 30871-2022, and two more that are announced as high-risk (R-123)."""

    HOT_WORK = "动火作业"
    CONFINED_SPACE = "受限空间作业"
    BLIND_PLATE = "盲板抽堵作业"
    HEIGHT = "高处作业"
    LIFTING = "吊装作业"
    TEMPORARY_POWER = "临时用电作业"
    EXCAVATION = "动土作业"
    ROAD_BREAK = "断路作业"
    MAINTENANCE = "检维修作业"
    START_STOP = "开停车作业"


UNTICKETED = (Operation.MAINTENANCE, Operation.START_STOP)
"""Announced only: GB 30871-2022 knows no permit of these kinds."""
SPECIAL_GRADE = "特级"
"""The level of hot work that needs continuous detection and a video of the whole work (GB 30871-2022 5.2.11, 5.3.1)."""


class DefectClass(StrEnum):
    """How a defective unit is dealt with (分类整治). The classes are our proposal: no published standard was found."""

    STOP = "立即停用整治"
    DATED = "限期整治"
    WATCH = "监护运行整治"


EVIDENCE = {
    "detected": "可燃有毒气体与氧含量连续检测",
    "filmed": "全过程作业影像采集",
    "transmitted": "作业影像远传",
}
"""The three that task (4) wants of special-grade hot work and confined-space work (R-060): field -> official name."""
MINUTE = "%Y-%m-%d %H:%M"
"""How a minute is kept and shown."""
