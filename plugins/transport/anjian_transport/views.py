"""The register's pages: list, one vehicle, forms, import and export, licence, notices."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import flash, jsonify, request, send_file, url_for
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from sqlalchemy import Select

from anjian.plugin_api.data import NotFound, clock
from anjian.plugin_api.reading import (
    EnterpriseRef,
    enterprises_by_credit_code,
    enterprises_by_id,
    enterprises_of_department,
)
from anjian.plugin_api.web import (
    XLSX,
    Action,
    Column,
    Empty,
    Fact,
    FilterForm,
    FormView,
    ImportOutcome,
    ImportView,
    Light,
    ListView,
    Tab,
    View,
    current_instance,
    due_light,
    export_sheet,
    import_sheet,
    sheet_of,
    sheet_template,
)
from anjian_transport import carriers, queries, service
from anjian_transport.forms import CarrierForm, VehicleFilters, VehicleForm
from anjian_transport.models import ExpiryNotice, Vehicle
from anjian_transport.tasks import address
from anjian_transport.words import EQUIPMENT, TANKS, Stage, Use

SHEET = "transport.vehicles"
CHOICES = 20
"""Carriers offered while one types."""


def equipment_light(vehicle: Vehicle) -> Light:
    """How many of the three are fitted."""
    fitted = sum(1 for name in EQUIPMENT if getattr(vehicle, name))
    return Light("green", "已装齐") if fitted == len(EQUIPMENT) else Light("red", f"缺{len(EQUIPMENT) - fitted}项")


def inspection_light(vehicle: Vehicle) -> Light:
    return due_light(vehicle.inspection_to, clock.today())


def tank_light(vehicle: Vehicle) -> Light | None:
    return due_light(vehicle.tank_to, clock.today()) if vehicle.vehicle_type in TANKS else None


def vehicle_address(vehicle: Vehicle) -> str:
    return url_for("transport.vehicle", vehicle_id=vehicle.id)


class VehicleList(ListView):
    """The register."""

    permission = "transport.view"
    title = "车辆台账"
    explanation = "危险货物运输专用车辆及三项监控设备安装情况。停用车辆保留记录，不计入报表。"
    key = Vehicle.id
    sort = "plate"
    unit = "辆"
    filter_form = VehicleFilters
    tabs = (
        Tab("全部"),
        Tab("在用", (("use", str(Use.ACTIVE)),)),
        Tab("设备未装齐", (("use", str(Use.ACTIVE)), ("missing", "any"))),
        Tab("检验或罐检过期", (("use", str(Use.ACTIVE)), ("expiry", "expired"))),
        Tab("30日内到期", (("use", str(Use.ACTIVE)), ("expiry", "soon"))),
    )
    actions = (
        Action("登记车辆", "transport.new", "transport.edit", primary=True),
        Action("导入", "transport.import_list", "transport.edit"),
        Action("导出", "transport.export", "transport.view"),
    )
    empty = Empty("还没有车辆", "可逐辆登记，或下载模板后整表导入。")
    columns = (
        Column("plate", "车牌号", kind="short", sort=Vehicle.plate, link=vehicle_address, lead=True),
        Column("carrier_name", "企业"),
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
        value = filters.value
        return queries.vehicles_found(
            plate=value("q"),
            use=value("use"),
            missing=value("missing"),
            expiry=value("expiry"),
            vehicle_type=value("vehicle_type"),
        )

    def context(self) -> dict[str, Any]:
        queries.name_carriers(self.session, self.page.rows)
        return super().context()


class CarrierChoices(View):
    """What the field 企业 offers while one types: its value is the credit code, as in a workbook."""

    permission = "transport.edit"

    def get(self) -> ResponseReturnValue:
        typed = request.args.get("q", "")
        found = enterprises_of_department(self.session, service.DEPARTMENT, typed, CHOICES)
        return jsonify([{"value": one.credit_code, "text": one.name} for one in found])


class VehicleForms(FormView[VehicleForm], abstract=True):
    """What entering and correcting share."""

    permission = "transport.edit"
    form_class = VehicleForm

    def prepare(self, form: VehicleForm) -> None:
        if "enterprise_name" in form._fields:
            del form.enterprise_name  # a page chooses the enterprise by name; only workbooks state both
        code = request.form.get("carrier") or form.carrier.data or ""
        ref = enterprises_by_credit_code(self.session, [code]).get(code)
        form.carrier.chosen = ref.name if ref else code

    def context(self) -> Mapping[str, Any]:
        home = url_for("transport.vehicles")
        return {"back": home, "crumbs": [("车辆台账", home)]}

    def save(self, form: VehicleForm) -> ResponseReturnValue:
        plate = service.save_vehicle(self.session, self.actor, form.data)
        flash(f"{plate} 已登记。")
        return self.redirect("transport.vehicles", q=plate)


class VehicleNew(VehicleForms):
    """Enter a vehicle."""

    title = "登记车辆"
    verb = "登记车辆"

    def initial(self) -> Mapping[str, Any]:
        return {"use": str(Use.ACTIVE)}


class VehicleEdit(VehicleForms):
    """Correct a vehicle; another carrier transfers it."""

    title = "修改车辆"
    verb = "保存车辆"

    def load(self, **place: Any) -> None:
        self.vehicle = queries.vehicle_of(self.session, place["vehicle_id"])

    def initial(self) -> Mapping[str, Any]:
        number = self.vehicle.enterprise_id or 0
        ref = enterprises_by_id(self.session, [number]).get(number)
        stated = {name: getattr(self.vehicle, name) for name in queries.FIELDS}
        return stated | {"carrier": ref.credit_code if ref else None}

    def save(self, form: VehicleForm) -> ResponseReturnValue:
        if form.plate.data != self.vehicle.plate:
            form.plate.errors = ["车牌号是车辆的唯一标识，不能修改；换牌的请登记新牌，并将原牌改为停用"]
            return self._page(was_refused=True)
        return super().save(form)


class VehiclePage(View):
    """One vehicle."""

    permission = "transport.view"

    def load(self, **place: Any) -> None:
        self.vehicle = queries.vehicle_of(self.session, place["vehicle_id"])

    def get(self) -> ResponseReturnValue:
        vehicle = self.vehicle
        facts = [
            Fact(
                "使用情况",
                Light("blue" if vehicle.use == Use.ACTIVE else "grey", vehicle.use),
                note=vehicle.vehicle_type,
            ),
            Fact("监控设备", equipment_light(vehicle)),
            Fact("检验", inspection_light(vehicle), note=f"有效期至 {vehicle.inspection_to}"),
        ]
        return self.render(
            "transport/vehicle.html",
            title=vehicle.plate,
            explanation=vehicle.carrier_name,
            crumbs=[("车辆台账", url_for("transport.vehicles"))],
            facts=facts,
            vehicle=vehicle,
            equipment=[
                (title, getattr(vehicle, name), getattr(vehicle, f"{name}_on")) for name, title in EQUIPMENT.items()
            ],
            tank=tank_light(vehicle),
        )


class VehicleImport(ImportView):
    """A list of vehicles, as a workbook."""

    permission = "transport.edit"
    title = "导入车辆台账"
    endpoint = "transport.import_list"
    done_endpoint = "transport.vehicles"
    explanation = "按车牌号认车：已登记的更新，未登记的新增，一致的不动。"

    def template_workbook(self) -> Workbook:
        return sheet_template(current_instance(), SHEET)

    def run(self, path: Path, *, dry_run: bool, errors: Path) -> ImportOutcome:
        return import_sheet(current_instance(), self.actor, SHEET, path, dry_run=dry_run, errors=errors)


class VehicleExport(View):
    """Every vehicle in sight, under the template's headers."""

    permission = "transport.view"

    def get(self) -> ResponseReturnValue:
        book = export_sheet(sheet_of(current_instance(), SHEET), queries.vehicle_rows(self.session, self.actor))
        buffer = io.BytesIO()
        book.save(buffer)
        buffer.seek(0)
        name = f"{clock.today():%Y年%m月%d日} {self.actor.unit_name} 车辆台账.xlsx"
        return send_file(buffer, XLSX, as_attachment=True, download_name=name)


