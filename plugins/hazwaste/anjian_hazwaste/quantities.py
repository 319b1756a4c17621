"""Weights: integer grams inside, 吨 outside. Never a binary fraction in between, so that sums and differences are exact."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from anjian.plugin_api.web import NumberField, compact

GRAMS = 1_000_000
"""Grams of a tonne."""
PLACES = Decimal("0.000001")
LARGEST = 100_000 * GRAMS
"""More than any site moves or holds at once: beyond it the unit was mistaken."""
_NUMBER = re.compile(r"\d{1,12}(\.\d+)?")


def parse_tonnes(raw: Any) -> int:
    """Grams from tonnes as typed, or as a workbook's cell holds them. Raises `ValueError` with what to write instead."""
    if isinstance(raw, float) and not abs(raw) <= LARGEST:
        raise ValueError(f"“{raw}”不是重量，请填写吨数，如9.2")
    if isinstance(raw, float):
        # A cell holds 9.2 as the nearest binary fraction; what was typed is the shortest decimal that reads back as it. A
        # cell that was computed carries noise far below a gram.
        stated = Decimal(repr(raw)).quantize(PLACES)
    else:
        text = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", compact(raw)).removesuffix("吨").removesuffix("t")
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"“{raw}”不是重量，请填写吨数，如9.2")
        stated = Decimal(text)
    if stated != stated.quantize(PLACES):
        raise ValueError(f"“{raw}”超过6位小数，请精确到克")
    grams = int(stated * GRAMS)
    if grams < 0:
        raise ValueError("重量不能小于0")
    if grams > LARGEST:
        raise ValueError(f"“{raw}”吨数过大，请核对单位是否为吨")
    return grams


def tonnes(grams: int | None) -> str:
    """Grams as tonnes, exactly, without idle zeros; blank for unknown."""
    if grams is None:
        return ""
    text = f"{Decimal(grams) / GRAMS:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tonnes_signed(grams: int) -> str:
    """A difference in tonnes; negative where more arrived than left."""
    return f"-{tonnes(-grams)}" if grams < 0 else tonnes(grams)


def differs(out: int, received: int, permille: int) -> bool:
    """Whether a received weight lies beyond the tolerance, which is a share of what was sent."""
    return abs(out - received) * 1000 > out * permille


def share(part: int, whole: int) -> str:
    """A signed share in percent, to two places; blank of nothing."""
    return "" if whole == 0 else f"{(Decimal(part) * 100 / whole).quantize(Decimal('0.01')):f}%"


class TonneField(NumberField):
    """A weight: 吨 on the page and in the workbook, integer grams inside."""

    unit = "吨"

    def parse_cell(self, raw: Any) -> int:
        return parse_tonnes(raw)

    def write_cell(self, value: int | None) -> Any:
        return "" if value is None else float(tonnes(value))

    def display(self, value: Any) -> str:
        return tonnes(value)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else tonnes(self.data)
