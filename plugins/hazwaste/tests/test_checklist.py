"""The checklist by its rules: what is asked when, how it is answered, what is a criterion."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.testing.checklists import asked_on, checklist_of
from anjian_hazwaste.words import EVENT_CRITERIA, STAGES, VIOLATIONS

CHECKLIST = checklist_of("hazwaste")
ITEMS = {item.code: item for item in CHECKLIST.items}
EVENTS = {"HW-ENV", "HW-ENV1", "HW-ENV2"}
YEAR_2022 = EVENTS | {"HW-SWL", "HW-23"}


def prefix(code: str) -> str:
    return "-".join(code.split("-")[:2])


@pytest.mark.parametrize(
    ("day", "prefixes"),
    [
        (date(2016, 12, 31), set()),
        (date(2017, 1, 1), EVENTS),
        (date(2020, 9, 1), EVENTS | {"HW-SWL"}),
        (date(2022, 1, 1), YEAR_2022),
        (date(2022, 9, 30), YEAR_2022),
        (date(2022, 10, 1), YEAR_2022 | {"HW-1259"}),
        (date(2023, 5, 15), YEAR_2022 | {"HW-1259", "HW-SEED"}),
        (date(2023, 6, 30), YEAR_2022 | {"HW-1259", "HW-SEED"}),
        (date(2023, 7, 1), YEAR_2022 | {"HW-1259", "HW-SEED", "HW-18597"}),
        (date(2024, 1, 1), YEAR_2022 | {"HW-1259", "HW-18597"}),
        (date(2026, 8, 14), YEAR_2022 | {"HW-1259", "HW-18597"}),
        (date(2026, 8, 15), EVENTS | {"HW-23", "HW-1259", "HW-18597", "HW-LAW"}),
    ],
)
def test_items_are_asked_while_their_document_is_in_force(day: date, prefixes: set[str]) -> None:
    assert {prefix(code) for code in asked_on(CHECKLIST, day)} == prefixes


def test_every_item_of_the_research_is_there() -> None:
    counted: dict[str, int] = {}
    for code in ITEMS:
        counted[prefix(code)] = counted.get(prefix(code), 0) + 1
    # Of the 136 items read, five hold several facts and are split: SEED-1 in four, SEED-2 in three, LAW-09, 18597-4-3 and
    # 18597-6-1-2 in two. HW-SWL is what binds until the Code does.
    assert counted == {
        "HW-SEED": 9, "HW-SWL": 21, "HW-LAW": 21, "HW-23": 24, "HW-1259": 13, "HW-18597": 22, "HW-ENV1": 24, "HW-ENV2": 17,
        "HW-ENV": 2, "HW-EVAL": 12,
    }  # fmt: skip


def test_the_code_follows_the_law_article_by_article() -> None:
    old = {code.removeprefix("HW-SWL-") for code in ITEMS if code.startswith("HW-SWL-")}
    assert old == {code.removeprefix("HW-LAW-") for code in ITEMS if code.startswith("HW-LAW-")}


def test_the_four_stages_and_three_violation_types_are_items_of_their_own() -> None:
    assert all(word in ITEMS[code].text for code, word in (STAGES | VIOLATIONS).items())
    assert {code for code, item in ITEMS.items() if item.polarity == "violation"} == {*VIOLATIONS, *EVENT_CRITERIA}


def test_no_item_is_a_criterion_of_major_hazards_and_incompatible_waste_meets_one_of_the_pack() -> None:
    assert [item.code for item in CHECKLIST.items if item.criterion] == []
    assert {item.code: item.limb for item in CHECKLIST.items if item.limb} == {
        "HW-SWL-09B": "C-20c", "HW-LAW-09B": "C-20c", "HW-18597-4-3B": "C-20c", "HW-18597-6-1-2B": "C-20c",
    }  # fmt: skip


def test_questions_are_decided() -> None:
    assert [ITEMS[f"HW-ENV1-0{n}"].polarity for n in (2, 3, 4)] == ["fact", "fact", "duty"]
    asked = asked_on(CHECKLIST, date(2023, 7, 25))
    assert "HW-ENV1-04" in asked and not {"HW-ENV1-02", "HW-ENV1-03"} & set(asked)


def test_what_was_not_obtained_is_never_asked() -> None:
    stubs = {item.code for item in CHECKLIST.items if item.stub}
    assert stubs == {f"HW-EVAL-{n:02d}" for n in range(1, 13)}
    assert stubs == {item.code for item in CHECKLIST.items if not item.verified}
    assert not stubs & set(asked_on(CHECKLIST, date(2026, 9, 1)))
