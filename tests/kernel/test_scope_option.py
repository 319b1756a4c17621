"""One compiled statement serves all actors of a kind, and each sees their own rows through it; relationships too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, ForeignKey, create_engine, delete, event, func, select, update
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    aliased,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)  # fmt: skip

from anjian.kernel.actor import Actor, Grant
from anjian.kernel.db import _SYSTEM, _scope_of
from anjian.kernel.ownership import Owned
from anjian.kernel.scope_option import ScopeOption
from anjian.testing.moments import MOMENT

ALPHA, BETA, TRANSPORT = Grant(region_code="1"), Grant(region_code="2"), Grant(department_code="transport")


UNSCOPED = {_SYSTEM: "filters of a test stand alone"}


class Base(DeclarativeBase):
    """Tables of this test only."""


class Shelf(Owned, Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)
    boxes: Mapped[list[Box]] = relationship(back_populates="shelf", order_by="Box.id")


class Box(Owned, Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey(Shelf.id))
    shelf: Mapped[Shelf | None] = relationship(back_populates="boxes")


def actor(grant: Grant) -> Actor:
    return Actor(1, 1, "甲", 1, "单位", grants=(grant,))


class Store:
    """Sessions over two shelves of two regions, on each a box of either; every statement gets the option."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        Base.metadata.create_all(engine)
        with Session(engine, info=UNSCOPED) as session, session.begin():
            for shelf in (1, 2):
                session.add(Shelf(id=shelf, region_code=str(shelf)))
                session.add_all(Box(id=shelf * 10 + box, shelf_id=shelf, region_code=str(box)) for box in (1, 2))

    def seen_by(self, grant: Grant) -> Session:
        session = Session(self.engine, info=UNSCOPED)
        option = ScopeOption([(model, model.visible_to(actor(grant))) for model in (Shelf, Box)])

        def scope(state: ORMExecuteState) -> None:
            state.statement = state.statement.options(option)

        event.listen(session, "do_orm_execute", scope)
        return session


@pytest.fixture
def store() -> Iterator[Store]:
    engine = create_engine("sqlite://")
    yield Store(engine)
    engine.dispose()


def test_actors_take_turns_at_one_statement(store: Store) -> None:
    seen = []
    for grant in (ALPHA, BETA, ALPHA, TRANSPORT, BETA):
        with store.seen_by(grant) as session:
            seen.append(session.scalars(select(Box.id).where(Box.id > 10).order_by(Box.id)).all())
    assert seen == [[11, 21], [12, 22], [11, 21], [], [12, 22]]


def test_actors_of_one_kind_share_what_was_compiled(store: Store) -> None:
    cache: Any = store.engine._compiled_cache
    kept = []
    for grant in (ALPHA, BETA, TRANSPORT):
        with store.seen_by(grant) as session:
            session.scalars(select(Box.id)).all()
        kept.append(len(cache))
    assert kept == [kept[0], kept[0], kept[0] + 1]


@pytest.mark.parametrize("load", [None, joinedload, selectinload])
def test_what_hangs_on_a_row_is_filtered_as_the_row_is(store: Store, load: Callable[..., Any] | None) -> None:
    asked = select(Shelf) if load is None else select(Shelf).options(load(Shelf.boxes))
    seen = []
    for grant in (ALPHA, BETA):
        with store.seen_by(grant) as session:
            seen.append([(shelf.id, [box.id for box in shelf.boxes]) for shelf in session.scalars(asked).unique()])
    assert seen == [[(1, [11])], [(2, [22])]]


def test_a_row_of_another_is_not_reached_through_ones_own(store: Store) -> None:
    with store.seen_by(ALPHA) as session:
        boxes = session.scalars(select(Box).order_by(Box.id)).all()
        assert [(box.id, box.shelf is not None) for box in boxes] == [(11, True), (21, False)]


def test_aliases_joins_and_counts_are_filtered(store: Store) -> None:
    other = aliased(Box)
    for grant, ids, joined in ((ALPHA, [11, 21], [11]), (BETA, [12, 22], [22])):
        with store.seen_by(grant) as session:
            assert session.scalars(select(other.id).order_by(other.id)).all() == ids
            assert session.scalar(select(func.count()).select_from(other)) == 2
            assert session.scalars(select(Box.id).join(Shelf, Box.shelf_id == Shelf.id)).all() == joined


def test_bulk_statements_are_filtered(store: Store) -> None:
    for grant in (ALPHA, BETA):
        with store.seen_by(grant) as session, session.begin():
            session.execute(update(Box).values(department_code=grant.region_code))
    with store.seen_by(ALPHA) as session, session.begin():
        session.execute(delete(Box).where(Box.id > 20))
    with Session(store.engine, info=UNSCOPED) as session:
        left = session.execute(select(Box.id, Box.department_code).order_by(Box.id)).all()
    assert [tuple(row) for row in left] == [(11, "1"), (12, "2"), (22, "2")]


def test_filters_are_made_anew_once_a_class_is_mapped() -> None:
    before = _scope_of(actor(ALPHA), MOMENT.date())
    assert _scope_of(actor(ALPHA), MOMENT.date()) is before

    class Late(Base):
        __tablename__ = "late"
        id: Mapped[int] = mapped_column(primary_key=True)

    assert _scope_of(actor(ALPHA), MOMENT.date()) is not before
