"""What rows about enterprises take from the registry."""

from __future__ import annotations

from anjian.enterprises.refs import enterprises_like, leads_of
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory


def test_enterprises_are_found_by_words_within_categories_and_counties(instance: Instance, factory: Factory) -> None:
    carrier = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    maker = factory.enterprise(categories=("生产",), county="gaoping", name="高平市示例化工有限公司（演示）")
    with instance.database.read_unit(factory.actors["office"]) as session:

        def found(text: str, **narrowed: tuple[str, ...]) -> list[int]:
            return [ref.id for ref in enterprises_like(session, text, 10, **narrowed)]

        assert sorted(found("示例")) == sorted([carrier.id, maker.id])
        assert found("示例", categories=("运输",)) == [carrier.id]
        assert found("示例", region_codes=(maker.region_code or "",)) == [maker.id]
        assert found("%") == []
        assert enterprises_like(session, "", 0) == []


def test_the_lead_is_that_of_the_open_link_of_the_category(instance: Instance, factory: Factory) -> None:
    both = factory.enterprise(categories=("生产", "运输"))
    with instance.database.read_unit(factory.actors["office"]) as session:
        assert leads_of(session, ("运输",), [both.id]) == {both.id: "transport"}
        assert leads_of(session, ("生产", "使用"), [both.id, both.id + 1]) == {both.id: "emergency"}
        assert leads_of(session, ("使用",), [both.id]) == {}
