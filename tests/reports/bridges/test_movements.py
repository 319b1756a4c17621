"""Differences between two tables of one unit are named row by row."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.reports.filled import Ledger

from anjian.campaigns.current import current_pack
from anjian.hazards.models import Hazard
from anjian.hazards.words import Source, State
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.bridges.movements import Movement, Row, knowledge_bridge
from anjian.reports.bridges.reasons import NEW
from anjian.reports.figures.units import find_unit
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory

MONTH = "2023-07"


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.SHANGHAI)


def compile_on(instance: Instance, day: date) -> None:
    with clock.at(on(day)):
        run_job(instance, "monthly-report", period=MONTH)


def test_what_was_entered_after_the_provisional_table_is_named(instance: Instance, factory: Factory) -> None:
    pack = current_pack(instance.settings)
    factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    compile_on(instance, date(2023, 7, 30))
    with pytest.raises(NotFound, match="还没有编制终报"):
        knowledge_bridge(instance, pack, MONTH)
    with clock.at(on(date(2023, 8, 2))):
        factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 28))
        factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 8, 1))
    compile_on(instance, date(2023, 8, 2))
    (change,) = knowledge_bridge(instance, pack, MONTH)
    assert change == Movement(
        "A1-1.03", "部门执法检查发现的重大事故隐患（个）", "个", 1, (Row("YH2023000002", NEW),), (), 2
    )
    assert knowledge_bridge(instance, pack, MONTH, find_unit(pack, "阳城县")) == []


def test_every_fact_that_changed_is_told(instance: Instance, factory: Factory) -> None:
    """A hazard that leaves one figure for another: each table's loss and gain has its cause."""
    pack = current_pack(instance.settings)
    hazard = factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    compile_on(instance, date(2023, 7, 30))
    with system_write(instance.database, "test") as session:
        row = session.get_one(Hazard, hazard.id)
        Ledger(session).change(row, date(2023, 7, 31), source=str(Source.SELF_CHECK))
    compile_on(instance, date(2023, 8, 2))
    told = Row(hazard.public_code, "发现来源：部门执法检查→企业自查")
    came, went = knowledge_bridge(instance, pack, MONTH)
    assert (came.key, came.before, came.came, came.went, came.after) == ("A1-1.01", 0, (told,), (), 1)
    assert (went.key, went.before, went.came, went.went, went.after) == ("A1-1.03", 1, (), (told,), 0)
