"""The registers' pages: scope, what they show, forms that say what is wrong, the zero line, a constant number of queries."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook

from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements

NAMES = ("profiles", "sources", "substances", "checks", "matters", "operations", "units")


@pytest.fixture
def filled(enter: Any, plant: Any) -> Any:
    for name in NAMES:
        enter(name, plant)
    return plant


@pytest.fixture
def read(client: Client) -> Callable[[str], str]:
    def text(path: str) -> str:
        answer = client.get(f"/hazchem/{path}")
        assert answer.status_code == 200, path
        return unescape(answer.text)

    return text


def test_every_list_and_every_row_shows_within_scope_only(client: Client, filled: Any, read: Any) -> None:
    for login, listed in (("emergency", True), ("zezhou.emergency", True), ("zezhou", True), ("office", True)):
        client.sign_in(login)
        for name in NAMES:
            assert (filled.name in read(f"{name}/")) is listed, (login, name)
            assert filled.name in read(f"{name}/1")
    client.sign_in("gaoping.emergency")
    for name in NAMES:
        assert filled.name not in read(f"{name}/")
        assert client.get(f"/hazchem/{name}/1").status_code == 404
    client.sign_in("transport")
    assert {client.get(f"/hazchem/{path}").status_code for path in ("units/", "zero-line", "notices")} == {403}
    assert client.sign_in("office").get("/hazchem/units/new").status_code == 403


def test_a_source_shows_how_its_level_comes_about(client: Client, filled: Any, enter: Any, read: Any) -> None:
    client.sign_in("emergency")
    page = read("sources/1")
    assert all(word in page for word in ("R=14.40", "三级", "6.00", "GB 18218-2018", "第一轮"))
    assert "三级" in read("sources/")
    enter("substances", filled, {"name": "某溶剂", "cas": None})
    assert all(word in read("sources/1") for word in ("资料不全", "没有填写CAS号、表1序号或类别符号"))
    assert "资料不全" in read("profiles/1")
    assert "没有填写CAS号、表1序号或类别符号" in read("substances/2")


def test_a_substance_is_entered_through_the_page(client: Client, filled: Any, read: Any) -> None:
    client.sign_in("zezhou.emergency")
    sent = {"enterprise": filled.credit_code, "source": "W01", "name": "氯", "tonnes": "5.5", "cas": "7782-50-5"}
    refused = client.post("/hazchem/substances/new", sent | {"cas": "7782-50-6", "tonnes": ""})
    assert refused.status_code == 422 and "有 2 处需要改正" in unescape(refused.text)
    unknown = client.post("/hazchem/substances/new", sent | {"source": "W07"})
    assert "没有登记编号为“W07”的重大危险源" in unescape(unknown.text)
    assert client.post("/hazchem/substances/new", sent).status_code == 303
    assert client.post("/hazchem/substances/2/edit", sent | {"name": "液氯"}).status_code == 200  # its key
    assert client.post("/hazchem/substances/2/edit", sent | {"tonnes": "500"}).status_code == 303
    assert "一级" in read("sources/1")  # 60/10·2 + 500/5·4, times 1.2
    assert "500" in read("substances/2")


def test_a_units_page_is_its_history_and_the_zero_line_counts_by_day(
    client: Client, filled: Any, enter: Any, read: Any
) -> None:
    earlier = {
        "found_on": date(2022, 3, 1),
        "due_on": date(2022, 4, 1),
        "done_on": date(2022, 3, 20),
        "defect": "法兰渗漏",
    }
    late = {"unit": "R-102", "due_on": date(2023, 7, 1)}
    enter("units", filled, earlier, late)
    client.sign_in("emergency")
    page = read("units/1")
    assert page.index("法兰渗漏") < page.rindex("夹套腐蚀减薄") and "R-101 历次带病记录" in page
    assert "超期未整治，未见查处文书" in read("units/3")
    line = read("zero-line")
    assert "2台（套）" in line and "1台（套）" in line
    assert len(re.findall(r'<th scope="row" class="short">\d{4}-\d{2}-\d{2}</th>', line)) == 60
    assert unescape(client.get("/hazchem/units/").text).count("动态清零") >= 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("units/?standing=open", ["R-101", "R-102"]),
        ("units/?standing=overdue", ["R-102"]),
        ("units/?standing=done", ["R-103"]),
        ("units/?q=r-10", ["R-101", "R-102", "R-103"]),
        ("matters/?standing=late", ["SB1", "SB2"]),
        ("matters/?standing=waiting", ["SB2", "SB3"]),
        ("operations/?drawn=lacking", ["DH2", "DH3"]),
        ("operations/?drawn=yes", ["DH1", "DH2", "DH3"]),
        ("operations/?kind=受限空间作业", ["DH3"]),
    ],
)
def test_filters(client: Client, plant: Any, enter: Any, read: Any, query: str, expected: list[str]) -> None:
    enter(
        "units",
        plant,
        {},
        {"unit": "R-102", "due_on": date(2023, 7, 1)},
        {"unit": "R-103", "done_on": date(2023, 7, 2)},
    )
    enter(
        "matters", plant, {}, {"number": "SB2", "declared_on": date(2023, 7, 9)},
        {"number": "SB3", "declared_on": date(2023, 7, 5)},
    )  # fmt: skip
    drawn = {"drawn_on": date(2023, 7, 4), "detected": True, "filmed": True, "transmitted": True}
    enter(
        "operations", plant, drawn, {"number": "DH2"} | drawn | {"filmed": False},
        {"number": "DH3", "kind": "受限空间作业", "level": None} | drawn | {"faults": "未监护"},
    )  # fmt: skip
    client.sign_in("emergency")
    assert sorted(set(re.findall(r">((?:R-|SB|DH)\d+)</a>", read(query)))) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_list_costs_the_same_with_one_row_and_with_many(
    client: Client, instance: Instance, enter: Any, factory: Factory, name: str
) -> None:
    def queries() -> int:
        with statements(instance.database) as seen:
            assert client.get(f"/hazchem/{name}/").status_code == 200
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    def more() -> None:
        owner = factory.enterprise(categories=("生产",))
        for each in dict.fromkeys(("sources", "substances", name)):
            enter(each, owner)

    client.sign_in("emergency")
    more()
    queries()
    one = queries()
    for _ in range(3):
        more()
    assert queries() == one


def test_the_file_that_is_exported_holds_the_rows(client: Client, filled: Any) -> None:
    answer = client.sign_in("zezhou").get("/hazchem/substances/export")
    header, row = list(load_workbook(io.BytesIO(answer.data)).worksheets[0].values)
    told = dict(zip(header, row, strict=True))
    assert (told["物质名称"], told["设计最大量（吨）"], told["CAS号"]) == ("氨", 60, "7664-41-7")
