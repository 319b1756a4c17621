"""Counting on from other sets gives what counting everything gives, however the clocks run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reports.histories import CATEGORIES, DAYS, STEPS, History

from anjian.campaigns.loading import shipped
from anjian.campaigns.tables import Annex1
from anjian.kernel.db import Database
from anjian.kernel.system import system_write
from anjian.reports.figures import incremental
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import FigureSets, figure_sets
from anjian.reports.figures.units import report_units

PACK = shipped()["jincheng_2023"]
START = PACK.campaign.starts_on


def asking_more() -> Annex1:
    """The table with a cell of one category's hazards and one of those past their due day."""
    told = PACK.annex1.model_dump()
    first, second = (line["cells"][0] for line in told["blocks"][0]["lines"][:2])
    first["category"], second["overdue"] = CATEGORIES[0], True
    return Annex1.model_validate(told)


@pytest.fixture(autouse=True)
def never_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much has changed, count on."""
    monkeypatch.setattr(incremental, "_WORTH", 0)


def told(sets: FigureSets) -> dict[str, Any]:
    """Everything that sets say: rows by atom and chunk, sizes, sums, hashes."""
    return {
        record: (
            one.sha256,
            one.tally,
            {
                number: (chunk.content.atoms, chunk.content.amounts, chunk.sha256)
                for number, chunk in one.chunks.items()
            },
        )
        for record, one in sets.records.items()
    }


Clocks = st.tuples(DAYS, st.integers(0, 30))


@pytest.mark.parametrize("annex1", [PACK.annex1, asking_more()], ids=["the notice's", "asking more"])
@given(steps=st.lists(STEPS, min_size=8, max_size=30), clocks=st.lists(Clocks, min_size=3, max_size=5))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_counting_on_equals_counting(
    database: Database, annex1: Annex1, steps: list[dict[str, Any]], clocks: list[tuple[date, int]]
) -> None:
    with system_write(database, "test") as session:
        history = History(session, PACK)
        numbers = [history.take(step) for step in steps]
        base: FigureSets | None = None
        for day, place in clocks:
            asof = AsOf(PACK.code, START, day, numbers[place % len(numbers)])
            counted = figure_sets(session, annex1, asof)
            if base is not None:
                assert told(figure_sets(session, annex1, asof, base)) == told(counted)
            base = counted
            check_values(counted, annex1)
        session.rollback()


def check_values(sets: FigureSets, annex1: Annex1) -> None:
    """What the sizes say is what the rows say."""
    for unit in report_units(PACK):
        for cell in annex1.cells:
            assert sets.value(cell, unit) == sets.figure(cell, unit).value, (cell.key, unit.name)
