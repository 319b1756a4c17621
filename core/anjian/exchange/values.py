"""The parsers of cells: pure, and precise about what to write instead. Each takes one non-blank cell and returns the value
or raises `CellError`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from anjian.exchange.credit_code import check_character, parse_credit_code, parse_credit_code_shape
from anjian.exchange.days import day_within, month_within, parse_day
from anjian.exchange.money import parse_wan_yuan, parse_yuan, wan_yuan
from anjian.exchange.text import (
    CellError,
    Raw,
    as_text,
    clean_text,
    compact,
    is_blank,
    normalise_text,
    quoted,
)

T = TypeVar("T")

__all__ = [
    "CellError",
    "Raw",
    "as_text",
    "check_character",
    "clean_text",
    "compact",
    "day_within",
    "is_blank",
    "limited_text",
    "month_within",
    "normalise_text",
    "one_line",
    "one_of",
    "parse_credit_code",
    "parse_credit_code_shape",
    "parse_day",
    "parse_int",
    "parse_lon_lat",
    "parse_number",
    "parse_wan_yuan",
    "parse_yes_no",
    "parse_yuan",
    "quoted",
    "several_of",
    "split_items",
    "wan_yuan",
]

_YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "对", "1", "y", "yes", "true", "t"})
_NO = frozenset({"否", "无", "没有", "×", "✗", "✘", "☒", "x", "不是", "0", "n", "no", "false", "f"})
_ITEMS = re.compile(r"[、,，;；/／\n|｜+＋]+|(?<=\S)\s+(?=\S)")
_JOINED = re.compile("[和及与]")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_PAIR = re.compile(r"[,，、;；]|\s+")
_DEGREES = re.compile("[°度]|[东北]经?纬?[:：]?|[EeNn]|经度[:：]?|纬度[:：]?")
LON_RANGE = (110.2, 114.6)
LAT_RANGE = (34.5, 40.8)
"""Bounding box of Shanxi Province, degrees (GCJ-02 and WGS-84 alike at this width)."""


def parse_yes_no(raw: Raw) -> bool:
    """是/否, also √ and ×, 有 and 无."""
    text = normalise_text(raw)
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CellError(f"{quoted(raw)}不能识别，请填“是”或“否”")


def parse_number(raw: Raw) -> float:
    """A plain number; thousand separators and full-width digits are read."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw):
        return float(raw)
    text = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", compact(raw))
    if not _NUMBER.fullmatch(text):
        raise CellError(f"{quoted(raw)}不是数字，请只填数字")
    return float(text)


_LARGEST = 10**15
"""Beyond it a binary fraction is no longer exact, nor can every database hold the number."""


def parse_int(raw: Raw) -> int:
    """A whole number."""
    number = parse_number(raw)
    if abs(number) > _LARGEST:
        raise CellError(f"{quoted(raw)}数字过大，请核对")
    if not number.is_integer():
        raise CellError(f"{quoted(raw)}应为整数")
    return int(number)


def parse_lon_lat(raw: Raw) -> tuple[float, float]:
    """经度,纬度 in degrees inside Shanxi. Swapped values are refused, not mended: the sender must look again."""
    parts = [part for part in _PAIR.split(_DEGREES.sub("", clean_text(raw)).strip()) if part]
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise CellError(f"{quoted(raw)}不能识别，请按“经度,纬度”填写十进制度数，如112.85,35.49")
    first, second = float(parts[0]), float(parts[1])
    if _inside(first, LON_RANGE) and _inside(second, LAT_RANGE):
        return first, second
    if _inside(first, LAT_RANGE) and _inside(second, LON_RANGE):
        raise CellError(f"{quoted(raw)}看来经度和纬度写反了，请按“经度,纬度”填写，如112.85,35.49")
    raise CellError(f"{quoted(raw)}不在山西省范围内，请核对后按“经度,纬度”填写，如112.85,35.49")


def _inside(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]


def split_items(raw: Raw) -> list[str]:
    """A list in one cell (、 , ； / or line breaks), cleaned, blanks dropped, repeated items once, order kept."""
    items = (clean_text(part) for part in _ITEMS.split(as_text(raw)))
    return list(dict.fromkeys(item for item in items if item))


def limited_text(limit: int) -> Callable[[Raw], str]:
    """Clean text of at most `limit` characters."""

    def parse(raw: Raw) -> str:
        text = clean_text(raw)
        if len(text) > limit:
            raise CellError(f"最多{limit}字，现有{len(text)}字，请精简")
        return text

    return parse


def one_line(limit: int) -> Callable[[Raw], str]:
    """Clean text of one line: a line break inside a name is only how the cell was wrapped."""
    within = limited_text(limit)
    return lambda raw: within(clean_text(raw).replace("\n", ""))


def one_of(choices: Mapping[str, T], *, offer: Iterable[str] | None = None) -> Callable[[Raw], T]:
    """A choice by any of its spellings (compared without spaces and widths). `offer` are the words named in the refusal."""
    index = {normalise_text(word): value for word, value in choices.items()}
    words = "、".join(offer if offer is not None else choices)

    def parse(raw: Raw) -> T:
        value = index.get(normalise_text(raw))
        if value is None:
            raise CellError(f"{quoted(raw)}不在可选范围内，请填：{words}")
        return value

    return parse


def several_of(choices: Mapping[str, T], *, offer: Iterable[str] | None = None) -> Callable[[Raw], list[T]]:
    """One or more choices in one cell, repeated ones once, order kept."""
    single = one_of(choices, offer=offer)
    index = frozenset(map(normalise_text, choices))

    def parse(raw: Raw) -> list[T]:
        try:  # a choice may itself hold a separator, such as 经营（带储存、不带储存）
            return [single(raw)]
        except CellError:
            items = split_items(raw)
        parts = [part for item in items for part in ([item] if normalise_text(item) in index else _JOINED.split(item))]
        return list(dict.fromkeys(single(part) for part in parts))

    return parse
