"""The columns of a unit's 附件2: names and aliases come from the campaign pack, how a cell is read stands here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Column as PackColumn
from anjian.enterprises.vocabulary import Vocabulary
from anjian.exchange.columns import SERIAL, Column
from anjian.exchange.text import CellError, Raw, clean_text, compact
from anjian.exchange.values import (
    day_within,
    one_line,
    one_of,
    parse_credit_code,
    parse_day,
    parse_wan_yuan,
    parse_yuan,
    several_of,
)
from anjian.hazards.imports_words import DONE, LEVELS, NOT_LISTED, SOURCES, level_within, parse_done
from anjian.hazards.words import ListingLevel, Source, State

ANCHORS = ("name", "credit_code", "discovered_on")
"""A row that has none of these and reads 小计 or 审核人 is no hazard."""
REQUIRED = frozenset({"name", "credit_code", "content", "source", "discovered_on"})
"""Never blank (design 4)."""
_KEYS = {
    "number": SERIAL, "enterprise_name": "name", "limb": "cited", "funds": "funds_fen", "emergency_plan": "contingency",
    "progress": "done", "accepted_by_unit": "accepting_unit", "finder_person": "found_by",
}  # fmt: skip
"""Keys of the pack that are called otherwise in the ledger."""
_EXTRA_ALIASES: Mapping[str, tuple[str, ...]] = {
    "name": ("企业全称", "公司名称", "被检查单位"),
    "credit_code": ("统一信用代码", "企业信用代码", "统一社会信用代码证号"),
    "region": ("县（区）", "县（市区）", "所属县区", "所在县区", "区县", "行政区划"),
    "content": ("隐患具体情况", "重大隐患内容", "重大事故隐患描述", "隐患情况", "存在问题", "重大事故隐患"),
    "cited": ("判定标准", "判定依据条款", "依据条款", "违反条款", "判定标准及条款"),
    "discovered_on": ("发现日期（年月日）", "查出时间", "检查日期"),
    "funds_fen": ("投入资金", "整改资金投入", "落实资金", "资金"),
    "contingency": ("应急措施", "防控措施和应急预案"),
    "listing_level": ("督办层级", "挂牌层级", "挂牌督办层级"),
    "listing_person": ("挂牌督办责任人",),
    "done": ("是否整改完成", "完成情况", "整改情况", "整改状态"),
    "accepted_on": ("验收销号时间", "验收日期", "销号（验收）时间", "完成销号时间"),
}


def parse_serial(raw: Raw) -> str | None:
    """The ledger's hazard number where the column holds one (附件2 as we print it); a running number is no identity."""
    text = compact(raw).upper()
    return text if re.fullmatch(r"YH\d{10,}", text) else None


def parse_acceptance(raw: Raw) -> tuple[str, date | None]:
    """验收单位、验收人、销号时间 in one cell, as 附件2 prints them: the words, and the day among them."""
    return clean_text(raw), day_within(raw)


def parse_listing(raw: Raw) -> tuple[str, str]:
    """挂牌督办级别、督办单位、责任人 in one cell: the level, and the words."""
    level = level_within(raw)
    return level, "" if level == NOT_LISTED else clean_text(raw)


def parse_due(raw: Raw) -> date:
    """A day; where an extension is written with its original day, the first of them is the present one."""
    try:
        return parse_day(raw)
    except CellError:
        found = day_within(raw)
        if found is not None and "原" in clean_text(raw):
            return found
        raise


def _parsers(words: Vocabulary) -> dict[str, Callable[[Raw], Any]]:
    short, long = one_line(200), one_line(400)
    return {
        SERIAL: parse_serial,
        "region": one_of(dict(words.region_spellings), offer=words.regions.values()),
        "name": short,
        "credit_code": parse_credit_code,
        "categories": several_of(
            {name: name for name in words.categories} | dict(words.category_spellings), offer=words.categories
        ),
        "department": one_of(
            {name: code for code, name in words.departments.items()} | dict(words.department_spellings),
            offer=words.departments.values(),
        ),
        "parent": short,
        "place": long,
        "cited": long,
        "source": one_of(SOURCES, offer=tuple(map(str, Source))),
        "finder": short,
        "finder_unit": short,
        "found_by": short,
        "discovered_on": parse_day,
        "parent_confirmed_on": parse_day,
        "confirmed_on": parse_day,
        "funds_fen": parse_wan_yuan,
        "responsible": short,
        "due_on": parse_due,
        "original_due_on": parse_day,
        "current_due_on": parse_day,
        "listing": parse_listing,
        "listing_level": one_of(LEVELS, offer=[*map(str, ListingLevel), NOT_LISTED]),
        "listing_unit": short,
        "done": parse_done,
        "claimed_on": parse_day,
        "acceptance": parse_acceptance,
        "accepting_unit": short,
        "accepted_by": short,
        "accepted_on": parse_day,
    }


_CHOICES = {
    "source": tuple(map(str, Source)),
    "listing_level": (*map(str, ListingLevel), NOT_LISTED),
    "done": ("是", "否", "正在整改"),
}
_COMBINED = ("finder", "confirmations", "listing", "acceptance")
"""Columns that 附件2 prints as one; units' own lists and our template have their parts."""


def list_columns(pack: Pack, words: Vocabulary) -> tuple[Column, ...]:
    """Every column under which a hazard list may come, the combined ones and their parts."""
    parsers = _parsers(words)
    named: list[tuple[str, str, tuple[str, ...], PackColumn]] = []
    for column in pack.annex2.columns:
        named.append((_KEYS.get(column.key, column.key), column.header, column.aliases, column))
        named.extend((_KEYS.get(part.key, part.key), part.header, part.aliases, column) for part in column.parts)
    return tuple(
        Column(
            key=key,
            header=header,
            parse=parsers.get(key, clean_text),
            aliases=(*aliases, *_EXTRA_ALIASES.get(key, ())),
            required=key in REQUIRED,
            basis=column.basis,
            width=float(column.width),
            choices=_CHOICES.get(key, tuple(words.regions.values()) if key == "region" else ()),
            units={"元": parse_yuan} if key == "funds_fen" else {},
            text=key in ("credit_code", SERIAL),
        )
        for key, header, aliases, column in named
    )


def template_columns(pack: Pack, words: Vocabulary) -> tuple[Column, ...]:
    """The columns that a unit fills in: parts instead of combined columns."""
    left_out = {*_COMBINED, "confirmed_on", "parent_confirmed_on", "original_due_on", "current_due_on", "enforcement"}
    return tuple(column for column in list_columns(pack, words) if column.key not in left_out)


STATE_OF_FIVE = ("measures", "funds_fen", "responsible", "due_on", "contingency")


def state_asserted(values: Mapping[str, Any]) -> str:
    """Where a row says that its hazard stands. A list asserts confirmation by being sent."""
    if values["accepted_on"] is not None:
        return str(State.ACCEPTED)
    if values["done"] == DONE:
        return str(State.CLAIMED)
    complete = all(values[name] not in (None, "") for name in STATE_OF_FIVE)
    return str(State.RECTIFYING if complete else State.CONFIRMED)
