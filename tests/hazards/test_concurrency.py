"""Two writers on one hazard: one wins, the other is told, nothing is lost."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import select

from anjian.hazards import service
from anjian.hazards.models import Hazard
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.kernel.history import OPEN, open_versions
from anjian.kernel.ledger import next_event_no
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
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
