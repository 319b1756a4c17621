"""The section of the month's report: coverage by site, the zero line, both clocks, the unit's jurisdiction."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.hazards.words import State
from anjian.kernel.ledger import take_watermark
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.sections import listings_of, progress_of, section_of, sizes_of, unnamed_figures


def section(instance: Instance, **stated: Any) -> Any:
    return section_of(instance, "coalbed_methane", **stated)


def test_47_of_48_sites_make_the_enterprise_not_met_and_the_site_is_named(
    instance: Instance, enter: Any, field: Any, factory: Factory
) -> None:
    empty = section(instance)
    assert {key for key, size in sizes_of(empty).items() if size} == {
        "enterprises",
        "unregistered",
        "days",
        "zero_days",
    }
    assert empty.every_table == () and unnamed_figures(empty) == set()
    code, other = field.credit_code, factory.enterprise(county="gaoping", categories=("煤层气地面开采",))
    enter(
        *(enter.row(code, f"JC-{n:02d}") for n in range(1, 47)),
        enter.row(code, "ZC-01", kind="站场", work="集输", risk="重大风险（红）", plan_done_on=date(2023, 7, 20)),
        enter.row(code, "JC-48", **enter.bare()),
        enter.row(code, "JC-49", **enter.bare(), use="封井或拆除"),
        enter.row(other.credit_code, "JC-01", use="在建"),
    )
    data = section(instance)
    found = sizes_of(data)
    expected = {
        "enterprises": 2, "unregistered": 0, "sites": 49, "wells": 48, "stations": 1, "assessed": 48, "unassessed": 1, "red": 1,
        "orange": 0, "yellow": 47, "blue": 0, "planned": 48, "unplanned": 1, "done": 1, "met": 1, "unmet": 1,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
    (table,) = listings_of(data)
    assert progress_of(data) == {
        "各县（市、区）井场、站场评估和“一场一策”完成情况": {"泽州县": (47, 48), "高平市": (1, 1), "合计": (48, 49)}
    }
    assert table.rows == ((1, field.name, "JC-48", "JC-48场", "评估、“一场一策”"),)
    own = sizes_of(section(instance, region_code=field.region_code))
    assert (own["enterprises"], own["sites"], own["met"], own["unmet"]) == (1, 48, 0, 1)
    stranger = sizes_of(section(instance, department_code="energy"))
    assert {key for key, size in stranger.items() if size} == {"days", "zero_days"}
    then = take_watermark(instance.database)
    enter(enter.row(code, "JC-48"))
    assert sizes_of(section(instance))["met"] == 2
    assert section(instance, known=then) == data


def test_the_zero_line_of_the_month_is_reproducible(instance: Instance, field: Any, factory: Factory) -> None:
    days = {"discovered_on": date(2023, 7, 1), "due_on": date(2023, 7, 10)}
    late = factory.hazard(field, state=State.RECTIFYING, limb=None, place="1号井场", **days)
    factory.hazard(field, state=State.ACCEPTED, limb=None, **days)
    factory.hazard(factory.enterprise(categories=("生产",)), state=State.RECTIFYING, **days)
    data = section(instance, effective=date(2023, 7, 12))
    found = sizes_of(data)
    assert {key: found[key] for key in ("open", "overdue", "days", "zero_days")} == {
        "open": 1, "overdue": 1, "days": 12, "zero_days": 10,
    }  # fmt: skip
    listed, daily = listings_of(data)
    assert listed.rows == ((1, field.name, late.public_code, "1号井场", "2023-07-10", "2天"),)
    assert [row[1:] for row in daily.rows] == [
        ("2023-07-01", "2", "0"),
        ("2023-07-05", "1", "0"),
        ("2023-07-11", "1", "1"),
        ("2023-07-12", "1", "1"),
    ]
    then = take_watermark(instance.database)
    factory.hazard(field, state=State.RECTIFYING, limb=None, **days)
    assert sizes_of(section(instance, effective=date(2023, 7, 12)))["overdue"] == 2
    assert section(instance, effective=date(2023, 7, 12), known=then) == data
