"""Fields of the plugin's forms: exact tonnes, CAS numbers, minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from anjian.plugin_api.web import NumberField, TextField, clean_text, compact
from anjian_hazchem.gb18218 import cas_is_valid
from anjian_hazchem.words import MINUTE

LARGEST_TONNES = 10_000_000
"""More than any store of the city holds; a larger number is a slip of unit."""
_GRAM = Decimal("0.000001")
_CAS = re.compile(r"\d{2,7}-\d{2}-\d")
_MINUTE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(\d{1,2})[:：时](\d{1,2})")


class TonnesField(NumberField):
    """An amount in tonnes, above zero, to the gram; `data` is an exact `Decimal`."""

    unit = "吨"

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, low=0, high=LARGEST_TONNES, **kwargs)

    def parse_cell(self, raw: Any) -> Decimal:  # type: ignore[override]
        super().parse_cell(raw)  # refuses what is no number within the bounds
        tonnes = Decimal(str(raw)) if isinstance(raw, int | float) else Decimal(compact(raw).replace(",", ""))
        if tonnes <= 0:
            raise ValueError("应大于0")
        if tonnes != tonnes.quantize(_GRAM):
            raise ValueError("最多到6位小数（克），请核对")
        return tonnes

    def write_cell(self, value: Decimal | None) -> Any:
        return "" if value is None else float(value)

    def display(self, value: Any) -> str:
        return "" if value is None else tonnes_words(value)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.display(self.data)


def tonnes_words(value: Decimal) -> str:
    """An amount without idle zeros."""
    return f"{value.normalize():f}"


class CasField(TextField):
    """A CAS number with its check digit."""

    def parse_cell(self, raw: Any) -> str:
        cas = re.sub("[—–－]", "-", compact(raw)).upper().removeprefix("CAS").lstrip(":：")
        if not _CAS.fullmatch(cas) or not cas_is_valid(cas):
            raise ValueError(f"“{clean_text(raw)}”不是CAS号（校验位不符），应如“7664-41-7”，请核对")
        return cas


class MinuteField(TextField):
    """A minute in Asia/Shanghai; `data` is its text `2023-07-20 08:30`."""

    def parse_cell(self, raw: Any) -> str:
        if isinstance(raw, datetime):
            return raw.strftime(MINUTE)
        found = _MINUTE.match(clean_text(raw))
        try:
            if found is None:
                raise ValueError
            return datetime(*map(int, found.groups())).strftime(MINUTE)  # type: ignore[arg-type]  # noqa: DTZ001 - as printed
        except ValueError:
            text = f"“{clean_text(raw)}”不能识别，请写明日期和时间，如“2023-07-20 08:30”"
            raise ValueError(text) from None
