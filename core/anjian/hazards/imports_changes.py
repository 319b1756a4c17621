"""What a row of a list says as columns of the ledger, and what a later list changes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from anjian.hazards.imports_columns import state_asserted
from anjian.hazards.imports_judge import Item
from anjian.hazards.words import State

TITLES = {
    "content": "重大事故隐患具体内容",
    "place": "所在部位",
    "region_code": "县（市、区）",
    "limb_code": "判定条款",
    "measures": "整改措施",
    "funds_fen": "整改资金",
    "responsible": "整改责任人",
    "due_on": "整改期限",
    "contingency": "防控措施及应急预案",
    "listing_level": "挂牌督办级别",
    "listing_unit": "督办单位",
    "state": "整改进展",
    "claimed_on": "实际完成时间",
    "accepting_unit": "验收单位",
    "accepted_by": "验收人",
    "accepted_on": "销号时间",
    "remark": "备注",
}
"""What a later list may change, as the preview names it."""
STATED = (
    "measures", "funds_fen", "responsible", "due_on", "contingency", "listing_level", "listing_unit", "claimed_on",
    "accepting_unit", "accepted_by", "accepted_on", "remark",
)  # fmt: skip
"""Columns of the ledger that a row states under the same key."""
_PROGRESS = {State.CONFIRMED: 0, State.RECTIFYING: 1, State.CLAIMED: 2, State.ACCEPTED: 3}


def changes_of(item: Item, hazard: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Columns that a row changes of a hazard already in the ledger; empty when it says nothing new.

    A blank is unknown and changes nothing; progress never goes back because an old list is sent again.
    """
    says = item.says
    changes = {name: says[name] for name in STATED if says[name] is not None and says[name] != hazard[name]}
    if says["region"] is not None and says["region"] != hazard["region_code"]:
        changes["region_code"] = says["region"]
    if item.code:  # found by its number: the wording may have been corrected
        changes |= {name: says[name] for name in ("content", "place") if says[name] not in (None, hazard[name])}
    if item.limb.limb is not None and hazard["limb_code"] is None:
        changes |= {"limb_code": item.limb.limb_code, "limb_text": item.limb.limb.text}
    if "due_on" in changes and hazard["original_due_on"] is None:
        changes["original_due_on"] = changes["due_on"]
    if "listing_level" in changes and hazard["listed_on"] is None:
        changes["listed_on"] = day
    state = state_asserted({**hazard, **changes, "done": says["done"]})
    if _PROGRESS[State(state)] > _PROGRESS.get(hazard["state"], len(_PROGRESS)):
        changes["state"] = state
    return changes
