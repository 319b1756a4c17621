"""待办: what this actor has to do, by light; each row opens the page that finishes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Headline, TaskItem, TaskList
from anjian.ui.context import current_instance
from anjian.ui.view import View

LIGHTS = ("red", "yellow", "green", "grey")
HEADLINES = 3
SHOWN = 100
"""Rows of one list that are fetched, and shown when all of a list is asked for."""
FIRST = 10
"""Rows of one list that the page shows at first, so that every list is in sight."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """One list of 待办, or the reason why it cannot be shown: a broken part is named, never silently left out."""

    key: str
    title: str
    items: tuple[TaskItem, ...]
    total: int
    broken: bool = False


def tasks_of(session: Session, actor: Actor, sources: tuple[TaskList, ...]) -> list[Tasks]:
    """The lists this actor may have, each with its most urgent rows first; lists with nothing to do are left out."""
    found = []
    for source in sources:
        if not actor.may(source.permission):
            continue
        try:
            items = sorted(source.items.load()(session, actor, SHOWN), key=urgency)
            total = len(items) if len(items) < SHOWN else source.count.load()(session, actor)
        except Exception:
            current_app.logger.exception("task list %s failed", source.key)
            found.append(Tasks(source.key, source.title, (), 0, broken=True))
            continue
        if items:
            found.append(Tasks(source.key, source.title, tuple(items), total))
    return found


def urgency(item: TaskItem) -> tuple[int, date]:
    """Red before yellow before green, then by due day."""
    rank = LIGHTS.index(item.light) if item.light in LIGHTS else len(LIGHTS)
    return rank, item.due_on or date.max


def count_of(session: Session, actor: Actor, sources: tuple[TaskList, ...]) -> int:
    """How much there is to do; a list that cannot be counted counts nothing here and is named on the page."""
    total = 0
    for source in sources:
        if actor.may(source.permission):
            try:
                total += source.count.load()(session, actor)
            except Exception:
                current_app.logger.exception("task list %s failed", source.key)
    return total


class Home(View):
    """待办, the home of every role."""

    any_account = True

    def get(self) -> ResponseReturnValue:
        lists = tasks_of(self.session, self.actor, current_instance().registry.tasks)
        items = [item for group in lists for item in group.items]
        tally = {light: sum(1 for item in items if item.light == light) for light in LIGHTS}
        return self.render(
            "web/home.html",
            lists=lists,
            tally=tally,
            headlines=self._headlines(),
            opened=request.args.getlist("all"),
            first=FIRST,
        )

    def _headlines(self) -> list[Headline]:
        """The first three figures of this role. A source that fails is logged; its figures are missing, never wrong."""
        found: list[Headline] = []
        for source in current_instance().registry.headlines:
            if self.actor.may(source.permission):
                try:
                    found += source.build.load()(self.session, self.actor)
                except Exception:
                    current_app.logger.exception("headlines %s failed", source.build)
        return found[:HEADLINES]


class TodoCount(View):
    """The number beside 待办, asked by a request of its own so that no page waits for it."""

    any_account = True

    def get(self) -> ResponseReturnValue:
        return str(count_of(self.session, self.actor, current_instance().registry.tasks))
