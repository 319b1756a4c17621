"""油气输送管道: the city energy bureau's plugin. This module declares; what it names is loaded when it is used."""

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
from anjian_pipelines_oil_gas.judging import judge
from anjian_pipelines_oil_gas.records import RECORDS

_REGISTERS = "anjian_pipelines_oil_gas.registers"


class PipelinesPlugin(Plugin):
    """Segments of pipelines, the pipeline checklist, and task (10) of the notice."""

    name = "pipelines_oil_gas"
    title = "油气输送管道"
    department = "energy"
    api = ">=0.1,<0.2"
    industries = ("油气长输管道",)
    models = ("anjian_pipelines_oil_gas.models",)
    permissions = (
        Permission("pipelines_oil_gas.view", "查看管段台账和管道隐患"),
        Permission("pipelines_oil_gas.edit", "登记和导入管段、方案文件"),
    )
    tasks = (
        TaskList(
            "pipelines_oil_gas.dues",
            "老旧管道评估和“一段一策”到期",
            "pipelines_oil_gas.edit",
            Ref(f"{_REGISTERS}:DUES.items"),
            Ref(f"{_REGISTERS}:DUES.count"),
            100,
        ),
    )

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        menu = (
            Menu("管段台账", "segments", "pipelines_oil_gas.view", 10),
            Menu("管道隐患", "hazards", "pipelines_oil_gas.view", 20),
            Menu("方案文件", "deliverables", "pipelines_oil_gas.view", 30),
            Menu("到期提醒", "notices", "pipelines_oil_gas.view", 40),
        )
        return [PluginBlueprint(Ref("anjian_pipelines_oil_gas.pages:blueprint"), menu)]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        return [
            Workbook(
                "管道台账",
                (
                    Sheet(
                        "segments", "油气输送管道管段台账", Ref("anjian_pipelines_oil_gas.forms:SegmentForm"),
                        key=("enterprise", "code"), save=Ref(f"{_REGISTERS}:SEGMENTS.save"),
                        rows=Ref(f"{_REGISTERS}:SEGMENTS.rows"), permission="pipelines_oil_gas.edit",
                    ),
                    Sheet(
                        "deliverables", "油气输送管道方案文件", Ref("anjian_pipelines_oil_gas.forms:DeliverableForm"),
                        key=("number",), save=Ref(f"{_REGISTERS}:DELIVERABLES.save"),
                        rows=Ref(f"{_REGISTERS}:DELIVERABLES.rows"), permission="pipelines_oil_gas.edit",
                    ),
                ),
            )
        ]  # fmt: skip

    @hookimpl
    def panels(self) -> list[PanelSource]:
        return [PanelSource("enterprise", "pipelines_oil_gas.view", Ref(f"{_REGISTERS}:SEGMENTS.panel_of"), 100)]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        build = Ref("anjian_pipelines_oil_gas.section:build")
        return [ReportSection("pipelines_oil_gas", "油气输送管道重大事故隐患排查整治", 100, "四.(10)", build, RECORDS)]

    @hookimpl
    def jobs(self) -> list[Job]:
        title = "检查满20年的管段和“一段一策”期限"
        return [Job("expiries", title, "35 6 * * *", Ref(f"{_REGISTERS}:DUES.run"))]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return judge(facts)
