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
    ),
    searches=(SearchSource("企业", "enterprises.view", Ref("anjian.enterprises.tasks:find"), 10),),
    models=("anjian.enterprises.models",),
)
