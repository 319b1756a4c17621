"""What happened to an enterprise's card, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable

from anjian.enterprises.rules import FIELD_TITLES
from anjian.kernel.ledger import AuditEntry
from anjian.ui.pages import TimelineEntry

_TITLES = {
    "登记企业": "登记",
    "登记待核实企业": "由隐患清单登记为待核实",
    "修改企业": "修改",
    "变更企业状态": "变更状态",
}


def entries_of(deeds: Iterable[AuditEntry]) -> list[TimelineEntry]:
    """The audit entries of one enterprise as a timeline."""
    return [
        TimelineEntry(deed.recorded_at, _TITLES[deed.action], deed.actor_name, deed.unit_name, _text(deed))
        for deed in deeds
        if deed.action in _TITLES
    ]


def _text(deed: AuditEntry) -> str:
    detail = json.loads(deed.detail)
    if deed.action == "修改企业":
        return "、".join(FIELD_TITLES[name] for name in FIELD_TITLES if name in detail)
    if deed.action == "变更企业状态":
        before, after = detail["status"]
        return f"{before} → {after}：{detail['reason']}"
    return ""
