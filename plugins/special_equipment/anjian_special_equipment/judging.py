"""What a failed item of a special-equipment visit amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from datetime import date

from anjian.plugin_api import Facts, Verdict
from anjian.plugin_api.judging import by_criterion, by_limb, general, too_early

SERIOUS = ("特种设备事故隐患", "严重")
CRITERIA = "SE-M-"
"""Items that are criteria of GB 45067-2024."""
SERIOUS_ITEMS = "SE-SER-"
"""Items that are 严重事故隐患 of 57号令 第二十五条."""
SERIOUS_FROM = date(2022, 7, 1)
"""The day on which 57号令 came into force."""
_STOP = "属于《特种设备安全监督检查办法》（57号令）第二十五条所列严重事故隐患，应责令立即停止使用并报上一级市场监管部门"


def judge(facts: Facts) -> Verdict:
    """A criterion of GB 45067 in force, or a published limb that the fact also meets, is 重大 (R-014); a fact of 57号令
    第二十五条 is 严重 on the scale of special equipment, which 附件1 does not count; anything else is 一般."""
    limb = facts.limb_proposed if facts.limb_proposed in facts.limbs_in_force else None
    serious = facts.item_code.startswith(SERIOUS_ITEMS) and facts.found_on >= SERIOUS_FROM
    also = f"；该事实同时符合判定条款 {limb}，其他部门也可能发现，请核对是否为同一隐患" if limb else ""
    found = by_criterion(facts, "特种设备重大事故隐患判定准则（GB 45067-2024）", also) or by_limb(
        facts, f"；同时{_STOP}" if serious else ""
    )
    if found is not None:
        return found
    if serious:
        return Verdict(*SERIOUS, None, f"{_STOP}；不属于附件1统计的重大事故隐患。")
    return too_early(facts, "GB 45067-2024的本项判定准则") if facts.item_code.startswith(CRITERIA) else general()
