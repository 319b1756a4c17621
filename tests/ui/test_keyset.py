"""Pages by key: walking forward and backward meets every row once, whatever the order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from anjian.kernel.db import Database
from anjian.kernel.errors import NotFound
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Person, Post, PostHolding, Unit
from anjian.ui.keyset import Order, Page, fetch_page, write_place

COUNT, SIZE = 23, 5


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with system_write(database, "test") as writing:
        unit = Unit(code="u", name="单位", kind="department")
        post = Post(unit=unit, title="岗位")
        for number in range(COUNT):
            # Days repeat, and every third row has no last day: ties and blanks must not lose or repeat a row.
            to_on = None if number % 3 == 0 else date(2023, 1, 1 + number % 4)
            writing.add(
                PostHolding(
                    post=post, person=Person(name=f"人{number % 7}"), from_on=date(2023, 2, 1 + number % 5), to_on=to_on
                )
            )
    with system_read(database, "test") as reading:
        yield reading


ORDERS = [
    Order(column, PostHolding.id, descending, nullable)
    for column, nullable in ((PostHolding.from_on, False), (PostHolding.to_on, True), (PostHolding.id, False))
    for descending in (False, True)
]


def expected(session: Session, order: Order) -> list[int]:
    rows = session.execute(select(PostHolding.id, order.column)).all()
    filled = [(value, key) for key, value in rows if value is not None]
    blank = [key for key, value in rows if value is None]
    ordered = [key for _value, key in sorted(filled, reverse=order.descending)]
    return ordered + sorted(blank, reverse=order.descending)


def ids(page: Page) -> list[int]:
    return [row.id for row in page.rows]


@pytest.mark.parametrize("order", ORDERS)
def test_walking_forward_then_backward_meets_every_row_once(session: Session, order: Order) -> None:
    pages = [fetch_page(session, select(PostHolding), order, SIZE)]
    while pages[-1].after:
        pages.append(fetch_page(session, select(PostHolding), order, SIZE, after=pages[-1].after))
    assert [key for page in pages for key in ids(page)] == expected(session, order)
    assert [len(page.rows) for page in pages] == [5, 5, 5, 5, 3]
    assert (pages[0].first, pages[0].before) == (True, "")
    back = pages[-1]
    for page in reversed(pages[:-1]):
        back = fetch_page(session, select(PostHolding), order, SIZE, before=back.before)
        assert ids(back) == ids(page)
        assert back.after
    assert back.before == ""


def test_a_page_is_one_query(session: Session) -> None:
    statements: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda _c, _cur, text, *_: statements.append(text))
    place = write_place(date(2023, 2, 3), 9)
    fetch_page(session, select(PostHolding), Order(PostHolding.from_on, PostHolding.id), SIZE, after=place)
    assert [text.split()[0] for text in statements if text.split()[0] not in ("PRAGMA", "BEGIN", "SET")] == ["SELECT"]


def test_rows_of_several_columns_come_as_tuples(session: Session) -> None:
    query = select(PostHolding.id, Person.name).join(Person, Person.id == PostHolding.person_id)
    page = fetch_page(session, query, Order(PostHolding.id, PostHolding.id), 2)
    assert [name for _id, name in page.rows] == ["人0", "人1"]


@pytest.mark.parametrize("place", ["nonsense", "e30", write_place([1], 1), "%%%"])
def test_a_place_that_cannot_be_read_says_so(session: Session, place: str) -> None:
    with pytest.raises(NotFound, match="翻页位置已失效"):
        fetch_page(session, select(PostHolding), Order(PostHolding.id, PostHolding.id), SIZE, after=place)
