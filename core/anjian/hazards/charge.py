"""Who answers for a hazard while its transfer is under way (R-013): the asked department sees it and may take it over or decline;
everything else stays with the department that has it until then."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from anjian.hazards.guards import needs_transfer
from anjian.hazards.models import Hazard
from anjian.hazards.rules import Transition
from anjian.kernel.actor import Actor, Grant
from anjian.kernel.errors import Problem
from anjian.kernel.ownership import covers


def problems_of_charge(actor: Actor, hazard: Hazard, row: Transition) -> list[Problem]:
    """What stands against a step because the hazard is another department's; empty where no transfer waits."""
    if hazard.transfer_to is None:
        return []
    if needs_transfer in row.before:
        answers = _covers(actor, hazard, hazard.transfer_to)
        return [] if answers else [Problem("只有被移交的部门能接收或退回。")]
    if _covers(actor, hazard, hazard.department_code):
        return []
    return [Problem(f"该隐患正在移交给您单位，接收前仍由原部门办理；请先接收移交，再“{row.title}”。")]


def _covers(actor: Actor, hazard: Hazard, department: str | None) -> bool:
    return covers(
        actor, region_code=hazard.region_code, department_code=department, enterprise_id=hazard.enterprise_id,
        parent_id=hazard.parent_id,
    )  # fmt: skip


def within(actor: Actor, department: Any) -> ColumnElement[bool]:
    """Hazards in the actor's scope, with `department` (a column) as the department that has them."""
    if actor.sees_all:
        return true()
    columns = {
        "region_code": Hazard.region_code, "department_code": department, "enterprise_id": Hazard.enterprise_id,
        "parent_id": Hazard.parent_id,
    }  # fmt: skip
    slices = [
        and_(*(column == value for name, column in columns.items() if (value := getattr(grant, name)) is not None))
        for grant in actor.grants
        if grant != Grant()
    ]
    return or_(*slices) if slices else false()
