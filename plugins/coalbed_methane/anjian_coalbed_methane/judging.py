"""What a failed item amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict
from anjian.plugin_api.judging import by_limb, general


def judge(facts: Facts) -> Verdict:
    """A published limb that the fact meets is 重大 (R-014). The sector has no criterion of its own that could be cited: the
    candidates of the checklist wait for the department and propose nothing."""
    return by_limb(facts) or general(
        "煤层气地面开采没有可引用的重大事故隐患判定标准（待核实），事实也不属于当日有效的其他判定条款，按一般事故隐患处理。"
    )
