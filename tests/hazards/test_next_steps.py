"""Which steps a hazard's page offers, in which order, what stands against them before their form is filled in; the light."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.hazards.facts import TODAY, Facts

from anjian.hazards.guards import Step
from anjian.hazards.rules import light, next_steps, standing_problems
from anjian.hazards.words import Review, Scale, State


@pytest.mark.parametrize(
    ("facts", "verbs"),
    [
        (
            Facts(),
            [
                "confirm_parent",
                "confirm",
                "doubt_parent",
                "return_parent",
                "send_back",
                "downgrade",
                "withdraw",
                "ask_transfer",
            ],
        ),
        (Facts(parent_id=None), ["confirm", "send_back", "downgrade", "withdraw", "ask_transfer"]),
        (Facts(state=State.UNSIGNED, prepared_by=3), ["sign", "return_unsigned"]),
        (Facts(state=State.RETURNED), ["resubmit", "withdraw"]),
        (Facts(state=State.RETURNED, prepared_by=3), ["resign", "withdraw"]),
        (
            Facts(state=State.CONFIRMED),
            [
                "plan",
                "fix_now",
                "order_listing",
                "downgrade",
                "withdraw",
                "suspend",
                "ask_transfer",
            ],
        ),
        (
            Facts(state=State.CONFIRMED, review=Review.NEEDED, transfer_to="energy"),
            [
                "submit_plan",
                "take_over",
                "order_listing",
                "decline_transfer",
            ],
        ),
        (Facts(state=State.PLAN_REVIEW), ["approve_plan", "order_listing", "return_plan", "suspend", "ask_transfer"]),
        (
            Facts(state=State.RECTIFYING, listed_on=date(2023, 7, 3)),
            [
                "claim",
                "publish_listing",
                "plan",
                "withdraw",
                "ask_extension",
                "suspend",
                "ask_transfer",
            ],
        ),
        (
            Facts(
                state=State.RECTIFYING, extension_to=date(2023, 9, 1), listed_on=date(2023, 7, 3), published_on=TODAY
            ),
            [
                "plan",
                "withdraw",
                "grant_extension",
                "refuse_extension",
                "suspend",
                "ask_transfer",
            ],
        ),
        (Facts(state=State.SUSPENDED, scale=Scale.GENERAL), ["resume", "ask_transfer"]),
        (Facts(state=State.CLAIMED, scale=Scale.GENERAL), ["accept", "reject_claim", "ask_transfer"]),
        (
            Facts(state=State.CLAIMED, scale=Scale.GENERAL, transfer_to="energy"),
            ["take_over", "reject_claim", "decline_transfer"],
        ),
        (Facts(merged_into_id=7), []),
        (Facts(state=State.ACCEPTED, accepted_on=TODAY), []),
        (Facts(state=State.ACCEPTED, accepted_on=TODAY, listed_on=TODAY), ["publish_listing", "lift_listing"]),
        (Facts(state=State.ACCEPTED, accepted_on=TODAY, listed_on=TODAY, lifted_on=TODAY), []),
        (
            Facts(state=State.ACCEPTED, accepted_on=TODAY, listed_on=TODAY, published_on=TODAY, lifted_on=TODAY),
            ["publish_lifting"],
        ),
        (Facts(state=State.WITHDRAWN), []),
    ],
)
def test_steps_are_offered_in_the_order_of_the_loop(facts: Facts, verbs: list[str]) -> None:
    assert [row.verb for row in next_steps(facts)] == verbs


@pytest.mark.parametrize(
    ("due_on", "state", "colour"),
    [
        (date(2023, 7, 24), State.RECTIFYING, "red"),
        (date(2023, 7, 25), State.RECTIFYING, "yellow"),
        (date(2023, 7, 28), State.RECTIFYING, "yellow"),
        (date(2023, 7, 29), State.RECTIFYING, "green"),
        (None, State.RECTIFYING, "grey"),
        (date(2023, 7, 1), State.ACCEPTED, "grey"),
    ],
)
def test_the_light(due_on: date | None, state: State, colour: str) -> None:
    assert light(due_on, state, TODAY) == colour


def test_before_its_form_a_step_is_not_blamed_for_what_the_form_brings() -> None:
    bare = Facts(state=State.CONFIRMED, measures=None, enterprise_person=None)
    plan = Step("plan", TODAY, TODAY, 2)
    assert standing_problems(bare, plan) == []
    assert standing_problems(replace(bare, state=State.REPORTED), Step("confirm", TODAY, TODAY, 2)) == []
    assert [
        problem.message
        for problem in standing_problems(replace(bare, state=State.RECTIFYING), Step("claim", TODAY, TODAY, 2))
    ] == ["“五落实”不完整，还缺：整改措施。"]
