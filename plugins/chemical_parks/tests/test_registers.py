"""Entering rows about parks: the county is the park's, a task waits for its replies, only the lead may decide without them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian_chemical_parks.models import Member, Milestone, Park, ParkTask, ParkTaskVersion

CLOSED = {"state": "已办结", "closed_on": date(2023, 7, 25), "evidence": "批复"}


def effects(results: list[Any]) -> list[tuple[str, list[str | None]]]:
    return [(str(one.effect), [problem.field for problem in one.problems]) for one in results]


def test_a_row_takes_the_county_of_its_park_and_an_unknown_park_is_refused(instance: Instance, enter: Any) -> None:
    assert str(enter("milestones").problems[0].message).startswith("园区台账中没有这个园区")
    assert str(enter("parks").effect) == "新增"
    results = enter.rows("milestones", {}, {"park": "别的园区", "milestone": "二"}, {"milestone": "三"}, {})
    assert effects(results) == [("新增", []), ("退回", ["park"]), ("新增", []), ("一致", [])]
    with system_read(instance.database, "test") as session:
        rows = session.scalars(select(Milestone).order_by(Milestone.id)).all()
        assert [(row.milestone, row.region_code, row.department_code, row.enterprise_id) for row in rows] == [
            ("总体规划获批", "140525", "industry", None),
            ("三", "140525", "industry", None),
        ]


def test_a_park_stays_in_its_county_while_rows_belong_to_it(instance: Instance, enter: Any) -> None:
    enter("parks")
    assert str(enter("parks", region="140581").effect) == "更新"
    enter("milestones")
    moved = enter("parks", region="140525")
    assert [problem.field for problem in moved.problems] == ["region"]
    assert str(enter("parks", region="140581", recognition="认定中").effect) == "更新"
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(Park.region_code)).all() == ["140581"]


def test_scope_holds(enter: Any) -> None:
    assert str(enter("parks", login="zezhou.industry").effect) == "新增"
    foreign = enter("parks", name="第二园区", login="gaoping.industry")
    unseen = enter("milestones", login="gaoping.industry")
    assert "不在您的管辖范围内" in foreign.problems[0].message
    assert [problem.field for problem in unseen.problems] == ["park"]
    taken = enter("parks", region="140581", login="gaoping.industry")
    assert "已由其他单位登记" in taken.problems[0].message
    for login in ("office", "emergency"):
        with pytest.raises(Exception, match="您的岗位不能进行此项操作"):
            enter("parks", login=login)


def test_an_enterprise_is_registered_in_one_park_that_there_is(
    instance: Instance, enter: Any, factory: Factory
) -> None:
    enter("parks")
    maker = factory.enterprise(categories=("生产",))
    results = enter.rows(
        "members",
        {"enterprise": maker.credit_code},
        {"enterprise": maker.credit_code, "park": "别的园区"},
        {"enterprise": "91140500000000000X"},
    )
    assert effects(results) == [("新增", []), ("退回", ["park"]), ("退回", ["enterprise"])]
    with system_read(instance.database, "test") as session:
        row = session.scalars(select(Member)).one()
        assert (row.enterprise_id, row.park, row.department_code) == (maker.id, enter.park, "industry")


def test_a_task_is_closed_when_every_unit_has_replied(instance: Instance, enter: Any) -> None:
    enter("parks")
    assert [problem.field for problem in enter("replies").problems] == ["matter"]
    enter("tasks")
    assert [problem.field for problem in enter("replies", partner="市公安局").problems] == ["partner"]
    enter("replies")
    waiting = enter("tasks", **CLOSED)
    assert [problem.field for problem in waiting.problems] == ["state"]
    assert "配合单位市生态环境局尚未回复，不能办结" in waiting.problems[0].message
    enter("replies", partner="市生态环境局")
    assert str(enter("tasks", **CLOSED).effect) == "更新"
    again = enter("tasks", **CLOSED, partners="泽州县、市生态环境局、市公安局")
    assert "市公安局尚未回复" in again.problems[0].message
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(ParkTaskVersion.state).order_by(ParkTaskVersion.id)).all() == ["进行中", "已办结"]


def test_only_the_lead_closes_without_the_replies_and_says_why(instance: Instance, enter: Any) -> None:
    enter("parks")
    enter("tasks")
    reason = {**CLOSED, "override": "市生态环境局已口头同意，回复另补"}
    for login in ("zezhou.industry", "zezhou"):
        refused = enter("tasks", **reason, login=login)
        assert [problem.field for problem in refused.problems] == ["override"]
        assert "只有牵头单位市工信局" in refused.problems[0].message
    assert str(enter("tasks", **reason).effect) == "更新"
    # The county may go on describing what the lead has decided, and undo nothing by it.
    assert str(enter("tasks", **reason, progress="已定桩", login="zezhou.industry").effect) == "更新"
    assert [
        p.field for p in enter("tasks", **{**reason, "override": "另有理由"}, login="zezhou.industry").problems
    ] == ["override"]
    with system_read(instance.database, "test") as session:
        row = session.scalars(select(ParkTask)).one()
        assert (row.state, row.override, row.progress) == ("已办结", reason["override"], "已定桩")
