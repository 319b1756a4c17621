"""What a failed item of a transport visit amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict
from anjian.plugin_api.judging import by_criterion, by_limb, general, too_early

CRITERIA = "TR-52-"
"""Items that are criteria of 交办运〔2023〕52号 (in force since 2023-10-01)."""


def judge(facts: Facts) -> Verdict:
    """An item that is a criterion in force is 重大; else a published limb that the fact also meets; else 一般 (R-014)."""
    found = by_criterion(facts, "道路运输重大事故隐患判定标准（交办运〔2023〕52号）") or by_limb(facts)
    if found is not None:
        return found
    return too_early(facts, "交办运〔2023〕52号的本项判定标准") if facts.item_code.startswith(CRITERIA) else general()
