"""Random histories: whatever different persons try on a hazard, only listed transitions happen and the ledger stays provable.

`ANJIAN_TEST_WALKS=1000` walks as many histories; `-s` shows which steps were never taken, and how often the others were.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.hazards.walker import City, Walk

from anjian.hazards.rules import TRANSITIONS
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

HISTORIES = int(os.environ.get("ANJIAN_TEST_WALKS", "25"))


def test_no_history_breaks_the_loop(instance: Instance, factory: Factory) -> None:
    city = City(instance, factory)
    run_state_machine_as_test(
        lambda: Walk(city),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert city.taken, "nothing was ever allowed"
    print(sorted(set(TRANSITIONS) - set(city.taken)), city.taken)  # noqa: T201 - a long walk's figures are read with -s
