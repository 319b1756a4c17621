"""The checklist by its rules: what is asked when, what is shown as 待核实, what is a criterion, what proposes one of 附件3."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from anjian.testing.checklists import asked_on, checklist_of
from anjian_special_equipment.judging import SERIOUS_FROM

CHECKLIST = checklist_of("special_equipment")


def prefix(code: str) -> str:
    return "-".join(code.split("-")[:2])


@pytest.mark.parametrize(
    ("day", "prefixes"),
    [
        (date(2013, 12, 31), set()),
        (date(2014, 1, 1), {"SE-LAW"}),
        (date(2022, 6, 30), {"SE-LAW"}),
        (date(2022, 7, 1), {"SE-LAW", "SE-SER"}),
        (date(2023, 5, 4), {"SE-LAW", "SE-SER"}),
        (date(2023, 5, 5), {"SE-LAW", "SE-SER", "SE-DWM"}),
        (date(2023, 5, 15), {"SE-LAW", "SE-SER", "SE-DWM", "SE-SEED"}),
        (date(2023, 12, 31), {"SE-LAW", "SE-SER", "SE-DWM", "SE-SEED"}),
        (date(2024, 11, 30), {"SE-LAW", "SE-SER", "SE-DWM"}),
        (date(2024, 12, 1), {"SE-LAW", "SE-SER", "SE-DWM", "SE-M"}),
    ],
)
def test_items_are_asked_while_their_document_is_in_force(day: date, prefixes: set[str]) -> None:
    assert set(map(prefix, asked_on(CHECKLIST, day))) == prefixes


def test_every_item_of_the_research_is_there_and_those_with_several_facts_are_split() -> None:
    counted = Counter(prefix(item.code) for item in CHECKLIST.items)
    # Of the research's 47, 12, 6, 9 and 3: 57号令 (一) in three and (三) in two; three questions in three; the last in two.
    assert counted == {"SE-M": 47, "SE-LAW": 12, "SE-SER": 6 + 2 + 1, "SE-SEED": 9 + 6 + 1, "SE-DWM": 3}
    grid = [item.code for item in CHECKLIST.items if item.basis.clause == "四.(8)"]
    assert grid == [f"SE-SEED-{question}{role}" for question in (1, 2, 3) for role in "abc"]


def test_criteria_are_those_of_the_standard_and_serious_hazards_are_none() -> None:
    criteria = {item.code for item in CHECKLIST.items if item.criterion}
    assert criteria == {item.code for item in CHECKLIST.items if prefix(item.code) == "SE-M"}
    violations = {prefix(item.code) for item in CHECKLIST.items if item.polarity == "violation"}
    assert violations == {"SE-M", "SE-SER"}


def test_what_was_written_from_memory_waits_to_be_verified() -> None:
    assert [item.code for item in CHECKLIST.items if not item.verified] == ["SE-DWM-1", "SE-DWM-2", "SE-DWM-3"]


def test_only_the_fact_that_meets_a_criterion_of_the_pack_proposes_it() -> None:
    assert {item.code: item.limb for item in CHECKLIST.items if item.limb} == {
        "SE-SEED-2c": "C-02", "SE-SEED-9a": "C-11b", "SE-SER-1b": "C-11b", "SE-SER-3a": "C-15",
        "SE-M-4-2-c": "C-15", "SE-M-4-3-c": "C-15", "SE-M-4-4-b": "C-15",
    }  # fmt: skip


def test_the_judgement_knows_the_day_of_the_decree() -> None:
    assert {item.basis.valid_from for item in CHECKLIST.items if prefix(item.code) == "SE-SER"} == {SERIOUS_FROM}
