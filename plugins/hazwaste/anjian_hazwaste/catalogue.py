"""国家危险废物名录（2021年版）: the codes of `data/hw-catalogue-2021.csv`.

Source: the catalogue as published (生态环境部令第15号), read from its PDF by machine and checked by samples; 467 codes in 46
categories. Columns for the industry of origin and the exemption list are not in it. The edition of 2025 has not been read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from anjian.plugin_api.web import TextField, compact

FILE = Path(__file__).parent / "data" / "hw-catalogue-2021.csv"
EDITION = "国家危险废物名录（2021年版）"
NEXT_EDITION = date(2025, 1, 1)
"""From here on the edition of 2025 counts; it is not loaded, so that a code is then checked by its form only."""
RETIRED = ("HW41", "HW42", "HW43", "HW44")
"""Categories of older editions that the catalogue no longer has."""
_CODE = re.compile(r"(?:(HW\d{2})[-/、:：]?)?(\d{3})-?(\d{3})-?(\d{2})")


@dataclass(frozen=True, slots=True)
class Waste:
    """One code of the catalogue."""

    code: str
    category: str
    category_name: str
    description: str
    hazard: str
    """Letters of its dangerous properties, such as `T|C`."""


@cache
def catalogue() -> Mapping[str, Waste]:
    """Code -> waste."""
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["code"]: Waste(row["code"], row["category"], row["category_name"], row["description"], row["hazard"])
            for row in rows
        }


@cache
def categories() -> Mapping[str, str]:
    """Category (HW08) -> its name."""
    return {waste.category: waste.category_name for waste in catalogue().values()}


def parse_code(raw: Any) -> str:
    """A waste code as people write it (900-249-08, HW08 900-249-08). Raises `ValueError` where it is none."""
    text = compact(raw).upper().replace("－", "-").replace("—", "-")
    match = _CODE.fullmatch(text)
    if match is None:
        raise ValueError(f"“{raw}”不是危险废物代码，应为8位，如“900-249-08”")
    category, *parts = match.groups()
    if category is not None and category[2:] != parts[2]:
        raise ValueError(f"“{raw}”的废物类别与代码末两位不一致，请核对")
    return "-".join(parts)


def code_fault(code: str, day: date | None) -> str:
    """What is wrong with a code on a day; blank where it is in the catalogue, or after identification has one of its own
    (900-000-××, 名录第六条)."""
    category = f"HW{code[-2:]}"
    if category in RETIRED:
        return f"{category}类别在现行名录中已经没有，请按{EDITION}改填"
    if code in catalogue() or (code.startswith("900-000-") and category in categories()):
        return ""
    if day is not None and day >= NEXT_EDITION:
        return ""
    return f"{EDITION}中没有代码“{code}”，请核对"


def name_of(code: str) -> str:
    """Category and name of a code, for people; blank where the catalogue has it not."""
    category = f"HW{code[-2:]}"
    name = categories().get(category)
    return f"{category} {name}" if name else ""


class WasteCodeField(TextField):
    """One waste code."""

    def parse_cell(self, raw: Any) -> str:
        return parse_code(raw)


class WasteCodesField(TextField):
    """Several waste codes, kept as text with 、 between them."""

    def parse_cell(self, raw: Any) -> str:
        parts = [part for part in re.split(r"[、,，;；\n]+", str(raw)) if part.strip()]
        text = "、".join(dict.fromkeys(parse_code(part) for part in parts))
        if len(text) > self.limit:
            raise ValueError(f"不能超过{self.limit}个字符，请分设施登记")
        return text
