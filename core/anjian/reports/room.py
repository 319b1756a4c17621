"""What the room of reports contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Job, Menu, Permission, PluginBlueprint, Ref, Room

ROOM = Room(
    name="reports",
    title="报表",
    permissions=(
        Permission("reports.view", "查看报表"),
        Permission("reports.compile", "编制报表"),
        Permission("reports.seal", "封存报表"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.reports.pages:blueprint"), (Menu("月度报表", "reports.reports", "reports.view", 60),)
        ),
    ),
    # On the days on which a month's table may fall due, and on the first of the next month (T-01, T-14): a key runs once.
    jobs=(Job("monthly-report", "编制月度报表", "30 5 1,28-31 * *", Ref("anjian.reports.monthly:run"), "month"),),
    models=("anjian.reports.snapshots.models",),
)
