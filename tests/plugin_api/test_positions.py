"""Positions for plugins that compare them with areas: by id or by box, whoever asks, and no row more."""

from __future__ import annotations

from sqlalchemy import select

from anjian.enterprises.models import EnterpriseCard
from anjian.kernel.system import system_write
from anjian.plugin_api.reading import positions_of_enterprises
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

BOX = ((112.8, 35.4), (112.9, 35.5))


def test_positions_are_those_named_and_those_in_a_box_also_of_cards_out_of_sight(
    instance: Instance, factory: Factory
) -> None:
    inside, edge, outside, unplaced = (factory.enterprise() for _ in range(4))
    placed = {inside.id: (112.85, 35.45), edge.id: (112.9, 35.4), outside.id: (112.91, 35.45)}
    with system_write(instance.database, "positions of a test") as session:
        for card in session.scalars(select(EnterpriseCard)):
            card.longitude, card.latitude = placed.get(card.enterprise_id, (None, None))
    reader = factory.actors["gaoping"]
    with instance.database.read_unit(reader) as session:
        assert session.scalars(select(EnterpriseCard)).all() == []
        in_box = {number: placed[number] for number in (inside.id, edge.id)}
        assert positions_of_enterprises(session, boxes=[BOX]) == in_box
        assert positions_of_enterprises(session, ids=[outside.id, unplaced.id]) == {outside.id: placed[outside.id]}
        assert positions_of_enterprises(session, ids=[inside.id, outside.id], boxes=[BOX]) == placed
        assert positions_of_enterprises(session) == {}
        assert session.scalars(select(EnterpriseCard)).all() == []
