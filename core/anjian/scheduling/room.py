"""What the room of scheduling contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Job, Menu, Permission, PluginBlueprint, Ref, Room, TaskList

ROOM = Room(
    name="scheduling",
    title="任务调度",
    permissions=(
        Permission("jobs.view", "查看定时任务及运行记录"),
        Permission("jobs.run", "手动运行定时任务"),
        Permission("reports.submit", "报送本单位月度报表"),
        Permission("reports.return", "催报、退回各单位月度报表"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.scheduling.views:blueprint"), (Menu("月度报送", "scheduling.duties", "reports.view", 65),)
        ),
    ),
    jobs=(Job("daily-watermark", "固定台账截点", "5 0 * * *", Ref("anjian.scheduling.jobs:keep_watermark")),),
    tasks=(
        TaskList(
            "report-duty",
            "月度报送",
            "reports.view",
            Ref("anjian.scheduling.tasks:items"),
            Ref("anjian.scheduling.tasks:count"),
            order=30,
        ),
    ),
    models=("anjian.scheduling.models",),
)
