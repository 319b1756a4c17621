"""What intake puts on the 待办 page, under the search box and on the page of a hazard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import func
from sqlalchemy.orm import Session

from anjian.intake import queries
from anjian.intake.models import Report
from anjian.intake.words import State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel, SearchHit, TaskItem
from anjian.ui.words import tone_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """The reports that wait for one step of the actor's."""

    state: State
    verb: str

    def items(self, session: Session, actor: Actor, limit: int) -> list[TaskItem]:
        rows = session.scalars(queries.waiting(actor, self.state).order_by(Report.due_on, Report.id).limit(limit))
        return [
            TaskItem(
                f"{row.public_code}　{row.kind}　{row.enterprise_name}",
                url_for(f"intake.{self.verb}", report_id=row.id),
                tone_of(row.due_on, clock.today()),
                row.due_on,
                row.unit_name,
            )
            for row in rows
        ]

    def count(self, session: Session, actor: Actor) -> int:
        counted = queries.waiting(actor, self.state).with_only_columns(func.count(Report.id))
        return session.scalar(counted) or 0


VERIFY = Waiting(State.WAITING, "verify")
ANSWER = Waiting(State.VERIFIED, "answer")
REEXAMINE = Waiting(State.REEXAMINING, "reexamine")


def find(session: Session, actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Reports by number."""
    if len(text) < 3:
        return []
    return [
        SearchHit(row.public_code, f"{row.kind}　{row.state}", url_for("intake.show", report_id=row.id))
        for row in queries.by_code(session, text, limit)
    ]


def hazard_panels(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """Which tips and hand-downs name the hazard; nothing where none does. Never what they say, nor who said it."""
    rows = queries.of_hazard(session, subject.id)
    return [Panel("举报与交办", "intake/hazard_panel.html", {"rows": rows}, 45)] if rows else []
