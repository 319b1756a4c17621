"""Over which hazards a case is asked for (R-107): by the rule on one row and by the list of many alike."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from tests.hazards.lists import code, hazard_list

from anjian.enforcement import queries
from anjian.enforcement.rules import calls_for_case, needs_case
from anjian.hazards import service
from anjian.hazards.imports import import_hazards
from anjian.hazards.models import Hazard
from anjian.hazards.words import Source, State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory


def listed(instance: Instance) -> set[str]:
    with system_read(instance.database, "the list of a test") as session:
        rule = {row.public_code for row in session.scalars(select(Hazard)) if needs_case(row)}
        assert {row.public_code for row, _enterprise in session.execute(queries.uncased())} == rule
        return rule


def test_what_an_inspection_found_and_the_platform_saw_confirmed(
    instance: Instance, factory: Factory, tmp_path: Path
) -> None:
    enterprise = factory.enterprise()
    needing = [factory.hazard(enterprise, state=state) for state in (State.CONFIRMED, State.RECTIFYING, State.ACCEPTED)]
    twins = [factory.hazard(enterprise, place=place) for place in ("乙类仓库", "乙类库房")]
    for state in (State.REPORTED, State.RETURNED, State.WITHDRAWN, State.DOWNGRADED):
        factory.hazard(enterprise, state=state)
    factory.hazard(enterprise, limb=None)
    factory.hazard(enterprise, source=Source.PUBLIC_REPORT)
    office = factory.actors["office"]
    with instance.database.write_unit(office) as session:
        service.merge(session, office, *(twin.id for twin in twins), "同一隐患")
    rows: list[dict[str, object]] = [
        {"发现来源": "部门执法检查"},
        {"发现来源": "企业自查", "统一社会信用代码": code(2), "企业名称": "乙化工（演示）"},
    ]
    import_hazards(instance, factory.actors["zezhou"], hazard_list(tmp_path / "7.xlsx", *rows))
    assert listed(instance) == {hazard.public_code for hazard in (*needing, twins[0])}


def test_a_listed_hazard_says_that_nothing_is_known_of_its_case(
    instance: Instance, factory: Factory, client: Client, tmp_path: Path
) -> None:
    """The page of a hazard that was listed asks for nothing and still lets its case be entered."""
    import_hazards(instance, factory.actors["zezhou"], hazard_list(tmp_path / "7.xlsx", {"发现来源": "部门执法检查"}))
    with system_read(instance.database, "the hazard of a test") as session:
        hazard = session.scalars(select(Hazard)).one()
    assert calls_for_case(hazard) and not needs_case(hazard)
    page = client.sign_in("zezhou").get(f"/hazards/{hazard.id}").get_data(as_text=True)
    assert "由清单补录，平台没有当时的立案记录；已立案的，请补登案件。" in page and "登记案件" in page
    assert "尚未立案" not in page and "说明不立案的理由" not in page
