"""What the web room contributes."""

from __future__ import annotations

from anjian.plugin_api.types import Job, Menu, Permission, PluginBlueprint, Ref, Room

ROOM = Room(
    "web",
    "首页与管理",
    permissions=(
        Permission("plugins.admin", "查看插件及其健康状况"),
        Permission("audit.view", "查看操作日志"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.web.pages:blueprint"),
            (
                Menu("插件", "web.plugins", "plugins.admin", 930),
                Menu("定时任务", "web.jobs", "jobs.view", 931),
                Menu("操作日志", "web.audit", "audit.view", 932),
            ),
            url_prefix="/",
        ),
    ),
    jobs=(Job("uploads", "删除未确认的上传文件", "40 3 * * *", Ref("anjian.ui.uploads:forget_stale")),),
    models=("anjian.ui.saved",),
    setups=(Ref("anjian.web.words:setup"),),
)
