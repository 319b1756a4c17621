"""煤层气地面开采: item 15 of the notice. This module declares; what it names is loaded when it is used."""

from __future__ import annotations

from anjian.plugin_api import (
    Facts,
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
from anjian_coalbed_methane.judging import judge
from anjian_coalbed_methane.records import RECORDS

_REGISTERS = "anjian_coalbed_methane.registers"


class CoalbedMethanePlugin(Plugin):
    """Well sites and stations with their assessments and plans, the checklist, the zero line, and item 15 of the notice.

    The notice names no department: the emergency bureau is assumed, `ANJIAN_PLUGIN_DEPARTMENTS` names another (T-27).
    """

    name = "coalbed_methane"
    title = "煤层气地面开采"
    department = "emergency"
    api = ">=0.1,<0.2"
    industries = ("煤层气地面开采",)
    models = ("anjian_coalbed_methane.models",)
    permissions = (
        Permission("coalbed_methane.view", "查看井场站场台账和动态清零"),
        Permission("coalbed_methane.edit", "登记和导入井场、站场"),
    )
    tasks = (
        TaskList(
            "coalbed_methane.dues",
            "井场、站场评估和“一场一策”到期",
            "coalbed_methane.edit",
            Ref(f"{_REGISTERS}:DUES.items"),
            Ref(f"{_REGISTERS}:DUES.count"),
            120,
        ),
    )

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        menu = (
            Menu("井场站场台账", "sites", "coalbed_methane.view", 10),
            Menu("动态清零", "zero", "coalbed_methane.view", 20),
            Menu("到期提醒", "notices", "coalbed_methane.view", 30),
        )
        return [PluginBlueprint(Ref("anjian_coalbed_methane.pages:blueprint"), menu)]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        return [
            Workbook(
                "煤层气台账",
                (
                    Sheet(
                        "sites", "煤层气井场、站场台账", Ref("anjian_coalbed_methane.forms:SiteForm"), key=("enterprise", "code"),
                        save=Ref(f"{_REGISTERS}:SITES.save"), rows=Ref(f"{_REGISTERS}:SITES.rows"),
                        permission="coalbed_methane.edit",
                    ),
                ),
            )
        ]  # fmt: skip

    @hookimpl
    def panels(self) -> list[PanelSource]:
        return [PanelSource("enterprise", "coalbed_methane.view", Ref(f"{_REGISTERS}:SITES.panel_of"), 120)]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        build = Ref("anjian_coalbed_methane.section:build")
        return [ReportSection("coalbed_methane", "煤层气地面开采企业井场、站场深度评估", 120, "四.15", build, RECORDS)]

    @hookimpl
    def jobs(self) -> list[Job]:
        title = "检查井场、站场评估和“一场一策”期限"
        return [Job("expiries", title, "40 6 * * *", Ref(f"{_REGISTERS}:DUES.run"))]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return judge(facts)
