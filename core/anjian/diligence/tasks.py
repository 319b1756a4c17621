"""What diligence puts on the 待办 page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from anjian.diligence import queries
from anjian.diligence.models import Refusal
from anjian.diligence.rules import last_due
from anjian.diligence.views import period, progress_light
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import TaskItem
from anjian.ui.words import tone_of

SOON = timedelta(days=7)
"""A progress report is asked for so long before it is due."""


def progress_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Major hazards whose progress report is missing (R-089)."""
    rows = session.execute(_late().order_by(Hazard.confirmed_on, Hazard.id).limit(limit)).all()
    due = last_due(clock.today() + SOON, *period()).due_on
    return [
        TaskItem(
            f"{hazard.public_code}　{enterprise.name}　{hazard.content}",
            url_for("diligence.progress_new", hazard_id=hazard.id), progress_light(hazard, reported).tone, due,
            hazard.unit_name,
        )
        for hazard, enterprise, reported in rows
    ]  # fmt: skip


def progress_count(session: Session, actor: Actor) -> int:
    return _how_many(session, _late())


def _late() -> Select[Any]:
    return queries.progress_due(late=last_due(clock.today() + SOON, *period()))


def congress_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Major hazards of which the workers were not told (N-06)."""
    rows = session.execute(queries.congress_found("missing").order_by(Hazard.confirmed_on, Hazard.id).limit(limit))
    return [
        TaskItem(
            f"{hazard.public_code}　{enterprise.name}　{hazard.content}",
            url_for("diligence.congress_new", hazard_id=hazard.id), "grey", None, hazard.unit_name,
        )
        for hazard, enterprise, _on in rows
    ]  # fmt: skip


def congress_count(session: Session, actor: Actor) -> int:
    return _how_many(session, queries.congress_found("missing"))


def duty_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Decisions that refusals call for, each with its clause (N-09)."""
    return [
        TaskItem(
            f"{state.duty}：{state.refusal.hazard.public_code}　{state.article}{'　' + state.running if state.running else ''}",
            url_for("diligence.refusals_page", row_id=state.refusal.id),
            tone_of(state.refusal.due_on, clock.today()), state.refusal.due_on, state.refusal.unit_name,
        )
        for state in _open(session, actor)[:limit]
    ]  # fmt: skip


def duty_count(session: Session, actor: Actor) -> int:
    return len(_open(session, actor))


def _open(session: Session, actor: Actor) -> list[queries.DutyState]:
    mine: list[Refusal] = [one for one in queries.standing_refusals(session) if one.unit_id == actor.unit_id]
    return [state for state in queries.duties(session, mine, clock.today()) if state.open]


def closure_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Enterprises whose closure is to be proposed, undecided (N-07)."""
    return [
        TaskItem(
            f"{one.enterprise.name}　{'；'.join(one.reasons)}，仍有重大事故隐患 {len(one.hazards)} 个",
            url_for("diligence.closures_new", enterprise_id=one.enterprise.id), "red", None, "",
        )
        for one in _undecided(session)[:limit]
    ]  # fmt: skip


def closure_count(session: Session, actor: Actor) -> int:
    return len(_undecided(session))


def _undecided(session: Session) -> list[queries.Watched]:
    return [one for one in queries.watch_list(session, clock.today()) if one.closure is None]


def _how_many(session: Session, statement: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(statement.with_only_columns(Hazard.id).subquery())) or 0
