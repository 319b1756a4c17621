"""What a failed item of a transport visit amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict

MAJOR = ("重大事故隐患", "重大")
GENERAL = ("一般事故隐患", "一般")
CRITERIA = "TR-52-"
"""Items that are criteria of 交办运〔2023〕52号 (in force since 2023-10-01)."""


def judge(facts: Facts) -> Verdict:
    """An item that is a criterion in force is 重大; else a published limb that the fact also meets; else 一般 (R-014)."""
    own = facts.limbs_in_force.get(facts.item_code)
    if own is not None:
        reason = f"符合道路运输重大事故隐患判定标准（交办运〔2023〕52号）：{own}"
        return Verdict(*MAJOR, facts.item_code, reason)
    if facts.limb_proposed is not None and facts.limb_proposed in facts.limbs_in_force:
        text = facts.limbs_in_force[facts.limb_proposed]
        reason = f"该事实同时符合发现当日有效的判定条款 {facts.limb_proposed}：{text}"
        return Verdict(*MAJOR, facts.limb_proposed, reason)
    if facts.item_code.startswith(CRITERIA):
        reason = f"交办运〔2023〕52号的本项判定标准在发现当日（{facts.found_on}）没有生效，按一般事故隐患处理。"
        return Verdict(*GENERAL, None, reason)
    return Verdict(*GENERAL, None, "不属于当日有效的重大事故隐患判定标准所列情形，按一般事故隐患处理。")
