"""What the room of inspections contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Permission, Room

ROOM = Room(
    name="inspections",
    title="检查",
    permissions=(
        Permission("inspections.view", "查看检查"),
        Permission("inspections.visit", "开展检查"),
    ),
    models=("anjian.inspections.models",),
)
