"""What the room of intake contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import (
    Menu,
    PanelSource,
    Permission,
    PluginBlueprint,
    Ref,
    Room,
    SearchSource,
    Sheet,
    TaskList,
    Workbook,
)

TASKS = (
    ("verify", "待核查的举报与交办"),
    ("answer", "待答复的举报与交办"),
    ("reexamine", "待复查的举报"),
)

ROOM = Room(
    name="intake",
    title="举报与交办",
    permissions=(
        Permission("intake.view", "查看举报与交办"),
        Permission("intake.receive", "登记、转交举报与交办"),
        Permission("intake.verify", "核查、答复、复查举报与交办"),
        Permission("intake.identity", "查看举报人身份"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.intake.pages:blueprint"), (Menu("举报与交办", "intake.reports", "intake.view", 50),)
        ),
    ),
    workbooks=(
        Workbook(
            "上级交办",
            (
                Sheet(
                    "handed_down", "上级交办", Ref("anjian.intake.handed:HandedRow"), ("document_number", "content"),
                    save=Ref("anjian.intake.handed:save"), rows=Ref("anjian.intake.handed:rows"), permission="intake.receive",
                ),
            ),
        ),
    ),
    tasks=tuple(
        TaskList(
            f"intake.{verb}", title, "intake.verify",
            items=Ref(f"anjian.intake.tasks:{verb.upper()}.items"), count=Ref(f"anjian.intake.tasks:{verb.upper()}.count"),
            order=25 + place,
        )
        for place, (verb, title) in enumerate(TASKS)
    ),
    searches=(SearchSource("举报与交办", "intake.view", Ref("anjian.intake.tasks:find"), 30),),
    panels=(PanelSource("hazard", "intake.view", Ref("anjian.intake.tasks:hazard_panels"), 45),),
    models=("anjian.intake.models",),
    setups=(Ref("anjian.intake.public_views:setup"),),
)  # fmt: skip
