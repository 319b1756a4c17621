"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

PARK, CONDITION, MILESTONE, TASK = "park", "condition", "milestone", "task"
RECORDS = (
    RecordKind(
        PARK, Ref("anjian_chemical_parks.models:Park"),
        (("name", "园区"), ("recognition", "认定情况"), ("recognised_on", "认定日期"), ("level", "安全风险等级")),
    ),
    RecordKind(
        CONDITION, Ref("anjian_chemical_parks.models:ParkCondition"),
        (("park", "园区"), ("item", "条件"), ("standing", "核实情况"), ("judged_on", "核实日期"), ("evidence", "佐证")),
    ),
    RecordKind(
        MILESTONE, Ref("anjian_chemical_parks.models:Milestone"),
        (("park", "园区"), ("milestone", "节点"), ("due_on", "计划完成时间"), ("done_on", "完成日期")),
    ),
    RecordKind(
        TASK, Ref("anjian_chemical_parks.models:ParkTask"),
        (
            ("park", "园区"), ("matter", "工作任务"), ("partners", "配合单位"), ("due_on", "办结时限"), ("state", "办理情况"),
            ("closed_on", "办结日期"),
        ),
    ),
)  # fmt: skip
