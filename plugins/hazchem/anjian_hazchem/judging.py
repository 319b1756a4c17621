"""What a failed item of a hazchem visit amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict

MAJOR = ("重大事故隐患", "重大")
GENERAL = ("一般事故隐患", "一般")


def judge(facts: Facts) -> Verdict:
    """A published limb that the fact meets, in force on the day of discovery, is 重大; anything else 一般 (R-014)."""
    for code in (facts.limb_proposed, facts.item_code):
        if code is not None and code in facts.limbs_in_force:
            reason = f"符合发现当日有效的重大事故隐患判定条款 {code}：{facts.limbs_in_force[code]}"
            return Verdict(*MAJOR, code, reason)
    if facts.limb_proposed is not None:
        reason = f"判定条款 {facts.limb_proposed} 在发现当日（{facts.found_on}）没有生效，按一般事故隐患处理。"
        return Verdict(*GENERAL, None, reason)
    return Verdict(*GENERAL, None, "不属于当日有效的重大事故隐患判定标准所列情形，按一般事故隐患处理。")
