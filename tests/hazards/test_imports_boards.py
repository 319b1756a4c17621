"""A later list that changes 五落实 is a new plan version: the board at the entrance is to be posted anew (R-023)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from tests.hazards.files import keep
from tests.hazards.lists import hazard_list
from tests.hazards.test_boards import asked

from anjian.hazards import boards
from anjian.hazards.imports import import_hazards
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.words import Evidence
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"整改措施": "更换并增设远传报警"}, "imported_plan"),
        ({"整改资金（万元）": "80"}, "imported_plan"),
        ({"整改责任人（职务）": "某总经理"}, "imported_plan"),
        ({"整改期限": "2023-09-01"}, "imported_plan"),
        ({"应急预案": "专人值守"}, "imported_plan"),
        ({"备注": "正在采购备件"}, "imported_update"),
        ({"级别": "市级"}, "imported_update"),
        ({"备注": "期限顺延", "整改期限": "2023-09-01"}, "imported_plan"),
        ({}, None),
    ],
)
def test_only_a_list_that_changes_the_plan_asks_for_a_new_photo(
    instance: Instance, factory: Factory, tmp_path: Path, cells: dict[str, object], kind: str | None
) -> None:
    actor = factory.actors["zezhou"]
    import_hazards(instance, actor, hazard_list(tmp_path / "7.xlsx", {}))
    with system_read(instance.database, "the hazard of a test") as session:
        hazard = session.scalars(select(Hazard)).one()
    assert asked(instance, hazard)
    keep(instance, actor, hazard, Evidence.POSTED, [1])
    assert not asked(instance, hazard)
    import_hazards(instance, actor, hazard_list(tmp_path / "8.xlsx", cells))
    assert asked(instance, hazard) is (kind == "imported_plan")
    with system_read(instance.database, "the events of a test") as session:
        kinds = session.scalars(select(HazardEvent.kind).order_by(HazardEvent.seq)).all()
        versions = [one.kind for one in boards.plan_versions(session, session.get_one(Hazard, hazard.id))]
    assert kinds == ["imported", *([kind] if kind else [])]
    assert versions == [one for one in kinds if one != "imported_update"]
