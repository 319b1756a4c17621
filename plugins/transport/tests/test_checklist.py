"""The checklist by its rules: what is asked when, what is shown as 待核实, what is a criterion."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.testing.checklists import asked_on, checklist_of

CHECKLIST = checklist_of("transport")


@pytest.mark.parametrize(
    ("day", "prefixes"),
    [
        (date(2019, 12, 31), set()),
        (date(2020, 1, 1), {"TR-29", "TR-RT"}),
        (date(2023, 5, 14), {"TR-29", "TR-RT"}),
        (date(2023, 5, 15), {"TR-29", "TR-RT", "TR-SEED"}),
        (date(2023, 9, 30), {"TR-29", "TR-RT", "TR-SEED"}),
        (date(2023, 10, 1), {"TR-29", "TR-RT", "TR-SEED", "TR-52"}),
        (date(2023, 12, 31), {"TR-29", "TR-RT", "TR-SEED", "TR-52"}),
        (date(2024, 1, 1), {"TR-29", "TR-RT", "TR-52"}),
        (date(2026, 1, 31), {"TR-29", "TR-RT", "TR-52"}),
        (date(2026, 2, 1), {"TR-29", "TR-52"}),
        (date(2026, 5, 1), {"TR-29", "TR-52", "TR-LAW"}),
    ],
)
def test_items_are_asked_while_their_document_is_in_force(day: date, prefixes: set[str]) -> None:
    assert {"-".join(code.split("-")[:2]) for code in asked_on(CHECKLIST, day)} == prefixes


def test_every_item_of_the_research_is_there() -> None:
    counted: dict[str, int] = {}
    for item in CHECKLIST.items:
        prefix = "-".join(item.code.split("-")[:2])
        counted[prefix] = counted.get(prefix, 0) + 1
    assert counted == {"TR-52": 7, "TR-LAW": 17, "TR-29": 15, "TR-SEED": 5, "TR-RT": 2}


def test_what_was_read_second_hand_waits_to_be_verified() -> None:
    waiting = {item.code for item in CHECKLIST.items if not item.verified}
    second_hand = {item.code for item in CHECKLIST.items if item.code.startswith(("TR-52", "TR-RT", "TR-29-LOAD"))}
    assert waiting == second_hand | {"TR-29-07T"}


def test_the_criteria_are_violations_and_the_rest_are_duties() -> None:
    criteria = {item.code for item in CHECKLIST.items if item.criterion}
    assert criteria == {item.code for item in CHECKLIST.items if item.code.startswith("TR-52")}
    assert {item.code for item in CHECKLIST.items if item.polarity == "violation"} == criteria


def test_a_clause_without_a_text_is_never_asked() -> None:
    assert [item.code for item in CHECKLIST.items if item.stub] == ["TR-52-6-x"]
    assert "TR-52-6-x" not in asked_on(CHECKLIST, date(2023, 10, 1))
