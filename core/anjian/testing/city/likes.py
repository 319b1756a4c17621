"""One fault told twice, and faults that only look alike: other words for a content and a place, and other places. Pure.

A pair is one fault seen by two parties: re-typed with a typo or other words, its place worded otherwise, up to a fortnight apart.
A near-miss is another fault of the same enterprise and limb: another device, or another place.
"""

from __future__ import annotations

import re
from random import Random


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """`one/other/another …` as {one: (other, another)}."""
    rows = (entry.split("/") for entry in text.split())
    return {first: tuple(others) for first, *others in rows}


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE = "零一二三四五六七八九"
_WORDS = _table(
    "未设置/未安装 没有/无 未/没有 缺少/没有 失效/不起作用 不足/不够 涉及/共涉及 仍有/还有 无证上岗/未持证上岗 "
    "不满足/达不到 停用/未启用 未正常投用/未投入使用 混存/混放 审/审核 仍用/还在用"
)
"""How another pen says the same; one replacement is made."""
_TYPOS = _table("阀/伐 储/贮 按/安 账/帐 竖/树 设/没 摘/滴 急/及 装/庄 险/验 管/菅 制/治 防/妨 检/捡 证/正")
"""Slips of a hurried keyboard; one is made."""
_BEFORE = ("经查，", "现场检查发现：", "检查时发现，", "经核实，该企业")
_BEHIND = ("。", "，需立即整改", "（现场核实）", "，要求限期整改。", "；责令整改", "（与企业人员当场确认）")
_PLACES = _table(
    "储罐/罐/贮罐 库房/仓库/库 仓库/库房/库 中控室/中央控制室/控制室 车间/厂房/车间内 "
    "装卸区/装卸作业区/装卸站台 充装站/充装区/充装站台 装置/装置区/生产装置 储罐区/罐区/储罐组 "
    "泵房/泵区/泵房内 停车场/停车区/停车场地 井场/采气井场/井场内 阀室/阀室内/阀门室 管段/管道/处管段 "
    "站/站内/站场 间/间内/用房 区/区域/区内"
)
"""What a place is called otherwise."""
_NUMBERED = re.compile(r"(\d)号")
_TAG = re.compile(r"([A-Z])-(\d+)")


def retyped(content: str, random: Random) -> str:
    """The same sentence from another keyboard: other words or a slip, and what its writer says before or behind it."""
    told = content.rstrip("。")
    match random.randrange(5):
        case 0:
            told = told.translate(_FULL_WIDTH).replace("，", ",")
        case 1 | 2:
            told = _one_replaced(told, _WORDS, random)
        case 3:
            told = _one_replaced(told, _TYPOS, random)
        case _:
            told = told.replace("，", "；")
    before = random.choice(_BEFORE) if random.random() < 0.4 else ""
    told = f"{before}{told}{random.choice(_BEHIND) if random.random() < 0.6 else ''}"
    return told if told != content else f"{content}。"


def otherwise(place: str, random: Random) -> str:
    """The same place in other words."""
    told = place
    if (number := _NUMBERED.search(place)) and random.random() < 0.7:
        digit = number.group(1)
        told = place.replace(number.group(), random.choice((f"{digit}#", f"{_CHINESE[int(digit)]}号", f"{digit} 号")))
    if (tag := _TAG.search(told)) and random.random() < 0.7:
        rest = told.replace(tag.group(), "")
        told = random.choice((f"{rest}{tag.group()}", f"{tag.group(1)}{tag.group(2)}{rest}"))
    if told == place or random.random() < 0.6:
        told = _one_replaced(told, _PLACES, random)
    return told if told != place else f"厂区{place}"


def other_device(place: str) -> str | None:
    """The neighbour of a numbered place: 2号装置 -> 3号装置, T-101储罐 -> T-102储罐; None where nothing is numbered."""
    if found := _TAG.search(place):
        return place.replace(found.group(), f"{found.group(1)}-{int(found.group(2)) + 1}")
    if found := _NUMBERED.search(place):
        return place.replace(found.group(), f"{int(found.group(1)) + 1}号")
    return None


def _one_replaced(text: str, words: dict[str, tuple[str, ...]], random: Random) -> str:
    found = [word for word in words if word in text]
    return text.replace(word := random.choice(found), random.choice(words[word]), 1) if found else text
