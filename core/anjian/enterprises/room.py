"""What the room of enterprises contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Menu, Permission, PluginBlueprint, Ref, Room, SearchSource, TaskList

ROOM = Room(
    name="enterprises",
    title="企业",
    permissions=(
        Permission("enterprises.view", "查看企业名册"),
        Permission("enterprises.register", "登记和修改企业"),
        Permission("enterprises.import", "导入企业名册"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.enterprises.pages:blueprint"),
            (Menu("企业名册", "enterprises.registry", "enterprises.view", 30),),
        ),
    ),
    tasks=(
        TaskList(
            "enterprises.verify",
            "待核实的企业",
            "enterprises.register",
            items=Ref("anjian.enterprises.tasks:items"),
            count=Ref("anjian.enterprises.tasks:count"),
            order=60,
        ),
        TaskList(
            "enterprises.orphans", "没有明确监管部门的企业", "enterprises.import",
            items=Ref("anjian.enterprises.tasks:ORPHANS.items"), count=Ref("anjian.enterprises.tasks:ORPHANS.count"), order=61,
        ),
        TaskList(
            "enterprises.overlaps", "同一环节由两个部门监管的企业", "enterprises.import",
            items=Ref("anjian.enterprises.tasks:OVERLAPS.items"), count=Ref("anjian.enterprises.tasks:OVERLAPS.count"), order=62,
        ),
    ),
    searches=(SearchSource("企业", "enterprises.view", Ref("anjian.enterprises.tasks:find"), 10),),
    models=("anjian.enterprises.models",),
)  # fmt: skip
