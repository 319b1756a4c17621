"""What was done with a tip or hand-down, in words. Nothing of it says what was reported or by whom."""

from __future__ import annotations

import json
from collections.abc import Iterable

from anjian.intake.words import Conclusion
from anjian.kernel.ledger import AuditEntry
from anjian.ui.pages import TimelineEntry
from anjian.ui.words import shown

_SAID = ("渠道", "办理日期", "结论", "隐患", "理由", "事由")
_TONES = {str(Conclusion.TRUE): "green", str(Conclusion.PARTLY): "green"}


def entries_of(deeds: Iterable[AuditEntry]) -> list[TimelineEntry]:
    """The audit entries of one report as a timeline."""
    found = []
    for deed in deeds:
        detail = json.loads(deed.detail)
        told = [(name, shown(detail[name])) for name in _SAID if detail.get(name)]
        tone = _TONES.get(detail.get("结论", ""), "")
        found.append(TimelineEntry(deed.recorded_at, deed.action, deed.actor_name, deed.unit_name, "", tone, told))
    return found
