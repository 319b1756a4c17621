"""待办, its figures, and the number beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session
from tests.small_app import app_of, instance_of, signed_in

from anjian.kernel.actor import Actor
from anjian.kernel.db import Database
from anjian.plugin_api import Headline, HeadlineSource, Ref, Room, TaskItem, TaskList
from anjian.web.home import urgency

ITEMS = [
    TaskItem("验收隐患甲", "/a", "green", date(2023, 8, 9), "泽州县"),
    TaskItem("确认隐患乙", "/b", "red", date(2023, 7, 20), "高平市"),
    TaskItem("核实企业丙", "/c", "grey"),
    TaskItem("确认隐患丁", "/d", "yellow", date(2023, 7, 26)),
]


def items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    return ITEMS[:limit]


def count(session: Session, actor: Actor) -> int:
    return len(ITEMS)


def broken(*_given: object) -> int:
    raise RuntimeError("a source that fails")


def figures(session: Session, actor: Actor) -> list[Headline]:
    return [Headline(f"数字{number}", number, "个", f"/figure/{number}", "定义") for number in range(4)]


SAMPLE = TaskList("sample", "待确认", "hazards.confirm", Ref(f"{__name__}:items"), Ref(f"{__name__}:count"), 10)
BROKEN = TaskList("broken", "坏的", "hazards.view", Ref(f"{__name__}:broken"), Ref(f"{__name__}:broken"), 20)


def app_with(city: Database, folder: Path, *tasks: TaskList, headlines: tuple[HeadlineSource, ...] = ()) -> Flask:
    return app_of(instance_of(city, folder, (Room("sample", "样例", tasks=tasks, headlines=headlines),)))


def test_the_most_urgent_comes_first() -> None:
    assert [item.url for item in sorted(ITEMS, key=urgency)] == ["/b", "/d", "/a", "/c"]
    later = replace(ITEMS[1], due_on=date(2023, 7, 24), url="/later")
    assert [item.url for item in sorted([later, *ITEMS], key=urgency)][:2] == ["/b", "/later"]


def test_tasks_are_shown_with_their_deadlines_in_words(city: Database, tmp_path: Path) -> None:
    page = signed_in(app_with(city, tmp_path, SAMPLE), "zz01").get("/").text
    assert page.index("确认隐患乙") < page.index("确认隐患丁") < page.index("验收隐患甲") < page.index("核实企业丙")
    assert '<span class="light light-red">超期 5 天</span>' in page
    assert '<span class="light light-yellow">还剩 1 天</span>' in page
    assert '<span class="light light-grey">未定期限</span>' in page
    assert "共 4 件" in page


def test_tasks_go_to_those_who_may_do_them(city: Database, tmp_path: Path) -> None:
    app = app_with(city, tmp_path, SAMPLE)
    for login, number in (("zz01", "4"), ("office01", "0"), ("admin01", "0")):
        browser = signed_in(app, login)
        assert browser.get("/todo-count").text == number
        assert ("没有待办事项" in browser.get("/").text) is (number == "0")


def test_a_broken_list_is_named_and_costs_nobody_the_page(city: Database, tmp_path: Path) -> None:
    browser = signed_in(app_with(city, tmp_path, SAMPLE, BROKEN), "zz01")
    page = browser.get("/").text
    assert "坏的" in page
    assert "这一类待办暂时取不到" in page
    assert "确认隐患乙" in page
    assert browser.get("/todo-count").text == "4"


def many(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    return [TaskItem(f"事项{number:03d}", f"/{number}", "green") for number in range(12)][:limit]


def twelve(session: Session, actor: Actor) -> int:
    return 12


def test_a_long_list_shows_its_first_ten_and_all_on_demand(city: Database, tmp_path: Path) -> None:
    long = TaskList("long", "很长", "hazards.view", Ref(f"{__name__}:many"), Ref(f"{__name__}:twelve"))
    browser = signed_in(app_with(city, tmp_path, long), "zz01")
    page = browser.get("/").text
    assert (page.count(">事项0"), "显示全部 12 件" in page) == (10, True)
    page = browser.get("/?all=long").text
    assert (page.count(">事项0"), "显示全部 12 件" in page) == (12, False)


def test_three_figures_open_their_rows(city: Database, tmp_path: Path) -> None:
    source = HeadlineSource("hazards.view", Ref(f"{__name__}:figures"))
    app = app_with(city, tmp_path, headlines=(source,))
    page = signed_in(app, "zz01").get("/").text
    assert [f'href="/figure/{number}"' in page for number in range(4)] == [True, True, True, False]
    assert 'title="定义"' in page
    assert "数字0" not in signed_in(app, "admin01").get("/").text
