"""What the hazard ledger puts on 待办 pages, into the search box and on enterprise pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.hazards import queries
from anjian.hazards.models import Hazard, LikePair
from anjian.hazards.proposing import waiting_pairs
from anjian.hazards.rules import light
from anjian.hazards.words import Scale
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Headline, Panel, SearchHit, TaskItem


@dataclass(frozen=True, slots=True)
class Waiting:
    """The task list of one step: hazards that wait for it, as the actor may see them."""

    verb: str

    def items(self, session: Session, actor: Actor, limit: int) -> list[TaskItem]:
        statement = queries.waiting(self.verb, clock.today())
        ordered = statement.order_by(Hazard.due_on.is_(None), Hazard.due_on, Hazard.id).limit(limit)
        return [self._item(hazard, enterprise) for hazard, enterprise in session.execute(ordered)]

    def count(self, session: Session, actor: Actor) -> int:
        return queries.how_many(session, queries.waiting(self.verb, clock.today()))

    def _item(self, hazard: Hazard, enterprise: Enterprise) -> TaskItem:
        return TaskItem(
            title=f"{hazard.public_code}　{enterprise.name}　{hazard.content}",
            url=url_for(f"hazards.{self.verb}", hazard_id=hazard.id),
            light=light(hazard.due_on, hazard.state, clock.today()),
            due_on=hazard.due_on,
            unit=hazard.unit_name,
        )


SIGN = Waiting("sign")
CONFIRM_PARENT = Waiting("confirm_parent")
CONFIRM = Waiting("confirm")
RESUBMIT = Waiting("resubmit")
RESIGN = Waiting("resign")
TAKE_OVER = Waiting("take_over")
PLAN = Waiting("plan")
SUBMIT_PLAN = Waiting("submit_plan")
APPROVE_PLAN = Waiting("approve_plan")
GRANT_EXTENSION = Waiting("grant_extension")
CLAIM = Waiting("claim")
ACCEPT = Waiting("accept")
RESUME = Waiting("resume")
ORDER_LISTING = Waiting("order_listing")
LIFT_LISTING = Waiting("lift_listing")


def pair_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Hazards that may be one fault, the most alike first."""
    query = waiting_pairs().order_by(LikePair.score.desc(), LikePair.id).limit(limit)
    return [
        TaskItem(f"相近程度 {pair.score} 分：{pair.reasons}", url_for("hazards.pair", pair_id=pair.id), "grey")
        for pair in session.scalars(query)
    ]


def pair_count(session: Session, actor: Actor) -> int:
    return session.scalar(select(func.count(LikePair.id)).where(LikePair.decision.is_(None))) or 0


def headlines(session: Session, actor: Actor) -> list[Headline]:
    """What matters most on opening the platform, each opening its rows in the ledger."""
    today, major = clock.today(), str(Scale.MAJOR)
    asked: tuple[tuple[str, dict[str, Any], str, str], ...] = (
        ("未销号的重大事故隐患", {"open": "yes"}, "尚未销号、撤回或降级的重大事故隐患", ""),
        ("超期未销号", {"overdue": "yes"}, "整改期限已过、尚未销号的重大事故隐患", "red"),
        ("挂牌督办中", {"listed": queries.LISTED_NOW, "open": "yes"}, "已挂牌督办、尚未销号的重大事故隐患", ""),
    )
    narrowed = (
        queries.LedgerFilter(scale=major, open=True),
        queries.LedgerFilter(scale=major, overdue=True),
        queries.LedgerFilter(scale=major, listed=queries.LISTED_NOW, open=True),
    )
    return [
        Headline(
            title, value, "个", url_for("hazards.ledger", scale=major, **filters), definition, tone if value else ""
        )
        for (title, filters, definition, tone), narrow in zip(asked, narrowed, strict=True)
        for value in (queries.how_many(session, queries.ledger(narrow, today)),)
    ]


def find(session: Session, actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Hazards by number."""
    if len(text) < 3:
        return []
    return [
        SearchHit(row.public_code, f"{row.state}　{row.content}", url_for("hazards.show", hazard_id=row.id))
        for row in queries.by_code(session, text, limit)
    ]


def enterprise_panel(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """The open hazards of an enterprise."""
    narrow = queries.LedgerFilter(enterprise_id=subject.id, open=True)
    statement = queries.ledger(narrow, clock.today())
    rows = [row for row, _enterprise in session.execute(statement.order_by(Hazard.discovered_on.desc()).limit(20))]
    new = url_for("hazards.new", enterprise=subject.id) if actor.may("hazards.report") else ""
    context = {"rows": rows, "total": queries.how_many(session, statement), "new": new}
    return [Panel("未销号的隐患", "hazards/enterprise_panel.html", context, order=10)]
