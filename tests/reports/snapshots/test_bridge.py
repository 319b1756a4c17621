"""Differences between tables are named row by row."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from anjian.campaigns.current import current_pack
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.plugin_host.instance import Instance
from anjian.reports.snapshots.bridge import knowledge_bridge, units_bridge
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory

MONTH = "2023-07"


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.SHANGHAI)


def test_what_was_entered_after_the_provisional_table_is_named(instance: Instance, factory: Factory) -> None:
    pack = current_pack(instance.settings)
    factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    with pytest.raises(NotFound, match="还没有编制过报表"):
        units_bridge(instance, pack, MONTH)
    with clock.at(on(date(2023, 7, 30))):
        run_job(instance, "monthly-report", period=MONTH)
    with pytest.raises(NotFound, match="还没有编制终报"):
        knowledge_bridge(instance, pack, MONTH)
    with clock.at(on(date(2023, 8, 2))):
        factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 28))
        factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 8, 1))
        run_job(instance, "monthly-report", period=MONTH)
    (change,) = knowledge_bridge(instance, pack, MONTH)
    assert (change.key, change.provisional, change.final) == ("A1-1.03", 1, 2)
    assert (change.later, change.gone) == (("YH2023000002",), ())


def test_the_citys_values_come_from_the_units(instance: Instance, factory: Factory) -> None:
    """County and department both count a hazard: the sum of the units' values is twice the city's."""
    for county in ("zezhou", "yangcheng"):
        factory.hazard(factory.enterprise(county=county), state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    with clock.at(on(date(2023, 8, 2))):
        run_job(instance, "monthly-report", period=MONTH)
    rows = {row.key: row for row in units_bridge(instance, current_pack(instance.settings), MONTH)}
    found = rows["A1-1.03"]
    assert (found.units_sum, found.repeated, found.of_no_unit, found.city) == (4, 2, 0, 2)
    assert len(rows) == 31
    assert all(row.units_sum - row.repeated + row.of_no_unit == row.city for row in rows.values())
