"""十有两禁 and the grades, as the data files state them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from anjian.testing.checklists import checklist_of
from anjian_chemical_parks.conditions import conditions, is_met, level_of, met_items, progress
from anjian_chemical_parks.words import Level


def test_there_are_ten_to_have_and_two_not_to_allow() -> None:
    numbers = list(conditions())
    assert [number[:2] for number in numbers] == ["十有"] * 10 + ["两禁"] * 2
    assert conditions()["十有之十"].words == "十有之十：有消防设施（特勤站）"
    assert {n: one.target for n, one in conditions().items() if one.target.year == 2022} == dict.fromkeys(
        ["十有之一", "十有之二", "十有之三", "十有之四", "两禁之一", "两禁之二"], date(2022, 12, 31)
    )


def test_each_is_a_fact_of_the_checklist() -> None:
    facts = {item.code for item in checklist_of("chemical_parks").items if item.polarity == "fact"}
    assert {one.code for one in conditions().values()} == facts


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0, Level.A),
        (59.9, Level.A),
        (60, Level.B),
        (69.9, Level.B),
        (70, Level.C),
        (84.9, Level.C),
        (85, Level.D),
        (100, Level.D),
    ],
)
def test_grades(score: float, level: Level) -> None:
    assert level_of(score) is level


@pytest.mark.parametrize(
    ("standing", "evidence", "day", "met"),
    [
        ("符合", "泽政函〔2023〕1号", date(2023, 6, 1), True),
        ("符合", "泽政函〔2023〕1号", date(2023, 5, 31), False),
        ("符合", None, date(2023, 6, 1), False),
        ("符合", "", date(2023, 6, 1), False),
        ("在建", "施工合同", date(2023, 6, 1), False),
        ("不符合", "现场照片", date(2023, 6, 1), False),
    ],
)
def test_an_item_is_met_when_it_was_seen_and_shown(standing: str, evidence: str | None, day: date, met: bool) -> None:
    answer = SimpleNamespace(item="十有之一", standing=standing, judged_on=date(2023, 6, 1), evidence=evidence)
    assert is_met(answer, day) is met
    assert progress(met_items([answer, answer], day)) == f"{int(met)}/12"
