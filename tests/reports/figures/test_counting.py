"""Block 1 and 2 of 附件1: what counts at which pair of clocks, for whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reports.filled import Ledger

from anjian.campaigns.loading import shipped
from anjian.hazards.models import HazardCampaign
from anjian.hazards.words import Scale, Source, State
from anjian.inspections.words import Tier, VisitStatus
from anjian.kernel.db import Database
from anjian.kernel.ledger import next_event_no, take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import FigureSets, figure_sets
from anjian.reports.figures.units import find_unit, report_units

PACK = shipped()["jincheng_2023"]
START, FOUND, CONFIRMED, DONE, END = (
    date(2023, 5, 15), date(2023, 6, 1), date(2023, 6, 5), date(2023, 7, 10), date(2023, 7, 31),
)  # fmt: skip


@contextmanager
def writing(database: Database) -> Iterator[Ledger]:
    with system_write(database, "test") as session:
        yield Ledger(session)


def asof(database: Database, effective: date = END, known: int | None = None) -> AsOf:
    return AsOf(PACK.code, START, effective, take_watermark(database) if known is None else known)


def counted(database: Database, at: AsOf | None = None) -> FigureSets:
    with system_read(database, "test") as session:
        return figure_sets(session, PACK.annex1, at or asof(database))


def values(sets: FigureSets, unit: str = "全市") -> dict[str, int]:
    """The values that are not zero."""
    found = {cell.key: sets.figure(cell, find_unit(PACK, unit)).value for cell in PACK.annex1.cells}
    return {key: value for key, value in found.items() if value}


def test_an_empty_ledger_gives_31_true_zeros(database: Database) -> None:
    sets = counted(database)
    city = find_unit(PACK, "全市")
    assert [sets.figure(cell, city).value for cell in PACK.annex1.cells] == [0] * 31


def test_a_hazard_counts_once_confirmed_and_done_once_accepted(database: Database) -> None:
    with writing(database) as ledger:
        hazard = ledger.hazard(ledger.enterprise(), FOUND)
    assert values(counted(database)) == {}
    with writing(database) as ledger:
        ledger.session.add(hazard)
        ledger.change(hazard, CONFIRMED, confirmed_on=CONFIRMED, state=str(State.CONFIRMED))
    assert values(counted(database)) == {"A1-1.01": 1}
    with writing(database) as ledger:
        ledger.session.add(hazard)
        ledger.change(hazard, DONE, accepted_on=DONE, state=str(State.ACCEPTED))
    assert values(counted(database)) == {"A1-1.01": 1, "A1-1.02": 1}
    assert values(counted(database, asof(database, DONE - timedelta(1)))) == {"A1-1.01": 1}


def test_what_was_known_stays_known(database: Database) -> None:
    with writing(database) as ledger:
        hazard = ledger.hazard(ledger.enterprise(), FOUND, confirmed_on=CONFIRMED)
    before = take_watermark(database)
    with writing(database) as ledger:
        ledger.session.add(hazard)
        ledger.change(hazard, DONE, state=str(State.WITHDRAWN))
    assert values(counted(database)) == {}
    assert values(counted(database, asof(database, known=before))) == {"A1-1.01": 1}


@pytest.mark.parametrize(
    "facts",
    [
        {"scale": str(Scale.GENERAL)},
        {"scale": str(Scale.ENVIRONMENTAL)},
        {"state": str(State.WITHDRAWN)},
        {"state": str(State.DOWNGRADED)},
        {"merged_into_id": 999},
        {"confirmed_on": END + timedelta(1)},
        {"confirmed_on": None},
        {"campaign": "other_campaign"},
    ],
    ids=str,
)
def test_what_never_counts(database: Database, facts: dict[str, Any]) -> None:
    with writing(database) as ledger:
        ledger.hazard(ledger.enterprise(), FOUND, **({"confirmed_on": CONFIRMED} | facts))
    assert values(counted(database)) == {}


def test_a_hazard_of_two_campaigns_counts_once_in_each(database: Database) -> None:
    with writing(database) as ledger:
        hazard = ledger.hazard(ledger.enterprise(), FOUND, confirmed_on=CONFIRMED)
        number = next_event_no(ledger.session)
        ledger.session.add(HazardCampaign(hazard_id=hazard.id, campaign_code="other", known_from=number))
    other = replace(asof(database), campaign="other")
    assert values(counted(database)) == values(counted(database, other)) == {"A1-1.01": 1}


def test_sets_beside_the_table(database: Database) -> None:
    with writing(database) as ledger:
        enterprise = ledger.enterprise()
        ledger.hazard(enterprise, FOUND)
        ledger.hazard(enterprise, FOUND, state=str(State.RETURNED))
        ledger.hazard(enterprise, FOUND, confirmed_on=CONFIRMED, claimed_on=DONE, state=str(State.CLAIMED))
        ledger.hazard(enterprise, START - timedelta(1), confirmed_on=CONFIRMED)
        ledger.hazard(enterprise, START - timedelta(1), confirmed_on=CONFIRMED, accepted_on=DONE)
    sets = counted(database)
    city = find_unit(PACK, "全市")
    assert {name: len(sets.beside(name, city)) for name in ("pending", "claimed", "carried")} == {
        "pending": 1, "claimed": 1, "carried": 1,
    }  # fmt: skip
    assert values(sets) == {"A1-1.01": 1}


def test_listing_is_an_overlay(database: Database) -> None:
    with writing(database) as ledger:
        enterprise = ledger.enterprise()
        ledger.hazard(enterprise, FOUND, confirmed_on=CONFIRMED, source=str(Source.ASSIGNED), listed_on=DONE)
        ledger.hazard(
            enterprise,
            FOUND,
            confirmed_on=CONFIRMED,
            source=str(Source.PUBLIC_REPORT),
            listed_on=DONE,
            accepted_on=DONE,
        )
    assert values(counted(database)) == {"A1-1.05": 1, "A1-1.06": 1, "A1-1.07": 1, "A1-1.09": 2, "A1-1.10": 1}


def test_county_and_department_overlap_and_the_city_counts_once(database: Database) -> None:
    with writing(database) as ledger:
        ledger.hazard(ledger.enterprise(region="140525", department="transport"), FOUND, confirmed_on=CONFIRMED)
        ledger.hazard(ledger.enterprise(region="1405DZ", department="energy"), FOUND, confirmed_on=CONFIRMED)
    sets = counted(database)
    one = {"A1-1.01": 1}
    names = ("全市", "泽州县", "开发区", "市交通运输局", "市能源局", "城区")
    assert {name: values(sets, name) for name in names} == {
        "全市": {"A1-1.01": 2}, "泽州县": one, "开发区": one, "市交通运输局": one, "市能源局": one, "城区": {},
    }  # fmt: skip


def test_visits_and_findings_count_enterprises(database: Database) -> None:
    with writing(database) as ledger:
        enterprise, other = ledger.enterprise(), ledger.enterprise(region="140502")
        for _ in range(2):
            visit = ledger.visit(enterprise, FOUND)
            for limb in ("a", "c"):
                ledger.finding(visit, "A1-2.07", limb_letter=limb)
        second = ledger.visit(other, FOUND, tier=str(Tier.CITY), department_code="market")
        ledger.finding(second, "A1-2.03")
        ledger.finding(second, "A1-2.04", voided=True)
        ledger.finding(second, None)
    sets = counted(database)
    assert values(sets) == {"A1-2.01": 2, "A1-2.03": 1, "A1-2.07": 1}
    assert values(sets, "市市场监管局") == {"A1-2.01": 1, "A1-2.03": 1}
    assert values(sets, "泽州县") == {"A1-2.01": 1, "A1-2.07": 1}


@pytest.mark.parametrize(
    "facts",
    [
        {"tier": str(Tier.SELF)},
        {"status": str(VisitStatus.RUNNING)},
        {"fragment_answered": False},
        {"visited_on": START - timedelta(1)},
        {"visited_on": END + timedelta(1)},
    ],
    ids=str,
)
def test_visits_that_never_count(database: Database, facts: dict[str, Any]) -> None:
    with writing(database) as ledger:
        visit = ledger.visit(ledger.enterprise(), FOUND, **facts)
        ledger.finding(visit, "A1-2.02", found_on=FOUND)
    assert values(counted(database)) == {}


Days = st.one_of(st.none(), st.dates(date(2023, 5, 1), date(2023, 8, 31)))
Rows = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.sampled_from([unit.region_code for unit in PACK.reporting_units() if unit.region_code]),
            "department": st.sampled_from(
                [unit.department_code for unit in PACK.reporting_units() if unit.department_code]
            ),
            "found": st.dates(date(2023, 5, 1), date(2023, 8, 31)),
            "source": st.sampled_from([str(source) for source in Source]),
            "state": st.sampled_from([str(state) for state in State]),
            "scale": st.sampled_from([str(Scale.MAJOR), str(Scale.GENERAL)]),
            "confirmed_on": Days,
            "accepted_on": Days,
            "listed_on": Days,
            "tag": st.one_of(st.none(), st.integers(2, 8)),
            "visitor": st.sampled_from(
                [unit.department_code for unit in PACK.reporting_units() if unit.department_code]
            ),
        }
    ),
    min_size=1,
    max_size=12,
)


@given(Rows)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_invariants_over_random_splits(database: Database, rows: list[dict[str, Any]]) -> None:
    with system_write(database, "test") as session:
        _enter(Ledger(session), rows)
        sets = figure_sets(session, PACK.annex1, AsOf(PACK.code, START, END, 2**61))
        assert list(_broken(sets)) == []
        session.rollback()


def _enter(ledger: Ledger, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        enterprise = ledger.enterprise(region=row["place"], department=row["department"])
        facts = {name: row[name] for name in ("source", "state", "scale", "confirmed_on", "accepted_on", "listed_on")}
        ledger.hazard(enterprise, row["found"], **facts)
        visit = ledger.visit(enterprise, row["found"], department_code=row["visitor"])
        if row["tag"] is not None:
            ledger.finding(visit, f"A1-2.0{row['tag']}")


def _broken(sets: FigureSets) -> Iterator[str]:
    """Figures that break an invariant of requirements 5."""
    city, *units = report_units(PACK)
    splits = ([unit for unit in units if unit.region_code], [unit for unit in units if unit.department_code])
    for cell in PACK.annex1.cells:
        for split in splits:
            if set().union(*(sets.ids(cell, unit) for unit in split)) != set(sets.ids(cell, city)):
                yield f"{cell.key}: the units' rows are not the city's"
        for unit in (city, *units):
            if cell.subset_of and not sets.ids(cell, unit) <= sets.ids(PACK.cell(cell.subset_of), unit):
                yield f"{cell.key} of {unit.name}: no subset"
    for unit in (city, *units):
        parts = [sets.ids(PACK.cell(key), unit) for key in PACK.annex1.partitions[0].parts]
        union = set().union(*parts)
        if sum(map(len, parts)) != len(union) or union != set(sets.hazards.figure(1, unit)):
            yield f"{unit.name}: the sources do not part all hazards"
