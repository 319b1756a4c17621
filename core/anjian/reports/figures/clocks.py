"""The two clocks that every figure is asked with (T-01), and what a compilation of a month is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anjian.campaigns.periods import Period


class Kind(StrEnum):
    """Of a month: provisional on the 30th, final when it has ended (R-117). Of the campaign: on the one day of a stage report
    or of the summary (R-111, R-112)."""

    PROVISIONAL = "快报"
    FINAL = "终报"
    STAGE = "阶段报告"
    SUMMARY = "工作总结"

    @property
    def code(self) -> str:
        """What run keys carry."""
        return self.name.lower()


OF_MONTH = (Kind.PROVISIONAL, Kind.FINAL)
"""Compilations that are a month's table."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """One question to the ledger: which campaign, counted since when, true on which day, known at which event number."""

    campaign: str
    starts_on: date
    effective: date
    known: int


def kind_on(period: Period, day: date) -> Kind:
    """What a compilation with the knowledge of a day is: final once the month is over."""
    return Kind.FINAL if day >= period.final_on else Kind.PROVISIONAL


def chinese_day(day: date) -> str:
    """2023年7月31日, months and days without empty leading digits (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"
