"""The records that the core names behind a section's figure: as known then, and only those that the reader may see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.reports.places import PACK

from anjian.hazards.words import State
from anjian.kernel.actor import Actor
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_api.section_types import SectionFigure
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import AsOf
from anjian.reports.sections.rows import Asked, Line, Lines, lines_of

if TYPE_CHECKING:
    from anjian.testing.factories import Factory
    from anjian.testing.installing import Actors


def opened(instance: Instance, record: str, *ids: int, known: int | None = None, by: Actor | None = None) -> Lines:
    """Rows of a record, for the system or for an account."""
    asof = AsOf(
        PACK.code, PACK.campaign.starts_on, date(2023, 7, 31), known or take_watermark(instance.database)
    )  # fmt: skip
    figure = SectionFigure("none.rows", "指标", "个", "定义", ids, record=record)
    unit = system_read(instance.database, "test") if by is None else instance.database.read_unit(by)
    with unit as session:
        return lines_of(Asked(session, instance.registry, PACK, asof), "none", figure, ids)


def test_hazards_are_as_they_were_known(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(
        factory.enterprise(name="泽州甲化工有限公司（演示）"), state=State.REPORTED, content="联锁摘除"
    )
    then = take_watermark(instance.database)
    factory.advance(hazard, State.CONFIRMED)
    (before,), (after,) = (opened(instance, "hazard", hazard.id, known=known).rows for known in (then, None))
    assert before.cells[:3] == (hazard.public_code, "泽州甲化工有限公司（演示）", "联锁摘除")
    assert (before.cells[-1], after.cells[-1]) == (str(State.REPORTED), str(State.CONFIRMED))
    assert before.opens == ("hazard", hazard.id)


def test_a_reader_sees_the_rows_of_their_jurisdiction(instance: Instance, factory: Factory, actors: Actors) -> None:
    own, other = factory.enterprise(), factory.enterprise(county="gaoping")
    hazards = sorted(factory.hazard(one).id for one in (own, other))
    visits = sorted(
        factory.visit(one, by=actors["emergency"], plugin="hazchem", failing=("HC-SO-3",)).id for one in (own, other)
    )
    for record, ids in (("hazard", hazards), ("visit", visits)):
        assert [line.id for line in opened(instance, record, *ids).rows] == ids
        assert [line.id for line in opened(instance, record, *ids, by=actors["zezhou"]).rows] == ids[:1]


def test_enterprises_visits_findings_and_days_have_their_words(
    instance: Instance, factory: Factory, actors: Actors
) -> None:
    plant = factory.enterprise(name="泽州乙化工有限公司（演示）", categories=("生产",))
    visit = factory.visit(plant, by=actors["emergency"], plugin="hazchem", failing=("HC-SO-3",))
    assert opened(instance, "enterprise", plant.id).rows[0].cells == (plant.name, plant.credit_code)
    assert opened(instance, "visit", visit.id).rows[0].cells[1:3] == (plant.name, visit.visited_on.isoformat())
    (finding,) = opened(instance, "finding", *(one.id for one in visit.findings)).rows
    assert (finding.cells[0], finding.opens) == (plant.name, ("enterprise", plant.id))
    assert opened(instance, "day", date(2023, 7, 1).toordinal()).rows[0].cells == ("2023-07-01",)


def test_records_of_a_plugin_that_is_gone_are_told_by_number(instance: Instance) -> None:
    assert opened(instance, "vehicle", 7, 9) == Lines(("记录编号",), (Line(7, ("7",)), Line(9, ("9",))))
