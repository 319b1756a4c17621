"""The words of the register. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class VehicleType(StrEnum):
    """Kinds of special vehicles for dangerous goods."""

    TANK_TRUCK = "罐式车辆"
    TANK_TRAILER = "罐式半挂车"
    VAN = "厢式车辆"
    FLATBED = "栏板车辆"
    TRACTOR = "牵引车"
    OTHER = "其他专用车辆"


TANKS = (VehicleType.TANK_TRUCK, VehicleType.TANK_TRAILER)
"""Types whose tank needs a test report."""


class Use(StrEnum):
    """Whether a vehicle counts: those out of use stay in the register and leave every figure."""

    ACTIVE = "在用"
    RETIRED = "停用"


class Kind(StrEnum):
    """What may expire."""

    INSPECTION = "车辆检验"
    TANK = "罐体检验报告"
    LICENCE = "道路运输经营许可证"


EQUIPMENT = {
    "video": "智能视频监控报警系统",
    "reminder": "远程提醒监控系统",
    "tracking": "实时定位及路径记录",
}
"""The three that task (6) wants on every vehicle (R-065): field -> official name."""
SOON_DAYS = 30
"""A document that ends within so many days is about to expire."""
