"""Text as people type it into cells: full-width digits, stray spaces, numbers where text is meant."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Raw = str | int | float | bool | date | datetime | time | timedelta | None
"""One cell as the reader delivers it. Blank cells are `None` or the empty string."""

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
"""Signs without width; and control signs, which neither PostgreSQL nor a workbook can hold."""
_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_HALF_WIDTH[0x3000] = " "
_HALF_WIDTH[0x00A0] = " "


class CellError(ValueError):
    """A cell that cannot be read. The message is a Chinese sentence that says what is wrong and what to write instead."""


def as_text(raw: Raw) -> str:
    """The cell as one would read it aloud: whole floats without `.0`, days as 2023-07-30, blank as ''."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return str(int(raw)) if math.isfinite(raw) and raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "minutes")
    return str(raw)


@lru_cache(maxsize=65536)
def _normal(text: str) -> str:
    return _SPACES.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


def normalise_text(raw: Raw) -> str:
    """The form in which two cells are compared: NFKC (full-width becomes half-width), no space of any kind, lower case."""
    return _normal(as_text(raw)).casefold()


def compact(raw: Raw) -> str:
    """NFKC without any space, case kept: for codes, numbers and days."""
    return _normal(as_text(raw))


def clean_text(raw: Raw) -> str:
    """The form in which text is kept: full-width letters and digits become half-width, Chinese punctuation stays,
    runs of spaces become one, none at the ends; line breaks stay."""
    text = _INVISIBLE.sub("", as_text(raw)).translate(_HALF_WIDTH)
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def quoted(raw: Raw, limit: int = 30) -> str:
    """The cell in Chinese quotation marks, shortened, for messages."""
    text = clean_text(raw).replace("\n", " ")
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"


BLANK_MARKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "–", "~", "…"})
"""What people write to say that a cell is empty (after NFKC)."""


def is_blank(raw: Raw) -> bool:
    """Whether the cell says nothing."""
    if raw is None or raw == "":
        return True
    return isinstance(raw, str) and compact(raw) in BLANK_MARKS
