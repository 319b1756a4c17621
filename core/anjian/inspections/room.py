"""What the room of inspections contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Menu, PanelSource, Permission, PluginBlueprint, Ref, Room, TaskList

ROOM = Room(
    name="inspections",
    title="检查",
    permissions=(
        Permission("inspections.view", "查看检查"),
        Permission("inspections.visit", "开展检查、自查"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.inspections.pages:blueprint"),
            (
                Menu("检查", "inspections.visits", "inspections.view", 40),
                Menu("检查表", "inspections.checklists", "inspections.view", 45),
            ),
        ),
    ),
    tasks=(
        TaskList(
            "inspections.open", "待开展和进行中的检查", "inspections.visit",
            Ref("anjian.inspections.tasks:open_items"), Ref("anjian.inspections.queries:count_of_open"), 30,
        ),
        TaskList(
            "inspections.review", "待处理的检查发现", "inspections.visit",
            Ref("anjian.inspections.tasks:review_items"), Ref("anjian.inspections.queries:count_to_review"), 20,
        ),
    ),
    panels=(
        PanelSource("hazard", "inspections.view", Ref("anjian.inspections.panels:hazard_panels")),
        PanelSource("enterprise", "inspections.view", Ref("anjian.inspections.panels:enterprise_panels")),
    ),
    models=("anjian.inspections.models",),
)  # fmt: skip
