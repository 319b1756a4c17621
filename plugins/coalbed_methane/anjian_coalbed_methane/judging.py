"""What a failed item amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict

MAJOR = ("重大事故隐患", "重大")
GENERAL = ("一般事故隐患", "一般")


def judge(facts: Facts) -> Verdict:
    """A published limb that the fact meets is 重大 (R-014). The sector has no criterion of its own that could be cited: the
    candidates of the checklist wait for the department and propose nothing."""
    if facts.limb_proposed is not None and facts.limb_proposed in facts.limbs_in_force:
        text = facts.limbs_in_force[facts.limb_proposed]
        reason = f"该事实符合发现当日有效的判定条款 {facts.limb_proposed}：{text}"
        return Verdict(*MAJOR, facts.limb_proposed, reason)
    reason = "煤层气地面开采没有可引用的重大事故隐患判定标准（待核实），事实也不属于当日有效的其他判定条款，按一般事故隐患处理。"
    return Verdict(*GENERAL, None, reason)
