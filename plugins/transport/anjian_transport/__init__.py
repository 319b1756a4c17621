"""危险货物道路运输: the city transport bureau's plugin. This module declares; what it names is loaded when it is used."""

from __future__ import annotations

from anjian.plugin_api import (
    Facts,
    FormPart,
    Job,
    Menu,
    PanelSource,
    Permission,
    Plugin,
    PluginBlueprint,
    Ref,
    ReportSection,
    Sheet,
    TaskList,
    Verdict,
    Workbook,
    hookimpl,
)
from anjian_transport.judging import judge
from anjian_transport.records import RECORDS


class TransportPlugin(Plugin):
    """Vehicles and carriers' licences, the transport checklist, and task (6) of the notice."""

    name = "transport"
    title = "危险货物道路运输"
    department = "transport"
    api = ">=0.1,<0.2"
    industries = ("运输",)
    models = ("anjian_transport.models",)
    permissions = (
        Permission("transport.view", "查看车辆台账"),
        Permission("transport.edit", "登记和导入车辆、许可证"),
    )
    tasks = (
        TaskList(
            "transport.expiries",
            "车辆检验、罐检和许可证到期",
            "transport.edit",
            Ref("anjian_transport.registers:DUES.items"),
            Ref("anjian_transport.registers:DUES.count"),
            60,
        ),
    )

    @hookimpl
    def forms(self) -> list[FormPart]:
        return [
            FormPart(
                "enterprise",
                "道路运输经营许可",
                Ref("anjian_transport.forms:LicencePart"),
                load=Ref("anjian_transport.registers:LICENCES.load_part"),
                save=Ref("anjian_transport.registers:LICENCES.save_part"),
                permission="transport.edit",
            )
        ]

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        menu = (
            Menu("车辆台账", "vehicles", "transport.view", 10),
            Menu("许可证台账", "licences", "transport.view", 20),
            Menu("到期提醒", "notices", "transport.view", 30),
        )
        return [PluginBlueprint(Ref("anjian_transport.pages:blueprint"), menu)]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        return [
            Workbook(
                "运输台账",
                (
                    Sheet(
                        "vehicles", "危险货物运输车辆台账", Ref("anjian_transport.forms:VehicleForm"), key=("plate",),
                        save=Ref("anjian_transport.registers:VEHICLES.save"),
                        rows=Ref("anjian_transport.registers:VEHICLES.rows"), permission="transport.edit",
                    ),
                    Sheet(
                        "licences", "道路运输经营许可证台账", Ref("anjian_transport.forms:LicenceForm"), key=("enterprise",),
                        save=Ref("anjian_transport.registers:LICENCES.save"),
                        rows=Ref("anjian_transport.registers:LICENCES.rows"), permission="transport.edit",
                    ),
                ),
            )
        ]  # fmt: skip

    @hookimpl
    def panels(self) -> list[PanelSource]:
        return [PanelSource("enterprise", "transport.view", Ref("anjian_transport.registers:VEHICLES.panel_of"), 60)]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        build = Ref("anjian_transport.section:build")
        return [ReportSection("transport", "危险货物运输安全监管", 60, "四.(6)", build, RECORDS)]

    @hookimpl
    def jobs(self) -> list[Job]:
        return [
            Job("expiries", "检查车辆检验、罐检和许可证到期", "30 6 * * *", Ref("anjian_transport.registers:DUES.run"))
        ]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return judge(facts)
