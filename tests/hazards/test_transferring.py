"""Transfer to another department: asked, taken over or declined; what belongs to the hazard goes with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from anjian.hazards import service
from anjian.hazards.models import Extension, Hazard, ListingOrder, Sighting
from anjian.hazards.words import ListingLevel, State
from anjian.kernel import clock
from anjian.kernel.errors import NotFound, Refused
from anjian.plugin_host.instance import Instance
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
