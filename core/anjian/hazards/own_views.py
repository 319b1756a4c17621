"""Pages of those responsible: an enterprise's own hazards, a parent company's subsidiaries' hazards, reminders and comments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from anjian.hazards import queries, reminding
from anjian.hazards.guards import missing_of_five
from anjian.hazards.models import Hazard
from anjian.hazards.own_forms import OwnFilters, RemindForm, SayForm
from anjian.hazards.queries import LedgerFilter
from anjian.hazards.reminding import Reminder
from anjian.hazards.rules import TRANSITIONS, light
from anjian.hazards.views import light_of
from anjian.hazards.waiting import LEADS, waited_for
from anjian.hazards.words import CLOSED, State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel, TaskItem
from anjian.ui.forms import FilterForm
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.view import FormView

ANSWER_DAYS = 3
"""Days that a reminder's form proposes for the answer."""
_MENDING = (State.CONFIRMED, State.PLAN_REVIEW, State.RECTIFYING, State.CLAIMED, State.SUSPENDED)
"""States in which 五落实 is due."""
_WORDS = ("responsible", "measures", "contingency")
"""Those of 五落实 that are text: blank is missing."""


def _wait_words(hazard: Hazard) -> str:
    row = waited_for(hazard)
    return f"{row.title}（{row.who}）" if row is not None else ""


class OwnList(ListView, abstract=True):
    """Open hazards of one's own, with what each waits for."""

    key = Hazard.id
    sort = "-discovered_on"
    filter_form = OwnFilters
    columns = (
        Column("public_code", "编号", lambda row: row[0].public_code, "short", Hazard.public_code,
               link=lambda row: url_for("hazards.show", hazard_id=row[0].id), lead=True),
        Column("enterprise", "企业名称", lambda row: row[1].name),
        Column("content", "隐患具体内容", lambda row: row[0].content),
        Column("state", "状态", lambda row: row[0].state, "short"),
        Column("waits", "等待办理", lambda row: _wait_words(row[0])),
        Column("missing", "“五落实”还缺", lambda row: "、".join(missing_of_five(row[0])) if row[0].state in _MENDING else ""),
        Column("light", "整改期限", lambda row: None if row[0].state in CLOSED else light_of(row[0]), "light", Hazard.due_on),
        Column("reminded", "最近提醒", lambda row: row[2], "day"),
        Column("discovered_on", "发现时间", lambda row: row[0].discovered_on, "day", Hazard.discovered_on, shown=False),
    )  # fmt: skip
    empty = Empty("没有符合条件的隐患", "")

    def rows(self, filters: FilterForm) -> Select[Any]:
        narrow = LedgerFilter(
            state=filters.value("state"), overdue=filters.value("overdue"), open=filters.value("open"),
            text=filters.value("text"),
        )  # fmt: skip
        last = select(func.max(Reminder.reminded_on)).where(Reminder.hazard_id == Hazard.id).scalar_subquery()
        statement = queries.ledger(narrow, clock.today()).add_columns(last)
        if filters.value("missing"):
            lacking = or_(*(func.trim(func.coalesce(getattr(Hazard, name), "")) == "" for name in _WORDS))
            unset = or_(Hazard.funds_fen.is_(None), Hazard.due_on.is_(None))
            statement = statement.where(and_(Hazard.state.in_(_MENDING), or_(lacking, unset)))
        if filters.value("mine"):
            statement = statement.where(Hazard.state.in_(self._states()))
        return cast("Select[Any]", statement)

    def row_id(self, row: Any) -> Any:
        return row[0].id

    def _states(self) -> list[State]:
        """The states that wait for somebody of this actor's post."""
        return [
            state
            for state, verbs in LEADS.items()
            if any(self.actor.may(TRANSITIONS[verb].permission) for verb in verbs)
        ]


class EnterpriseHazards(OwnList):
    """An enterprise's hazards: what waits for whom."""

    permission = "hazards.own"
    title = "本企业隐患"
    explanation = "“等待办理”写明下一步由谁办理；待本人岗位办理的，点开编号即可办理。"
    tabs = (
        Tab("未销号", (("open", "yes"),)),
        Tab("待本人岗位办理", (("mine", "yes"),)),
        Tab("“五落实”不完整", (("missing", "yes"),)),
        Tab("超期未销号", (("overdue", "yes"),)),
        Tab("已销号", (("state", State.ACCEPTED),)),
        Tab("全部"),
    )
    actions = (Action("上报隐患", "hazards.new", "hazards.report", primary=True),)
    bulk_actions = (Action("批量签字上报", "hazards.bulk_sign", "hazards.sign"),)
    empty = Empty("没有登记的隐患", "自查发现的隐患请及时上报。")


