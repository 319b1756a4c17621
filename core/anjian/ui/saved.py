"""Filters that an account keeps under a name of its own: tabs of a list that nobody else has."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, String, Text, UniqueConstraint, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.ownership import Scoped

MOST = 12
"""Filters that one account may keep for one list: more are no tabs any more."""
NAME = 20
"""Characters of a name."""


class SavedFilter(Base, Scoped):
    """A named filter of one list (`page` is its endpoint), seen by its account only."""

    __tablename__ = "saved_filter"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    page: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("account_id", "page", "name", name="uq_saved_filter"),)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return false() if actor.account_id is None else cls.account_id == actor.account_id


def saved_of(session: Session, page: str) -> Sequence[SavedFilter]:
    """The session's actor's filters of a list, in the order in which they were kept."""
    return session.scalars(select(SavedFilter).where(SavedFilter.page == page).order_by(SavedFilter.id)).all()


def keep(session: Session, actor: Actor, page: str, name: str, query: str) -> SavedFilter:
    """Keep a filter; one of the same name is replaced. Raises `Refused` with every problem."""
    name = " ".join(name.split())
    problems = []
    if not name or len(name) > NAME:
        problems.append(Problem(f"请给筛选条件取一个名称，不超过{NAME}个字。"))
    if not query:
        problems.append(Problem("请先选定筛选条件，再保存。"))
    if problems or actor.account_id is None:
        raise Refused(problems or "登录后才能保存筛选条件。")
    mine = select(SavedFilter).where(SavedFilter.page == page)
    found = session.scalars(mine.where(SavedFilter.name == name)).one_or_none()
    if found is None:
        if (session.scalar(mine.with_only_columns(func.count(SavedFilter.id))) or 0) >= MOST:
            raise Refused(f"每个列表最多保存{MOST}个筛选条件，请先删除不用的。")
        found = SavedFilter(account_id=actor.account_id, page=page, name=name, query=query)
        session.add(found)
    found.query = query
    session.flush()
    return found


def forget(session: Session, page: str, number: str) -> None:
    """Drop one of the actor's own filters; one that is gone already, or another's, is left alone."""
    own = select(SavedFilter).where(SavedFilter.page == page)
    found = session.scalars(own.where(SavedFilter.id == int(number))).one_or_none() if number.isdecimal() else None
    if found is not None:
        session.delete(found)
        session.flush()
