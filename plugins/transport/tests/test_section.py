"""The section of the month's report: real sets, both clocks, the unit's jurisdiction, a constant number of queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import event

from anjian.kernel.ledger import take_watermark
from anjian.plugin_api import SectionData
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian.testing.sections import listings_of, progress_of, section_of, sizes_of, unnamed_figures
from anjian_transport.registers import LICENCES

JULY = date(2023, 7, 31)


def section(instance: Instance, **stated: Any) -> SectionData:
    return section_of(instance, "transport", **stated)


counts = sizes_of


def test_an_empty_city_has_true_zeros_and_no_tables(instance: Instance) -> None:
    data = section(instance)
    assert set(counts(data).values()) == {0}
    assert data.every_table == ()
    assert [part.code for part in data.tasks] == ["task_06"] and unnamed_figures(data) == set()


def test_one_vehicle_of_many_without_equipment_makes_the_carrier_not_met_and_is_named(
    instance: Instance, enter: Any, carrier: Any, factory: Factory
) -> None:
    other = factory.enterprise(county="gaoping", name="高平安达运输有限公司（演示）")
    factory.enterprise(county="gaoping", name="高平无车运输有限公司（演示）")
    enter(
        enter.row(carrier.credit_code, "晋E00001"),
        enter.row(carrier.credit_code, "晋E00002", reminder=False, tracking_on=date(2023, 7, 20)),
        enter.row(other.credit_code, "晋E00003"),
        enter.row(other.credit_code, "晋E00004", use="停用", video=False, video_on=None),
    )
    expected = {
        "carriers": 3,
        "unregistered": 1,
        "vehicles": 3,
        "video": 3,
        "reminder": 2,
        "tracking": 3,
        "full": 2,
        "lacking": 1,
        "full_carriers": 1,
        "lacking_carriers": 1,
    }
    found = counts(section(instance))
    assert {key: found[key] for key in expected} == expected
    data = section(instance)
    assert progress_of(data) == {
        "各县（市、区）车辆三项设备装齐情况": {"泽州县": (1, 2), "高平市": (1, 1), "合计": (2, 3)}
    }
    (table,) = listings_of(data)
    assert table.rows == ((1, carrier.name, "晋E00002", "远程提醒监控系统"),)


def test_equipment_seen_later_does_not_count_on_the_day(instance: Instance, enter: Any, carrier: Any) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001", tracking_on=date(2023, 7, 20)))
    late = counts(section(instance, effective=date(2023, 7, 26)))
    assert (late["tracking"], late["full"]) == (1, 1)
    assert counts(section(instance, effective=date(2023, 7, 19)))["vehicles"] == 0  # registered on 25 July


def test_what_was_known_then_stays_what_was_known_then(instance: Instance, enter: Any, carrier: Any) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001", video=False, video_on=None))
    then = take_watermark(instance.database)
    before = section(instance, known=then)
    enter(enter.row(carrier.credit_code, "晋E00001"))
    assert counts(section(instance))["full"] == 1
    assert section(instance, known=then) == before
    assert counts(before)["full"] == 0


def test_a_unit_counts_its_own(instance: Instance, enter: Any, carrier: Any, factory: Factory) -> None:
    enter(
        enter.row(carrier.credit_code, "晋E00001"),
        enter.row(factory.enterprise(county="gaoping").credit_code, "晋E00002"),
    )
    own = counts(section(instance, region_code=carrier.region_code))
    assert (own["carriers"], own["vehicles"]) == (1, 1)
    department = counts(section(instance, department_code="transport"))
    assert (department["carriers"], department["vehicles"]) == (2, 2)
    stranger = counts(section(instance, department_code="energy"))
    assert set(stranger.values()) == {0}


def test_what_has_expired_is_counted_and_listed(instance: Instance, enter: Any, carrier: Any, actors: Actors) -> None:
    enter(
        enter.row(carrier.credit_code, "晋E00001", inspection_to=date(2023, 7, 30)),
        enter.row(carrier.credit_code, "晋E00002", tank_to=date(2023, 7, 30)),
        enter.row(carrier.credit_code, "晋E00003", tank_to=date(2023, 7, 30), vehicle_type="厢式车辆"),
        enter.row(carrier.credit_code, "晋E00004", inspection_to=JULY),
    )
    actor = actors["transport"]
    with instance.database.write_unit(actor) as session:
        LICENCES.save_part(
            session, actor, carrier.id, {"licence": "晋交1号", "business": "3类", "valid_to": date(2023, 6, 30)}
        )
    data = section(instance)
    found = counts(data)
    assert (found["inspection"], found["tank"], found["licence"]) == (1, 1, 1)
    assert [row[2:] for row in listings_of(data)[-1].rows] == [
        ("晋E00001", "车辆检验", "2023-07-30"),
        ("晋E00002", "罐体检验报告", "2023-07-30"),
        ("晋交1号", "道路运输经营许可证", "2023-06-30"),
    ]


def test_visits_findings_and_hazards_are_those_of_the_carrier_links(
    instance: Instance, carrier: Any, factory: Factory, actors: Actors
) -> None:
    officer = actors["zezhou.transport"]
    factory.visit(carrier, by=officer, plugin="transport", failing=("TR-29-05", "CHIEF-11"))
    factory.visit(carrier, by=officer, plugin="transport", on=date(2023, 7, 1))
    factory.visit(carrier, by=factory.staff(carrier), plugin="transport")
    factory.visit(carrier, by=actors["zezhou"])
    factory.hazard(carrier)
    factory.hazard(carrier, limb=None)
    factory.hazard(factory.enterprise(categories=("生产",)))
    found = counts(section(instance))
    assert {key: found[key] for key in ("visits", "visited", "findings", "hazards", "accepted")} == {
        "visits": 2,
        "visited": 1,
        "findings": 2,
        "hazards": 1,
        "accepted": 0,
    }


def test_the_number_of_queries_does_not_grow(instance: Instance, enter: Any, carrier: Any, factory: Factory) -> None:
    def queries() -> int:
        seen: list[str] = []

        def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(instance.database.engine, "before_cursor_execute", note)
        section(instance, known=10**9)
        event.remove(instance.database.engine, "before_cursor_execute", note)
        return len(seen)

    none = queries()
    enter(enter.row(carrier.credit_code, "晋E00001"))
    one = queries()
    enter(*(enter.row(factory.enterprise().credit_code, f"晋E0001{n}", video=False, video_on=None) for n in range(3)))
    assert (none, one) == (one, queries())
