"""Days as units write them: real dates, Excel serial numbers, 2023-07-30, 2023/7/30, 2023.7.30, 2023年7月30日, 20230730."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from anjian.exchange.text import CellError, Raw, as_text, compact, quoted

_EPOCH = date(1899, 12, 30)  # Excel's day 0, with its 1900 leap-year error already counted for days after February 1900
_SERIAL_FROM = (date(1990, 1, 1) - _EPOCH).days
_SERIAL_TO = (date(2100, 1, 1) - _EPOCH).days
_FULL = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[T,]?\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[秒分Z]?)?"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_REMEDY = "请写成2023-07-30这样的日期"


def parse_day(raw: Raw) -> date:
    """A day between 1949 and 2100. Raises `CellError`."""
    if isinstance(raw, datetime):
        return _in_range(raw.date(), raw)
    if isinstance(raw, date):
        return _in_range(raw, raw)
    if isinstance(raw, bool):
        raise CellError(f"{quoted(raw)}不是日期，{_REMEDY}")
    if isinstance(raw, int | float) and _SERIAL_FROM <= raw < _SERIAL_TO:
        return _EPOCH + timedelta(days=int(raw))
    text = compact(as_text(raw))
    if _SERIAL.fullmatch(text) and _SERIAL_FROM <= float(text) < _SERIAL_TO:
        return _EPOCH + timedelta(days=int(float(text)))
    found = _DIGITS.fullmatch(text) or _FULL.fullmatch(text)
    if found is None:
        raise CellError(_why_not(text, raw))
    return _build(int(found[1]), int(found[2]), int(found[3]), raw)


def _build(year: int, month: int, day: int, raw: Raw) -> date:
    if not 1 <= month <= 12:
        raise CellError(f"{quoted(raw)}不是有效日期：没有{month}月，请核对后写成2023-07-30这样的日期")
    last = monthrange(year, month)[1] if year else 31
    if not 1 <= day <= last:
        raise CellError(f"{quoted(raw)}不是有效日期：{year}年{month}月没有{day}日，请核对后写成2023-07-30这样的日期")
    if year < 1949 or year > 2100:
        raise CellError(f"{quoted(raw)}的年份不对，{_REMEDY}")
    return date(year, month, day)


def _in_range(day: date, raw: Raw) -> date:
    return _build(day.year, day.month, day.day, raw)


def _why_not(text: str, raw: Raw) -> str:
    if re.fullmatch(r"\d{1,2}[-/.月]\d{1,2}[日号]?", text):
        return f"{quoted(raw)}缺少年份，{_REMEDY}"
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", text):
        return f"{quoted(raw)}缺少日，{_REMEDY}"
    if re.fullmatch(r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?", text):
        return f"{quoted(raw)}的年份请写四位，{_REMEDY}"
    return f"{quoted(raw)}不能识别为日期，{_REMEDY}"


_WITHIN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONTH_WITHIN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月")


def day_within(raw: Raw) -> date | None:
    """The first full day written anywhere in a text such as 时间：2023年7月30日, else None."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    found = _WITHIN.search(compact(as_text(raw)))
    if found is None:
        return None
    try:
        return _build(int(found[1]), int(found[2]), int(found[3]), raw)
    except CellError:
        return None


def month_within(raw: Raw) -> tuple[int, int] | None:
    """Year and month written anywhere in a text such as 2023年7月份全市…清单, else None."""
    found = _MONTH_WITHIN.search(compact(as_text(raw)))
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return int(found[1]), int(found[2])
