"""Money: 万元 outside, integer 分 inside (trap T-23)."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from anjian.exchange.text import CellError, Raw, compact, quoted

FEN_PER_WAN = 1_000_000
_UNITS = {
    "": None,
    "元": 100,
    "万": FEN_PER_WAN,
    "万元": FEN_PER_WAN,
    "亿": 10_000 * FEN_PER_WAN,
    "亿元": 10_000 * FEN_PER_WAN,
}
_AMOUNT = re.compile(r"(?:人民币|[¥￥])?(\d+(?:\.\d*)?|\.\d+)(亿元|万元|亿|万|元)?整?")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")
_VAGUE = re.compile("[约近余多几左右上下暂估预计]")
_LIMIT_FEN = 1_000_000 * FEN_PER_WAN  # 100 亿元: more is a slip of the unit


def parse_wan_yuan(raw: Raw) -> int:
    """An amount in 万元 unless the cell itself names another unit, as 分. Raises `CellError`."""
    return _parse(raw, FEN_PER_WAN, "万元")


def parse_yuan(raw: Raw) -> int:
    """An amount in 元 unless the cell itself names another unit, as 分. Raises `CellError`."""
    return _parse(raw, 100, "元")


def _parse(raw: Raw, default: int, unit: str) -> int:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if not math.isfinite(raw):
            raise CellError(f"{quoted(raw)}不是金额，请填数字（单位：{unit}），如12.5")
        # Excel keeps 15 digits: what lies beyond six decimals is noise of the binary fraction.
        return _to_fen(Decimal(repr(round(raw, 6))), default, raw, unit)
    text = _GROUPED.sub("", compact(raw).replace("，", ","))
    found = _AMOUNT.fullmatch(text)
    if found is None:
        if _VAGUE.search(text):
            raise CellError(f"{quoted(raw)}不是确定的金额，请填数字（单位：{unit}），如12.5；金额未定请留空")
        raise CellError(f"{quoted(raw)}不能识别为金额，请填数字（单位：{unit}），如12.5")
    return _to_fen(Decimal(found[1]), _UNITS[found[2] or ""] or default, raw, unit)


def _to_fen(amount: Decimal, factor: int, raw: Raw, unit: str) -> int:
    fen = amount * factor
    if fen < 0:
        raise CellError(f"{quoted(raw)}是负数，金额不能小于0")
    if fen > _LIMIT_FEN:
        raise CellError(f"{quoted(raw)}金额过大，请核对单位是否为{unit}")
    if fen != fen.to_integral_value():
        raise CellError(f"{quoted(raw)}小数位过多，金额最小到分")
    return int(fen)


def wan_yuan(fen: int | None) -> str:
    """分 as 万元 with two decimals, blank for unknown."""
    return "" if fen is None else f"{Decimal(fen) / FEN_PER_WAN:.2f}"
