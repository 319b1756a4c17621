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
FORTNIGHT = 14
"""Two parties look at one fault within days of each other; beyond a fortnight place and content must say the very same."""
SAME_PLACE, SAME_CONTENT, VERY_SAME = 70.0, 62.0, 90.0
"""From this similarity (0 to 100) on two places, two contents, are taken to say the same, or the very same."""
_SAID_BESIDE = re.compile(
    r"[（(][^（）()]*(?:检查|发现|整改|复查|举报|自查|核实|确认)[^（）()]*[)）]|[，,；;。]?(?:需|须|应|要求|责令|立即|限期|尽快)*整改.*$"
    r"|^(?:经|现场|日常|本次|检查时?|抽查|核查|查|核实|发现|该企业|企业|存在)+[，,：:]?"
)
_AGAIN = re.compile(r"复查|再次|又出现|反弹|仍未|重复出现|屡")
"""Words of one who knows that it was found before."""
_PUNCTUATION = re.compile(r"[\s，。、；：！？,.;:!?\"'“”‘’（）()《》\[\]【】<>/\\|_~～—·]+")
_UNITS = "千伏|kv|mpa|kpa|mm|cm|米|m3|kg|吨|天|年|批|名|人|台|套|项|个|处|件|次|盏|桶|扇|组|面|片|条|家|张|份"
_NUMERALS = str.maketrans("〇零一二两三四五六七八九", "001223456789")
_CHINESE_NUMBER = re.compile(rf"[一二两三四五六七八九十]+(?=号|#|期|车间|装置|罐|库|线|单元|工段|区|{_UNITS})")
_DEVICE = re.compile(r"([a-z]{0,4})[-—–_]?(\d{1,5})([a-z]?)")
_DATE = re.compile(r"\d{4}年(?:\d+月(?:\d+日)?)?|\d+月\d+日")
_COUNT = re.compile(rf"(\d+(?:\.\d+)?)({_UNITS})")
_NO_DEVICE = re.compile(
    rf"(?:gb|aq|hg|sh|sy|db|ga|tsg)[/tz]*[ -]?\d+[\d.-]*|\d+(?:\.\d+)?(?:{_UNITS}|m(?![a-z])|月|日|%|℃|级)"
)
"""Numbers of standards and measures name no device."""
_SAME_WORD = {
    word: spelling
    for spelling, words in {
        "罐区": "储罐组 储罐区 罐组", "罐": "贮罐 储罐", "库": "仓库 库房", "控制室": "中央控制室 中控室 操作室 主控室",
        "装卸区": "装卸站台 装卸栈台 装卸平台 装卸站 装卸台 装卸车区 装卸场", "装置": "装置区 生产装置", "井场": "采气井场 井站",
        "车间": "车间内 厂房", "区": "区域 作业区", "场": "场地", "间": "用房", "": "处 内 附近 厂区 现场",
    }.items()
    for word in words.split()
}  # fmt: skip
"""What people write differently -> one spelling."""
_SIGNS = re.compile(r"[东西南北](?=[区侧部面罐库厂装]|边)|[甲乙丙丁](?=类|醇|库|罐|车间)|[上下](?=层|部|游)")
"""Signs by which one place is told from its neighbour: 东罐区 and 西罐区 are two places."""
_NUMBER = re.compile(r"[a-z]{0,4}-?\d+[a-z]?#?")
SAME_NOUN, HALF_SAME = 45.0, 55.0
"""From the first similarity on what bears the same number is the same thing (2#罐 and 2#罐组); from the second two places are the
same where the content of one names the other's."""
_SIDE = re.compile(r"[东西南北](?:侧|面|边|部|头)")
_WORDS = re.compile("|".join(sorted(map(re.escape, _SAME_WORD), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a hazard. `criterion_code` and `limb_code` None: not known."""

    criterion_code: str | None
    limb_code: str | None
    place: str
    content: str
    discovered_on: date
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two reports may be one fault: a score from 0 to 100, and its reasons in Chinese."""

    score: int
    reasons: tuple[str, ...]


def likeness(one: Report, other: Report) -> Likeness | None:
    """How two reports of one enterprise are alike; None where something contradicts or too little agrees."""
    apart = abs((one.discovered_on - other.discovered_on).days)
    if apart > DAYS_APART or _contradict(one, other) or _came_back(one, other):
        return None
    place, words = _place_likeness(one, other), _content_likeness(one, other)
    needed = (SAME_PLACE, SAME_CONTENT) if apart <= FORTNIGHT else (VERY_SAME, VERY_SAME)
    if place < needed[0] or words < needed[1]:
        return None
    score = round(0.45 * words + 0.35 * place + 20 * (1 - apart / (2 * DAYS_APART)))
    reasons = [_limb_reason(one), f"部位相近（{round(place)}分）：{one.place or '未填'}／{other.place or '未填'}"]
    reasons += [f"内容相近（{round(words)}分）", "发现日期相同" if apart == 0 else f"发现日期相差{apart}天"]
    closed = _closed_between(one, other)
    reasons += [f"先发现的已于{closed}销号，也可能是再次发生"] if closed else []
    return Likeness(score, tuple(reason for reason in reasons if reason))


def _contradict(one: Report, other: Report) -> bool:
    """Whether limb, device, sign or number tell that the two are not one fault."""
    return not (_limbs_agree(one, other) and _devices_agree(one, other) and _counts_agree(one, other))


def _came_back(one: Report, other: Report) -> bool:
    """What was accepted and found again later is a recurrence (R-126), not a second report of the same finding.

    Within a fortnight another party's list may tell late what it saw before the closing: then its words decide.
    """
    if _closed_between(one, other) is None:
        return False
    later = max((one, other), key=lambda report: report.discovered_on)
    apart = abs((one.discovered_on - other.discovered_on).days)
    return apart > FORTNIGHT or _AGAIN.search(later.content) is not None


def _closed_between(one: Report, other: Report) -> date | None:
    """The day on which the one found first was accepted, where the other was found after it."""
    first, later = sorted((one, other), key=lambda report: report.discovered_on)
    closed = first.accepted_on
    return closed if closed is not None and closed < later.discovered_on else None


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
    """Named devices contradict unless one is named by both: T-101 and T-102 are two faults, 2#装置 and 二号装置 are one.

    Of two places each with a device of its own (1号库2号位, 1号库3号位), the shared one does not help.
    """
    mine, theirs = devices(one.place), devices(other.place)
    if not (mine <= theirs or theirs <= mine):
        return False
    mine, theirs = mine | devices(one.content), theirs | devices(other.content)
    for left, right in ((mine, theirs), (_lettered(mine), _lettered(theirs))):
        if left and right and not left & right:
            return False
    mine, theirs = signs(one.place), signs(other.place)
    return not (mine and theirs and mine != theirs)


def _counts_agree(one: Report, other: Report) -> bool:
    """3 台 and 5 台 of the same are two findings."""
    mine, theirs = counts(one.content), counts(other.content)
    return all(not mine[unit].isdisjoint(theirs[unit]) for unit in mine.keys() & theirs.keys())


def _content_likeness(one: Report, other: Report) -> float:
    mine, theirs = _core(one.content), _core(other.content)
    return max(fuzz.token_sort_ratio(mine, theirs), 0.9 * fuzz.partial_ratio(mine, theirs))


def _place_likeness(one: Report, other: Report) -> float:
    if not one.place.strip() or not other.place.strip():
        return SAME_PLACE
    mine, theirs = _plain(one.place), _plain(other.place)
    alike = max(fuzz.ratio(mine, theirs), _named_shorter(mine, theirs))
    shared = devices(one.place) & devices(other.place)
    if _lettered(shared):
        return max(SAME_PLACE, alike)
    if not shared:
        told = mine in _core(other.content).replace(theirs, "") or theirs in _core(one.content).replace(mine, "")
        return max(SAME_PLACE, alike) if told and alike >= HALF_SAME else alike
    # A bare number is shared by many things: 2号装置 and 2号库 differ by what is numbered.
    mine, theirs = _NUMBER.sub("", mine), _NUMBER.sub("", theirs)
    named = not mine or not theirs or mine in theirs or theirs in mine or fuzz.ratio(mine, theirs) >= SAME_NOUN
    return max(SAME_PLACE, alike) if named else min(alike, SAME_PLACE - 1)


def _named_shorter(mine: str, theirs: str) -> float:
    """One place named more closely than the other: 采气井场 and 井场. What comes behind makes another thing of it: 罐区泵房."""
    short, long = sorted((mine, theirs), key=len)
    return 90.0 if len(short) >= 2 and long.endswith(short) else 0.0


def _lettered(names: frozenset[str]) -> frozenset[str]:
    """Of devices those with a letter before the number: T-101 names one thing in a plant, 2 does not."""
    return frozenset(name for name in names if name[0].isalpha())


@lru_cache(maxsize=65536)
def devices(text: str) -> frozenset[str]:
    """The devices that a text names, one spelling each: `T-101储罐`, `t101` -> t101; `2#装置`, `二号装置` -> 2."""
    plain = _NO_DEVICE.sub(" ", _DATE.sub(" ", _arabic(normalise_text(text))))
    return frozenset(f"{letters}{int(number)}{suffix}" for letters, number, suffix in _DEVICE.findall(plain))


@lru_cache(maxsize=65536)
def counts(text: str) -> dict[str, frozenset[float]]:
    """How many of what a text counts or measures: 三台 -> {台: {3}}."""
    found: dict[str, set[float]] = {}
    for number, unit in _COUNT.findall(_DATE.sub(" ", _arabic(normalise_text(text)))):
        found.setdefault("人" if unit == "名" else unit, set()).add(float(number))
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


@lru_cache(maxsize=65536)
def signs(text: str) -> frozenset[str]:
    """The signs that tell a place from its neighbours."""
    return frozenset(_SIGNS.findall(normalise_text(text)))


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    """A place without punctuation, in one spelling of its nouns."""
    bare = _SIDE.sub("", _PUNCTUATION.sub("", _arabic(normalise_text(text))))
    return _WORDS.sub(lambda found: _SAME_WORD[found.group()], bare or text)


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
