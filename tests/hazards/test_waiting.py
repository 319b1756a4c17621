"""What a hazard waits for, and the step that its page puts first for a reader."""

from __future__ import annotations

from datetime import date

import pytest
from tests.hazards.facts import TODAY, Facts

from anjian.hazards.rules import TRANSITIONS
from anjian.hazards.waiting import first_step, waited_for
from anjian.hazards.words import Scale, State

ASKED = date(2023, 9, 1)
OFFICIAL = (
    "confirm", "plan", "grant_extension", "take_over", "accept", "order_listing", "publish_listing", "lift_listing", "resume",
)  # fmt: skip
"""Steps of a department, as far as these histories need them."""
OWN = ("plan", "claim", "ask_extension")
"""Steps of an enterprise."""


@pytest.mark.parametrize(
    ("facts", "verb"),
    [
        (Facts(state=State.UNSIGNED, prepared_by=3), "sign"),
        (Facts(state=State.RETURNED), "resubmit"),
        (Facts(state=State.RETURNED, prepared_by=3), "resign"),
        (Facts(prepared_by=3), "confirm_parent"),
        (Facts(), "confirm"),
        (Facts(prepared_by=3, parent_id=None), "confirm"),
        (Facts(transfer_to="energy"), None),
        (Facts(state=State.CONFIRMED, transfer_to="energy"), "plan"),
        (Facts(state=State.RECTIFYING), "claim"),
        (Facts(state=State.RECTIFYING, extension_to=ASKED), "grant_extension"),
        (Facts(state=State.CLAIMED), "accept"),
        (Facts(state=State.CLAIMED, transfer_to="energy"), None),
        (Facts(state=State.SUSPENDED), "resume"),
        (Facts(state=State.ACCEPTED, accepted_on=TODAY), None),
        (Facts(state=State.WITHDRAWN), None),
        (Facts(merged_into_id=7), None),
    ],
)
def test_what_a_hazard_waits_for(facts: Facts, verb: str | None) -> None:
    row = waited_for(facts)
    assert (row.verb if row else None) == verb


@pytest.mark.parametrize(
    ("facts", "mine", "verb"),
    [
        (Facts(prepared_by=3), OFFICIAL, "confirm"),
        (Facts(prepared_by=3), (), "confirm_parent"),
        (Facts(transfer_to="energy"), OFFICIAL, "take_over"),
        (Facts(transfer_to="energy"), (), "take_over"),
        (Facts(state=State.CONFIRMED, transfer_to="energy"), OFFICIAL, "take_over"),
        (Facts(state=State.CONFIRMED, transfer_to="energy"), OWN, "plan"),
        (Facts(state=State.RECTIFYING, extension_to=ASKED), OFFICIAL, "grant_extension"),
        (Facts(state=State.RECTIFYING, extension_to=ASKED), OWN, "grant_extension"),
        (Facts(state=State.SUSPENDED, scale=Scale.GENERAL), OWN, "resume"),
        (Facts(state=State.ACCEPTED, accepted_on=TODAY, listed_on=TODAY), OFFICIAL, "publish_listing"),
        (Facts(merged_into_id=7), OFFICIAL, None),
    ],
)
def test_what_a_page_puts_first(facts: Facts, mine: tuple[str, ...], verb: str | None) -> None:
    """An answer that waits for the reader, what the hazard waits for; where neither is the reader's, what others have to do."""
    row = first_step(facts, [TRANSITIONS[one] for one in mine])
    assert (row.verb if row else None) == verb
