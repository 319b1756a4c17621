"""The words of the registers. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class Recognition(StrEnum):
    """Whether the province has recognised the park (认定)."""

    RECOGNISED = "已认定"
    UNDER_WAY = "认定中"
    NOT_RECOGNISED = "未认定"


class Level(StrEnum):
    """A park's safety risk; A is the most dangerous (data/grades.yaml)."""

    A = "A级（高安全风险）"
    B = "B级（较高安全风险）"
    C = "C级（一般安全风险）"
    D = "D级（较低安全风险）"
    NONE = "未评估"


HIGH = (Level.A, Level.B)
"""Levels that task 园区 wants lowered."""


class Standing(StrEnum):
    """How a park stands on one of 十有两禁."""

    MET = "符合"
    BUILDING = "在建"
    NOT_MET = "不符合"


class DocumentKind(StrEnum):
    """The set of documents that task 园区 names (R-053)."""

    GENERAL_PLAN = "总体规划"
    INDUSTRY_PLAN = "产业规划"
    ENTRY_AND_EXIT = "项目准入与退出条件"
    EMERGENCY = "一体化安全管理及应急救援"


class Matter(StrEnum):
    """What task 园区 asks for, in the order of the notice; each is a task of each park."""

    PLANS = "高标准编制总体规划和产业规划"
    BOUNDARY = "明确园区四至范围"
    CONTROL_LINE = "划定园区周边土地规划安全控制线"
    ENTRY_AND_EXIT = "明确项目准入与退出条件"
    EMERGENCY = "完善一体化安全管理及应急救援"
    LEVEL = "降低园区安全风险等级"
    RECOGNITION = "完成认定工作"


class TaskState(StrEnum):
    """Whether a task is done with."""

    OPEN = "进行中"
    CLOSED = "已办结"


class MemberKind(StrEnum):
    """What an enterprise in a park is; 两禁 and 危险化学品安全法 第18条 keep others out."""

    CHEMICAL = "化工企业"
    SERVICE = "配套服务企业"
    OTHER = "其他企业"


class Relation(StrEnum):
    """Where an enterprise lies, compared with the park that it is registered in (R-053)."""

    AGREES = "登记与位置一致"
    OUTSIDE = "登记在园、位置在园外"
    ELSEWHERE = "登记的园区与所在园区不同"
    UNDECLARED = "位于园区内、未登记入园"
    NO_POSITION = "企业没有坐标，无法核对"
    NO_BOUNDARY = "园区没有四至，无法核对"
    NOT_CONCERNED = "不再涉及"


MISMATCHES = (Relation.OUTSIDE, Relation.ELSEWHERE, Relation.UNDECLARED)
"""Relations in which register and map contradict each other."""
