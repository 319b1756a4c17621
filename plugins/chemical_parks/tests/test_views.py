"""The pages: scope, the scorecard, forms that open from a park, a constant number of queries."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from sqlalchemy import event, select

from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian_chemical_parks import registers
from anjian_chemical_parks.models import Park, ParkCondition

PAGES = [one.name for one in registers.REGISTERS]


def everything(enter: Any, factory: Factory) -> Any:
    """A park with a row in each register; returns its member."""
    member = factory.enterprise(categories=("生产",))
    for name in PAGES:
        enter(name, **({"enterprise": member.credit_code} if name == "members" else {}))
    return member


def park_id(instance: Instance) -> int:
    with system_read(instance.database, "test") as session:
        return session.scalars(select(Park.id)).one()


def test_every_list_page_and_record_shows_in_scope_only(client: Client, enter: Any, factory: Factory) -> None:
    member = everything(enter, factory)
    shown: dict[str, list[str]] = {}
    for login in ("industry", "zezhou.industry", "zezhou", "office", "gaoping", "gaoping.industry"):
        client.sign_in(login)
        for name in PAGES:
            page = client.get(f"/chemical_parks/{name}/")
            assert page.status_code == 200
            words = member.name if name == "members" else enter.park
            body = unescape(page.text).split("<tbody", 1)[-1]
            if words in body:
                shown.setdefault(login, []).append(name)
            record = client.get(f"/chemical_parks/{name}/1")
            assert record.status_code == (404 if login.startswith("gaoping") else 200)
    assert shown == dict.fromkeys(("industry", "zezhou.industry", "zezhou", "office"), PAGES)


@pytest.mark.parametrize("login", ["emergency", "admin"])
def test_other_departments_have_no_entry(client: Client, login: str) -> None:
    client.sign_in(login)
    assert [
        client.get(f"/chemical_parks/{path}").status_code for path in ("parks/", "positions", "notices", "choices")
    ] == [403] * 4


def test_the_office_reads_and_does_not_edit(client: Client) -> None:
    client.sign_in("office")
    assert {client.get(f"/chemical_parks/{name}/new").status_code for name in PAGES} == {403}


def test_a_parks_page_is_its_scorecard(
    client: Client, instance: Instance, enter: Any, place: Any, factory: Factory
) -> None:
    member = everything(enter, factory)
    place(member, 112.85, 35.45)
    place(factory.enterprise(categories=("生产",), name="园内未登记有限公司（演示）"), 112.86, 35.46)
    enter("conditions", item="十有之二", evidence=None)
    enter("parks", score=59.0)
    client.sign_in("zezhou.industry")
    page = unescape(client.get(f"/chemical_parks/parks/{park_id(instance)}").text)
    assert "1/12项" in page and page.count("未登记</span>") >= 11
    assert "缺佐证，不算符合" in page
    assert "得分59，按分级界限为A级（高安全风险）（界限待核实），请核对" in page
    assert "4个点，约101.01平方公里" in page
    assert re.search(r"园内未登记有限公司（演示）.*?位于园区内、未登记入园", page, re.S)
    assert re.search(re.escape(member.name) + r".*?登记与位置一致", page, re.S)
    assert "缺1家" in page
    listed = unescape(client.get("/chemical_parks/parks/").text)
    assert "1/12" in listed and "泽州县" in listed


def test_a_condition_is_entered_from_the_parks_page(client: Client, instance: Instance, enter: Any) -> None:
    enter("parks")
    client.sign_in("zezhou.industry")
    page = unescape(client.get(f"/chemical_parks/parks/{park_id(instance)}").text)
    (address,) = re.findall(r'href="(/chemical_parks/conditions/new\?[^"]*)">两禁之二', page)
    form = unescape(client.get(address).text)
    assert f'<option value="{enter.park}" selected>' in form and '<option value="两禁之二" selected>' in form
    sent = {"park": enter.park, "item": "两禁之二", "standing": "符合", "judged_on": "2023-07-20", "evidence": ""}
    assert client.post(address, {**sent, "park": "别的园区"}).status_code == 422
    assert client.post(address, sent).status_code == 303
    with system_read(instance.database, "test") as session:
        row = session.scalars(select(ParkCondition)).one()
        assert (row.park, row.item, row.evidence, row.region_code) == (enter.park, "两禁之二", None, "140525")
    assert client.get("/chemical_parks/choices?q=示范").get_json() == [{"value": enter.park, "text": enter.park}]
    assert client.get("/chemical_parks/choices?q=没有").get_json() == []


def test_a_park_is_entered_and_corrected_through_the_page(client: Client, instance: Instance) -> None:
    client.sign_in("zezhou.industry")
    sent = {
        "name": "泽州园区（演示）",
        "region": "140525",
        "recognition": "未认定",
        "level": "未评估",
        "boundary": "112.8,35.4\n112.9,35.4",
    }
    refused = client.post("/chemical_parks/parks/new", sent)
    assert refused.status_code == 422 and "至少要有3个不同的点" in unescape(refused.text)
    assert "112.8,35.4\n112.9,35.4" in unescape(refused.text)
    sent["boundary"] += "\n112.9,35.5"
    assert client.post("/chemical_parks/parks/new", sent).status_code == 303
    edit = f"/chemical_parks/parks/{park_id(instance)}/edit"
    assert "112.8,35.4\n112.9,35.4\n112.9,35.5\n112.8,35.4" in unescape(client.get(edit).text)
    assert client.post(edit, {**sent, "recognition": "认定中"}).status_code == 303
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(Park.recognition)).one() == "认定中"


def test_lists_are_narrowed_by_park_and_state(client: Client, enter: Any) -> None:
    enter("parks")
    enter("parks", name="第二园区（演示）")
    enter("tasks")
    enter("tasks", park="第二园区（演示）", matter="完成认定工作", partners="泽州县")
    client.sign_in("industry")

    def found(query: str) -> list[str]:
        page = unescape(client.get(f"/chemical_parks/tasks/?{query}").text)
        return re.findall(r'href="/chemical_parks/tasks/\d+"[^>]*>([^<]+)</a>', page)

    assert found("park=第二园区（演示）") == ["完成认定工作"]
    assert found("matter=明确园区四至范围") == ["明确园区四至范围"]
    assert found("state=已办结") == []
    assert found("") == ["明确园区四至范围", "完成认定工作"]


def test_lists_cost_the_same_with_one_row_and_with_many(client: Client, instance: Instance, enter: Any) -> None:
    client.sign_in("industry")

    def queries(name: str) -> int:
        seen: list[str] = []

        def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(instance.database.engine, "before_cursor_execute", note)
        assert client.get(f"/chemical_parks/{name}/").status_code == 200
        event.remove(instance.database.engine, "before_cursor_execute", note)
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    enter("parks")
    enter("tasks")
    queries("parks")
    one = queries("parks"), queries("tasks")
    for number in range(3):
        enter("parks", name=f"第{number}园区（演示）")
        enter("tasks", park=f"第{number}园区（演示）")
        enter("conditions", park=f"第{number}园区（演示）", judged_on=date(2023, 7, 1))
    assert (queries("parks"), queries("tasks")) == one
