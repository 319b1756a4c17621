"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

VEHICLE = "vehicle"
RECORDS = (
    RecordKind(
        VEHICLE, Ref("anjian_transport.models:Vehicle"),
        (
            ("plate", "车牌号"), ("vehicle_type", "车辆类型"), ("video", "视频监控"), ("video_on", "核验日期（视频）"),
            ("reminder", "远程提醒"), ("reminder_on", "核验日期（提醒）"), ("tracking", "实时定位"),
            ("tracking_on", "核验日期（定位）"), ("inspection_to", "检验有效期至"),
            ("tank_to", "罐检有效期至"),
        ),
    ),
)  # fmt: skip
