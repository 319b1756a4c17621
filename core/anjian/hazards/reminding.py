"""Dated reminders and comments on a hazard (R-051): said by those above, answered by the enterprise; they change no state.

Both stand in the hazard's chain of events, so that nobody can say later that they were not said. A reminder waits among the
enterprise's 待办 until it is answered or the hazard is closed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, Select, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.steps import append, head_of, load
from anjian.hazards.words import CLOSED
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.kernel.history import BIG_ID, open_versions
from anjian.kernel.ledger import next_event_no
from anjian.kernel.ownership import Owned
from anjian.kernel.types import Day, EventNo

REMIND, ANSWER = "hazards.remind", "hazards.answer"
ABOVE, ENTERPRISE = "上级主体企业或行业监管部门", "企业主要负责人或安全管理人员"


class Reminder(Base, Owned):
    """A reminder to an enterprise, with the day until which an answer is asked, and the answer."""

    __tablename__ = "hazard_reminder"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    reminded_on: Mapped[Day]
    reminded_by: Mapped[str] = mapped_column(String(200))
    unit_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(Text)
    answer_by: Mapped[Day]
    answered_on: Mapped[date | None]
    answered_by: Mapped[str | None] = mapped_column(String(200))
    answer: Mapped[str | None] = mapped_column(Text)
    event_no: Mapped[EventNo]


def remind(session: Session, actor: Actor, hazard_id: int, content: str, answer_by: date) -> Reminder:
    """Remind the enterprise of an open hazard; the same reminder sent again while it waits is kept once.

    Raises `Forbidden`, `NotFound`, or `Refused` with every problem.
    """
    actor.require(REMIND, ABOVE)
    hazard = load(session, hazard_id)
    problems = _problems(hazard, content)
    if answer_by < clock.today():
        problems.append(Problem(f"答复期限 {answer_by} 早于今天，请核对。", field="answer_by"))
    if problems:
        raise Refused(problems)
    waiting = [one for one in reminders_of(session, hazard.id) if one.answered_on is None]
    same = (actor.unit_name, content.strip(), answer_by)
    if (
        known := next((one for one in waiting if (one.unit_name, one.content, one.answer_by) == same), None)
    ) is not None:
        return known
    told = f"{content.strip()}（请于 {answer_by} 前答复）"
    made = Reminder(
        hazard_id=hazard.id, reminded_on=clock.today(), reminded_by=actor.person_name, unit_name=actor.unit_name,
        content=content.strip(), answer_by=answer_by, event_no=_say(session, actor, hazard, "remind", told),
        region_code=hazard.region_code, department_code=hazard.department_code, enterprise_id=hazard.enterprise_id,
        parent_id=hazard.parent_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def comment(session: Session, actor: Actor, hazard_id: int, content: str) -> Hazard:
    """Say something on an open hazard that asks for no answer; the words just said, sent again, are kept once. Raises as
    `remind` does."""
    actor.require(REMIND, ABOVE)
    hazard = load(session, hazard_id)
    problems = _problems(hazard, content)
    if problems:
        raise Refused(problems)
    if not _just_said(session, actor, hazard, content.strip()):
        _say(session, actor, hazard, "comment", content.strip())
    return hazard


def answer(session: Session, actor: Actor, reminder_id: int, content: str) -> Reminder:
    """The enterprise answers a reminder; it leaves 待办. Raises `Forbidden`, `NotFound` or `Refused`."""
    actor.require(ANSWER, ENTERPRISE)
    reminder = reminder_of(session, reminder_id)
    hazard = load(session, reminder.hazard_id)
    problems = [] if content.strip() else [Problem("请填写答复。", field="content")]
    if reminder.answered_on is not None:
        problems.append(Problem(f"该提醒已由{reminder.answered_by}于 {reminder.answered_on} 答复。"))
    if problems:
        raise Refused(problems)
    _say(session, actor, hazard, "answer", content.strip())
    reminder.answered_on, reminder.answered_by, reminder.answer = clock.today(), actor.person_name, content.strip()
    session.flush()
    return reminder


def reminder_of(session: Session, reminder_id: int) -> Reminder:
    """One reminder, as the session's actor may see it. Raises `NotFound`."""
    found = session.scalars(select(Reminder).where(Reminder.id == reminder_id)).one_or_none()
    if found is None:
        raise NotFound("没有这条提醒，或者不在您的查看范围内。")
    return found


def reminders_of(session: Session, hazard_id: int) -> Sequence[Reminder]:
    """The reminders of a hazard, the latest first."""
    return session.scalars(select(Reminder).where(Reminder.hazard_id == hazard_id).order_by(Reminder.id.desc())).all()


def unanswered() -> Select[Reminder, Hazard, Enterprise]:
    """Reminders that wait for their enterprise."""
    return (
        select(Reminder, Hazard, Enterprise)
        .join(Hazard, Hazard.id == Reminder.hazard_id)
        .join(Enterprise, Enterprise.id == Reminder.enterprise_id)
        .where(Reminder.answered_on.is_(None), Hazard.state.not_in(CLOSED), Hazard.merged_into_id.is_(None))
    )


def _problems(hazard: Hazard, content: str) -> list[Problem]:
    found = [] if content.strip() else [Problem("请填写内容。", field="content")]
    if hazard.state in CLOSED or hazard.merged_into_id is not None:
        found.append(Problem(f"隐患 {hazard.public_code} 处于“{hazard.state}”状态或已并入另一条，不再提醒。"))
    return found


def _just_said(session: Session, actor: Actor, hazard: Hazard, text: str) -> bool:
    last = select(HazardEvent).where(HazardEvent.hazard_id == hazard.id, HazardEvent.seq == hazard.seq)
    event = session.scalars(last).one()
    same = (event.kind, event.account_id, event.effective_on) == ("comment", actor.account_id, clock.today())
    return same and json.loads(event.hashed_text)["after"] == {"reason": text}


def _say(session: Session, actor: Actor, hazard: Hazard, kind: str, text: str) -> int:
    """Words in the chain; the row stays as it is."""
    number = next_event_no(session)
    append(session, [(hazard, head_of(actor, kind, clock.today(), hazard), {}, {"reason": text})], [number])
    open_versions(session, [hazard], number)
    return number
