"""The words of the registers. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class Management(StrEnum):
    """Class of a waste producer (HJ 1259-2022 4.2.1)."""

    KEY = "重点监管单位"
    SIMPLE = "简化管理单位"
    LISTED = "登记管理单位"


class StorageKind(StrEnum):
    """Kinds of storage (GB 18597-2023)."""

    STORE = "贮存库"
    YARD = "贮存场"
    POOL = "贮存池"
    TANKS = "贮存罐区"
    POINT = "贮存点"


class State(StrEnum):
    """Where a manifest stands on a day."""

    MOVING = "在途"
    OVERDUE = "逾期未接收"
    RECEIVED = "已接收"
    DIFFERS = "数量异常"


class Due(StrEnum):
    """What falls due."""

    PLAN = "危险废物管理计划"
    RECEIPT = "转移联单接收"


STAGES = {"HW-SEED-1A": "收集", "HW-SEED-1B": "贮存", "HW-SEED-1C": "利用", "HW-SEED-1D": "处置"}
"""Checklist item -> the stage it asks about (R-067)."""
VIOLATIONS = {"HW-SEED-2A": "违规堆存", "HW-SEED-2B": "随意倾倒", "HW-SEED-2C": "私自填埋"}
"""Checklist item -> the violation type that the notice names (R-067)."""
EVENT = "突发环境事件隐患"
"""A scale of its own (环境保护部公告2016年第74号): never 重大事故隐患, never in 附件1."""
EVENT_CRITERIA = ("HW-ENV-M1", "HW-ENV-M2")
"""Items that are criteria of 重大突发环境事件隐患."""
SOON_DAYS = 30
"""A plan that ends within so many days is about to end."""
POINT_LIMIT_G = 3_000_000
"""A storage point holds at most 3 t (GB 18597-2023 8.3.5)."""
