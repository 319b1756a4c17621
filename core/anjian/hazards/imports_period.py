"""The day on which a list speaks: the date in its title rows, else the end of the month it is for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from anjian.exchange.table import Table
from anjian.exchange.text import Raw, as_text, compact, is_blank
from anjian.exchange.values import day_within, month_within, parse_day
from anjian.kernel import clock

_LABEL = re.compile(r"(?:填报|报送|填表|上报|制表)?(?:时间|日期)[:：]?")
_MONTH_ONLY = re.compile(r"(?:^|\D)(1[0-2]|[1-9])月")


def list_day(table: Table, discovered: Iterable[date | None]) -> date:
    """The day that the list is dated. Without any date in the title the end of the month named there or on the tab, with the
    year of the latest discovery; without a month, today."""
    dated = _labelled_day(table.above)
    if dated is not None:
        return dated
    for row in table.above:
        for cell in row:
            month = month_within(cell)
            if month is not None:
                return _month_end(*month)
    latest = max((day for day in discovered if day is not None), default=None)
    texts = [compact(cell) for row in table.above for cell in row if not is_blank(cell)] + [compact(table.sheet)]
    for text in texts:
        full, found = month_within(text), _MONTH_ONLY.search(text)
        if full is not None:
            return _month_end(*full)
        if found is not None and latest is not None:
            return _month_end(latest.year, int(found[1]))
    return clock.today()


def _labelled_day(above: list[list[Raw]]) -> date | None:
    """The day beside a label such as 时间：, in the same cell or in the next filled one; else any full day in a title row."""
    loose: date | None = None
    for row in above:
        filled = [cell for cell in row if not is_blank(cell)]
        for position, cell in enumerate(filled):
            day = day_within(cell)
            label = _LABEL.search(compact(as_text(cell)))
            if day is not None and label is not None:
                return day
            if day is not None:
                loose = loose or day
            elif label is not None and position + 1 < len(filled):
                beside = _day_or_none(filled[position + 1])
                if beside is not None:
                    return beside
    return loose


def _day_or_none(cell: Raw) -> date | None:
    try:
        return parse_day(cell)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
