"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

SITE = "site"
RECORDS = (
    RecordKind(
        SITE, Ref("anjian_coalbed_methane.models:Site"),
        (
            ("code", "场站编号"), ("name", "场站名称"), ("kind", "类型"), ("use", "使用情况"), ("assessed_on", "评估日期"),
            ("risk", "安全风险等级"), ("plan_on", "“一场一策”制定日期"), ("plan_done_on", "落实日期"),
        ),
    ),
)  # fmt: skip
