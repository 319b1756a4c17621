"""Durations, dates, money and counts in the words of officials. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from anjian.exchange.money import wan_yuan
from anjian.kernel.clock import SHANGHAI

SOON_DAYS = 3
"""A deadline within this many days shows yellow."""
LIGHT_WORDS = {"red": "超期", "yellow": "临期", "green": "正常", "blue": "进行中", "grey": "未定期限"}


@dataclass(frozen=True, slots=True)
class Light:
    """A state in words with its colour: `red` legally late or dangerous, `yellow`, `green`, `blue`, `grey`."""

    tone: str
    words: str


def remaining(due: date | None, today: date) -> str:
    """还剩 3 天, 今天到期, 超期 5 天; blank without a due day."""
    if due is None:
        return ""
    days = (due - today).days
    if days > 0:
        return f"还剩 {days} 天"
    return "今天到期" if days == 0 else f"超期 {-days} 天"


def tone_of(due: date | None, today: date) -> str:
    """The colour of a deadline that is not met yet."""
    if due is None:
        return "grey"
    days = (due - today).days
    if days < 0:
        return "red"
    return "yellow" if days <= SOON_DAYS else "green"


def due_light(due: date | None, today: date) -> Light:
    """A deadline as a light."""
    tone = tone_of(due, today)
    return Light(tone, remaining(due, today) or LIGHT_WORDS[tone])


def day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def moment(value: datetime | None) -> str:
    """A point in time on the clocks of Shanghai, to the minute."""
    return "" if value is None else value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def count(value: int | None) -> str:
    """A whole number with thousands separated."""
    return "" if value is None else f"{value:,}"


def money(fen: int | None) -> str:
    """分 as 万元 with two decimals."""
    return wan_yuan(fen)


def percent(part: int, whole: int) -> str:
    """A share with one decimal; — where there is nothing to take a share of."""
    return "—" if whole == 0 else f"{part * 100 / whole:.1f}%"


def yes_no(value: bool | None) -> str:
    return "" if value is None else ("是" if value else "否")


def shown(value: object) -> str:
    """Any plain value as a reader expects it; blank for unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return count(value)
    if isinstance(value, list | tuple):
        return "、".join(shown(item) for item in value)
    return str(value)
