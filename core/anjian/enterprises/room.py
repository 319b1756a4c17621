"""What the room of enterprises contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Permission, Room

ROOM = Room(
    name="enterprises",
    title="企业",
    permissions=(
        Permission("enterprises.view", "查看企业名册"),
        Permission("enterprises.register", "登记和修改企业"),
        Permission("enterprises.import", "导入企业名册"),
    ),
    models=("anjian.enterprises.models",),
)
