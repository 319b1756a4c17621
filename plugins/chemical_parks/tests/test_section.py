"""The section of the month's report: real sets, both clocks, the unit's jurisdiction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from anjian.kernel import clock
from anjian.kernel.ledger import take_watermark
from anjian.plugin_api import Bar
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian.testing.sections import section_of, sizes_of, unnamed_figures

PLUGIN = "chemical_parks"
SECOND = "高平示范化工园区（演示）"


def figures(instance: Instance, **stated: Any) -> dict[str, int]:
    return sizes_of(section_of(instance, PLUGIN, **stated))


def some(found: dict[str, int], *keys: str) -> dict[str, int]:
    return {key: found[key] for key in keys}


def test_an_empty_city_has_true_zeros_and_no_tables(instance: Instance) -> None:
    data = section_of(instance, PLUGIN)
    assert set(sizes_of(data).values()) == {0}
    assert data.every_table == ()
    assert [part.code for part in data.tasks] == ["task_park"] and unnamed_figures(data) == set()


def test_parks_conditions_and_documents(instance: Instance, enter: Any) -> None:
    enter("parks")
    stated = {"recognition": "已认定", "recognised_on": date(2023, 7, 20), "recognised_by": "晋工信〔2023〕1号"}
    enter(
        "parks", name=SECOND, region="140581", level="B级（较高安全风险）", boundary=None, control_line=None, **stated
    )
    enter("conditions")
    enter("conditions", item="十有之二", evidence=None)
    enter("conditions", item="十有之三", judged_on=date(2023, 7, 24), park=SECOND)
    enter("documents")
    enter("documents", park=SECOND, valid_to=date(2023, 7, 30))
    found = figures(instance)
    assert some(found, "parks", "recognised", "waiting", "high", "boundary", "control_line", "met", "whole") == {
        "parks": 2, "recognised": 1, "waiting": 1, "high": 1, "boundary": 1, "control_line": 1, "met": 2, "whole": 0,
    }  # fmt: skip
    assert some(found, "general_plan", "industry_plan") == {"general_plan": 1, "industry_plan": 0}
    assert figures(instance, effective=date(2023, 7, 30))["general_plan"] == 2
    earlier = figures(instance, effective=date(2023, 7, 24))
    assert earlier["parks"] == 0  # registered on 25 July
    table = section_of(instance, PLUGIN).every_table[0]
    first, second = table.rows
    assert first[:5] == (1, enter.park, "未认定", "C级（一般安全风险）", "1/12")
    assert first[5] == Bar(1, 12)
    assert str(first[6]).startswith("十有之二、十有之三、")
    assert second[1:5] == (SECOND, "已认定", "B级（较高安全风险）", "1/12")
    own = figures(instance, region_code="140581")
    assert some(own, "parks", "recognised", "met") == {"parks": 1, "recognised": 1, "met": 1}
    assert figures(instance, department_code="industry")["parks"] == 2
    assert set(figures(instance, department_code="energy").values()) == {0}


def test_a_park_is_whole_with_twelve_of_twelve(instance: Instance, enter: Any) -> None:
    enter("parks")
    numbers = [*(f"十有之{n}" for n in "一二三四五六七八九十"), "两禁之一", "两禁之二"]
    enter.rows("conditions", *({"item": number} for number in numbers))
    then = take_watermark(instance.database)
    before = section_of(instance, PLUGIN, known=then)
    assert some(sizes_of(before), "met", "whole") == {"met": 12, "whole": 1}
    enter("conditions", item="两禁之二", standing="不符合")
    assert some(figures(instance), "met", "whole") == {"met": 11, "whole": 0}
    assert section_of(instance, PLUGIN, known=then) == before


def test_milestones_tasks_and_replies(instance: Instance, enter: Any) -> None:
    enter("parks")
    enter.rows(
        "milestones",
        {"milestone": "一", "due_on": date(2023, 7, 20), "done_on": date(2023, 7, 21), "evidence": "批复"},
        {"milestone": "二", "due_on": date(2023, 7, 20)},
        {"milestone": "三", "due_on": date(2023, 7, 31)},
    )
    enter("tasks", due_on=date(2023, 7, 20))
    enter("tasks", matter="完成认定工作", partners="泽州县")
    enter("replies", matter="完成认定工作", replied_on=date(2023, 7, 25))
    closed = {"state": "已办结", "closed_on": date(2023, 7, 25), "evidence": "批复"}
    enter("tasks", matter="完成认定工作", partners="泽州县", **closed)
    keys = ("milestones", "done", "late", "tasks", "closed", "overdue", "unanswered")
    assert some(figures(instance), *keys) == dict(zip(keys, (3, 1, 1, 2, 1, 1, 1), strict=True))
    _progress, late, still = section_of(instance, PLUGIN).every_table
    assert late.rows == ((1, "2023-07-20", enter.park, "二"),)
    assert still.rows == ((1, "2023-07-20", enter.park, "明确园区四至范围", "泽州县、市生态环境局"),)


def test_members_places_and_work(instance: Instance, enter: Any, place: Any, factory: Factory, actors: Actors) -> None:
    enter("parks")
    inside, outside, unplaced, gone = (factory.enterprise(categories=("生产",)) for _ in range(4))
    place(inside, 112.85, 35.45)
    place(outside, 113.5, 35.45)
    enter.rows(
        "members",
        {"enterprise": inside.credit_code},
        {"enterprise": outside.credit_code, "kind": "其他企业"},
        {"enterprise": unplaced.credit_code},
        {"enterprise": gone.credit_code, "left_on": date(2023, 7, 1)},
    )
    with clock.at(datetime(2023, 7, 26, 6, 20, tzinfo=clock.SHANGHAI)):
        run_job(instance, "chemical_parks.positions")
    factory.visit(inside, by=actors["zezhou.industry"], plugin=PLUGIN, failing=("PK-SEED-5",))
    keys = ("members", "others", "checked", "mismatched", "unplaced", "visits", "visited", "findings", "hazards")
    assert some(figures(instance), *keys) == dict(zip(keys, (3, 1, 2, 1, 1, 1, 1, 1, 0), strict=True))
    assert section_of(instance, PLUGIN).every_table[-1].rows == (
        (1, outside.name, "登记在园、位置在园外", enter.park, ""),
    )
    assert figures(instance, effective=date(2023, 7, 25))["mismatched"] == 0
