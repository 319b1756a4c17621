"""What the hazard ledger puts on 待办 pages, into the search box and on enterprise pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.hazards import queries
from anjian.hazards.charge import within
from anjian.hazards.clocks import Clock, clocks_of, times_of
from anjian.hazards.models import Hazard, LikePair
from anjian.hazards.proposing import waiting_pairs
from anjian.hazards.words import Scale
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Headline, Panel, SearchHit, TaskItem
from anjian.ui.context import current_instance
from anjian.ui.words import tone_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """The task list of one step: hazards that wait for it, as the actor may see them."""

    verb: str
    clocks: tuple[str, ...] = ()
    """Deadlines of procedure that the step ends; without one the item is due when the hazard is."""
    since: Any = None
    """The column of the day from which it runs: who has waited longest comes first."""
    department: Any = Hazard.department_code
    """The column of the department whose task it is."""

    def items(self, session: Session, actor: Actor, limit: int) -> list[TaskItem]:
        by_due = (Hazard.due_on.is_(None), Hazard.due_on)
        order = by_due if self.since is None else (self.since,)
        rows = session.execute(self._waiting(actor).order_by(*order, Hazard.id).limit(limit)).all()
        clocks = clocks_of(session, [hazard for hazard, _enterprise in rows], times_of(current_instance().settings))
        return [self._item(hazard, enterprise, clocks[hazard.id]) for hazard, enterprise in rows]

    def count(self, session: Session, actor: Actor) -> int:
        return queries.how_many(session, self._waiting(actor))

    def _waiting(self, actor: Actor) -> Select[Hazard, Enterprise]:
        reported = current_instance().settings.list_reported
        found = queries.waiting(self.verb, clock.today(), list_reported=reported)
        return found.where(within(actor, self.department))

    def _item(self, hazard: Hazard, enterprise: Enterprise, clocks: list[Clock]) -> TaskItem:
        ends = [one.due_on for one in clocks if one.running.key in self.clocks]
        due = (ends[0] if ends else None) if self.clocks else hazard.due_on
        return TaskItem(
            title=f"{hazard.public_code}　{enterprise.name}　{hazard.content}",
            url=url_for(f"hazards.{self.verb}", hazard_id=hazard.id),
            light=tone_of(due, clock.today()),
            due_on=due,
            unit=hazard.unit_name,
        )


SIGN = Waiting("sign")
CONFIRM_PARENT = Waiting("confirm_parent", ("parent",), Hazard.signed_on)
CONFIRM = Waiting("confirm", ("confirm", "parent"), Hazard.reported_on)
RESUBMIT = Waiting("resubmit")
RESIGN = Waiting("resign")
TAKE_OVER = Waiting("take_over", department=Hazard.transfer_to)
PLAN = Waiting("plan", ("plan",), Hazard.confirmed_on)
SUBMIT_PLAN = Waiting("submit_plan", ("plan",), Hazard.confirmed_on)
APPROVE_PLAN = Waiting("approve_plan")
GRANT_EXTENSION = Waiting("grant_extension", ("extend",))
CLAIM = Waiting("claim")
ACCEPT = Waiting("accept", ("accept",), Hazard.claimed_on)
RESUME = Waiting("resume")
ORDER_LISTING = Waiting("order_listing", ("list",), Hazard.confirmed_on)
PUBLISH_LISTING = Waiting("publish_listing", ("publish",), Hazard.listed_on)
LIFT_LISTING = Waiting("lift_listing", ("lift",), Hazard.accepted_on)
PUBLISH_LIFTING = Waiting("publish_lifting", ("lift",), Hazard.accepted_on)


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
    waiting = queries.how_many(session, queries.unconfirmed(queries.ledger(narrowed[0], today)))
    notes = (f"其中已上报、未确认 {waiting} 个", "", "")
    return [
        Headline(
            title,
            value,
            "个",
            url_for("hazards.ledger", scale=major, **filters),
            definition,
            tone if value else "",
            note,
        )
        for (title, filters, definition, tone), narrow, note in zip(asked, narrowed, notes, strict=True)
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