class LicencePage(FormView[CarrierForm]):
    """A carrier's licence: the same part that the enterprise's form shows."""

    permission = "transport.edit"
    form_class = CarrierForm
    title = "道路运输经营许可"
    verb = "保存许可证"
    carrier: EnterpriseRef

    def load(self, **place: Any) -> None:
        number = place["enterprise_id"]
        found = enterprises_by_id(self.session, [number]).get(number)
        if found is None:
            raise NotFound("没有这家企业，或者不在您的查看范围内。")
        self.carrier = found

    def initial(self) -> Mapping[str, Any]:
        return carriers.load_licence(self.session, self.carrier.id)

    def context(self) -> Mapping[str, Any]:
        return {"explanation": self.carrier.name, "back": url_for("transport.notices")}

    def save(self, form: CarrierForm) -> ResponseReturnValue:
        carriers.save_licence(self.session, self.actor, self.carrier.id, form.data)
        flash(f"{self.carrier.name}的许可证已保存。")
        return self.redirect("transport.notices")


class NoticeList(ListView):
    """What expires, as the daily job found it."""

    permission = "transport.view"
    title = "到期提醒"
    explanation = (
        "每天早上检查在用车辆的检验、罐检和企业许可证，30日内到期和已过期的列在这里；登记新的有效期后次日自动解除。"
    )
    key = ExpiryNotice.id
    sort = "valid_to"
    unit = "条"
    empty = Empty("没有到期提醒", "在用车辆和许可证都在有效期内。")
    columns = (
        Column("title", "车辆或企业", link=address, lead=True),
        Column("kind", "事项", kind="short"),
        Column(
            "stage",
            "情况",
            lambda row: Light("red" if row.stage == Stage.EXPIRED else "yellow", row.stage),
            kind="light",
        ),
        Column("valid_to", "有效期至", kind="day", sort=ExpiryNotice.valid_to),
        Column("noticed_on", "提醒日期", kind="day"),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        return queries.open_notices()
