"""What the month's report says on task (6) 加强危化品运输安全监管: sets of rows, tables that name the plates, locked figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, SectionTable, TaskPart
from anjian.plugin_api.reading import linked_enterprises
from anjian.plugin_api.sections import by_county, figure, known_rows, listing, work_figures, work_sentence
from anjian_transport.models import CarrierVersion, VehicleVersion
from anjian_transport.records import VEHICLE
from anjian_transport.words import EQUIPMENT, TANKS, Kind, Use

PLUGIN, TASK = "transport", "task_06"


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles in use as known, of the unit's jurisdiction; each is a version row."""

    vehicles: Sequence[Any]
    day: date

    def fitted(self, *names: str) -> list[Any]:
        """Vehicles on which each of the named equipments had been seen by the day."""
        return [row for row in self.vehicles if all(is_fitted(row, name, self.day) for name in names)]

    def lacking(self) -> list[Any]:
        """Vehicles on which one of the three had not been seen by the day: 199 of 200 is not all (Q-17)."""
        return [row for row in self.vehicles if not all(is_fitted(row, name, self.day) for name in EQUIPMENT)]

    def expired(self, kind: Kind) -> list[Any]:
        """Vehicles whose inspection, or whose tank's report, had ended before the day."""
        if kind is Kind.INSPECTION:
            return [row for row in self.vehicles if row.inspection_to < self.day]
        return [row for row in self.vehicles if row.vehicle_type in TANKS and row.tank_to and row.tank_to < self.day]


def is_fitted(row: Any, name: str, day: date) -> bool:
    """The equipment was found on the vehicle, on or before the day."""
    seen = getattr(row, f"{name}_on")
    return bool(getattr(row, name)) and seen is not None and seen <= day


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    carriers = linked_enterprises(ctx)
    fleet = Fleet(_vehicles(ctx), ctx.effective)
    licences = _expired_licences(ctx)
    figures = (*_fleet_figures(ctx, carriers, fleet), *_expiry_figures(fleet, licences))
    task = TaskPart(TASK, figures, _tables(ctx, carriers, fleet, licences), PARAGRAPHS)
    return SectionData(tuple(work_figures(ctx)), (), (work_sentence(PLUGIN),), (task,))


def _vehicles(ctx: SectionContext) -> Sequence[Any]:
    return known_rows(ctx, VehicleVersion, VehicleVersion.use == Use.ACTIVE, order=VehicleVersion.plate)


def _expired_licences(ctx: SectionContext) -> Sequence[Any]:
    version = CarrierVersion
    return known_rows(ctx, version, version.valid_to < ctx.effective, order=version.valid_to)


def _figure(key: str, title: str, unit: str, definition: str, ids: Iterable[int]) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, ids)


def _vehicles_of(key: str, title: str, definition: str, rows: Iterable[Any]) -> SectionFigure:
    return figure(PLUGIN, key, title, "辆", definition, _ids(rows), VEHICLE)


def _ids(rows: Iterable[Any]) -> list[int]:
    return [row.transport_vehicle_id for row in rows]


def _fleet_figures(ctx: SectionContext, carriers: dict[int, str], fleet: Fleet) -> list[SectionFigure]:
    full, lacking = fleet.fitted(*EQUIPMENT), fleet.lacking()
    owners, lacking_owners = ({row.enterprise_id for row in rows} for rows in (fleet.vehicles, lacking))
    each = [
        _vehicles_of(name, f"安装{title}的车辆", f"在用车辆中，截至当日已核验安装{title}的。", fleet.fitted(name))
        for name, title in EQUIPMENT.items()
    ]
    return [
        _figure("carriers", "运输企业", "家", "有交通运输部门监管环节的企业。", carriers),
        _figure("unregistered", "未登记车辆的运输企业", "家", "运输企业中没有在用车辆登记的。", carriers.keys() - owners),
        _vehicles_of("vehicles", "在用车辆", "车辆台账中截至当日登记、使用情况为在用的车辆。", fleet.vehicles),
        *each,
        _vehicles_of("full", "三项设备装齐的车辆", "在用车辆中三项设备均已核验安装的。", full),
        _vehicles_of("lacking", "三项设备未装齐的车辆", "在用车辆中三项设备至少缺一项的。", lacking),
        _figure("full_carriers", "全部装齐的企业", "家", "有在用车辆、且每一辆三项设备都装齐的企业。", owners - lacking_owners),
        _figure("lacking_carriers", "未全部装齐的企业", "家", "至少有一辆在用车辆未装齐三项设备的企业。", lacking_owners),
    ]  # fmt: skip


def _expiry_figures(fleet: Fleet, licences: Sequence[Any]) -> list[SectionFigure]:
    ended = "在用车辆中检验有效期早于当日的。"
    tanks = "在用罐式车辆中罐体检验报告有效期早于当日的。"
    expired = "登记的道路运输经营许可证有效期早于当日的企业。"
    return [
        _vehicles_of("inspection", "检验过期车辆", ended, fleet.expired(Kind.INSPECTION)),
        _vehicles_of("tank", "罐检过期车辆", tanks, fleet.expired(Kind.TANK)),
        _figure("licence", "许可证过期企业", "家", expired, [row.enterprise_id for row in licences]),
    ]


PARAGRAPHS = (
    "共有危险货物道路运输企业{transport.carriers}，登记在用车辆{transport.vehicles}；{transport.unregistered}尚未登记车辆。",
    "全面排查监控设备安装情况：安装智能视频监控报警系统{transport.video}、远程提醒监控系统{transport.reminder}、"
    "实行实时定位及路径记录{transport.tracking}；三项装齐{transport.full}，未装齐{transport.lacking}。"
    "车辆全部装齐的企业{transport.full_carriers}，未全部装齐的企业{transport.lacking_carriers}。",
    "严格行业准入：经营许可证过期企业{transport.licence}，检验过期车辆{transport.inspection}，罐检过期车辆{transport.tank}。",
)
"""The narrative; the core puts the locked figures in."""


def _tables(
    ctx: SectionContext, carriers: dict[int, str], fleet: Fleet, licences: Sequence[Any]
) -> tuple[SectionTable, ...]:
    def name(row: Any) -> str:
        return carriers.get(row.enterprise_id, "（已无运输环节）")

    lacking = [
        (
            name(row),
            row.plate,
            "、".join(title for key, title in EQUIPMENT.items() if not is_fitted(row, key, fleet.day)),
        )
        for row in fleet.lacking()
    ]
    expired = [(name(row), row.licence, str(Kind.LICENCE), row.valid_to) for row in licences]
    for kind in (Kind.INSPECTION, Kind.TANK):
        ends = "inspection_to" if kind is Kind.INSPECTION else "tank_to"
        expired += [(name(row), row.plate, str(kind), getattr(row, ends)) for row in fleet.expired(kind)]
    dated = [(owner, what, kind, day.isoformat()) for owner, what, kind, day in expired]
    return tuple(
        table
        for table in (
            by_county(
                ctx, "各县（市、区）车辆三项设备装齐情况", ("在用车辆（辆）", "三项装齐（辆）"),
                (row.region_code for row in fleet.vehicles), (row.region_code for row in fleet.fitted(*EQUIPMENT)),
            ),
            listing("监控设备未装齐的车辆", ("企业", "车牌号", "缺少的设备"), lacking),
            listing("已过期的检验、罐检和许可证", ("企业", "车牌号或许可证号", "事项", "有效期至"), dated),
        )
        if table.rows
    )  # fmt: skip
