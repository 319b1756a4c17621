"""The checklist by its rules: what is asked when, what is graded, what is shown as 待核实."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from anjian.testing.checklists import asked_on, checklist_of
from anjian_pipelines_oil_gas.words import Grade, ObjectType, graded, object_of

CHECKLIST = checklist_of("pipelines_oil_gas")
STANDING = {"PL-LAW", "PL-EXT", "PL-20"}


def prefix(code: str) -> str:
    return "-".join(code.split("-")[:2])


@pytest.mark.parametrize(
    ("day", "prefixes"),
    [
        (date(2010, 9, 30), set()),
        (date(2010, 10, 1), {"PL-LAW", "PL-EXT"}),
        (date(2017, 11, 13), STANDING),
        (date(2023, 5, 14), STANDING),
        (date(2023, 5, 15), STANDING | {"PL-SEED"}),
        (date(2023, 12, 31), STANDING | {"PL-SEED"}),
        (date(2024, 1, 1), STANDING),
        (date(2026, 5, 1), STANDING | {"PL-HCL"}),
    ],
)
def test_items_are_asked_while_their_document_is_in_force(day: date, prefixes: set[str]) -> None:
    assert {prefix(code) for code in asked_on(CHECKLIST, day)} == prefixes


def test_every_item_of_the_research_is_there() -> None:
    assert Counter(prefix(item.code) for item in CHECKLIST.items) == {
        "PL-LAW": 10, "PL-EXT": 16, "PL-HCA": 12, "PL-SEED": 4, "PL-HCL": 2, "PL-20": 1, "PL-GRADE": 1,
    }  # fmt: skip


def test_facts_of_the_register_and_stubs_are_never_asked() -> None:
    silent = {item.code for item in CHECKLIST.items if not item.asked}
    assert silent == {item.code for item in CHECKLIST.items if item.code.startswith("PL-HCA")} | {"PL-GRADE"}
    assert {item.code for item in CHECKLIST.items if not item.verified} == silent


def test_violations_are_what_must_not_be() -> None:
    violations = {item.code for item in CHECKLIST.items if item.polarity == "violation"}
    assert violations == {item.code for item in CHECKLIST.items if item.code.startswith(("PL-EXT", "PL-20"))}


def test_the_copy_of_a_criterion_proposes_its_limb() -> None:
    assert {item.code: item.limb for item in CHECKLIST.items if item.limb} == {"PL-20-8": "C-08"}


def test_a_fault_of_the_line_is_graded_and_its_group_names_the_object() -> None:
    for item in CHECKLIST.items:
        kind = object_of(item.code)
        assert item.group.startswith(tuple(ObjectType)) is (kind is not None)
        if kind is None:
            assert item.limbs == ()
            continue
        assert item.group.startswith(kind)
        fact = item.text if item.polarity == "violation" else f"未落实：{item.text}"
        grades = (Grade.GENERAL, Grade.GREATER, Grade.MAJOR)
        assert [limb.text for limb in item.limbs] == [graded(fact, grade) for grade in grades]
