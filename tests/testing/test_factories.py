"""The seeded city and the factories: what they promise is there, made by the services."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.words import ListingLevel, State
from anjian.inspections.models import Finding
from anjian.inspections.words import VisitStatus
from anjian.kernel.system import system_read
from anjian.people.models import Person, Unit
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian.testing.staff import NAMESAKES, SAME_NAME

CHAIN = {
    State.REPORTED: ["report"],
    State.CONFIRMED: ["report", "confirm"],
    State.RECTIFYING: ["report", "confirm", "plan"],
    State.CLAIMED: ["report", "confirm", "plan", "claim"],
    State.ACCEPTED: ["report", "confirm", "plan", "claim", "accept"],
    State.RETURNED: ["report", "send_back"],
    State.DOWNGRADED: ["report", "downgrade"],
    State.WITHDRAWN: ["report", "withdraw"],
}


def test_the_city_has_its_units_and_an_account_for_each_role(instance: Instance, actors: Actors) -> None:
    with system_read(instance.database, "test") as session:
        assert session.scalar(select(func.count()).select_from(Unit).where(Unit.reporting)) == 13
    assert actors["office"].sees_all
    assert {actors[login].role for login in ("zezhou", "transport", "zezhou.transport", "admin", "leading_group")} == {
        "county_officer",
        "department_officer",
        "county_department_officer",
        "administrator",
        "leading_group",
    }


def test_two_officers_share_a_name_and_are_two_persons(instance: Instance, actors: Actors) -> None:
    first, second = (actors[login] for login in NAMESAKES)
    assert first.person_name == second.person_name == SAME_NAME
    assert first.person_id != second.person_id
    with system_read(instance.database, "test") as session:
        assert len(session.scalars(select(Person).where(Person.name == SAME_NAME)).all()) == 2


@pytest.mark.parametrize("state", CHAIN)
def test_a_hazard_in_any_state_has_the_events_that_lead_there(
    instance: Instance, factory: Factory, state: State
) -> None:
    hazard = factory.hazard(state=state)
    assert hazard.state == state
    with system_read(instance.database, "test") as session:
        kinds = session.scalars(
            select(HazardEvent.kind).where(HazardEvent.hazard_id == hazard.id).order_by(HazardEvent.seq)
        ).all()
    assert kinds == CHAIN[state]


def test_a_listed_hazard_and_a_general_one(factory: Factory) -> None:
    assert factory.hazard(listed=ListingLevel.COUNTY).public_code
    assert factory.hazard(limb=None).scale == "一般事故隐患"


def test_a_visit_with_failed_items_has_findings(instance: Instance, factory: Factory) -> None:
    visit = factory.visit(failing=("CHIEF-06", "CHIEF-11"))
    assert (visit.status, visit.fragment_answered, visit.tier) == (VisitStatus.DONE, True, "县级检查")
    with system_read(instance.database, "test") as session:
        tags = session.scalars(select(Finding.tag).where(Finding.visit_id == visit.id).order_by(Finding.id)).all()
    assert tags == ["A1-2.03", "A1-2.06"]


def test_people_of_an_enterprise_and_its_parent_see_their_own(instance: Instance, factory: Factory) -> None:
    own = factory.enterprise(parent="示范煤化集团（演示）")
    factory.hazard(own)
    factory.hazard()
    for actor in (factory.staff(own), factory.staff(own, chief=True), factory.parent_officer(own.parent_id or 0)):
        with instance.database.read_unit(actor) as session:
            assert session.scalars(select(Hazard.enterprise_id)).all() == [own.id]


def test_a_browser_signs_in(client: Client) -> None:
    assert client.get("/").status_code == 302 or client.get("/").status_code == 303
    assert client.sign_in("office").get("/").status_code == 200
