"""What the room of diligence contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Menu, PanelSource, Permission, PluginBlueprint, Ref, Room, TaskList


def _tasks(name: str, title: str, permission: str, order: int) -> TaskList:
    items, count = (Ref(f"anjian.diligence.tasks:{name}_{what}") for what in ("items", "count"))
    return TaskList(f"diligence.{name}", title, permission, items=items, count=count, order=order)


ROOM = Room(
    name="diligence",
    title="法定责任",
    permissions=(
        Permission("diligence.report", "报告整改进展、登记向职代会报告"),
        Permission("diligence.pursue", "登记拒不执行、决定是否提请关闭"),
        Permission("diligence.view", "查看事故和险情"),
        Permission("diligence.accident", "登记事故和险情"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.diligence.pages:blueprint"), (Menu("法定责任", "diligence.overview", "hazards.view", 55),)
        ),
    ),
    tasks=(
        _tasks("duty", "企业拒不执行、待作出的决定", "diligence.pursue", 32),
        _tasks("closure", "符合提请关闭情形、待决定的企业", "diligence.pursue", 33),
        _tasks("progress", "待报告整改进展的重大事故隐患", "diligence.report", 38),
        _tasks("congress", "未向职代会报告的重大事故隐患", "diligence.report", 39),
    ),
    panels=(
        PanelSource("hazard", "hazards.view", Ref("anjian.diligence.panels:hazard_panel")),
        PanelSource("case", "enforcement.view", Ref("anjian.diligence.panels:case_panel")),
        PanelSource("enterprise", "diligence.view", Ref("anjian.diligence.panels:enterprise_panel")),
    ),
    models=("anjian.diligence.models",),
)
