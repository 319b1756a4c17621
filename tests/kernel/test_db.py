"""Two kinds of unit of work: one cannot write, the other commits whole or leaves no trace. Default deny on every statement."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from anjian.kernel.actor import NOBODY, Actor, Grant
from anjian.kernel.attachments import Attachment
from anjian.kernel.calendar import CalendarDay
from anjian.kernel.clock import now
from anjian.kernel.db import Database
from anjian.kernel.numbering import next_codes
from anjian.kernel.system import elevated, system_read, system_write
from anjian.testing.waiting import until_one_waits

DAY = date(2023, 7, 3)


def actor(*grants: Grant, sees_all: bool = False) -> Actor:
    return Actor(1, 1, "甲", 1, "单位", grants=grants, sees_all=sees_all)


def evidence(region: str, department: str, enterprise: int = 1, parent: int | None = None) -> Attachment:
    return Attachment(
        subject_kind="hazard", subject_id=1, purpose="整改前", file_name="a.jpg", media_type="image/jpeg", sha256="0" * 64,
        size=1, added_at=now(), added_by=1, region_code=region, department_code=department, enterprise_id=enterprise,
        parent_id=parent,
    )  # fmt: skip


@pytest.fixture
def rows(database: Database) -> Database:
    with system_write(database, "test rows") as session:
        session.add_all(
            [
                evidence("140525", "transport", 1),
                evidence("140525", "energy", 2, parent=7),
                evidence("140522", "transport", 3),
            ]
        )
    return database


def seen(session: Session) -> list[int | None]:
    return sorted(row.enterprise_id for row in session.scalars(select(Attachment)))  # type: ignore[type-var]


def test_a_read_unit_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), database.read_unit(actor(sees_all=True)) as session:
        session.add(CalendarDay(day=DAY, working=True, note=""))
        session.flush()


def test_a_connection_can_write_again_after_it_was_read_only(database: Database) -> None:
    for turn in range(3):
        with database.read_unit(NOBODY) as session:
            assert [row.note for row in session.scalars(select(CalendarDay))] == ([str(turn - 1)] if turn else [])
        with database.write_unit(NOBODY) as session:
            session.merge(CalendarDay(day=DAY, working=True, note=str(turn)))


def test_an_exception_leaves_no_trace(database: Database) -> None:
    with pytest.raises(LookupError), database.write_unit(NOBODY) as session:
        session.add(CalendarDay(day=DAY, working=True, note=""))
        session.flush()
        raise LookupError
    with database.read_unit(NOBODY) as session:
        assert session.get(CalendarDay, DAY) is None


@pytest.mark.parametrize(
    ("who", "enterprises"),
    [
        (NOBODY, []),
        (actor(Grant()), []),
        (actor(Grant(region_code="140525")), [1, 2]),
        (actor(Grant(department_code="transport")), [1, 3]),
        (actor(Grant(region_code="140525", department_code="transport")), [1]),
        (actor(Grant(enterprise_id=3)), [3]),
        (actor(Grant(parent_id=7)), [2]),
        (actor(Grant(enterprise_id=3), Grant(parent_id=7)), [2, 3]),
        (actor(sees_all=True), [1, 2, 3]),
    ],
)
def test_an_actor_sees_its_slices(rows: Database, who: Actor, enterprises: list[int]) -> None:
    with rows.read_unit(who) as session:
        assert seen(session) == enterprises
        assert session.scalar(select(func.count()).select_from(Attachment)) == len(enterprises)


def test_bulk_statements_are_scoped_too(rows: Database) -> None:
    with rows.write_unit(actor(Grant(department_code="energy"))) as session:
        session.execute(update(Attachment).values(purpose="改动"))
        session.execute(delete(Attachment).where(Attachment.enterprise_id == 1))
    with system_read(rows, "check") as session:
        assert [
            (row.enterprise_id, row.purpose) for row in session.scalars(select(Attachment).order_by(Attachment.id))
        ] == [
            (1, "整改前"),
            (2, "改动"),
            (3, "整改前"),
        ]


def test_another_owners_row_cannot_be_fetched_by_key(rows: Database) -> None:
    with rows.read_unit(actor(Grant(enterprise_id=1))) as session:
        assert session.get(Attachment, 1) is not None
        assert session.get(Attachment, 2) is None


def test_elevated_sees_all_and_only_inside_its_block(rows: Database) -> None:
    with rows.read_unit(actor(Grant(enterprise_id=1))) as session:
        with elevated(session, "duplicate check"):
            assert seen(session) == [1, 2, 3]
        assert seen(session) == [1]


def test_a_session_without_an_actor_is_refused(rows: Database) -> None:
    with Session(rows.engine) as session, pytest.raises(RuntimeError, match="actor"):
        session.scalars(select(Attachment)).all()


def test_concurrent_writers_wait_and_never_lose_a_number(database: Database) -> None:
    def take(_: int) -> str:
        with database.write_unit(NOBODY) as session:
            return next_codes(session, "YH2023", 1)[0]

    take(0)
    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(take, range(40)))
    assert codes == [f"YH2023{number:06d}" for number in range(2, 42)]


@pytest.mark.postgres
def test_two_units_that_begin_a_series_at_once_share_it(database: Database) -> None:
    def other() -> list[str]:
        with system_write(database, "second") as session:
            return next_codes(session, "YH2023", 1)

    with ThreadPoolExecutor(1) as pool:
        with system_write(database, "first") as session:
            first = next_codes(session, "YH2023", 2)
            waiting = pool.submit(other)
            until_one_waits(database)
        assert (first, waiting.result()) == (["YH2023000001", "YH2023000002"], ["YH2023000003"])


def test_looking_outside_a_unit_waits_for_no_writer_and_cannot_write(database: Database) -> None:
    with database.write_unit(NOBODY) as session:
        next_codes(session, "YH2023", 1)
        with database.reading.connect() as connection:
            assert connection.execute(select(func.count()).select_from(CalendarDay)).scalar_one() == 0
    with database.reading.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(delete(CalendarDay))
