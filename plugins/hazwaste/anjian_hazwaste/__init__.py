"""危险废物: the city ecology bureau's plugin. This module declares; what it names is loaded when it is used."""

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
from anjian_hazwaste.judging import judge
from anjian_hazwaste.records import RECORDS

_REGISTERS = "anjian_hazwaste.registers"


def _sheet(name: str, title: str, form: str, register: str, key: tuple[str, ...]) -> Sheet:
    return Sheet(
        name,
        title,
        Ref(f"anjian_hazwaste.forms:{form}"),
        key=key,
        save=Ref(f"{_REGISTERS}:{register}.save"),
        rows=Ref(f"{_REGISTERS}:{register}.rows"),
        permission="hazwaste.edit",
    )


class HazwastePlugin(Plugin):
    """Management plans, storage, transfer manifests and their balance, the checklist, and task (7) of the notice."""

    name = "hazwaste"
    title = "危险废物"
    department = "ecology"
    api = ">=0.1,<0.2"
    industries = ("废物处置",)
    models = ("anjian_hazwaste.models",)
    permissions = (
        Permission("hazwaste.view", "查看危险废物台账"),
        Permission("hazwaste.edit", "登记和导入管理计划、贮存设施、转移联单"),
    )
    tasks = (
        TaskList(
            "hazwaste.dues",
            "管理计划到期和联单未接收",
            "hazwaste.edit",
            Ref(f"{_REGISTERS}:DUES.items"),
            Ref(f"{_REGISTERS}:DUES.count"),
            70,
        ),
    )

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        menu = (
            Menu("管理计划台账", "plans", "hazwaste.view", 10),
            Menu("贮存设施台账", "storage", "hazwaste.view", 20),
            Menu("转移联单台账", "manifests", "hazwaste.view", 30),
            Menu("物料平衡", "balance", "hazwaste.view", 40),
            Menu("到期提醒", "notices", "hazwaste.view", 50),
        )
        return [PluginBlueprint(Ref("anjian_hazwaste.pages:blueprint"), menu)]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        sheets = (
            _sheet("plans", "危险废物管理计划台账", "PlanForm", "PLANS", ("enterprise",)),
            _sheet("storage", "危险废物贮存设施台账", "StorageForm", "STORAGE", ("enterprise", "code")),
            _sheet("manifests", "危险废物转移联单台账", "ManifestForm", "MANIFESTS", ("number",)),
        )
        return [Workbook("危险废物台账", sheets)]

    @hookimpl
    def panels(self) -> list[PanelSource]:
        registers = ("PLANS", "STORAGE", "MANIFESTS")
        return [
            PanelSource("enterprise", "hazwaste.view", Ref(f"{_REGISTERS}:{name}.panel_of"), 70) for name in registers
        ]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        build = Ref("anjian_hazwaste.section:build")
        return [ReportSection("hazwaste", "强化危险废物全流程监管", 70, "四.(7)", build, RECORDS)]

    @hookimpl
    def jobs(self) -> list[Job]:
        title = "检查管理计划到期和联单未接收"
        return [Job("dues", title, "40 6 * * *", Ref(f"{_REGISTERS}:DUES.run"))]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return judge(facts)
