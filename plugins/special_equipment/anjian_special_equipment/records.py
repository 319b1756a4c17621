"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

PIECE, CARD, ACCIDENT = "piece", "card", "accident"
RECORDS = (
    RecordKind(
        PIECE, Ref("anjian_special_equipment.models:Equipment"),
        (
            ("number", "设备代码"), ("name", "设备名称"), ("kind", "设备种类"), ("registration", "使用登记证编号"),
            ("inspected_on", "检验日期"), ("conclusion", "检验结论"), ("next_inspection", "下次检验日期"),
            ("standing", "淘汰报废情况"),
        ),
    ),
    RecordKind(
        CARD, Ref("anjian_special_equipment.models:Certificate"),
        (("role", "人员类别"), ("item", "项目代号"), ("valid_to", "有效期至")),
    ),
    RecordKind(
        ACCIDENT, Ref("anjian_special_equipment.models:Accident"),
        (
            ("happened_on", "发生日期"), ("equipment", "设备"), ("kind", "设备种类"), ("grade", "事故等级"),
            ("deaths", "死亡人数"), ("injured", "受伤人数"),
        ),
    ),
)  # fmt: skip
"""Whose certificate it is stays in the register."""
