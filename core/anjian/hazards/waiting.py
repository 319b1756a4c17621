"""What a hazard waits for, and which step its page puts first for a reader. Pure decisions."""

from __future__ import annotations

from collections.abc import Sequence

from anjian.hazards.guards import HazardFacts, needs_request, needs_transfer
from anjian.hazards.rules import Transition, leads_on, next_steps
from anjian.hazards.words import State

LEADS: dict[State, tuple[str, ...]] = {
    State.UNSIGNED: ("sign",),
    State.RETURNED: ("resign", "resubmit"),
    State.REPORTED: ("confirm_parent", "confirm"),
    State.PARENT_CONFIRMED: ("confirm",),
    State.CONFIRMED: ("plan", "submit_plan"),
    State.PLAN_REVIEW: ("approve_plan",),
    State.RECTIFYING: ("claim", "grant_extension"),
    State.CLAIMED: ("accept",),
    State.SUSPENDED: ("resume",),
}
"""What a hazard waits for in each state: the steps of which the first that applies comes next. (Nothing is claimed while a
request for more time waits.)"""


def waited_for(hazard: HazardFacts) -> Transition | None:
    """The step that a hazard waits for; None where nothing is left to do."""
    open_steps = {row.verb: row for row in _expected(hazard)}
    named = next((open_steps[verb] for verb in LEADS.get(State(hazard.state), ()) if verb in open_steps), None)
    return named or next((row for row in open_steps.values() if leads_on(row, hazard.state)), None)


def _expected(hazard: HazardFacts) -> list[Transition]:
    """The open steps that are waited for: what the department found itself needs no parent company."""
    own_find = hazard.prepared_by is not None
    return [row for row in next_steps(hazard) if own_find or row.target != State.PARENT_CONFIRMED]


def answers(row: Transition) -> bool:
    """Whether a step answers what another asked for: more time, a transfer."""
    return needs_request in row.before or needs_transfer in row.before


def first_step(hazard: HazardFacts, mine: Sequence[Transition]) -> Transition | None:
    """The step that a page puts first for a reader who takes the steps `mine`: an answer that somebody waits for, what the
    hazard waits for, another that leads on. Where none is the reader's, what the hazard waits for from others."""
    steps, awaited = _expected(hazard), waited_for(hazard)
    onward = [row for row in steps if leads_on(row, hazard.state)]
    if awaited is None:
        onward += [row for row in steps if not row.reason_required]
    wanted = [*(row for row in steps if answers(row)), *([awaited] if awaited else []), *onward]
    return next((row for row in wanted if row in mine), awaited or (onward[0] if onward else None))
