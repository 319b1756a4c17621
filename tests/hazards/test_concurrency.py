"""Two writers on one hazard: one wins, the other is told, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from anjian.hazards import service
from anjian.hazards.again import see_again
from anjian.hazards.inputs import NewHazard
from anjian.hazards.models import Hazard, HazardEvent, Sighting
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import Source, State
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.kernel.history import OPEN, open_versions
from anjian.kernel.ledger import next_event_no
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.waiting import until_one_waits


def test_of_many_who_confirm_at_once_one_does(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    moment, actor = clock.now(), factory.actors["zezhou"]

    def confirm(_number: int) -> bool:
        with clock.at(moment):  # the held clock belongs to one thread
            try:
                with instance.database.write_unit(actor) as session:
                    service.confirm(session, actor, hazard.id, clock.today(), seq=hazard.seq)
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(confirm, range(12)))
    assert outcomes.count(True) == 1
    with system_read(instance.database, "after") as session:
        kept = session.get_one(Hazard, hazard.id)
        assert (kept.state, kept.seq) == (State.CONFIRMED, hazard.seq + 1)
        assert list(verify_ledger(session)) == []


@pytest.mark.postgres
def test_a_page_that_loaded_the_row_before_another_step_is_told(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    actor = factory.actors["zezhou"]
    with instance.database.write_unit(actor) as slow:
        shown = slow.get_one(Hazard, hazard.id)
        with instance.database.write_unit(actor) as quick:
            service.confirm(quick, actor, hazard.id, clock.today(), seq=hazard.seq)
        assert shown.state == State.REPORTED
        with pytest.raises(Refused, match="已被他人更新"):
            service.confirm(slow, actor, hazard.id, clock.today(), seq=hazard.seq)


@pytest.mark.postgres
@pytest.mark.parametrize("slow_draws_first", [True, False])
def test_versions_never_overlap(instance: Instance, factory: Factory, slow_draws_first: bool) -> None:
    """Whichever number is lower, the unit that changed the row second is told, and one version stays open."""
    hazard = factory.hazard(state=State.REPORTED)
    actor = factory.actors["zezhou"]
    with instance.database.write_unit(actor) as quick, ThreadPoolExecutor(1) as pool:
        if slow_draws_first:
            with system_write(instance.database, "a number that another unit drew earlier") as drawing:
                number: int | None = next_event_no(drawing)
        else:
            number = None
        open_versions(quick, [quick.get_one(Hazard, hazard.id)], next_event_no(quick))

        def change() -> None:
            with instance.database.write_unit(actor) as slow:
                open_versions(slow, [slow.get_one(Hazard, hazard.id)], number or next_event_no(slow))

        waiting: Future[None] = pool.submit(change)
        until_one_waits(instance.database)
        quick.commit()
        with pytest.raises(Refused, match="刚刚被他人更新"):
            waiting.result()
    with system_read(instance.database, "after") as session:
        version = Hazard.version_class
        rows = session.scalars(select(version).where(version.hazard_id == hazard.id).order_by(version.known_from)).all()
        assert [row.known_to for row in rows] == [*(row.known_from for row in rows[1:]), OPEN]


ROUNDS = 15


def test_two_writers_lose_no_update(instance: Instance, factory: Factory) -> None:
    """One asks for more time and the other refuses it, both as fast as they can: every step that was taken is there."""
    hazard = factory.hazard(state=State.RECTIFYING)
    moment, until = clock.now(), clock.today() + timedelta(days=90)
    start, both = hazard.seq, Barrier(2)

    def write(login: str) -> list[int]:
        actor, taken = factory.actors[login], []
        both.wait()
        with clock.at(moment):
            for _ in range(ROUNDS):
                with instance.database.read_unit(actor) as session:
                    shown = session.get_one(Hazard, hazard.id)
                try:
                    with instance.database.write_unit(actor) as session:
                        place = (session, actor, hazard.id, clock.today())
                        if shown.extension_to is None:
                            after = service.ask_extension(*place, until, "工期", seq=shown.seq)
                        else:
                            after = service.refuse_extension(*place, "不同意", seq=shown.seq)
                    taken.append(after.seq)
                except Refused:
                    continue
        return taken

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(write, ("zezhou", "zezhou2"))
    assert sorted(first + second) == list(range(start + 1, start + 1 + len(first) + len(second)))
    assert first and second
    with system_read(instance.database, "after") as session:
        kept = session.get_one(Hazard, hazard.id)
        assert kept.seq == start + len(first) + len(second)
        for login, taken in (("zezhou", first), ("zezhou2", second)):
            account = factory.actors[login].account_id
            mine = select(HazardEvent.seq).where(
                HazardEvent.hazard_id == hazard.id, HazardEvent.account_id == account, HazardEvent.seq.in_(taken)
            )
            assert sorted(session.scalars(mine)) == taken
        assert list(verify_ledger(session)) == []


def together(work: Callable[[], int], times: int = 4) -> list[int]:
    """The same request, several times at the same moment."""
    moment, all_there = clock.now(), Barrier(times)

    def one(_number: int) -> int:
        all_there.wait()
        with clock.at(moment):
            return work()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def counts(instance: Instance) -> tuple[int, int, int]:
    """Hazards, sightings, events of hazards."""
    with system_read(instance.database, "after") as session:
        assert list(verify_ledger(session)) == []
        hazards, sightings, events = (
            session.scalar(select(func.count()).select_from(model)) or 0 for model in (Hazard, Sighting, HazardEvent)
        )
        return hazards, sightings, events


def test_a_report_and_a_sighting_sent_again_count_once(instance: Instance, factory: Factory) -> None:
    enterprise, actor = factory.enterprise(), factory.actors["zezhou"]
    new = NewHazard(
        enterprise.id, "相互禁配物质混放混存", "甲类仓库", Source.INSPECTION, clock.today(), "演示甲", "transport",
        limb_code="C-20c",
    )  # fmt: skip
    again = replace(new, client_uid=str(uuid4()))

    def report() -> int:
        with instance.database.write_unit(actor) as session:
            return service.report(session, actor, [new], campaign=instance.settings.campaign)[0].id

    hazard_id, *others = together(report)
    assert others == [hazard_id] * 3
    assert counts(instance) == (1, 1, 1)

    def see() -> int:
        with instance.database.write_unit(actor) as session:
            return see_again(session, actor, hazard_id, again).id

    assert together(see) == [hazard_id] * 4
    assert counts(instance) == (1, 2, 2)


def test_who_sees_a_hazard_for_a_transfer_only_is_counted_once_too(instance: Instance, factory: Factory) -> None:
    """The sighting belongs to the department that has the hazard, so its own finder does not see it."""
    hazard, asked = factory.hazard(state=State.CONFIRMED), factory.actors["emergency"]
    officer = factory.actors["transport"]
    with instance.database.write_unit(officer) as session:
        service.ask_transfer(session, officer, hazard.id, clock.today(), "emergency", "职责调整")
    seen = NewHazard(
        hazard.enterprise_id, "", "", Source.INSPECTION, clock.today(), "演示乙", "transport", limb_code="C-20c"
    )
    for _ in range(2):
        with instance.database.write_unit(asked) as session:
            assert see_again(session, asked, hazard.id, seen).id == hazard.id
    assert counts(instance)[1] == 2


def test_a_double_click_on_a_page_has_one_effect(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    client.sign_in("zezhou")
    shown = client.get(f"/hazards/new?enterprise={enterprise.id}").get_data(as_text=True)
    uid = re.search(r'name="client_uid" value="([0-9a-f-]{36})"', shown)
    assert uid is not None
    typed = {
        "client_uid": uid[1], "enterprise_id": str(enterprise.id), "department_code": "transport",
        "source": "部门执法检查", "discovered_on": str(clock.today()), "found_by": "演示甲", "scale": "重大事故隐患",
        "limb_code": "C-20c", "place": "甲类仓库", "content": "相互禁配物质混放混存",
    }  # fmt: skip
    answers = [client.post("/hazards/new", typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert counts(instance) == (1, 1, 1)
    step = {"seq": "1", "effective_on": str(clock.today())}
    address = f"{answers[0].location}/confirm"
    assert [client.post(address, step).status_code for _ in range(2)] == [303, 422]
    assert counts(instance) == (1, 1, 2)
