"""What a failed item amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict
from anjian.plugin_api.judging import by_limb, general, too_early
from anjian_pipelines_oil_gas.words import Grade, graded, object_of

PIPELINE = "管道隐患"


def judge(facts: Facts) -> Verdict:
    """A published limb that the fact meets is 重大事故隐患 (R-014; PL-20-8 is C-08). A fault of the line itself stands on the
    scale 管道隐患 with the grade that the inspector picked; anything else is 一般."""
    found = by_limb(facts)
    if found is not None:
        return found
    kind = object_of(facts.item_code)
    if kind is not None:
        grade = next((one for one in Grade if facts.item_text.startswith(graded("", one))), Grade.GENERAL)
        reason = f"{kind}，按检查人员依市能源局采用的分级标准评定的级别拟定为“{grade}”；国家分级参考标准文本待核实。"
        return Verdict(PIPELINE, str(grade), None, reason)
    return general() if facts.limb_proposed is None else too_early(facts, f"判定条款 {facts.limb_proposed} ")
