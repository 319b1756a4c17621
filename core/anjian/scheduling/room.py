"""What the room of scheduling contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Job, Permission, Ref, Room

ROOM = Room(
    name="scheduling",
    title="任务调度",
    permissions=(
        Permission("jobs.view", "查看定时任务及运行记录"),
        Permission("jobs.run", "手动运行定时任务"),
    ),
    jobs=(Job("daily-watermark", "固定台账截点", "5 0 * * *", Ref("anjian.scheduling.jobs:keep_watermark")),),
)
