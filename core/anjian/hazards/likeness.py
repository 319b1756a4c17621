"""Whether two reports speak of one fault, and why: pure, explained, no learned weights. A person decides (T-04).

Two reports of one enterprise are alike when nothing contradicts (limb, device, days apart) and place and content say the same.
Text is compared by RapidFuzz after what people add or write differently is taken away: 需整改, 二号 for 2#, 库房 for 库.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from anjian.exchange.text import normalise_text

DAYS_APART = 45
"""Discoveries further apart than this are not proposed as one fault."""
SAME_PLACE, SAME_CONTENT = 70.0, 62.0
"""From this similarity (0 to 100) on two places, two contents, are taken to say the same."""
_SAID_BESIDE = re.compile(
    r"[（(][^（）()]*(?:检查|发现|整改|复查|举报|自查)[^（）()]*[)）]|[，,；;。]?(?:需|须|应|要求|责令|立即|限期|尽快)*整改.*$"
)
_PUNCTUATION = re.compile(r"[\s，。、；：！？,.;:!?\"'“”‘’（）()《》\[\]【】<>/\\|_~～—·]+")
_NUMERALS = str.maketrans("〇零一二两三四五六七八九", "001223456789")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]+(?=号|#|期|车间|装置|罐|库|线|单元|工段|区)")
_DEVICE = re.compile(r"([a-z]{0,4})[-—–_]?(\d{1,5})([a-z]?)")
_MEASURE = re.compile(r"\d+(?:\.\d+)?(?:mpa|kpa|mm|cm|m3|m|kg|t|吨|米|天|年|月|日|%|℃|级|条|人|处|项|家)")
_SAME_WORD = {
    word: spelling
    for spelling, words in {
        "罐区": "储罐组 储罐区 罐组", "罐": "贮罐 储罐", "库": "仓库 库房", "控制室": "中央控制室 中控室 操作室 主控室",
        "装卸区": "装卸站台 装卸栈台 装卸平台 装卸站 装卸台 装卸车区 装卸场", "装置": "装置区 生产装置", "井场": "采气井场 井站",
        "车间": "车间内 厂房", "区": "区域", "": "处 内 附近",
    }.items()
    for word in words.split()
}  # fmt: skip
"""What people write differently -> one spelling."""
_SIGNS = re.compile(r"[东西南北](?=[区侧部面罐库厂装]|边)|[甲乙丙丁](?=类|醇|库|罐|车间)|[上下](?=层|部|游)")
"""Signs by which one place is told from its neighbour: 东罐区 and 西罐区 are two places."""
_WORDS = re.compile("|".join(sorted(map(re.escape, _SAME_WORD), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a hazard. `criterion_code` and `limb_code` None: not known."""

    criterion_code: str | None
    limb_code: str | None
    place: str
    content: str
    discovered_on: date


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two reports may be one fault: a score from 0 to 100, and its reasons in Chinese."""

    score: int
    reasons: tuple[str, ...]


def likeness(one: Report, other: Report) -> Likeness | None:
    """How two reports of one enterprise are alike; None where something contradicts or too little agrees."""
    apart = abs((one.discovered_on - other.discovered_on).days)
    if apart > DAYS_APART or not _limbs_agree(one, other) or not _devices_agree(one, other):
        return None
    place = _place_likeness(one, other)
    content = fuzz.token_sort_ratio(_core(one.content), _core(other.content))
    partial = fuzz.partial_ratio(_core(one.content), _core(other.content))
    words = max(content, 0.9 * partial)
    if place < SAME_PLACE or words < SAME_CONTENT:
        return None
    score = round(0.45 * words + 0.35 * place + 20 * (1 - apart / (2 * DAYS_APART)))
    reasons = [_limb_reason(one), f"部位相近（{round(place)}分）：{one.place or '未填'}／{other.place or '未填'}"]
    reasons += [f"内容相近（{round(words)}分）", "发现日期相同" if apart == 0 else f"发现日期相差{apart}天"]
    return Likeness(score, tuple(reason for reason in reasons if reason))


def _limbs_agree(one: Report, other: Report) -> bool:
    if one.limb_code and other.limb_code:
        return one.limb_code == other.limb_code
    if one.criterion_code and other.criterion_code:
        return one.criterion_code == other.criterion_code
    return True  # one of them cites nothing: its words decide


def _limb_reason(one: Report) -> str:
    cited = one.limb_code or one.criterion_code
    return f"判定条款相同（{cited}）" if cited else ""


def _devices_agree(one: Report, other: Report) -> bool:
    """Named devices contradict unless one is named by both: T-101 and T-102 are two faults, 2#装置 and 二号装置 are one."""
    for mine, theirs in (
        (devices(one.place), devices(other.place)),
        (devices(one.place) | devices(one.content), devices(other.place) | devices(other.content)),
    ):
        if mine and theirs and not mine & theirs:
            return False
    mine, theirs = signs(one.place), signs(other.place)
    return not (mine and theirs and mine != theirs)


def _place_likeness(one: Report, other: Report) -> float:
    if not one.place.strip() or not other.place.strip():
        return SAME_PLACE
    if devices(one.place) & devices(other.place):
        return max(SAME_PLACE, fuzz.ratio(_plain(one.place), _plain(other.place)))
    mine, theirs = _plain(one.place), _plain(other.place)
    return max(
        fuzz.ratio(mine, theirs), 0.9 * fuzz.partial_ratio(mine, theirs) if min(len(mine), len(theirs)) >= 2 else 0
    )


@lru_cache(maxsize=65536)
def devices(text: str) -> frozenset[str]:
    """The devices that a text names, one spelling each: `T-101储罐`, `t101` -> t101; `2#装置`, `二号装置` -> 2."""
    plain = _MEASURE.sub(" ", _arabic(normalise_text(text)))
    return frozenset(f"{letters}{int(number)}{suffix}" for letters, number, suffix in _DEVICE.findall(plain))


@lru_cache(maxsize=65536)
def signs(text: str) -> frozenset[str]:
    """The signs that tell a place from its neighbours."""
    return frozenset(_SIGNS.findall(normalise_text(text)))


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    """A place without punctuation, in one spelling of its nouns."""
    return _WORDS.sub(lambda found: _SAME_WORD[found.group()], _PUNCTUATION.sub("", _arabic(normalise_text(text))))


@lru_cache(maxsize=65536)
def _core(text: str) -> str:
    """What a content says of the fault, without what its writer says beside it."""
    bare = _SAID_BESIDE.sub("", normalise_text(text))
    return _plain(bare or text)


def _arabic(text: str) -> str:
    """Chinese numbers before 号 and the like as digits, 十 included: 十二号 -> 12#, 2号 -> 2#."""
    return _CHINESE_NUMBER.sub(lambda found: str(_number(found.group())), text).replace("号", "#")


def _number(words: str) -> int:
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int(words.translate(_NUMERALS))
    return (int(tens.translate(_NUMERALS)) if tens else 1) * 10 + (int(ones.translate(_NUMERALS)) if ones else 0)
