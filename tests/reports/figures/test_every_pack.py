"""What every shipped pack must satisfy in the counting: each value resolvable, its relations kept on any ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap as Ids
from tests.reports.filled import Ledger

from anjian.campaigns.loading import shipped
from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import LIST_KEYS, LIST_PARTS
from anjian.hazards.words import Scale, Source, State
from anjian.inspections.catalogue import catalogue_of
from anjian.kernel.db import Database
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.registry import build_registry
from anjian.reports.documents.annex2_values import VALUES
from anjian.reports.documents.catalogue import documents_of, usual_documents
from anjian.reports.figures.algebra import figure_of
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.event_rules import RULES
from anjian.reports.figures.factors import marks_of, whole_of
from anjian.reports.figures.relations import relations
from anjian.reports.figures.rules import Mark
from anjian.reports.figures.units import find_unit, report_units

PACKS = list(shipped().values())
packs = pytest.mark.parametrize("pack", PACKS, ids=[pack.code for pack in PACKS])


@packs
def test_every_value_is_resolvable(pack: Pack) -> None:
    tags = {
        item.tag for checklist in catalogue_of(build_registry((), ())).checklists.values() for item in checklist.items
    }
    for cell in pack.annex1.cells:
        assert figure_of(cell.unit, Ids(), {}).value == 0
        assert cell.event is None or cell.event in RULES
        assert cell.tag is None or cell.tag in tags
        if cell.record == "hazard" and cell.subset_of is not None:
            whole = marks_of(pack.cell(cell.subset_of), pack.annex1)
            assert marks_of(cell, pack.annex1) & whole == whole
    assert whole_of(pack.annex1.partitions[0], pack.annex1) == Mark.COUNTED


@packs
def test_every_column_of_the_list_can_be_printed(pack: Pack) -> None:
    assert {column.key for column in pack.annex2.columns} <= set(LIST_KEYS)
    assert set(VALUES) == {*LIST_KEYS, *(part for parts in LIST_PARTS.values() for part in parts)}


@packs
def test_units_documents_and_names_do_not_collide(pack: Pack) -> None:
    names = [document.name for document in documents_of(pack)]
    assert len(names) == len(set(names))
    assert [document.kind.code for document in usual_documents(pack)] == ["annex1", "annex2", "monthly"]
    units = report_units(pack)
    assert len({unit.name for unit in units}) == len(units)
    assert [find_unit(pack, unit.full_name) for unit in units[1:]] == list(units[1:])


days = st.integers(-40, 60).map(timedelta)
hazards = st.fixed_dictionaries(
    {
        "found": days,
        "confirmed": st.none() | days,
        "accepted": st.none() | days,
        "listed": st.none() | days,
        "due": st.none() | days,
        "source": st.sampled_from(list(Source)),
        "scale": st.sampled_from([Scale.MAJOR, Scale.MAJOR, Scale.GENERAL, Scale.PIPELINE]),
        "state": st.sampled_from([State.REPORTED, State.RECTIFYING, State.WITHDRAWN, State.UNSIGNED]),
        "place": st.sampled_from(["140525", "140502", None]),
        "department": st.sampled_from(["transport", "emergency", "ecology", None]),
        "criterion": st.sampled_from(["C-02", "C-20", None]),
    }
)
visits = st.fixed_dictionaries({"on": days, "tag": st.none() | st.sampled_from(["A1-2.03", "A1-2.07"])})


@packs
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(hazards, max_size=8), seen=st.lists(visits, max_size=4))
def test_relations_hold_on_any_ledger(
    database: Database, pack: Pack, rows: list[dict[str, Any]], seen: list[dict[str, Any]]
) -> None:
    middle = pack.campaign.starts_on + timedelta(30)

    def on(days: timedelta | None) -> date | None:
        return None if days is None else middle + days

    with system_write(database, "test") as session:
        ledger = Ledger(session)
        for row in rows:
            enterprise = ledger.enterprise(region="140525")
            ledger.hazard(
                enterprise, middle + row["found"], campaign=pack.code, confirmed_on=on(row["confirmed"]),
                accepted_on=on(row["accepted"]), listed_on=on(row["listed"]), due_on=on(row["due"]), source=str(row["source"]),
                scale=str(row["scale"]), state=str(row["state"]), region_code=row["place"], department_code=row["department"],
                criterion_code=row["criterion"],
            )  # fmt: skip
        for one in seen:
            visit = ledger.visit(ledger.enterprise(), middle + one["on"])
            if one["tag"]:
                ledger.finding(visit, one["tag"])
    at = AsOf(pack.code, pack.campaign.starts_on, middle + timedelta(20), take_watermark(database))
    with system_read(database, "test") as session:
        sets = figure_sets(session, pack.annex1, at)
    for unit in report_units(pack):
        assert [relation for relation in relations(pack, sets, unit) if relation.broken] == []
    whole = find_unit(pack, "全市")
    parts = [sets.ids(pack.cell(key), whole) for key in pack.annex1.partitions[0].parts]
    assert sum(len(part) for part in parts) == len(sets.hazards.figure(Mark.COUNTED, whole))
