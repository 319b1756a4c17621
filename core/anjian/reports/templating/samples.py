"""What each document's template may print, with sample values: the vocabulary of placeholders, and the trial print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_HEADING: Mapping[str, Any] = {
    "demo": True, "demo_mark": "演示数据", "title": "标题（样张）", "issue": "第1期", "unit": "填报单位（样张）",
    "effective": "2023年7月31日",
}  # fmt: skip
_TABLE: Mapping[str, Any] = {"title": "表（样张）", "header": ["单位", "数量"], "rows": [["泽州县", 3], ["高平市", 1]]}
_TOLD: Mapping[str, Any] = {"paragraphs": ["一段文字。"], "tables": [_TABLE]}
_FIGURES: Mapping[str, Any] = {
    "summary": "总体情况。",
    "blocks": [{"number": "一", "title": "总体情况", "text": "1.企业自查发现的重大事故隐患3个。"}],
    "part_title": "县（市、区）",
    "sources": ["企业自查", "部门执法检查", "群众举报", "上级交办"],
    "breakdown": [
        {"name": "泽州县", "by_source": ["1", "1", "1", "0"], "total": "3", "accepted": "1", "listed": "1"},
    ],
}  # fmt: skip
_TASKS: Mapping[str, Any] = {
    "tasks": [{"number": "一", "title": "任务", "department": "市应急局", "clause": "第四部分（1）", **_TOLD}],
    "others": [{"department": "市应急局", "title": "监督检查", **_TOLD}],
    "others_number": "二",
}
_REMARKS: Mapping[str, Any] = {"remarks": ["1.说明。"]}
_REPORT: Mapping[str, Any] = {**_HEADING, **_FIGURES, **_TASKS, **_REMARKS}
SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "monthly": _REPORT,
    "stage": _REPORT,
    "summary": {
        **_REPORT, "trend": _TABLE, "left": "2", "beside": "结转未销号1个", "carried": _TABLE, "unlisted": 5,
        "cases": ["1.典型案例（2023年7月1日公布）"],
    },
    "bulletin": {
        **_HEADING, **_REMARKS, "addressees": "各县（市、区）", "summary": "总体情况。", "table": _TABLE,
        "findings": [{"number": "一", "title": "整改率低于全市水平的", "text": "泽州县33.3%。"}],
    },
}  # fmt: skip
"""Document's code -> everything that its template knows."""
