"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

VEHICLE = "vehicle"
RECORDS = (
    RecordKind(
        VEHICLE, Ref("anjian_transport.models:Vehicle"),
        (
            ("plate", "车牌号"), ("vehicle_type", "车辆类型"), ("video_on", "视频监控核验日期"),
            ("reminder_on", "远程提醒核验日期"), ("tracking_on", "实时定位核验日期"), ("inspection_to", "检验有效期至"),
            ("tank_to", "罐检有效期至"),
        ),
    ),
)  # fmt: skip
