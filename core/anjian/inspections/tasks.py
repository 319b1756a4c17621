"""What inspections put on the 待办 page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from anjian.inspections.queries import open_visits, visits_to_review
from anjian.inspections.words import VisitStatus
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api import TaskItem
from anjian.ui.frame import address_of
from anjian.ui.words import tone_of


def open_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Planned visits by their day, and visits begun and not completed."""
    return [
        TaskItem(
            f"{'检查' if visit.status == VisitStatus.PLANNED else '继续检查'}：{visit.enterprise_name}",
            address_of(
                "inspections.visit" if visit.status == VisitStatus.PLANNED else "inspections.answers",
                uid=visit.client_uid,
            ),
            tone_of(visit.visited_on, clock.today()),
            visit.visited_on,
            visit.unit_name,
        )
        for visit in open_visits(session, actor, limit)
    ]


def review_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Completed visits whose findings wait for a decision: no legal deadline, so no red light."""
    return [
        TaskItem(
            f"处理检查发现：{visit.enterprise_name}",
            address_of("inspections.review", uid=visit.client_uid),
            "yellow",
            None,
            visit.unit_name,
        )
        for visit in visits_to_review(session, actor, limit)
    ]
