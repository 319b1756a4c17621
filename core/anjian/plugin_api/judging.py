"""What every `judge` is made of (R-014). Light: a declaration may import it."""

from __future__ import annotations

from anjian.plugin_api.types import Facts, Verdict

UNLISTED = "不属于当日有效的重大事故隐患判定标准所列情形，按一般事故隐患处理。"


def major(limb: str, reason: str) -> Verdict:
    """重大事故隐患 by a published limb."""
    return Verdict("重大事故隐患", "重大", limb, reason)


def general(reason: str = UNLISTED) -> Verdict:
    """一般事故隐患."""
    return Verdict("一般事故隐患", "一般", None, reason)


def by_limb(facts: Facts, more: str = "") -> Verdict | None:
    """重大 where the fact meets the limb that its item proposes, in force on the day of discovery. `more` ends the reason."""
    limb = facts.limb_proposed
    if limb is None or limb not in facts.limbs_in_force:
        return None
    return major(limb, f"该事实同时符合发现当日有效的判定条款 {limb}：{facts.limbs_in_force[limb]}{more}")


def by_criterion(facts: Facts, standard: str, more: str = "") -> Verdict | None:
    """重大 where the item is itself a criterion of the sector's standard in force on the day of discovery."""
    own = facts.limbs_in_force.get(facts.item_code)
    return None if own is None else major(facts.item_code, f"符合{standard}：{own}{more}")


def too_early(facts: Facts, what: str) -> Verdict:
    """一般, because what would make it 重大 was not in force on the day of discovery."""
    return general(f"{what}在发现当日（{facts.found_on}）没有生效，按一般事故隐患处理。")


__all__ = ["UNLISTED", "by_criterion", "by_limb", "general", "major", "too_early"]
