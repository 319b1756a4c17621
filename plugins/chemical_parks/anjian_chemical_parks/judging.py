"""What a failed item of a visit in a park amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict
from anjian.plugin_api.judging import by_limb, general


def judge(facts: Facts) -> Verdict:
    """No item of parks is a criterion of its own: 重大 where the fact also meets a published limb in force, else 一般 (R-014)."""
    return by_limb(facts, "。不涉及的，请改为一般事故隐患。") or general(
        "化工园区没有单独的重大事故隐患判定标准，不属于当日有效判定条款所列情形的，按一般事故隐患处理。"
    )
