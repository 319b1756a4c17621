"""What a failed item amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict
from anjian_pipelines_oil_gas.words import Grade, graded, object_of

MAJOR = ("重大事故隐患", "重大")
GENERAL = ("一般事故隐患", "一般")
PIPELINE = "管道隐患"


def judge(facts: Facts) -> Verdict:
    """A published limb that the fact meets is 重大事故隐患 (R-014; PL-20-8 is C-08). A fault of the line itself stands on the
    scale 管道隐患 with the grade that the inspector picked; anything else is 一般."""
    if facts.limb_proposed is not None and facts.limb_proposed in facts.limbs_in_force:
        text = facts.limbs_in_force[facts.limb_proposed]
        reason = f"该事实符合发现当日有效的判定条款 {facts.limb_proposed}：{text}"
        return Verdict(*MAJOR, facts.limb_proposed, reason)
    kind = object_of(facts.item_code)
    if kind is not None:
        grade = next((one for one in Grade if facts.item_text.startswith(graded("", one))), Grade.GENERAL)
        reason = f"{kind}，按检查人员依市能源局采用的分级标准评定的级别拟定为“{grade}”；国家分级参考标准文本待核实。"
        return Verdict(PIPELINE, str(grade), None, reason)
    if facts.limb_proposed is not None:
        reason = f"判定条款 {facts.limb_proposed} 在发现当日（{facts.found_on}）没有生效，按一般事故隐患处理。"
        return Verdict(*GENERAL, None, reason)
    return Verdict(*GENERAL, None, "不属于当日有效的重大事故隐患判定标准所列情形，按一般事故隐患处理。")
