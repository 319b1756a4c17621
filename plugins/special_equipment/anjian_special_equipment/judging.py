"""What a failed item of a special-equipment visit amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from datetime import date

from anjian.plugin_api import Facts, Verdict

MAJOR = ("重大事故隐患", "重大")
SERIOUS = ("特种设备事故隐患", "严重")
GENERAL = ("一般事故隐患", "一般")
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
    own = facts.limbs_in_force.get(facts.item_code)
    if own is not None:
        more = f"；该事实同时符合判定条款 {limb}，其他部门也可能发现，请核对是否为同一隐患" if limb else ""
        reason = f"符合特种设备重大事故隐患判定准则（GB 45067-2024）：{own}{more}"
        return Verdict(*MAJOR, facts.item_code, reason)
    serious = facts.item_code.startswith(SERIOUS_ITEMS) and facts.found_on >= SERIOUS_FROM
    if limb is not None:
        more = f"；同时{_STOP}" if serious else ""
        reason = f"该事实同时符合发现当日有效的判定条款 {limb}：{facts.limbs_in_force[limb]}{more}"
        return Verdict(*MAJOR, limb, reason)
    if serious:
        return Verdict(*SERIOUS, None, f"{_STOP}；不属于附件1统计的重大事故隐患。")
    if facts.item_code.startswith(CRITERIA):
        reason = f"GB 45067-2024的本项判定准则在发现当日（{facts.found_on}）没有生效，按一般事故隐患处理。"
        return Verdict(*GENERAL, None, reason)
    return Verdict(*GENERAL, None, "不属于当日有效的重大事故隐患判定标准所列情形，按一般事故隐患处理。")
