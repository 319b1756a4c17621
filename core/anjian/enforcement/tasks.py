"""What enforcement puts on the 待办 page. Only a hazard that is fined and not rectified has a deadline: its own."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from anjian.enforcement import queries
from anjian.enforcement.kinds import CASES, KINDS
from anjian.enforcement.showing import address_of_row, subject_of
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import TaskItem
from anjian.ui.words import tone_of


def one_sided_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Cases in which one side of 一案双罚 is missing (R-103)."""
    return [
        TaskItem(
            f"缺对{queries.side_missing(case)}的处罚决定：{case.number} {case.title}", address_of_row(CASES, case), "grey",
            None, case.unit_name,
        )
        for case in _own(queries.one_sided(session), actor)[:limit]
    ]  # fmt: skip


def one_sided_count(session: Session, actor: Actor) -> int:
    return len(_own(queries.one_sided(session), actor))


def _own(cases: list[Any], actor: Actor) -> list[Any]:
    return [case for case in cases if case.unit_id == actor.unit_id]


def uncased_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Major hazards found by an inspection without case or reason (R-107)."""
    rows = session.execute(queries.uncased().order_by(Hazard.confirmed_on, Hazard.id).limit(limit))
    return [
        TaskItem(
            f"{hazard.public_code}　{enterprise.name}　{hazard.content}",
            url_for("enforcement.cases_new", enterprise=enterprise.credit_code, hazard=hazard.public_code),
            "grey", None, hazard.unit_name,
        )
        for hazard, enterprise in rows
    ]  # fmt: skip


def uncased_count(session: Session, actor: Actor) -> int:
    return _how_many(session, queries.uncased())


def fined_only_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Hazards with a penalty and no progress (R-108)."""
    rows = session.execute(queries.fined_only(clock.today()).order_by(Hazard.due_on, Hazard.id).limit(limit))
    return [
        TaskItem(
            f"{hazard.public_code}　{enterprise.name}　{hazard.content}", url_for("hazards.show", hazard_id=hazard.id),
            tone_of(hazard.due_on, clock.today()), hazard.due_on, hazard.unit_name,
        )
        for hazard, enterprise in rows
    ]  # fmt: skip


def fined_only_count(session: Session, actor: Actor) -> int:
    return _how_many(session, queries.fined_only(clock.today()))


def evidence_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Records of the actor's unit that nothing proves yet."""
    found: list[TaskItem] = []
    for kind in KINDS:
        if kind.evidenced and actor.may(kind.edit) and len(found) < limit:
            rows = session.execute(
                queries.without_evidence(kind, actor).order_by(kind.model.id).limit(limit - len(found))
            )
            found += [
                TaskItem(
                    f"{kind.title}：{subject_of(kind, row)}", url_for(f"enforcement.{kind.name}_evidence", row_id=row.id),
                    "grey", None, row.unit_name,
                )
                for row, _name in rows
            ]  # fmt: skip
    return found


def evidence_count(session: Session, actor: Actor) -> int:
    kinds = [kind for kind in KINDS if kind.evidenced and actor.may(kind.edit)]
    counts = [
        queries.without_evidence(kind, actor).with_only_columns(func.count(kind.model.id), maintain_column_froms=True)
        for kind in kinds
    ]
    return sum(session.execute(counted).scalar_one() for counted in counts)


def _how_many(session: Session, statement: Any) -> int:
    return session.scalar(select(func.count()).select_from(statement.with_only_columns(Hazard.id).subquery())) or 0
