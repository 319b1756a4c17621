"""What a failed item of a hazardous-waste visit amounts to. Pure: the same facts, the same verdict."""

from __future__ import annotations

from anjian.plugin_api import Facts, Verdict
from anjian.plugin_api.judging import by_limb, general
from anjian_hazwaste.words import EVENT, EVENT_CRITERIA, VIOLATIONS

EVENT_TABLES = ("HW-ENV1-", "HW-ENV2-")


def judge(facts: Facts) -> Verdict:
    """The two criteria of the guide are 重大突发环境事件隐患, its tables 一般; else a published limb that the fact also meets is
    重大事故隐患; else 一般事故隐患 (R-014)."""
    if facts.item_code in EVENT_CRITERIA:
        reason = f"符合重大突发环境事件隐患分级标准（环境保护部公告2016年第74号）：{facts.item_text}。与重大事故隐患分开统计。"
        return Verdict(EVENT, "重大", None, reason)
    if facts.item_code.startswith(EVENT_TABLES):
        reason = (
            "属于企业突发环境事件隐患排查表所列事项，按一般突发环境事件隐患处理；"
            "符合重大分级标准的，同时填写“重大突发环境事件隐患”检查项。"
        )
        return Verdict(EVENT, "一般", None, reason)
    found = by_limb(facts)
    if found is not None:
        return found
    if facts.item_code in VIOLATIONS:
        reason = (
            f"属于通知点名整治的“{VIOLATIONS[facts.item_code]}”，由生态环境部门依法查处；没有列入重大事故隐患判定标准，"
            "按一般事故隐患处理。可能造成有毒有害物质进入环境的，同时填写“重大突发环境事件隐患”检查项。"
        )
        return general(reason)
    return general()
