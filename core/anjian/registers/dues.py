"""What falls due in a plugin's registers: one daily look, one list, one source of 待办. Twice on one day is once: a notice is
unique by what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import JobContext, TaskItem
from anjian.registers.models import OWNERS, DueNotice
from anjian.registers.register import Register, name_enterprises
from anjian.registers.words import Stage
from anjian.ui.frame import address_of
from anjian.ui.words import tone_of

Key = tuple[str, int, str, date, str]
"""Register, row, what, day, stage: what a notice is about."""


@dataclass(frozen=True, slots=True)
class Due:
    """A day of a register's rows that must not pass: `kind` names it, `column` holds it, `where` says which rows count."""

    kind: str
    register: Register
    column: str
    where: Callable[[], ColumnElement[bool]] | None = None
    ahead: int = 30
    """Noticed so many days before."""


class Dues:
    """Everything that falls due in one plugin."""

    def __init__(self, plugin: str, dues: Sequence[Due]) -> None:
        self.plugin = plugin
        self._dues = tuple(dues)
        self._registers = {due.register.kind: due.register for due in self._dues}

    def run(self, ctx: JobContext) -> str:
        """The daily job: notice what is past or near, close the notices that a later date has answered."""
        with ctx.run.read() as session:
            due = {_key(notice): notice for notice in self._found(session, ctx.day)}
            kept = {_key(row) for row in session.scalars(self.open())}
        fresh, answered = [due[key] for key in due if key not in kept], kept - due.keys()
        if not fresh and not answered:
            return "没有新的到期提醒。"
        with ctx.run.finish(f"新增到期提醒{len(fresh)}条，解除{len(answered)}条。") as session:
            known = {_key(row): row for row in session.scalars(self._all())}
            for key in answered:
                known[key].closed_on = ctx.day
            for notice in fresh:
                again = known.get(_key(notice))
                if again is None:
                    session.add(notice)
                else:
                    again.closed_on = None
        return ""

    def open(self) -> Select[DueNotice]:
        """The plugin's notices that nothing has answered yet."""
        return self._all().where(DueNotice.closed_on.is_(None))

    def items(self, session: Session, actor: Actor, limit: int) -> list[TaskItem]:
        """For 待办: open notices, the earliest day first."""
        query = self.open().order_by(DueNotice.due_on, DueNotice.id).limit(limit)
        return [
            TaskItem(
                f"{row.kind}{row.stage}：{row.title}", self.address(row), tone_of(row.due_on, clock.today()), row.due_on
            )
            for row in session.scalars(query)
        ]

    def count(self, session: Session, actor: Actor) -> int:
        open_ones = self.open().with_only_columns(func.count(DueNotice.id), maintain_column_froms=True)
        return session.scalar(open_ones) or 0

    def address(self, notice: DueNotice) -> str:
        """The page of the row, from which the new date is entered."""
        register = self._registers.get(notice.subject)
        return address_of(register.endpoint("page"), record_id=notice.subject_id) if register else ""

    def _all(self) -> Select[DueNotice]:
        return select(DueNotice).where(DueNotice.plugin == self.plugin)

    def _found(self, session: Session, day: date) -> Iterator[DueNotice]:
        for due in self._dues:
            model = due.register.model
            column = getattr(model, due.column)
            query = select(model).where(column <= day + timedelta(days=due.ahead))
            rows = session.scalars(query if due.where is None else query.where(due.where())).all()
            name_enterprises(session, rows)
            for row in rows:
                on = getattr(row, due.column)
                yield DueNotice(
                    plugin=self.plugin,
                    subject=due.register.kind,
                    subject_id=row.id,
                    kind=due.kind,
                    title=due.register.label(row),
                    due_on=on,
                    stage=str(Stage.PAST if on < day else Stage.SOON),
                    noticed_on=day,
                    closed_on=None,
                    **{name: getattr(row, name) for name in OWNERS},
                )


def _key(row: DueNotice) -> Key:
    return row.subject, row.subject_id, row.kind, row.due_on, row.stage
