"""The checklist by its rules: what is asked when, and what waits for a text or for the department."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from anjian.testing.checklists import asked_on, checklist_of

CHECKLIST = checklist_of("coalbed_methane")
STUBS = {"CB-R46-64", "CB-R46-REST", *(f"CB-CAND-{n}" for n in range(1, 6))}


def prefix(code: str) -> str:
    return "-".join(code.split("-")[:2])


@pytest.mark.parametrize(
    ("day", "prefixes"),
    [
        (date(2010, 9, 30), set()),
        (date(2012, 3, 31), {"CB-LAW"}),
        (date(2012, 4, 1), {"CB-LAW", "CB-R46"}),
        (date(2023, 5, 14), {"CB-LAW", "CB-R46"}),
        (date(2023, 5, 15), {"CB-LAW", "CB-R46", "CB-SEED", "HC-DUTY"}),
        (date(2023, 12, 31), {"CB-LAW", "CB-R46", "CB-SEED", "HC-DUTY"}),
        (date(2024, 1, 1), {"CB-LAW", "CB-R46", "CB-NR"}),
    ],
)
def test_items_are_asked_while_their_document_is_in_force(day: date, prefixes: set[str]) -> None:
    assert {prefix(code) for code in asked_on(CHECKLIST, day)} == prefixes


def test_every_item_of_the_research_is_there() -> None:
    assert Counter(prefix(item.code) for item in CHECKLIST.items) == {
        "CB-R46": 19, "CB-SEED": 5, "CB-LAW": 4, "CB-NR": 1, "CB-CAND": 5, "HC-DUTY": 1,
    }  # fmt: skip


def test_what_has_no_text_or_no_basis_is_never_asked() -> None:
    assert {item.code for item in CHECKLIST.items if item.stub} == STUBS
    assert STUBS.isdisjoint(asked_on(CHECKLIST, date(2023, 7, 1)))
    assert not any(item.criterion or item.limb for item in CHECKLIST.items)


def test_what_was_read_second_hand_waits_to_be_verified() -> None:
    waiting = {item.code for item in CHECKLIST.items if not item.verified}
    assert waiting == {item.code for item in CHECKLIST.items if item.code.startswith(("CB-R46", "CB-CAND"))}
