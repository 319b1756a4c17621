"""Sets of hazards that documents print beside the table's values: totals, and what a breakdown's columns count."""

from __future__ import annotations

from anjian.hazards.words import Source
from anjian.reports.figures.rules import BESIDE, SOURCE_MARKS, Mark

_COUNTED = "专项行动开始后发现、截至当日已经行业监管部门确认的重大事故隐患"
SOURCE_KEYS: dict[Source, str] = {
    Source.SELF_CHECK: "self_check",
    Source.INSPECTION: "inspection",
    Source.PUBLIC_REPORT: "public_report",
    Source.ASSIGNED: "assigned",
}
TOTALS: dict[str, tuple[Mark, str, str]] = {
    "counted": (Mark.COUNTED, "重大事故隐患", f"{_COUNTED}。"),
    "accepted": (Mark.COUNTED | Mark.ACCEPTED, "已销号的重大事故隐患", f"{_COUNTED}，其中截至当日已验收销号的。"),
    "listed": (Mark.COUNTED | Mark.LISTED, "挂牌督办的重大事故隐患", f"{_COUNTED}，其中截至当日已挂牌督办的。"),
    **{
        key: (Mark.COUNTED | SOURCE_MARKS[source], f"{source}的重大事故隐患", f"{_COUNTED}，其中发现来源为{source}的。")
        for source, key in SOURCE_KEYS.items()
    },
}
NAMED = BESIDE | TOTALS
"""Every set of hazards that has a name and no line in the table: key -> marks, title, definition."""
