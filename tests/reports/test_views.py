"""Pages: the official table, every figure opens its rows, a unit sees only its own."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.reports.places import PACK

from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.actor import Actor, Grant
from anjian.kernel.ledger import take_watermark
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.units import city
from anjian.reports.queries import Question, table_of
from anjian.reports.views import HazardRows
from anjian.scheduling.service import run_job

if TYPE_CHECKING:
    from anjian.testing.browser import Client
    from anjian.testing.factories import Factory

TABLE = "/reports/jincheng_2023/2023-07/{}"


@pytest.fixture
def filled(factory: Factory) -> Factory:
    """Two counted hazards and one reported in 泽州县, one counted in 城区."""
    zezhou = factory.enterprise()
    factory.hazard(zezhou, state=State.ACCEPTED)
    factory.hazard(zezhou, content="安全阀未投用")
    factory.hazard(zezhou, state=State.REPORTED, content="联锁摘除")
    factory.hazard(factory.enterprise(county="chengqu"), content="超量储存")
    return factory


def figures(page: str) -> dict[str, str]:
    """Key -> printed value of every figure link of a table."""
    links = re.findall(r'href="[^"]*/(A1-[\d.]+b?|pending|claimed|carried)\?[^"]*"[^>]*>\s*([^<]*?)\s*</a>', page)
    return {key: unescape(value) for key, value in links}


def links(page: str) -> dict[str, str]:
    found = re.findall(r'href="([^"]*/(A1-[\d.]+b?|pending|claimed|carried)\?[^"]*)"', page)
    return {key: unescape(address) for address, key in found}


def test_the_table_shows_31_figures_with_their_definitions(client: Client, filled: Factory) -> None:
    page = client.sign_in("zezhou").get(TABLE.format("zezhou")).text
    shown = figures(page)
    assert len([key for key in shown if key.startswith("A1-")]) == 31
    assert {key: value for key, value in shown.items() if value not in ("0", "0.00")} == {
        "A1-1.03": "2",
        "A1-1.04": "1",
        "pending": "已上报尚未确认 1 个",
        "claimed": "已申请验收尚未销号 0 个",
        "carried": "结转未销号 0 个",
    }
    for cell in PACK.annex1.cells:
        assert f'title="{cell.definition}"' in unescape(page)
    for note in PACK.annex1.notes:
        assert note.text in unescape(page)


def test_every_figure_opens_its_rows(client: Client, filled: Factory) -> None:
    page = client.sign_in("office").get(TABLE.format("city")).text
    for key, address in links(page).items():
        answer = client.get(address)
        assert answer.status_code == 200, key
    rows = client.get(links(page)["A1-1.03"]).text
    assert len(set(re.findall(r"YH\d{10}", rows))) == 3
    assert "不在您的查看范围" not in rows


def test_rows_stay_as_they_were(client: Client, filled: Factory) -> None:
    client.sign_in("office")
    address = links(client.get(TABLE.format("city")).text)["A1-1.03"]
    before = set(re.findall(r"YH\d{10}", client.get(address).text))
    filled.hazard(content="后来发现的")
    assert set(re.findall(r"YH\d{10}", client.get(address).text)) == before
    assert figures(client.get(TABLE.format("city")).text)["A1-1.03"] == "4"


def test_a_department_sees_every_row_of_its_own_table(client: Client, filled: Factory) -> None:
    page = client.sign_in("transport").get(TABLE.format("transport")).text
    assert figures(page)["A1-1.03"] == "3"
    assert "不在您的查看范围" not in client.get(links(page)["A1-1.03"]).text


def test_rows_out_of_sight_are_counted(filled: Factory, instance: Instance) -> None:
    """A reader whose scope is narrower than the table (城区 only) is told how many of the 3 rows they do not see."""
    narrow = Actor(1, 1, "读者（演示）", 1, "城区", grants=(Grant(region_code="140502"),), official=True)
    with instance.database.read_unit(narrow) as session:
        page = HazardRows()
        page.session, page.actor, page.pack, page.figure = session, narrow, PACK, "A1-1.03"
        page.report_unit = city(PACK)
        page.table = table_of(instance, session, PACK, "2023-07", Question())
        assert page.hidden(3) == 2


@pytest.mark.parametrize("unit", ["city", "chengqu", "transport"])
def test_a_unit_sees_only_its_own(client: Client, filled: Factory, unit: str) -> None:
    client.sign_in("zezhou")
    for path in ("", "/A1-1.03", f"/files/{quote('附件1.xlsx')}"):
        assert client.get(TABLE.format(unit) + path).status_code == 403
    page = client.get("/reports/?period=2023-07").text
    assert "泽州县" in page
    assert "城区" not in page


def test_the_office_sees_all_units(client: Client, filled: Factory) -> None:
    page = client.sign_in("office").get("/reports/?period=2023-07").text
    assert [unit.name for unit in PACK.reporting_units() if unit.name not in page] == []


@pytest.mark.parametrize("login", ["zezhou.transport"])
def test_a_unit_without_tables_is_told_so(client: Client, login: str) -> None:
    assert "您所在的单位不单独填报" in client.sign_in(login).get("/reports/").text


@pytest.mark.parametrize("name", ["附件1.xlsx", "附件2.xlsx", "月报.docx"])
def test_files_are_compiled_when_not_stored(client: Client, filled: Factory, name: str) -> None:
    answer = client.sign_in("zezhou").get(f"{TABLE.format('zezhou')}/files/{quote(name)}")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    assert quote(f"2023年7月 泽州县 {name}") in answer.headers["Content-Disposition"]


def test_stored_files_are_handed_out_as_they_are(client: Client, filled: Factory, instance: Instance) -> None:
    with clock.at(clock.now() + timedelta(days=8)):
        assert run_job(instance, "monthly-report", period="2023-07").ran
    stored = (instance.settings.instance / "reports/2023-07/泽州县/附件1.xlsx").read_bytes()
    filled.hazard(content="后来发现的")
    client.sign_in("zezhou")
    page = client.get(TABLE.format("zezhou"))
    assert figures(page.text)["A1-1.03"] == "2"
    assert "终报" in page.text
    assert client.get(f"{TABLE.format('zezhou')}/files/{quote('附件1.xlsx')}").data == stored
    live = client.get(TABLE.format("zezhou") + "?live=1").text
    assert figures(live)["A1-1.03"] == "3"


def test_unreadable_addresses_are_refused(client: Client, filled: Factory, instance: Instance) -> None:
    client.sign_in("office")
    table = TABLE.format("city")
    future = take_watermark(instance.database) + 1
    statuses = {
        path: client.get(path).status_code
        for path in (
            f"{table}?effective=2023-7-x", f"{table}?known={future}", f"{table}/A1-9.99", "/reports/none/2023-07/city",
            "/reports/jincheng_2023/2024-07/city", f"{table}/files/x.exe",
        )
    }  # fmt: skip
    assert statuses == dict(zip(statuses, (422, 422, 404, 404, 422, 404), strict=True))
