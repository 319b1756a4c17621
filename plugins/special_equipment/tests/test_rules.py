"""The six requirements and the grid, as cases over one row; an enterprise's officer can read them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anjian_special_equipment.rules import cell, cells, outcomes, rejected
from anjian_special_equipment.words import ARCHIVE, CELLS, Outcome, Question, Requirement

DAY = date(2023, 7, 31)
MET, FAILED, UNKNOWN = Outcome.MET, Outcome.FAILED, Outcome.UNKNOWN


def piece(**changes: Any) -> Any:
    whole = {
        "use": "在用", "standing": "正常", "registration": "证1", "registration_on": date(2015, 6, 20), "conclusion": "合格",
        "commissioned_on": date(2015, 6, 1), "registered_on": date(2023, 5, 20), "next_inspection": date(2024, 6, 1),
        **dict.fromkeys(ARCHIVE, True), "maintained": True, "self_inspected": True, "emergency_plan": True,
        "checked_on": date(2023, 6, 20),
    }  # fmt: skip
    return SimpleNamespace(**(whole | changes))


def test_what_is_in_order_meets_all_six_and_what_is_not_in_use_is_asked_nothing() -> None:
    assert outcomes(piece(), DAY) == dict.fromkeys(Requirement, MET)
    wrong = piece(use="停用", registration=None, next_inspection=date(2020, 1, 1), standing="已经报废")
    assert outcomes(wrong, DAY) == dict.fromkeys(Requirement, Outcome.NOT_CONCERNED)


@pytest.mark.parametrize(
    ("requirement", "changes", "outcome"),
    [
        (Requirement.REGISTRATION, {"registration": None}, FAILED),
        (Requirement.REGISTRATION, {"registration": None, "commissioned_on": date(2023, 7, 1)}, MET),  # the 30th day
        (Requirement.REGISTRATION, {"registration": None, "commissioned_on": date(2023, 6, 30)}, FAILED),
        (
            Requirement.REGISTRATION,
            {"registration": None, "commissioned_on": None},
            FAILED,
        ),  # in use since it was entered
        (Requirement.REGISTRATION, {"registration_on": date(2023, 8, 1)}, FAILED),
        (Requirement.REGISTRATION, {"registration_on": None}, MET),
        (Requirement.INSPECTION, {"next_inspection": date(2023, 7, 30)}, FAILED),
        (Requirement.INSPECTION, {"next_inspection": DAY}, MET),
        (Requirement.INSPECTION, {"next_inspection": None}, UNKNOWN),
        *((Requirement.ARCHIVE, {name: False}, FAILED) for name in ARCHIVE),
        (Requirement.ARCHIVE, {"archive_use": None}, UNKNOWN),
        (Requirement.ARCHIVE, {"archive_use": None, "archive_faults": False}, FAILED),
        (Requirement.UPKEEP, {"maintained": False}, FAILED),
        (Requirement.UPKEEP, {"self_inspected": False}, FAILED),
        (Requirement.UPKEEP, {"self_inspected": None}, UNKNOWN),
        (Requirement.PLAN, {"emergency_plan": False}, FAILED),
        (Requirement.PLAN, {"emergency_plan": None}, UNKNOWN),
        (Requirement.BANNED, {"standing": "国家明令淘汰"}, FAILED),
        (Requirement.BANNED, {"standing": "已经报废"}, FAILED),
    ],
)
def test_each_requirement_by_itself(requirement: Requirement, changes: dict[str, Any], outcome: Outcome) -> None:
    assert outcomes(piece(**changes), DAY) == dict.fromkeys(Requirement, MET) | {requirement: outcome}


@pytest.mark.parametrize("checked_on", [None, date(2023, 8, 1)])
def test_what_was_looked_at_later_is_not_known_on_the_day(checked_on: date | None) -> None:
    found = outcomes(piece(checked_on=checked_on, emergency_plan=False), DAY)
    unseen = (Requirement.ARCHIVE, Requirement.UPKEEP, Requirement.PLAN)
    assert [requirement for requirement, outcome in found.items() if outcome is UNKNOWN] == list(unseen)


def test_a_rejected_piece_in_use_is_counted_apart() -> None:
    assert rejected(piece(conclusion="不合格"))
    assert not rejected(piece(conclusion="不合格", use="停用"))
    assert outcomes(piece(conclusion="不合格"), DAY)[Requirement.INSPECTION] is MET


def grid(**changes: Any) -> Any:
    answers = {name: "否" if asked is Question.UNQUALIFIED else "是" for name, (asked, _role) in CELLS.items()}
    return SimpleNamespace(**({"checked_on": DAY, **answers} | changes))


def test_the_grid_has_nine_cells_and_the_second_question_is_turned() -> None:
    assert len(CELLS) == 9
    assert cells(grid(), DAY) == dict.fromkeys(CELLS, MET)
    turned = {"是": "否", "否": "是"}
    for name in CELLS:
        wrong = grid(**{name: turned[getattr(grid(), name)]})
        assert cells(wrong, DAY) == dict.fromkeys(CELLS, MET) | {name: FAILED}


def test_unanswered_and_not_concerned_are_values_of_their_own() -> None:
    assert cell(grid(trained_tester="未核查"), "trained_tester", DAY) is UNKNOWN
    assert cell(grid(trained_tester="不涉及"), "trained_tester", DAY) is Outcome.NOT_CONCERNED
    assert cell(grid(checked_on=date(2023, 8, 1)), "trained_tester", DAY) is UNKNOWN
