"""The rules on segments as cases: age on any day, progress by a day, places on the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from anjian_pipelines_oil_gas import rules


@dataclass(frozen=True)
class Row:
    commissioned_on: date = date(2003, 8, 1)
    screened_on: date | None = None
    hca: str | None = None
    geohazard: bool | None = None
    assessed_on: date | None = None
    plan_on: date | None = None
    from_m: int = 10_000
    to_m: int = 18_600


@pytest.mark.parametrize(
    ("since", "day", "age", "old"),
    [
        (date(2003, 8, 1), date(2023, 7, 31), 19, False),
        (date(2003, 8, 1), date(2023, 8, 1), 20, True),
        (date(2003, 8, 1), date(2023, 8, 2), 20, True),
        (date(2003, 8, 1), date(2003, 7, 1), 0, False),
        (date(2004, 2, 29), date(2024, 2, 28), 19, False),
        (date(2004, 2, 29), date(2024, 2, 29), 20, True),
        (date(1998, 1, 1), date(2023, 5, 15), 25, True),
    ],
)
def test_a_segment_is_old_on_the_very_day_on_which_it_turns_20(since: date, day: date, age: int, old: bool) -> None:
    assert (rules.age_on(since, day), rules.is_old(Row(commissioned_on=since), day)) == (age, old)


def test_a_day_that_the_year_lacks_is_the_months_last() -> None:
    assert rules.turns_old(date(2080, 2, 29)) == date(2100, 2, 28)


def test_what_is_done_later_is_not_done_yet_and_a_plan_needs_an_assessment() -> None:
    june, july = date(2023, 6, 30), date(2023, 7, 1)
    row = Row(screened_on=july, assessed_on=july, plan_on=july)
    done = (rules.is_screened, rules.is_assessed, rules.has_plan)
    assert [rule(row, june) for rule in done] == [False, False, False]
    assert [rule(row, july) for rule in done] == [True, True, True]
    assert not rules.has_plan(Row(plan_on=june), july)


@pytest.mark.parametrize(
    ("hca", "geohazard", "risky"),
    [(None, None, False), ("不属于", False, False), ("Ⅰ级", False, True), ("不属于", True, True)],
)
def test_a_segment_of_either_area_is_risky(hca: str | None, geohazard: bool | None, risky: bool) -> None:
    assert rules.is_risky(Row(hca=hca, geohazard=geohazard)) is risky


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("K12+300", 12_300), ("k0+5", 5), ("Ｋ12＋300", 12_300), ("12.3", 12_300), ("12", 12_000), ("0.005", 5),
        ("12公里", None), ("K12", None), ("12.3456", None), ("-3", None), ("", None),
    ],
)  # fmt: skip
def test_chainage_is_read_in_both_spellings(text: str, metres: int | None) -> None:
    assert rules.metres_of(text) == metres
    if metres is not None:
        assert rules.metres_of(rules.chainage(metres)) == metres


def test_lengths_are_summed_in_metres() -> None:
    assert (rules.length_of([Row(), Row()]), rules.kilometres([Row(), Row()])) == (17_200, "17.200")


@pytest.mark.parametrize(
    ("place", "lies"),
    [
        ("GD-01 管段", True), ("GD-012管段", False), ("K12+300处", True), ("K10+000", True), ("K18+600", True),
        ("K18+601", False), ("首站压缩机房", False), ("", False),
    ],
)  # fmt: skip
def test_a_place_names_the_segment_or_a_chainage_within_it(place: str, lies: bool) -> None:
    assert rules.lies_on(place, "GD-01", Row()) is lies
