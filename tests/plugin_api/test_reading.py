"""What a plugin reads of the core: registers within its reader's sight, figures as known and within the unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from anjian.hazards.words import State
from anjian.kernel.actor import NOBODY
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_api import Plugin, SectionContext, reading
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

FOUND = date(2023, 7, 3)
ZEZHOU, YANGCHENG = "140525", "140522"


class Carriers(Plugin):
    """A plugin of the transport bureau, installed or not."""

    name = "transport"
    title = "危险货物道路运输"
    department = "transport"
    industries = ("运输",)


def context(instance: Instance, session: Session, **stated: Any) -> SectionContext:
    told: dict[str, Any] = {
        "session": session, "campaign": "jincheng_2023", "period": "2023-07", "starts_on": date(2023, 5, 15),
        "effective": date(2023, 7, 25), "known": take_watermark(instance.database), "unit_name": "全市",
        "region_code": None, "department_code": None, "plugin": "transport", "plugin_department": "transport",
        "industries": ("运输",),
    }  # fmt: skip
    return SectionContext(**(told | stated))


def test_enterprises_are_found_by_id_by_code_and_by_words(instance: Instance, factory: Factory) -> None:
    carrier = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    factory.enterprise(categories=("生产",), name="泽州县示例化工有限公司（演示）")
    with instance.database.read_unit(factory.actors["transport"]) as session:
        (ref,) = reading.enterprises_by_id(session, [carrier.id, carrier.id, 999]).values()
        assert (ref.id, ref.name, ref.region_code, ref.department_code) == (
            carrier.id, carrier.name, ZEZHOU, "transport",
        )  # fmt: skip
        assert reading.enterprises_by_credit_code(session, [carrier.credit_code, "x"]) == {carrier.credit_code: ref}
    with instance.database.read_unit(NOBODY) as session:
        assert reading.enterprises_by_id(session, [carrier.id]) == {}


def test_figures_of_a_section_stay_within_the_unit(instance: Instance, factory: Factory) -> None:
    mine, theirs = factory.enterprise(), factory.enterprise(county="yangcheng")
    factory.enterprise(categories=("生产",))
    done = factory.hazard(mine, state=State.ACCEPTED, discovered_on=FOUND)
    still = factory.hazard(theirs, discovered_on=FOUND)
    factory.hazard(mine, state=State.REPORTED, discovered_on=FOUND)
    factory.hazard(mine, limb=None, discovered_on=FOUND)
    with system_read(instance.database, "a section") as session:
        city = context(instance, session)
        assert reading.linked_enterprises(city) == {mine.id: mine.name, theirs.id: theirs.name}
        assert reading.counted_hazards(city) == ({done.id, still.id}, {done.id})
        county = context(instance, session, region_code=YANGCHENG)
        assert reading.linked_enterprises(county) == {theirs.id: theirs.name}
        assert reading.counted_hazards(county) == ({still.id}, set())
        other = context(instance, session, department_code="emergency")
        assert reading.counted_hazards(other) == (set(), set())


def test_a_section_knows_what_was_known_then(instance: Instance, factory: Factory) -> None:
    mine = factory.enterprise()
    hazard = factory.hazard(mine, state=State.CLAIMED, discovered_on=FOUND)
    before = take_watermark(instance.database)
    later = factory.hazard(mine, discovered_on=FOUND)
    with system_read(instance.database, "a section") as session:
        then = context(instance, session, known=before)
        assert reading.counted_hazards(then) == ({hazard.id}, set())
        early = context(instance, session, effective=FOUND)
        assert reading.counted_hazards(early) == (set(), set())
        now = context(instance, session)
        assert reading.counted_hazards(now) == ({hazard.id, later.id}, set())


def test_a_hazard_that_no_plugin_judged_is_counted_where_its_enterprise_belongs(
    instance: Instance, factory: Factory
) -> None:
    both = factory.enterprise(categories=("生产", "煤层气地面开采"))
    maker = factory.enterprise(categories=("生产",))
    shared, made = factory.hazard(both, discovered_on=FOUND), factory.hazard(maker, discovered_on=FOUND)
    with system_read(instance.database, "a section") as session:
        asked = {"plugin_department": "emergency", "industries": ("煤层气地面开采",), "plugin": "methane"}
        assert reading.counted_hazards(context(instance, session, **asked)) == ({shared.id}, set())
        whole = context(
            instance, session, plugin="chemicals", plugin_department="emergency", industries=("生产", "使用")
        )
        assert reading.counted_hazards(whole) == ({shared.id, made.id}, set())
        every = context(instance, session, plugin="any", plugin_department="emergency", industries=())
        assert reading.counted_hazards(every) == ({shared.id, made.id}, set())


def test_a_plugins_hazards_are_of_every_scale_as_known_and_within_sight(instance: Instance, factory: Factory) -> None:
    carrier, other = factory.enterprise(), factory.enterprise(county="yangcheng")
    maker = factory.enterprise(categories=("生产",))
    major = factory.hazard(carrier, limb="C-02", discovered_on=FOUND, state=State.REPORTED)
    general = factory.hazard(carrier, limb=None, discovered_on=FOUND)
    far = factory.hazard(other, limb=None, discovered_on=FOUND, state=State.ACCEPTED)
    factory.hazard(maker, discovered_on=FOUND)
    factory.hazard(carrier, discovered_on=FOUND, state=State.WITHDRAWN)
    plugin = Carriers()
    with instance.database.read_unit(factory.actors["zezhou.transport"]) as session:
        seen = reading.present_hazards(session, plugin)
        assert [one.public_code for one in seen] == [general.public_code, major.public_code]
        assert {(one.scale, one.enterprise_id, one.item_code) for one in seen} == {
            ("重大事故隐患", carrier.id, None), ("一般事故隐患", carrier.id, None),
        }  # fmt: skip
    then = take_watermark(instance.database)
    factory.advance(major, State.RECTIFYING)
    with system_read(instance.database, "test") as session:

        def known(**stated: Any) -> dict[int, tuple[str, date | None]]:
            found = reading.known_hazards(context(instance, session, **stated))
            return {one.id: (one.state, one.accepted_on) for one in found}

        assert set(known()) == {major.id, general.id, far.id}
        assert (known()[major.id][0], known(known=then)[major.id][0]) == ("整改中", "已上报")
        assert set(known(region_code=YANGCHENG)) == {far.id}
        assert known(effective=date(2023, 7, 2)) == {}
