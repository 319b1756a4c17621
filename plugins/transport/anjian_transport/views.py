"""The registers' pages: what the kit does not know of vehicles and licences."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterList, RegisterPage
from anjian.plugin_api.web import Column, Fact, FilterForm, Light, Tab, due_light
from anjian_transport.forms import VehicleFilters
from anjian_transport.models import Carrier, Vehicle
from anjian_transport.registers import LICENCES, VEHICLES, expires
from anjian_transport.words import EQUIPMENT, TANKS, Use


def equipment_light(vehicle: Vehicle) -> Light:
    """How many of the three are fitted."""
    fitted = sum(1 for name in EQUIPMENT if getattr(vehicle, name))
    return Light("green", "已装齐") if fitted == len(EQUIPMENT) else Light("red", f"缺{len(EQUIPMENT) - fitted}项")


def inspection_light(vehicle: Vehicle) -> Light:
    return due_light(vehicle.inspection_to, clock.today())


def tank_light(vehicle: Vehicle) -> Light | None:
    return due_light(vehicle.tank_to, clock.today()) if vehicle.vehicle_type in TANKS else None


class VehicleList(RegisterList):
    """The register of vehicles."""

    register = VEHICLES
    explanation = "危险货物运输专用车辆及三项监控设备安装情况。停用车辆保留记录，不计入报表。"
    sort = "plate"
    filter_form = VehicleFilters
    tabs = (
        Tab("全部"),
        Tab("在用", (("use", str(Use.ACTIVE)),)),
        Tab("设备未装齐", (("use", str(Use.ACTIVE)), ("missing", "any"))),
        Tab("检验或罐检过期", (("use", str(Use.ACTIVE)), ("expiry", "expired"))),
        Tab("30日内到期", (("use", str(Use.ACTIVE)), ("expiry", "soon"))),
    )
    columns = (
        Column("plate", "车牌号", kind="short", sort=Vehicle.plate, link=VEHICLES.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("vehicle_type", "车辆类型", kind="short"),
        Column(
            "equipment",
            "监控设备",
            equipment_light,
            kind="light",
            tip="、".join(EQUIPMENT.values()),
        ),
        Column("inspection", "检验", inspection_light, kind="light"),
        Column("tank", "罐检", tank_light, kind="light"),
        Column("inspection_to", "检验有效期至", kind="day", sort=Vehicle.inspection_to),
        Column("use", "使用情况", kind="short"),
        Column("certificate", "道路运输证号", kind="short", shown=False),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query, missing, expiry = super().rows(filters), filters.value("missing"), filters.value("expiry")
        if missing:
            names = list(EQUIPMENT) if missing == "any" else [missing]
            query = query.where(or_(*(getattr(Vehicle, name).is_(False) for name in names)))
        return query.where(expires(clock.today(), expiry)) if expiry else query


class VehiclePage(RegisterPage):
    """One vehicle."""

    def facts(self, row: Vehicle) -> list[Fact]:
        return [
            Fact("使用情况", Light("blue" if row.use == Use.ACTIVE else "grey", row.use), note=row.vehicle_type),
            Fact("监控设备", equipment_light(row)),
            Fact("检验", inspection_light(row), note=f"有效期至 {row.inspection_to}"),
        ]


class LicenceList(RegisterList):
    """The register of licences."""

    register = LICENCES
    explanation = "道路危险货物运输企业的经营许可证，每家企业一件。"
    sort = "valid_to"
    columns = (
        Column("enterprise_name", "企业", link=LICENCES.address, lead=True),
        Column("licence", "许可证号", kind="short"),
        Column("valid", "有效期", lambda row: due_light(row.valid_to, clock.today()), kind="light"),
        Column("valid_to", "有效期至", kind="day", sort=Carrier.valid_to),
        Column("business", "许可经营范围"),
    )


class LicencePage(RegisterPage):
    """One licence."""

    def facts(self, row: Carrier) -> list[Fact]:
        return [Fact("有效期", due_light(row.valid_to, clock.today()), note=f"有效期至 {row.valid_to}")]
