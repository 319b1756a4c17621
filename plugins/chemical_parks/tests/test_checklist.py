"""The checklist by its rules: what is asked when, what is shown as 待核实, what only the register answers."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.testing.checklists import asked_on, checklist_of

CHECKLIST = checklist_of("chemical_parks")


def prefix(code: str) -> str:
    return "-".join(code.split("-")[:2])


@pytest.mark.parametrize(
    ("day", "prefixes"),
    [
        (date(2023, 5, 14), set()),
        (date(2023, 5, 15), {"PK-SEED"}),
        (date(2023, 12, 31), {"PK-SEED"}),
        (date(2024, 1, 1), set()),
        (date(2026, 4, 30), set()),
        (date(2026, 5, 1), {"PK-LAW"}),
    ],
)
def test_items_are_asked_while_their_document_is_in_force(day: date, prefixes: set[str]) -> None:
    assert {prefix(code) for code in asked_on(CHECKLIST, day)} == prefixes


def test_every_item_of_the_research_is_there() -> None:
    counted: dict[str, int] = {}
    for item in CHECKLIST.items:
        counted[prefix(item.code)] = counted.get(prefix(item.code), 0) + 1
    assert counted == {"PK-10": 10, "PK-2": 2, "PK-LAW": 12, "PK-SEED": 7, "PK-123": 6}


def test_what_the_register_answers_and_stubs_are_never_asked() -> None:
    assert {prefix(item.code) for item in CHECKLIST.items if not item.asked} == {"PK-10", "PK-2", "PK-123"}
    assert {prefix(item.code) for item in CHECKLIST.items if item.stub} == {"PK-123"}
    assert {item.polarity for item in CHECKLIST.items if item.asked} == {"duty"}


def test_what_was_read_second_hand_waits_to_be_verified() -> None:
    assert {prefix(item.code) for item in CHECKLIST.items if not item.verified} == {"PK-10", "PK-2", "PK-123"}


def test_no_item_is_a_criterion_and_one_meets_a_published_limb() -> None:
    assert [item.code for item in CHECKLIST.items if item.criterion] == []
    assert {item.code: item.limb for item in CHECKLIST.items if item.limb} == {"PK-LAW-09": "C-03"}
