"""List pages: filters, chips, tabs, sorting, pages, columns, totals, and what a page costs."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from tests.small_app import signed_in

from anjian.kernel.db import Database

LIST = "/sample/units"


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return signed_in(app, "admin01")


def names(page: str) -> list[str]:
    return re.findall(r'class="text lead" data-label="名称" title="[^"]*"><a [^>]*>([^<]+)</a>', page)


def headers(page: str) -> list[str]:
    table = page.split("<thead>")[1].split("</thead>")[0]
    return [
        re.sub(r"<[^>]+>|[▲▼↕]", "", cell).strip()
        for cell in re.findall(r"<th(?! class=\"pick)[^>]*>(.*?)</th>", table, re.S)
    ]


def link(page: str, words: str) -> str:
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{words}', page)
    assert found is not None, words
    return found[1].replace("&amp;", "&")


def test_pages_forward_and_back_show_every_row_once(browser: FlaskClient) -> None:
    page = browser.get(LIST).text
    seen = [names(page)]
    while "下一页" in page:
        page = browser.get(link(page, "下一页")).text
        seen.append(names(page))
    flat = [name for part in seen for name in part]
    assert (len(flat), len(set(flat))) == (17, 17)
    back = browser.get(link(page, "上一页")).text
    assert names(back) == seen[-2]
    assert names(browser.get(link(back, "首页")).text) == seen[0]


def test_the_total_is_asked_by_its_own_request(browser: FlaskClient) -> None:
    page = browser.get(f"{LIST}?kind=county").text
    assert f'hx-get="{LIST}?kind=county&amp;part=total"' in page
    assert browser.get(f"{LIST}?kind=county&part=total").text.strip() == "<span>共 2 个单位</span>"


def test_a_filter_shows_as_a_chip_that_removes_it(browser: FlaskClient) -> None:
    page = browser.get(f"{LIST}?q=泽州&kind=county_department").text
    assert names(page) == ["泽州县交通运输局", "泽州县应急局"]
    assert "名称：泽州 " in page
    assert "类别：县级部门 " in page
    assert names(browser.get(link(page, "类别：县级部门")).text) == ["泽州县", "泽州县交通运输局", "泽州县应急局"]


def test_a_tab_is_present_while_exactly_its_filters_are_in_force(browser: FlaskClient) -> None:
    def present(address: str) -> list[str]:
        return re.findall(r'<a href="[^"]*" aria-current="true">([^<]+)</a>', browser.get(address).text)

    assert present(LIST) == ["全部"]
    assert present(f"{LIST}?kind=county") == ["县"]
    assert present(f"{LIST}?kind=county&q=泽") == []
    assert link(browser.get(f"{LIST}?q=泽&sort=-name").text, "县<") == f"{LIST}?sort=-name&kind=county"


def test_sorting_turns_and_is_told_to_readers_of_the_screen(browser: FlaskClient) -> None:
    first = browser.get(LIST).text
    assert 'aria-sort="ascending"' in first
    turned = browser.get(link(first, "名称")).text
    assert 'aria-sort="descending"' in turned
    assert names(turned)[0] == max(names(first)[0], names(turned)[0])
    assert 'title="按类别排序"' not in first
    assert browser.get(f"{LIST}?sort=position").status_code == 200


def test_columns_are_chosen_and_remembered_for_this_page(browser: FlaskClient) -> None:
    assert headers(browser.get(LIST).text) == ["名称", "类别", "次序"]
    assert headers(browser.get(f"{LIST}?col=code").text) == ["名称", "代码"]
    assert headers(browser.get(LIST).text) == ["名称", "代码"]
    assert headers(browser.get(f"{LIST}?col=kind&col=position").text) == ["名称", "类别", "次序"]


def test_an_empty_list_says_what_to_do(browser: FlaskClient) -> None:
    page = browser.get(f"{LIST}?q=没有的").text
    assert "没有符合条件的记录" in page
    assert "共 0 个单位" in page
    assert link(page, "去掉全部条件") == LIST


def test_a_lost_place_says_so(browser: FlaskClient) -> None:
    answer = browser.get(f"{LIST}?after=garbage")
    assert answer.status_code == 404
    assert "翻页位置已失效" in answer.text


def test_a_bulk_action_is_offered_to_those_who_may(browser: FlaskClient) -> None:
    page = browser.get(LIST).text
    assert 'formaction="/sample/press"' in page
    assert page.count("data-row") == 4


def test_the_first_and_a_deep_page_cost_the_same_few_queries(browser: FlaskClient, city: Database) -> None:
    page = browser.get(LIST).text
    deep = link(browser.get(link(page, "下一页")).text, "下一页")
    statements: list[str] = []
    event.listen(city.engine, "before_cursor_execute", lambda _c, _cur, text, *_: statements.append(text))

    def cost(address: str) -> int:
        statements.clear()
        browser.get(address)
        return sum(1 for text in statements if text.lstrip().upper().startswith("SELECT"))

    # One for the session with its account, role and unit, one for the filters that the account keeps, one for the rows.
    assert (cost(LIST), cost(deep)) == (3, 3)
