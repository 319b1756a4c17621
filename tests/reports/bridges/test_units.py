"""The city's values come from the units' tables, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from anjian.campaigns.current import current_pack
from anjian.campaigns.loading import shipped
from anjian.campaigns.tables import Cell
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.plugin_host.instance import Instance
from anjian.reports.bridges.movements import Row
from anjian.reports.bridges.reasons import NEW
from anjian.reports.bridges.units import Overlap, bridge_to_city, units_bridge
from anjian.reports.figures.algebra import AnyFigure, figure_of
from anjian.reports.figures.chunks import Atom
from anjian.reports.figures.sets import RecordSets
from anjian.reports.figures.units import ReportUnit, city, report_units
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory

MONTH = "2023-07"
PACK = shipped()["jincheng_2023"]


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.SHANGHAI)


def test_before_the_first_compilation_there_is_no_bridge(instance: Instance) -> None:
    with pytest.raises(NotFound, match="还没有编制过报表"):
        units_bridge(instance, current_pack(instance.settings), MONTH)


def test_a_county_and_a_department_count_the_same_hazards(instance: Instance, factory: Factory) -> None:
    """The sum of the units' values is twice the city's, and the bridge says by whom."""
    for county in ("zezhou", "yangcheng", "zezhou"):
        enterprise = factory.enterprise(county=county)
        factory.hazard(enterprise, state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    with clock.at(on(date(2023, 8, 2))):
        run_job(instance, "monthly-report", period=MONTH)
    rows = {row.key: row for row in units_bridge(instance, current_pack(instance.settings), MONTH)}
    found = rows["A1-1.03"]
    assert (found.units_sum, found.repeated, found.late, found.gone, found.of_no_unit, found.city) == (6, 3, 0, 0, 0, 3)
    assert found.overlaps == (
        Overlap(("泽州县", "市交通运输局"), 2, 2),
        Overlap(("阳城县", "市交通运输局"), 1, 1),
    )
    assert len(rows) == 31


def test_what_was_entered_after_the_units_tables_is_listed(instance: Instance, factory: Factory) -> None:
    factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    with clock.at(on(date(2023, 7, 30))):
        run_job(instance, "monthly-report", period=MONTH)
    with clock.at(on(date(2023, 8, 2))):
        factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 28))
        run_job(instance, "monthly-report", period=MONTH)
    rows = {row.key: row for row in units_bridge(instance, current_pack(instance.settings), MONTH)}
    found = rows["A1-1.03"]
    assert (found.units_sum, found.repeated, found.late, found.gone, found.of_no_unit, found.city) == (2, 1, 1, 0, 0, 2)
    assert found.late_rows == (Row("YH2023000002", NEW),)


@dataclass
class Drawn:
    """Sets drawn by chance: each record may belong to any units, or to none."""

    owners: dict[int, tuple[str | None, str | None]]
    amounts: dict[int, int] = field(default_factory=dict)

    def ids(self, cell: Cell, unit: ReportUnit) -> BitMap:
        return BitMap(number for number, owner in self.owners.items() if unit.takes(*owner))

    def figure(self, cell: Cell, unit: ReportUnit) -> AnyFigure:
        return figure_of(cell.unit, self.ids(cell, unit), self.amounts)

    def beside(self, name: str, unit: ReportUnit) -> BitMap:
        return BitMap()


PLACES = [unit.region_code for unit in report_units(PACK)[1:] if unit.region_code] + [None]
DEPARTMENTS = [unit.department_code for unit in report_units(PACK)[1:] if unit.department_code] + [None]
Owner = st.tuples(st.sampled_from(PLACES), st.sampled_from(DEPARTMENTS))
Ledger = st.builds(
    lambda owners, amounts: Drawn(owners, {number: amounts.get(number, 0) for number in owners}),
    st.dictionaries(st.integers(1, 40), Owner, max_size=25),
    st.dictionaries(st.integers(1, 40), st.integers(0, 10**9)),
)


@given(submitted=Ledger, now=Ledger)
def test_every_bridge_closes(submitted: Drawn, now: Drawn) -> None:
    """Whatever rows the units handed in and whatever the ledger knows now."""
    for row in bridge_to_city(PACK, submitted, now, lambda _cell, _ids: ()):
        assert row.units_sum - row.repeated + row.late - row.gone + row.of_no_unit == row.city


@given(parts=st.lists(st.tuples(st.sets(st.integers(0, 300)), Owner), max_size=12))
def test_the_citys_value_is_that_of_the_union_however_rows_are_split(parts: Sequence[tuple[set[int], Any]]) -> None:
    """Random splits of the rows among units: merging by the algebra gives the value over the union (requirements 5.2)."""
    atoms = {Atom(0, *owner): BitMap() for _ids, owner in parts}
    for ids, owner in parts:
        atoms[Atom(0, *owner)] |= BitMap(ids)
    sets = RecordSets(single=False, atoms=atoms)
    united = BitMap.union(BitMap(), *(sets.figure(0, unit) for unit in report_units(PACK)[1:]))
    alone = BitMap.union(BitMap(), *(ids for atom, ids in atoms.items() if atom[1:] == (None, None)))
    assert sets.figure(0, city(PACK)) == united | alone
