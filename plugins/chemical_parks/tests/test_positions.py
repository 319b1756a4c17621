"""Register against map: the comparison as cases, the daily job's versions, what a reader is shown."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from anjian.kernel import clock
from anjian.kernel.history import OPEN
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian_chemical_parks.geometry import closed
from anjian_chemical_parks.models import PositionCheck, PositionCheckVersion
from anjian_chemical_parks.positions import Place, compare
from anjian_chemical_parks.words import Relation

AREAS = {
    "甲": closed([(0, 0), (1, 0), (1, 1), (0, 1)]),
    "乙": closed([(0.5, 0.5), (2, 0.5), (2, 2), (0.5, 2)]),
    "丙": [],
}


@pytest.mark.parametrize(
    ("declared", "point", "expected"),
    [
        ("甲", (0.2, 0.2), Place(Relation.AGREES, "甲", "甲")),
        ("乙", (0.7, 0.7), Place(Relation.AGREES, "乙", "乙")),
        ("甲", (1.5, 1.5), Place(Relation.ELSEWHERE, "甲", "乙")),
        ("甲", (3, 3), Place(Relation.OUTSIDE, "甲", "")),
        ("甲", None, Place(Relation.NO_POSITION, "甲", "")),
        ("丙", (3, 3), Place(Relation.NO_BOUNDARY, "丙", "")),
        ("丙", (0.2, 0.2), Place(Relation.ELSEWHERE, "丙", "甲")),
        ("", (0.2, 0.2), Place(Relation.UNDECLARED, "", "甲")),
        ("", (3, 3), None),
    ],
)
def test_comparison(declared: str, point: tuple[float, float] | None, expected: Place | None) -> None:
    found = compare(AREAS, {7: declared} if declared else {}, {7: point} if point else {})
    assert found == ({7: expected} if expected else {})


def on(day: date) -> Any:
    return clock.at(datetime(day.year, day.month, day.day, 6, 20, tzinfo=clock.SHANGHAI))


def test_the_job_keeps_what_changed_with_versions_and_each_reader_sees_their_own(
    instance: Instance, client: Client, enter: Any, place: Any, factory: Factory
) -> None:
    enter("parks")
    inside, outside, stranger, unplaced = (factory.enterprise(categories=("生产",)) for _ in range(4))
    foreign = factory.enterprise(county="gaoping", categories=("生产",), name="高平在园化工有限公司（演示）")
    for enterprise, longitude in ((inside, 112.85), (outside, 113.5), (stranger, 112.86), (foreign, 112.87)):
        place(enterprise, longitude, 35.45)
    enter.rows("members", *({"enterprise": one.credit_code} for one in (inside, outside, unplaced)))
    with on(date(2023, 7, 26)):
        assert run_job(instance, "chemical_parks.positions").message == "核对入园企业位置，5家有变化。"
    with on(date(2023, 7, 27)):
        assert run_job(instance, "chemical_parks.positions").message == "入园企业位置核对没有变化。"
    place(outside, 112.81, 35.41)
    place(stranger, 113.0, 35.45)
    with on(date(2023, 7, 28)):
        assert run_job(instance, "chemical_parks.positions").message == "核对入园企业位置，2家有变化。"
    with system_read(instance.database, "test") as session:
        rows = {
            row.enterprise_id: (row.relation, row.located_in, row.checked_on.day)
            for row in session.scalars(select(PositionCheck))
        }
        assert rows == {
            inside.id: ("登记与位置一致", enter.park, 26),
            outside.id: ("登记与位置一致", enter.park, 28),
            stranger.id: ("不再涉及", "", 28),
            unplaced.id: ("企业没有坐标，无法核对", "", 26),
            foreign.id: ("位于园区内、未登记入园", enter.park, 26),
        }
        version = PositionCheckVersion
        told = session.scalars(
            select(version).where(version.enterprise_id == outside.id).order_by(version.known_from)
        ).all()
        assert [row.relation for row in told] == ["登记在园、位置在园外", "登记与位置一致"]
        assert (told[0].known_to, told[1].known_to) == (told[1].known_from, OPEN)
    seen = {}
    for login in ("industry", "zezhou.industry", "gaoping.industry", "office"):
        page = unescape(client.sign_in(login).get("/chemical_parks/positions").text)
        seen[login] = [foreign.name in page, inside.name in page, stranger.name in page]
    assert seen == {
        "industry": [True, True, False],
        "zezhou.industry": [False, True, False],
        "gaoping.industry": [True, False, False],
        "office": [True, True, False],
    }
