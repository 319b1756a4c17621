"""The rules as cases: progress by a day, and the zero line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from anjian_coalbed_methane import rules
from anjian_coalbed_methane.zero_page import HEIGHT, bars, chart

JUNE, JULY = date(2023, 6, 30), date(2023, 7, 1)


@dataclass(frozen=True)
class Site:
    assessed_on: date | None = None
    plan_on: date | None = None
    plan_done_on: date | None = None


@dataclass(frozen=True)
class Hazard:
    id: int
    discovered_on: date
    due_on: date | None = None
    accepted_on: date | None = None


@pytest.mark.parametrize(
    ("site", "done"),
    [
        (Site(), (False, False, False)),
        (Site(JUNE), (True, False, False)),
        (Site(JUNE, JUNE), (True, True, False)),
        (Site(JUNE, JUNE, JUNE), (True, True, True)),
        (Site(JULY, JULY, JULY), (False, False, False)),
        (Site(None, JUNE, JUNE), (False, False, False)),
        (Site(JUNE, JULY, JULY), (True, False, False)),
    ],
)
def test_what_is_done_later_is_not_done_yet_and_a_plan_needs_an_assessment(
    site: Site, done: tuple[bool, bool, bool]
) -> None:
    assert tuple(rule(site, JUNE) for rule in (rules.is_assessed, rules.has_plan, rules.is_finished)) == done


def test_the_zero_line_tells_each_day_what_was_open_and_what_was_overdue() -> None:
    hazards = [
        Hazard(1, date(2023, 7, 1), due_on=date(2023, 7, 2), accepted_on=date(2023, 7, 4)),
        Hazard(2, date(2023, 7, 3), due_on=date(2023, 7, 4)),
        Hazard(3, date(2023, 7, 2)),
        Hazard(4, date(2023, 6, 1), due_on=date(2023, 6, 2), accepted_on=date(2023, 6, 3)),
    ]
    line = rules.zero_line(hazards, date(2023, 7, 1), date(2023, 7, 5))
    assert [(one.day.day, one.open, one.overdue) for one in line] == [
        (1, (1,), ()),
        (2, (1, 3), ()),
        (3, (1, 2, 3), (1,)),
        (4, (2, 3), ()),
        (5, (2, 3), (2,)),
    ]
    assert [one.is_zero for one in line] == [True, True, False, True, False]
    assert [(bar["x"], bar["height"]) for bar in bars(line)] == [(16, HEIGHT), (32, HEIGHT)]
    assert chart(line)["words"] == "2023-07-01至2023-07-05每日逾期未销号隐患数，最多1个"
    assert rules.zero_line(hazards, JULY, JUNE) == []
