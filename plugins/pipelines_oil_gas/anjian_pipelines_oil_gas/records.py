"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

SEGMENT, DOCUMENT = "segment", "document"
RECORDS = (
    RecordKind(
        SEGMENT, Ref("anjian_pipelines_oil_gas.models:Segment"),
        (
            ("code", "管段编号"), ("line", "管道名称"), ("from_m", "起点桩号（米）"), ("to_m", "止点桩号（米）"),
            ("commissioned_on", "投产日期"), ("hca", "人员密集高后果区"), ("geohazard", "地质灾害易发区"),
            ("assessed_on", "评估日期"), ("plan_on", "“一段一策”制定日期"), ("plan_done_on", "落实日期"),
        ),
    ),
    RecordKind(
        DOCUMENT, Ref("anjian_pipelines_oil_gas.models:Deliverable"),
        (("number", "文号"), ("title", "文件名称"), ("issued_on", "印发日期")),
    ),
)  # fmt: skip
