"""附件2 as we print it is a list that the hazards importer reads again: same hazards, same codes, nothing changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from tests.reports.places import PACK

from anjian.hazards.imports import import_hazards
from anjian.hazards.models import Hazard
from anjian.hazards.words import ListingLevel, Source, State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period, write_files

if TYPE_CHECKING:
    from anjian.testing.factories import Factory


@pytest.fixture
def listed(factory: Factory) -> Factory:
    zezhou, chengqu = factory.enterprise(), factory.enterprise(county="chengqu")
    day = date(2023, 6, 20)
    for state in (State.CONFIRMED, State.RECTIFYING, State.CLAIMED, State.ACCEPTED):
        factory.hazard(zezhou, state=state, discovered_on=day, place=f"{state}处")
        day += timedelta(days=1)
    factory.hazard(chengqu, source=Source.SELF_CHECK, listed=ListingLevel.CITY)
    return factory


def rows(instance: Instance) -> list[dict[str, object]]:
    with system_read(instance.database, "test") as session:
        hazards = session.scalars(select(Hazard).order_by(Hazard.id)).all()
        return [{column.key: getattr(hazard, column.key) for column in Hazard.__table__.columns} for hazard in hazards]


def test_importing_it_again_changes_nothing(instance: Instance, listed: Factory, tmp_path: Path) -> None:
    before = rows(instance)
    files = write_files(compile_period(instance, PACK, "2023-07", units=["全市"]), tmp_path)
    outcome = import_hazards(instance, listed.actors["office"], files[1])
    assert [str(problem) for problem in outcome.problems] == []
    assert (outcome.total, outcome.unchanged, outcome.entered, outcome.updated) == (5, 5, 0, 0), outcome.changes
    assert rows(instance) == before
