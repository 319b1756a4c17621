"""A small city entered through importers and services, and the truth told about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from anjian.campaigns.current import current_pack
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.hazards.words import Scale, Source, State
from anjian.inspections.models import Visit
from anjian.intake.models import Report
from anjian.intake.words import State as Stage
from anjian.kernel import clock
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.units import city
from anjian.testing.city.run import City, Sizes
from anjian.testing.installing import fill_city, open_city
from anjian.testing.moments import START
from anjian.testing.templates import opened

SIZES = Sizes(enterprises=30, hazards=70)


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Instance, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("city")
    instance = open_city(f"sqlite:///{folder / 'city.db'}", folder)
    with opened(instance.database.url), clock.at(START):
        fill_city(instance)
    truth = City(instance, folder / "sent", 4, SIZES).enter()
    yield instance, truth
    instance.database.dispose()


def test_the_ledger_holds_what_was_asked_for(entered: tuple[Instance, dict[str, Any]]) -> None:
    instance, truth = entered
    with system_read(instance.database, "test") as session:
        counts = [session.scalar(select(func.count()).select_from(model)) for model in (Enterprise, Hazard, Visit)]
    assert counts == [truth["enterprises"], truth["hazards"], truth["visits"]] == [30, 70, 24]


def test_the_truth_names_rows_of_the_ledger(entered: tuple[Instance, dict[str, Any]]) -> None:
    instance, truth = entered
    with system_read(instance.database, "test") as session:
        rows = {row.public_code: row for row in session.scalars(select(Hazard))}
    for first, second in truth["duplicates"] + truth["near"] + truth["faked"]:
        assert rows[first].enterprise_id == rows[second].enterprise_id
        assert rows[first].limb_code == rows[second].limb_code
    for first, second in truth["faked"]:
        accepted = rows[first].accepted_on
        assert accepted is not None and accepted < rows[second].discovered_on
    assert len(truth["duplicates"]) == 1 and len(truth["near"]) == 3 and len(truth["faked"]) == 1
    for code in truth["overdue"]:
        assert rows[code].accepted_on is None


def test_counts_by_source_are_those_of_counted_rows(entered: tuple[Instance, dict[str, Any]]) -> None:
    instance, truth = entered
    counted = (
        Hazard.scale == str(Scale.MAJOR),
        Hazard.confirmed_on.is_not(None),
        Hazard.state.not_in((State.WITHDRAWN, State.DOWNGRADED)),
    )
    with system_read(instance.database, "test") as session:
        rows = session.execute(
            select(Hazard.source, func.count(), func.count(Hazard.accepted_on)).where(*counted).group_by(Hazard.source)
        ).all()
    assert truth["by_source"] == {source: [found, done] for source, found, done in rows}


def test_live_faults_walked_the_loop(entered: tuple[Instance, dict[str, Any]]) -> None:
    instance, _truth = entered
    with system_read(instance.database, "test") as session:
        live = session.scalars(select(Hazard).where(~Hazard.imported)).all()
    assert len(live) == SIZES.live
    assert {row.state for row in live} >= {State.ACCEPTED}
    assert all(row.limb_code for row in live)


def test_tips_count_only_where_they_were_found_true(entered: tuple[Instance, dict[str, Any]]) -> None:
    instance, truth = entered
    told_of = (Source.PUBLIC_REPORT, Source.ASSIGNED)
    with system_read(instance.database, "test") as session:
        live = session.scalars(select(Hazard).where(~Hazard.imported, Hazard.source.in_(told_of))).all()
        reports = {row.hazard_id: row for row in session.scalars(select(Report).where(Report.hazard_id.is_not(None)))}
        idle = session.scalars(select(Report).where(Report.hazard_id.is_(None))).all()
        again = [row for row in session.scalars(select(Hazard)) if row.public_code in truth["seen_again"]]
        seen = {row.id: [sighting.source for sighting in row.sightings] for row in again}
    assert {row.id: row.source for row in live} == {id: row.kind for id, row in reports.items() if id not in seen}, (
        "each hazard told of has its report"
    )
    assert {row.verified_on for row in (reports[one.id] for one in live)} == {row.discovered_on for row in live}
    assert seen and all(sources == [Source.INSPECTION, Source.ASSIGNED] for sources in seen.values())
    assert {row.state for row in idle} == {Stage.WAITING, Stage.ANSWERED, Stage.CLOSED, Stage.DECLINED}
    received = sum(tally["received"] for tally in truth["intake"].values())
    in_ledger = sum(tally["in_ledger"] for tally in truth["intake"].values())
    assert (received, in_ledger) == (len(reports) + len(idle), len(live) + len(seen))


def test_block_3_says_what_the_plan_says(entered: tuple[Instance, dict[str, Any]]) -> None:
    """The table of July and of October against what the plan of the city expects, cell by cell."""
    instance, truth = entered
    pack = current_pack(instance.settings)
    for month, told in truth["enforcement"].items():
        asof = AsOf(pack.code, pack.campaign.starts_on, pack.period(month).end, take_watermark(instance.database))
        with system_read(instance.database, "test") as session:
            sets = figure_sets(session, pack.annex1, asof)
        cells = [cell for cell in pack.annex1.cells if cell.event]
        assert {cell.key: sets.figure(cell, city(pack)).value for cell in cells} == told
    none = {month: [key for key, value in told.items() if value == 0] for month, told in truth["enforcement"].items()}
    assert none == {"2023-07": ["A1-3.04", "A1-3.06", "A1-3.06b"], "2023-10": ["A1-3.06b"]}, "every other cell has rows"


def test_the_same_seed_enters_the_same_city(entered: tuple[Instance, dict[str, Any]], tmp_path: Path) -> None:
    _instance, truth = entered
    other = open_city(f"sqlite:///{tmp_path / 'again.db'}", tmp_path)
    with clock.at(START):
        fill_city(other)
    assert City(other, tmp_path / "sent", 4, SIZES).enter() == truth
    other.database.dispose()
