"""Two writers on one hazard: one wins, the other is told, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from anjian.hazards import service
from anjian.hazards.models import Hazard
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory


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
