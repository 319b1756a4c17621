"""What records of diligence look like in words and lights. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from anjian.diligence.kinds import Kind
from anjian.ui.words import Light, due_light

RECORD_TITLES = {
    "progress": "报告日期", "congress": "报告日期", "refusals": "认定日期", "closures": "截至日期", "accidents": "发生日期",
    "waivers": "说明日期",
}  # fmt: skip
_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "progress": (("整治进展情况", "content"), ("存在的问题和困难", "trouble"), ("下一步安排", "next_step")),
    "congress": (("报告形式", "form"), ("会议情况和佐证", "evidence")),
    "refusals": (
        ("责令改正文书号", "order_number"), ("作出责令改正的日期", "ordered_on"), ("拒不执行的事实和证据", "evidence"),
        ("办理期限", "due_on"),
    ),
    "waivers": (("事项", "duty"), ("理由", "reason")),
    "closures": (("决定", "decision"), ("文书号", "document"), ("理由", "reason"), ("依据的隐患和处罚", "grounds")),
    "accidents": (
        ("性质", "kind"), ("事故类别", "accident_type"), ("发生地点", "place"), ("死亡人数", "deaths"), ("失踪人数", "missing"),
        ("受伤人数", "injured"), ("简要经过", "course"),
    ),
}  # fmt: skip


def pairs_of(kind: Kind, row: Any) -> list[tuple[str, Any]]:
    """What was stated, with its titles."""
    return [(title, getattr(row, name)) for title, name in _PAIRS[kind.name]]


def congress_light(reported_on: date | None) -> Light:
    if reported_on is None:
        return Light("yellow", "未报告")
    return Light("green", f"{reported_on} 已报告")


def refusal_light(states: Sequence[Any], today: date) -> Light:
    """How many decisions of a refusal are still to be made, and until when."""
    waiting = [state for state in states if state.open]
    if not waiting:
        return Light("green", "已全部办理")
    light = due_light(waiting[0].refusal.due_on, today)
    return Light(light.tone, f"{len(waiting)} 项，{light.words}")
