"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

STORAGE, MANIFEST = "storage", "manifest"
RECORDS = (
    RecordKind(
        STORAGE, Ref("anjian_hazwaste.models:Storage"),
        (
            ("code", "设施编码"), ("kind", "类型"), ("signs", "标志标签符合"), ("seepage", "防渗符合"), ("zones", "分区符合"),
            ("checked_on", "核查日期"),
        ),
    ),
    RecordKind(
        MANIFEST, Ref("anjian_hazwaste.models:Manifest"),
        (
            ("number", "联单编号"), ("waste_code", "废物代码"), ("receiver", "接受人"), ("out_on", "移出日期"),
            ("in_on", "接收日期"), ("receive_by", "应接收日期"), ("quantity_out", "移出量（吨）"),
            ("quantity_in", "接收量（吨）"),
        ),
        (("quantity_out", 6), ("quantity_in", 6)),
    ),
)  # fmt: skip
