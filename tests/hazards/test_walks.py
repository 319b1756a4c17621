"""Random histories: whatever different persons try on a hazard, only listed transitions happen and the ledger stays provable.

`ANJIAN_TEST_WALKS=1000` walks as many histories; `-s` shows how often each step was taken and refused.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.hazards.walk_city import City
from tests.hazards.walker import Walk

from anjian.hazards.rules import TRANSITIONS
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

HISTORIES = int(os.environ.get("ANJIAN_TEST_WALKS", "25"))
ALL = (*TRANSITIONS, "merge", "unmerge", "seen_again")


def test_no_history_breaks_the_loop(instance: Instance, factory: Factory) -> None:
    """In 1,000 histories each step is taken at least 20 times, in fewer as many times fewer."""
    city = City(instance, factory)
    run_state_machine_as_test(
        lambda: Walk(city),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    for verb in sorted(ALL, key=lambda one: city.taken[one]):
        print(f"{verb:18} taken {city.taken[verb]:5} refused {city.refused[verb]:5}")  # noqa: T201 - a long walk's figures are read with -s
    assert city.taken, "nothing was ever allowed"
    assert {verb for verb in ALL if city.taken[verb] < HISTORIES // 50} == set()
