"""The words that units write in a hazard list for source, level of 挂牌督办 and progress."""

from __future__ import annotations

import re

from anjian.exchange.text import CellError, Raw, normalise_text, quoted
from anjian.exchange.values import split_items
from anjian.hazards.words import ListingLevel, Source

NOT_LISTED = "否"
DONE, OPEN = "完成", "未完成"


def _spellings(table: dict[str, str]) -> dict[str, str]:
    """word -> value from value -> words separated by 、."""
    return {word: value for value, words in table.items() for word in (value, *split_items(words))}


SOURCES = _spellings(
    {
        str(Source.SELF_CHECK): "企业自查自改、企业自查发现、自查、自查自改、企业排查、企业自检",
        str(Source.INSPECTION): "执法检查、部门检查、部门执法、部门执法检查发现、监管部门检查、部门排查、部门监督检查",
        str(Source.PUBLIC_REPORT): "举报、群众投诉举报、投诉举报、群众举报投诉",
        str(Source.ASSIGNED): "交办、上级督办、上级转办、上级交办督办",
    }
)
LEVELS = _spellings(
    {
        str(ListingLevel.COUNTY): "县、区级、县区级、县（市、区）级、县级挂牌、县级督办、县级挂牌督办",
        str(ListingLevel.CITY): "市、市级挂牌、市级督办、市级挂牌督办",
        str(ListingLevel.PROVINCE): "省、省级挂牌、省级督办、省级挂牌督办",
        NOT_LISTED: "无、未挂牌、未挂牌督办、不挂牌、未列入、×",
    }
) | {"县（市、区）级": str(ListingLevel.COUNTY)}
_DONE = frozenset(
    split_items(
        "是、√、✓、✔、☑、有、对、完成、已完成、已整改、整改完成、已整改完成、已完成整改、完成整改、整改完毕、已整改完毕、整改到位、"
        "已整改到位、全部完成、全部整改、已销号、销号、已验收、待验收、已闭环、1、y、yes、true、100%"
    )
)
_OPEN = frozenset(
    split_items(
        "否、×、✗、x、无、未、不是、没有、未完成、未整改、未整改完成、正在整改、整改中、正在进行、进行中、持续整改、部分完成、"
        "部分整改、尚未完成、未开始、已确认、已上报、主体企业已确认、已退回、暂停整改、0、n、no、false"
    )
)
_OPEN_LIKE = re.compile(r"(?:未|尚|正在|部分|暂|仍|持续).*|.*(?:中|整改阶段)")
_DONE_LIKE = re.compile(r"(?:已|全部).*(?:完成|整改|销号|验收|消除|到位)")
_LEVEL_WITHIN = re.compile("([县市省])级")


def parse_done(raw: Raw) -> str:
    """是, √, 已完成 … or 否, 正在整改 … as `DONE` or `OPEN`."""
    text = normalise_text(raw)
    if text in _DONE:
        return DONE
    if text in _OPEN or _OPEN_LIKE.fullmatch(text):
        return OPEN
    if _DONE_LIKE.fullmatch(text):
        return DONE
    raise CellError(f"{quoted(raw)}不能识别，请填“是”“否”或“正在整改”")


def level_within(raw: Raw) -> str:
    """The level of 挂牌督办 in a cell that also names unit and person; `NOT_LISTED` where it says that there is none."""
    if LEVELS.get(normalise_text(raw)) == NOT_LISTED:
        return NOT_LISTED
    found = _LEVEL_WITHIN.search(normalise_text(raw))
    if found is None:
        raise CellError(f"{quoted(raw)}看不出挂牌督办级别，请写明县级、市级或省级")
    return f"{found[1]}级"
