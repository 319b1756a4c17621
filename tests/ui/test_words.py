"""Durations, dates, money in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from anjian.ui import words
from anjian.ui.words import Light

TODAY = date(2023, 7, 25)


@pytest.mark.parametrize(
    ("due", "text", "tone"),
    [
        (date(2023, 7, 29), "还剩 4 天", "green"),
        (date(2023, 7, 28), "还剩 3 天", "yellow"),
        (date(2023, 7, 25), "今天到期", "yellow"),
        (date(2023, 7, 20), "超期 5 天", "red"),
        (None, "", "grey"),
    ],
)
def test_deadlines(due: date | None, text: str, tone: str) -> None:
    assert words.remaining(due, TODAY) == text
    assert words.tone_of(due, TODAY) == tone
    assert words.due_light(due, TODAY) == Light(tone, text or "未定期限")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (1234567, "1,234,567"),
        (date(2023, 7, 30), "2023-07-30"),
        (datetime(2023, 7, 30, 16, 5, tzinfo=UTC), "2023-07-31 00:05"),
        (["生产", "运输"], "生产、运输"),
        ("文字", "文字"),
    ],
)
def test_values_as_a_reader_expects_them(value: object, text: str) -> None:
    assert words.shown(value) == text


def test_money_is_wan_yuan_with_two_decimals() -> None:
    assert words.money(12_345_600) == "12.35"
    assert words.money(0) == "0.00"
    assert words.money(None) == ""


def test_a_share_of_nothing_is_no_number() -> None:
    assert words.percent(9, 10) == "90.0%"
    assert words.percent(0, 0) == "—"
