"""What the room of reports contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Job, Menu, PanelSource, Permission, PluginBlueprint, Ref, Room, TaskList

ROOM = Room(
    name="reports",
    title="报表",
    permissions=(
        Permission("reports.view", "查看报表"),
        Permission("reports.compile", "编制报表"),
        Permission("reports.seal", "封存报表"),
        Permission("reports.template", "更换报表模板"),
        Permission("reports.submit", "审核、说明、报送本单位月度报表"),
        Permission("reports.sign", "签发本单位月度报表"),
        Permission("reports.return", "接收、退回、催报各单位月度报表"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.reports.pages:blueprint"),
            (
                Menu("月度报表", "reports.reports", "reports.view", 60),
                Menu("月度调度", "reports.rounds", "reports.view", 65),
            ),
        ),
    ),
    # On the days on which a month's table may fall due, and on the first of the next month (T-01, T-14): a key runs once.
    jobs=(
        Job("monthly-report", "编制月度报表", "30 5 1,28-31 * *", Ref("anjian.reports.monthly:run"), "month"),
        Job("stage-report", "编制阶段性推进落实情况", "40 5 * * *", Ref("anjian.reports.dated:run_stage")),
        Job("summary-report", "编制工作总结", "45 5 * * *", Ref("anjian.reports.dated:run_summary")),
    ),
    tasks=(
        TaskList(
            "report-round",
            "月度调度",
            "reports.view",
            Ref("anjian.reports.rounds.tasks:items"),
            Ref("anjian.reports.rounds.tasks:count"),
            order=30,
        ),
    ),
    panels=tuple(
        PanelSource(slot, "reports.view", Ref("anjian.reports.drilldown.panels:counted_in_panel"), 90)
        for slot in ("hazard", "enterprise", "enforcement")
    ),
    models=("anjian.reports.snapshots.models", "anjian.reports.rounds.models", "anjian.reports.templating.models"),
)
