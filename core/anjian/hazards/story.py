"""A hazard's events in words, for its timeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from anjian.exchange.money import wan_yuan
from anjian.hazards.models import HazardEvent
from anjian.hazards.rules import TRANSITIONS
from anjian.ui.pages import TimelineEntry

KINDS = {row.verb: row.title for row in TRANSITIONS.values()} | {
    "report": "上报",
    "imported": "补录",
    "imported_update": "清单更新",
}
COLUMNS = {
    "state": "状态", "confirmed_on": "确认日期", "parent_confirmed_on": "主体企业确认日期", "responsible": "整改责任人",
    "measures": "整改措施", "funds_fen": "整改资金（万元）", "due_on": "整改期限", "original_due_on": "原定期限",
    "contingency": "防控措施及应急预案", "track": "整改方式", "claimed_on": "申请验收日期", "accepted_on": "销号日期",
    "accepted_by": "验收人", "accepting_unit": "验收单位", "listed_on": "挂牌日期", "lifted_on": "摘牌日期",
    "listing_level": "挂牌级别", "listing_unit": "督办单位", "reason": "理由", "content": "具体内容", "place": "所在部位",
    "limb_code": "判定条款", "level": "级别", "source": "发现来源", "discovered_on": "发现日期", "cited": "判定依据",
}  # fmt: skip
"""Columns of which a timeline tells; the others say nothing to its readers."""
GOOD, BAD = "green", "red"
TONES = {"accept": GOOD, "send_back": BAD, "withdraw": BAD, "reject_claim": BAD, "downgrade": BAD}


def entries_of(events: Iterable[HazardEvent]) -> list[TimelineEntry]:
    """One entry an event: who did what, when it was true, when it was recorded, what changed (nothing in the first)."""
    return [
        TimelineEntry(
            at=event.recorded_at,
            title=KINDS.get(event.kind, event.kind),
            who=" ".join(part for part in (event.post, event.actor_name) if part),
            unit=event.unit_name,
            text=f"发生日期 {event.effective_on}",
            tone=TONES.get(event.kind, ""),
            details=_changes(json.loads(event.hashed_text)),
        )
        for event in events
    ]


def _changes(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    before, after = told["before"], told["after"]
    return [
        (
            title,
            f"{_shown(name, before[name])} → {_shown(name, after[name])}"
            if before.get(name)
            else _shown(name, after[name]),
        )
        for name, title in COLUMNS.items()
        if before and after.get(name) not in (None, "") and after.get(name) != before.get(name)
    ]


def _shown(name: str, value: Any) -> str:
    return wan_yuan(value) if name == "funds_fen" else str(value)
