"""What a failed item of a hazchem visit amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict
from anjian.plugin_api.judging import by_criterion, by_limb, general, too_early


def judge(facts: Facts) -> Verdict:
    """A published limb that the fact meets, in force on the day of discovery, is 重大; anything else 一般 (R-014)."""
    found = by_limb(facts) or by_criterion(facts, "发现当日有效的重大事故隐患判定条款")
    if found is not None:
        return found
    return general() if facts.limb_proposed is None else too_early(facts, f"判定条款 {facts.limb_proposed} ")
