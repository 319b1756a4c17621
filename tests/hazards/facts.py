"""A hazard's row made for tests of the rules, and what stands against a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anjian.hazards.guards import Step
from anjian.hazards.rules import problems_before, problems_of
from anjian.hazards.words import Scale, State

TODAY = date(2023, 7, 25)


@dataclass(frozen=True)
class Facts:
    """A hazard with all of 五落实 and its responsible parties, claimed by person 1, of an enterprise with a parent."""

    scale: str = Scale.MAJOR
    state: str = State.REPORTED
    discovered_on: date = date(2023, 7, 1)
    prepared_by: int | None = None
    signed_on: date | None = None
    parent_confirmed_on: date | None = None
    confirmed_on: date | None = date(2023, 7, 2)
    enterprise_person: str | None = "演示甲（经理）"
    officer: str | None = "演示乙（科长）"
    leader: str | None = "副县长"
    review: str | None = None
    planned_by: int | None = 1
    measures: str | None = "更换"
    funds_fen: int | None = 0
    responsible: str | None = "演示甲（经理）"
    due_on: date | None = date(2023, 8, 1)
    contingency: str | None = "专人值守"
    extension_to: date | None = None
    extension_by: int | None = None
    suspended_on: date | None = None
    suspended_by: int | None = None
    transfer_to: str | None = None
    claimed_on: date | None = None
    rectified_by: int | None = 1
    accepted_on: date | None = None
    listed_on: date | None = None
    published_on: date | None = None
    lifted_on: date | None = None
    lift_published_on: date | None = None
    imported: bool = False
    parent_id: int | None = 9
    merged_into_id: int | None = None


def messages(facts: Facts, verb: str, *, on: date = TODAY, person: int | None = 2, reason: str = "理由") -> list[str]:
    step = Step(verb, on, TODAY, person, reason)
    return [problem.message for problem in [*problems_before(facts, step), *problems_of(facts, step)]]
