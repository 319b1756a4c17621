"""Whole answers to a visit's questions, for factories and the demo city."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from anjian.inspections.inputs import GivenAnswer
from anjian.inspections.rules import Question
from anjian.inspections.schema import ChecklistItem
from anjian.inspections.words import BOTH_METHODS, FOUND, MET, NOT_FOUND, NOT_MET

ASKED = 10
"""How many were asked, checked or drawn, where an item takes two numbers."""
SHORT = 7
"""How many of them were in order, where the item fails."""


def whole_answers(questions: Iterable[Question], failing: Collection[str] = (), note: str = "") -> list[GivenAnswer]:
    """An answer to every question: in order, but for the items whose codes are in `failing`."""
    return [_answer(question.item, question.item.code in failing, note) for question in questions]


def can_fail(question: Question) -> bool:
    """Whether the item may fail without a picture."""
    photo = question.item.photo
    return photo is None or photo.rule != "required"


def _answer(item: ChecklistItem, failing: bool, note: str) -> GivenAnswer:
    good, bad = (NOT_FOUND, FOUND) if item.polarity == "violation" else (MET, NOT_MET)
    ticked = next((limb.id for limb in item.limbs if not limb.by_count), None)
    return GivenAnswer(
        item_code=item.code,
        value=bad if failing else good,
        total=ASKED if item.counts else None,
        passed=(SHORT if failing else ASKED) if item.counts else None,
        methods=BOTH_METHODS if item.method == "both" else ("现场",),
        limbs=(ticked,) if failing and ticked else (),
        note=note if failing else "",
        place="现场" if failing else "",
    )
