"""What the room of hazards contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Permission, Room

ROOM = Room(
    name="hazards",
    title="隐患台账",
    permissions=(
        Permission("hazards.view", "查看隐患"),
        Permission("hazards.report", "上报隐患"),
        Permission("hazards.confirm_parent", "主体企业确认"),
        Permission("hazards.confirm", "确认、退回或降级隐患"),
        Permission("hazards.withdraw", "撤回隐患"),
        Permission("hazards.plan", "落实整改"),
        Permission("hazards.claim", "申请验收"),
        Permission("hazards.accept", "验收销号"),
        Permission("hazards.list_order", "挂牌督办与摘牌"),
        Permission("hazards.import", "导入隐患清单"),
    ),
    models=("anjian.hazards.models",),
)
