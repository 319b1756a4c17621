"""A hazard's events in words, for its timeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from anjian.exchange.money import wan_yuan
from anjian.hazards.models import HazardEvent
from anjian.hazards.rules import TRANSITIONS
from anjian.hazards.words import COLUMN_TITLES
from anjian.ui.pages import TimelineEntry

KINDS = {row.verb: row.title for row in TRANSITIONS.values()} | {
    "report": "上报",
    "imported": "补录",
    "imported_plan": "清单更新整改方案",
    "imported_update": "清单更新",
    "seen_again": "再次发现",
    "merge": "并入另一条隐患",
    "absorb": "并入重复隐患",
    "unmerge": "拆分",
    "release": "拆出重复隐患",
    "remind": "提醒企业",
    "comment": "提出意见",
    "answer": "企业答复",
}
_SAID = frozenset({"remind", "comment", "answer"})
"""Events that hold words only."""
TOLD = (
    "state", "signed_on", "parent_opinion", "enterprise_person", "officer", "leader", "review", "reviewed_on", "extension_to",
    "suspended_on", "transfer_to",
    "confirmed_on", "parent_confirmed_on", "responsible", "measures", "funds_fen", "due_on", "original_due_on",
    "contingency", "track", "claimed_on", "accepted_on", "listed_on", "published_on", "lifted_on",
    "lift_published_on", "listing_level", "listing_unit",
    "content", "place", "limb_code", "level", "source", "discovered_on", "cited",
)  # fmt: skip
"""Columns of which a timeline tells; the others say nothing to its readers."""
_TITLES = {name: COLUMN_TITLES[name] for name in TOLD} | {"reason": "理由"}
_OWN_DAYS = frozenset(
    {
        "signed_on",
        "reviewed_on",
        "suspended_on",
        "confirmed_on",
        "parent_confirmed_on",
        "claimed_on",
        "accepted_on",
        "listed_on",
        "published_on",
        "lifted_on",
        "lift_published_on",
    }
)
GOOD, BAD = "green", "red"
TONES = {"accept": GOOD} | dict.fromkeys(
    ("send_back", "withdraw", "reject_claim", "downgrade", "return_unsigned", "return_parent", "doubt_parent", "return_plan",
     "refuse_extension", "suspend", "decline_transfer"), BAD,
)  # fmt: skip


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
            details=_details(event),
        )
        for event in events
    ]


def _details(event: HazardEvent) -> list[tuple[str, str]]:
    told = json.loads(event.hashed_text)
    if event.kind in _SAID:
        return [("内容", told["after"]["reason"])]
    return _changes(told, event.effective_on.isoformat())


def _changes(told: Mapping[str, Any], day: str) -> list[tuple[str, str]]:
    before, after = told["before"], told["after"]
    if not before and "content" in after:
        return []  # the first event holds the whole row, which the page shows
    changed = [
        name for name in _TITLES if after.get(name) not in (None, "", before.get(name)) and _adds(name, after, day)
    ]
    return [
        (
            _TITLES[name],
            f"{_shown(name, before[name])} → {_shown(name, after[name])}"
            if before.get(name)
            else _shown(name, after[name]),
        )
        for name in changed
    ]


def _adds(name: str, after: Mapping[str, Any], day: str) -> bool:
    """Whether a new value says more than its entry does: not the entry's own day again, nor the first due day twice."""
    if name == "original_due_on":
        return bool(after[name] != after.get("due_on"))
    return not (name in _OWN_DAYS and after[name] == day)


def _shown(name: str, value: Any) -> str:
    return wan_yuan(value) if name == "funds_fen" else str(value)
