"""Transfer to another department: asked, taken over or declined; what belongs to the hazard goes with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from anjian.hazards import service
from anjian.hazards.inputs import Publication
from anjian.hazards.models import Extension, Hazard, ListingOrder, Sighting
from anjian.hazards.words import ListingLevel, State
from anjian.kernel import clock
from anjian.kernel.errors import NotFound, Refused
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory


def test_what_belongs_to_a_hazard_goes_with_it(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.RECTIFYING, listed=ListingLevel.CITY)
    old, new, today = factory.actors["transport"], factory.actors["emergency"], clock.today()
    with instance.database.write_unit(old) as session:
        service.ask_extension(session, old, hazard.id, today, today + timedelta(days=60), "备件未到")
        service.ask_transfer(session, old, hazard.id, today, "emergency", "属危化品企业")
    with instance.database.read_unit(new) as session:
        assert [row.id for row in session.scalars(select(Hazard))] == [hazard.id], "seen while it is asked"
        assert session.scalars(select(Sighting)).all() == []
    with instance.database.write_unit(new) as session:
        service.take_over(session, new, hazard.id, today)
    for actor, seen in ((new, [1, 1, 1]), (old, [0, 0, 0])):
        with instance.database.read_unit(actor) as session:
            assert [len(session.scalars(select(one)).all()) for one in (Sighting, Extension, ListingOrder)] == seen


def test_until_it_is_taken_over_it_is_the_old_departments(instance: Instance, factory: Factory, client: Client) -> None:
    """The asked department answers and does nothing else; the old one keeps its steps, but not the last, and answers nothing."""
    hazard = factory.hazard(state=State.CLAIMED, listed=ListingLevel.CITY)
    old, new, today = factory.actors["transport"], factory.actors["emergency"], clock.today()
    page, asking = f"/hazards/{hazard.id}", "其他部门移交、待接收的隐患"
    assert f'href="{page}/accept"' in client.sign_in("transport").get("/").get_data(as_text=True)
    with instance.database.write_unit(old) as session:
        service.ask_transfer(session, old, hazard.id, today, "emergency", "属危化品企业")
    where = Publication("市政府网站", "公告栏")
    with instance.database.write_unit(new) as session, pytest.raises(Refused) as refused:
        service.publish_listing(session, new, hazard.id, today, where)
    assert [problem.message for problem in refused.value.problems] == [
        "该隐患正在移交给您单位，接收前仍由原部门办理；请先接收移交，再“公布挂牌”。"
    ]
    with instance.database.write_unit(old) as session:
        service.publish_listing(session, old, hazard.id, today, where)
    with instance.database.write_unit(old) as session, pytest.raises(Refused, match="正在移交其他部门"):
        service.accept(session, old, hazard.id, today)
    for login, answers in (("emergency", True), ("transport", False)):
        shown = client.sign_in(login).get(page).get_data(as_text=True)
        assert "正在移交市应急局，待其接收" in shown and "下一步：接收移交" in shown
        links = {step: f'href="{page}/{step}"' in shown for step in ("take_over", "decline_transfer", "correct")}
        assert links == {"take_over": answers, "decline_transfer": answers, "correct": not answers}
        tasks = client.get("/").get_data(as_text=True)
        assert (asking in tasks, f'href="{page}/take_over"' in tasks) == (answers, answers)
        assert f'href="{page}/accept"' not in tasks or login == "transport"
    form = client.sign_in("emergency").get(f"{page}/reject_claim").get_data(as_text=True)
    assert "该隐患正在移交给您单位" in form


def test_only_the_asked_department_answers_and_declining_leaves_it_where_it_is(
    instance: Instance, factory: Factory
) -> None:
    hazard = factory.hazard()
    old, new, other, today = *(factory.actors[one] for one in ("transport", "emergency", "energy")), clock.today()
    with instance.database.write_unit(old) as session:
        service.ask_transfer(session, old, hazard.id, today, "emergency", "属危化品企业")
    with instance.database.write_unit(old) as session, pytest.raises(Refused, match="只有被移交的部门"):
        service.take_over(session, old, hazard.id, today)
    with instance.database.write_unit(other) as session, pytest.raises(NotFound):
        service.take_over(session, other, hazard.id, today)
    with instance.database.write_unit(new) as session:
        service.decline_transfer(session, new, hazard.id, today, "不属本部门")
    with instance.database.read_unit(old) as session:
        row = session.get_one(Hazard, hazard.id)
        assert (row.department_code, row.transfer_to) == ("transport", None)
    with instance.database.read_unit(new) as session:
        assert session.scalars(select(Hazard)).all() == []
