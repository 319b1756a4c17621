"""What a pack may ask of hazards beside the official table: each factor chooses exactly the rows that its words say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from tests.reports.filled import Ledger

from anjian.campaigns.loading import shipped
from anjian.campaigns.tables import Annex1, Cell
from anjian.enterprises.models import ChainLink
from anjian.hazards.models import HazardVersion
from anjian.hazards.words import Scale, Source, State
from anjian.kernel.db import Database
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import next_event_no, take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.factors import carrying, marks_of, whole_of
from anjian.reports.figures.rules import Mark
from anjian.reports.figures.units import find_unit

PACK = shipped()["jincheng_2023"]
CITY, ZEZHOU = find_unit(PACK, "全市"), find_unit(PACK, "泽州县")
FOUND, END = date(2023, 6, 1), date(2023, 7, 31)
CONFIRMED: dict[str, Any] = {"confirmed_on": date(2023, 6, 5)}


def table(**cells: Mapping[str, Any]) -> Annex1:
    """The official table with one more line, whose cells ask what they are given."""
    first = PACK.annex1.blocks[0]
    made = tuple(
        Cell(key=key, unit="个", merge="unite", record="hazard", definition="测试用", derivation="daily", **asked)
        for key, asked in cells.items()
    )
    line = first.lines[0].model_copy(update={"cells": made})
    blocks = (first.model_copy(update={"lines": (*first.lines, line)}), *PACK.annex1.blocks[1:])
    return PACK.annex1.model_copy(update={"blocks": blocks})


@pytest.fixture
def rows(database: Database) -> dict[str, int]:
    """Hazards by what is peculiar to them: name -> id."""
    with system_write(database, "test") as session:
        ledger = Ledger(session)
        works = ledger.enterprise(department="emergency")
        carrier = ledger.enterprise(region="140581")
        link = ChainLink(
            enterprise_id=carrier, category="运输", region_code="140581", department_code="transport",
            from_on=date(2023, 1, 1), to_on=date(2023, 12, 31),
        )  # fmt: skip
        session.add(link)
        session.flush()
        open_versions(session, [link], next_event_no(session))
        made = {
            "plain": ledger.hazard(works, FOUND, **CONFIRMED),
            "late": ledger.hazard(works, FOUND, due_on=date(2023, 7, 30), **CONFIRMED),
            "due today": ledger.hazard(works, FOUND, due_on=END, **CONFIRMED),
            "mended late": ledger.hazard(works, FOUND, due_on=date(2023, 7, 1), accepted_on=END, **CONFIRMED),
            "minor": ledger.hazard(works, FOUND, scale=str(Scale.GENERAL), **CONFIRMED),
            "unconfirmed": ledger.hazard(works, FOUND),
            "unsigned": ledger.hazard(works, FOUND, state=str(State.UNSIGNED)),
            "carrier's": ledger.hazard(
                carrier, FOUND, criterion_code="C-02", source=str(Source.INSPECTION), **CONFIRMED
            ),
        }
        return {name: hazard.id for name, hazard in made.items()}


MAJOR = {"plain", "late", "due today", "mended late", "carrier's"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, MAJOR),
        ({"overdue": True}, {"late"}),
        ({"scales": ["一般事故隐患"]}, {"minor"}),
        ({"scales": ["重大事故隐患", "一般事故隐患"]}, MAJOR | {"minor"}),
        ({"count_from": "reported"}, MAJOR | {"unconfirmed"}),
        ({"department": "transport"}, {"carrier's"}),
        ({"category": "运输"}, {"carrier's"}),
        ({"category": "生产"}, set()),
        ({"criteria": ["C-01", "C-02"]}, {"carrier's"}),
        ({"criteria": ["C-02"], "source": "企业自查"}, set()),
        ({"department": "emergency", "accepted": True}, {"mended late"}),
    ],
)
def test_a_factor_chooses_its_rows(
    database: Database, rows: dict[str, int], asked: dict[str, Any], expected: set[str]
) -> None:
    annex1 = table(**{"X-1": asked})
    cell = annex1.blocks[0].lines[-1].cells[0]
    at = AsOf(PACK.code, PACK.campaign.starts_on, END, take_watermark(database))
    with system_read(database, "test") as session:
        counted = set(figure_sets(session, annex1, at).ids(cell, CITY))
        opened = set(
            session.scalars(select(HazardVersion.hazard_id).where(carrying(at, annex1, marks_of(cell, annex1))))
        )
    assert counted == opened == {rows[name] for name in expected}


def test_the_official_values_are_the_same_whatever_else_is_asked(database: Database, rows: dict[str, int]) -> None:
    asked: dict[str, dict[str, Any]] = {
        "X-1": {"scales": ["一般事故隐患"]},
        "X-2": {"overdue": True, "count_from": "reported"},
    }
    wide = table(**asked)
    at = AsOf(PACK.code, PACK.campaign.starts_on, END, take_watermark(database))
    with system_read(database, "test") as session:
        sets, plain = figure_sets(session, wide, at), figure_sets(session, PACK.annex1, at)
    for unit in (CITY, ZEZHOU):
        assert [sets.ids(cell, unit) for cell in PACK.annex1.cells] == [
            plain.ids(cell, unit) for cell in PACK.annex1.cells
        ]
        assert [sets.beside(name, unit) for name in ("pending", "claimed", "carried")] == [
            plain.beside(name, unit) for name in ("pending", "claimed", "carried")
        ]
    assert set(sets.beside("pending", CITY)) == {rows["unconfirmed"]}


def test_the_official_partition_makes_up_all_counted_hazards() -> None:
    assert whole_of(PACK.annex1.partitions[0], PACK.annex1) == Mark.COUNTED
