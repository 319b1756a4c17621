"""One step: permission, table and form are judged together; what is kept is the change, its event and its version."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from anjian.hazards import steps
from anjian.hazards.models import FOLDED, Hazard, HazardEvent, HazardVersion
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import GENESIS, chain_hash
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

WHOLE: dict[str, Any] = {
    "responsible": "演示甲（经理）", "measures": "更换", "funds_fen": 0, "due_on": date(2023, 8, 30), "contingency": "专人值守",
    "original_due_on": date(2023, 8, 30),
}  # fmt: skip


def events_of(instance: Instance, hazard_id: int) -> list[HazardEvent]:
    with system_read(instance.database, "events of a test") as session:
        which = select(HazardEvent).where(HazardEvent.hazard_id == hazard_id).order_by(HazardEvent.seq)
        return list(session.scalars(which))


def versions_of(instance: Instance, hazard_id: int) -> list[tuple[int, int, str]]:
    with system_read(instance.database, "versions of a test") as session:
        which = select(HazardVersion).where(HazardVersion.hazard_id == hazard_id).order_by(HazardVersion.known_from)
        return [(version.known_from, version.known_to, version.state) for version in session.scalars(which)]


def test_a_step_keeps_its_change_its_event_and_its_version(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.CONFIRMED), factory.actors["zezhou"]
    with instance.database.write_unit(officer) as session:
        row = steps.load(session, hazard.id, hazard.seq)
        number = steps.take(session, officer, row, "plan", date(2023, 7, 20), WHOLE)
    *earlier, last = events_of(instance, hazard.id)
    told = json.loads(last.hashed_text)
    written = {name: value.isoformat() if isinstance(value, date) else value for name, value in WHOLE.items()}
    assert told["before"] == dict.fromkeys(WHOLE) | {"state": "已确认"}
    assert told["after"] == written | {"state": "整改中"}
    assert (last.event_no, last.seq, last.kind, last.effective_on) == (number, 3, "plan", date(2023, 7, 20))
    assert (last.actor_name, last.unit_name, last.recorded_at) == (officer.person_name, "泽州县", clock.now())
    assert versions_of(instance, hazard.id) == [
        (earlier[0].event_no, earlier[1].event_no, "已上报"),
        (earlier[1].event_no, number, "已确认"),
        (number, OPEN, "整改中"),
    ]


def test_every_event_is_chained_to_the_one_before(instance: Instance, factory: Factory) -> None:
    first, other = factory.hazard(state=State.ACCEPTED), factory.hazard(state=State.CONFIRMED)
    for hazard in (first, other):
        prev = GENESIS
        for place, event in enumerate(events_of(instance, hazard.id), 1):
            assert (event.seq, event.prev_hash, event.hash) == (place, prev, chain_hash(prev, event.hashed_text))
            prev = event.hash
        assert hazard.last_hash == prev


def test_the_first_event_holds_the_whole_row(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    (event,) = events_of(instance, hazard.id)
    told = json.loads(event.hashed_text)
    assert told["before"] == {}
    row = {name: getattr(hazard, name) for name in FOLDED}
    assert told["after"] == {n: v.isoformat() if isinstance(v, date) else v for n, v in row.items()}


def test_a_refused_step_says_everything_and_leaves_the_row_as_it_was(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.CONFIRMED), factory.actors["zezhou"]
    before = versions_of(instance, hazard.id)
    with instance.database.write_unit(officer) as session:
        row = steps.load(session, hazard.id)
        with pytest.raises(Refused) as refused:
            faults = [Problem("表中有误。", field="due_on")]
            steps.take(
                session,
                officer,
                row,
                "plan",
                date(2023, 8, 1),
                WHOLE | {"measures": None, "funds_fen": -1},
                faults=faults,
            )
        assert (row.state, row.responsible, row.seq) == (State.CONFIRMED, None, hazard.seq)
    assert [problem.message for problem in refused.value.problems] == [
        "表中有误。",
        "日期 2023-08-01 晚于今天，请核对。",
        "“五落实”不完整，还缺：整改措施。",
        "整改资金不能为负数，没有费用的填 0。",
    ]
    assert versions_of(instance, hazard.id) == before
    assert len(events_of(instance, hazard.id)) == len(before)


def test_who_may_not_is_told_who_can_before_anything_is_judged(instance: Instance, factory: Factory) -> None:
    hazard, office = factory.hazard(state=State.ACCEPTED), factory.actors["office"]
    with instance.database.write_unit(office) as session, pytest.raises(Forbidden, match="请联系行业监管部门办理"):
        steps.take(session, office, steps.load(session, hazard.id), "confirm", clock.today(), {})


def test_a_reason_stays_with_its_event(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.CLAIMED), factory.actors["zezhou2"]
    with instance.database.write_unit(officer) as session:
        row = steps.load(session, hazard.id)
        steps.take(session, officer, row, "reject_claim", clock.today(), {"claimed_on": None}, reason="现场仍有泄漏")
    told = json.loads(events_of(instance, hazard.id)[-1].hashed_text)
    assert told["before"] == {
        "claimed_on": hazard.claimed_on.isoformat() if hazard.claimed_on else "",
        "state": "待验收",
    }
    assert told["after"] == {"claimed_on": None, "state": "整改中", "reason": "现场仍有泄漏"}


def test_a_stale_number_is_refused_and_a_hazard_out_of_sight_is_not_found(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.CONFIRMED)
    with instance.database.write_unit(factory.actors["zezhou"]) as session:
        assert steps.load(session, hazard.id, hazard.seq).id == hazard.id
        with pytest.raises(Refused, match=f"隐患 {hazard.public_code} 在您打开页面后已被他人更新"):
            steps.load(session, hazard.id, hazard.seq - 1)
    with instance.database.write_unit(factory.actors["yangcheng"]) as session, pytest.raises(NotFound):
        steps.load(session, hazard.id)


def test_many_enter_at_once_each_with_its_own_number(instance: Instance, factory: Factory) -> None:
    enterprise, officer = factory.enterprise(), factory.actors["zezhou"]
    like = factory.hazard(enterprise, state=State.REPORTED)
    columns = {name: getattr(like, name) for name in FOLDED}
    made = [Hazard(**(columns | {"public_code": f"YH9{n}", "client_uid": f"uid-{n}"})) for n in range(3)]
    with instance.database.write_unit(officer) as session:
        heads = [steps.head_of(officer, "report", hazard.discovered_on, hazard) for hazard in made]
        numbers = steps.enter(session, made, heads)
        assert steps.enter(session, [], []) == []
    assert numbers == sorted(set(numbers)) and len(numbers) == 3
    for hazard, number in zip(made, numbers, strict=True):
        assert [event.event_no for event in events_of(instance, hazard.id)] == [number]
        assert versions_of(instance, hazard.id) == [(number, OPEN, "已上报")]
