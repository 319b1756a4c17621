"""What a plugin reads of the core: registers within its reader's sight, figures as known and within the unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import EnterpriseCard
from anjian.hazards.words import State
from anjian.kernel.actor import NOBODY
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_api import SectionContext, reading
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

FOUND = date(2023, 7, 3)
ZEZHOU, YANGCHENG = "140525", "140522"


def context(instance: Instance, session: Session, **stated: Any) -> SectionContext:
    told: dict[str, Any] = {
        "session": session, "campaign": "jincheng_2023", "period": "2023-07", "starts_on": date(2023, 5, 15),
        "effective": date(2023, 7, 25), "known": take_watermark(instance.database), "unit_name": "全市",
        "region_code": None, "department_code": None,
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
        assert reading.enterprises_of_department(session, "transport", "示例", 10) == [ref]
        assert reading.enterprises_of_department(session, "transport", "%", 10) == []
        assert reading.enterprises_of_department(session, "transport", "", 0) == []
        assert reading.linked_ids(session, "transport", [carrier.id, carrier.id + 1]) == {carrier.id}
    with instance.database.read_unit(NOBODY) as session:
        assert reading.enterprises_by_id(session, [carrier.id]) == {}


def test_that_a_key_is_taken_is_told_to_all_and_nothing_else(instance: Instance, factory: Factory) -> None:
    elsewhere = factory.enterprise(county="yangcheng")
    with system_read(instance.database, "the address of a card") as session:
        taken = session.scalars(
            select(EnterpriseCard.address).where(EnterpriseCard.enterprise_id == elsewhere.id)
        ).one()
    with instance.database.read_unit(factory.actors["zezhou"]) as session:
        visible = select(func.count(EnterpriseCard.id))
        assert session.scalar(visible) == 0
        assert reading.keys_taken(session, EnterpriseCard.address, [taken, "没有的地址"]) == {taken}
        assert session.scalar(visible) == 0


def test_figures_of_a_section_stay_within_the_unit(instance: Instance, factory: Factory) -> None:
    mine, theirs = factory.enterprise(), factory.enterprise(county="yangcheng")
    factory.enterprise(categories=("生产",))
    done = factory.hazard(mine, state=State.ACCEPTED, discovered_on=FOUND)
    still = factory.hazard(theirs, discovered_on=FOUND)
    factory.hazard(mine, state=State.REPORTED, discovered_on=FOUND)
    factory.hazard(mine, limb=None, discovered_on=FOUND)
    with system_read(instance.database, "a section") as session:
        city = context(instance, session)
        assert reading.linked_enterprises(city, "transport") == {mine.id: mine.name, theirs.id: theirs.name}
        assert reading.counted_hazards(city, "transport") == ({done.id, still.id}, {done.id})
        county = context(instance, session, region_code=YANGCHENG)
        assert reading.linked_enterprises(county, "transport") == {theirs.id: theirs.name}
        assert reading.counted_hazards(county, "transport") == ({still.id}, set())
        other = context(instance, session, department_code="emergency")
        assert reading.counted_hazards(other, "transport") == (set(), set())


def test_a_section_knows_what_was_known_then(instance: Instance, factory: Factory) -> None:
    mine = factory.enterprise()
    hazard = factory.hazard(mine, state=State.CLAIMED, discovered_on=FOUND)
    before = take_watermark(instance.database)
    later = factory.hazard(mine, discovered_on=FOUND)
    with system_read(instance.database, "a section") as session:
        then = context(instance, session, known=before)
        assert reading.counted_hazards(then, "transport") == ({hazard.id}, set())
        early = context(instance, session, effective=FOUND)
        assert reading.counted_hazards(early, "transport") == (set(), set())
        now = context(instance, session)
        assert reading.counted_hazards(now, "transport") == ({hazard.id, later.id}, set())
