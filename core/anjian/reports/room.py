"""What the room of reports contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Permission, Room

ROOM = Room(
    name="reports",
    title="报表",
    permissions=(
        Permission("reports.view", "查看报表"),
        Permission("reports.compile", "编制报表"),
    ),
    models=("anjian.reports.models",),
)