class SubsidiaryHazards(OwnList):
    """A parent company's view (R-051): it reminds, comments and confirms; it does not accept."""

    permission = "hazards.confirm_parent"
    title = "所属企业隐患"
    explanation = "所属企业的隐患；可以审核、提醒和提出意见，验收销号由监管部门办理。"
    tabs = (
        Tab("未销号", (("open", "yes"),)),
        Tab("待本企业审核", (("mine", "yes"),)),
        Tab("“五落实”不完整", (("missing", "yes"),)),
        Tab("超期未销号", (("overdue", "yes"),)),
        Tab("全部"),
    )
    bulk_actions = (Action("批量确认", "hazards.bulk_confirm_parent", "hazards.confirm_parent"),)
    empty = Empty("所属企业没有登记的隐患", "所属企业上报或监管部门检查发现后，会列在这里。")


class OfHazard(FormView[Any], abstract=True):
    """A form about one hazard."""

    template = "hazards/say.html"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])

    def context(self) -> Mapping[str, Any]:
        back = url_for("hazards.show", hazard_id=self.hazard.id)
        return {
            "hazard": self.hazard, "enterprise": self.enterprise, "back": back, "crumbs": [(self.hazard.public_code, back)],
            "missing": missing_of_five(self.hazard) if self.hazard.state in _MENDING else [], "reminder": None,
        }  # fmt: skip


class Remind(OfHazard):
    """Remind the enterprise."""

    permission = reminding.REMIND
    form_class = RemindForm
    title = "提醒企业"
    verb = "发出提醒"

    def initial(self) -> Mapping[str, Any]:
        return {"answer_by": clock.today() + timedelta(days=ANSWER_DAYS)}

    def save(self, form: RemindForm) -> ResponseReturnValue:
        reminding.remind(self.session, self.actor, self.hazard.id, form.content.data, form.answer_by.data)
        flash("已提醒，企业在待办中可以看到；提醒记入办理记录。")
        return self.redirect("hazards.show", hazard_id=self.hazard.id)


class Comment(OfHazard):
    """Say something on a hazard."""

    permission = reminding.REMIND
    form_class = SayForm
    title = "提出意见"
    verb = "提出意见"

    def save(self, form: SayForm) -> ResponseReturnValue:
        reminding.comment(self.session, self.actor, self.hazard.id, form.content.data)
        return self.redirect("hazards.show", hazard_id=self.hazard.id)


class Answer(OfHazard):
    """Answer a reminder."""

    permission = reminding.ANSWER
    form_class = SayForm
    title = "答复提醒"
    verb = "答复"

    def load(self, **place: Any) -> None:
        self.reminder = reminding.reminder_of(self.session, place["reminder_id"])
        super().load(hazard_id=self.reminder.hazard_id)

    def context(self) -> Mapping[str, Any]:
        return {**super().context(), "reminder": self.reminder}

    def save(self, form: SayForm) -> ResponseReturnValue:
        reminding.answer(self.session, self.actor, self.reminder.id, form.content.data)
        return self.redirect("hazards.show", hazard_id=self.hazard.id)


def reminder_items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Reminders that the enterprise has not answered, the earliest asked first."""
    query = reminding.unanswered().order_by(Reminder.answer_by, Reminder.id).limit(limit)
    return [
        TaskItem(
            f"{hazard.public_code}　{reminder.content}", url_for("hazards.answer", reminder_id=reminder.id),
            light(reminder.answer_by, hazard.state, clock.today()), reminder.answer_by, reminder.unit_name,
        )
        for reminder, hazard, _enterprise in session.execute(query)
    ]  # fmt: skip


def reminder_count(session: Session, actor: Actor) -> int:
    return queries.how_many(session, reminding.unanswered())


def reminder_panel(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """The reminders of a hazard, and the links to remind and comment for who may."""
    rows = reminding.reminders_of(session, subject.id)
    is_open = subject.state not in CLOSED and subject.merged_into_id is None
    may_say = is_open and actor.may(reminding.REMIND)
    if not rows and not may_say:
        return []
    context = {"rows": rows, "hazard": subject, "may_say": may_say, "may_answer": actor.may(reminding.ANSWER)}
    return [Panel("提醒和意见", "hazards/reminder_panel.html", context, order=30)]
