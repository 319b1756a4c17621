"""The filtered ledger as a workbook: the page's rows, in the list's order, readable by the importer, scoped to its reader."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from anjian.hazards.imports import import_hazards
from anjian.hazards.words import Source, State
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory


@pytest.fixture
def rows(factory: Factory) -> None:
    """Two counties; the county of the notice's order comes first whatever was entered first."""
    yangcheng = factory.enterprise(county="yangcheng", name="阳城县示例化工有限公司（演示）", categories=("生产",))
    zezhou = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    factory.hazard(yangcheng, state=State.RECTIFYING)
    factory.hazard(zezhou, state=State.REPORTED, content="未确认的也导出")
    factory.hazard(zezhou, state=State.ACCEPTED, source=Source.PUBLIC_REPORT, content="已销号的")


def codes(content: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(content)).active
    return [str(sheet.cell(row, 1).value) for row in range(6, sheet.max_row + 1)]


def test_the_download_is_what_the_page_shows(client: Client, rows: None) -> None:
    client.sign_in("office")
    assert 'href="/reports/ledger?state=%E5%B7%B2' in client.get(f"/hazards/?state={State.ACCEPTED}").get_data(
        as_text=True
    )
    assert codes(client.get("/reports/ledger").data) == ["YH2023000002", "YH2023000003", "YH2023000001"]
    assert codes(client.get(f"/reports/ledger?state={State.ACCEPTED}").data) == ["YH2023000003"]
    assert codes(client.get("/reports/ledger?text=没有的词").data) == []


def test_each_reader_gets_only_their_own(client: Client, rows: None) -> None:
    assert codes(client.sign_in("zezhou").get("/reports/ledger").data) == ["YH2023000002", "YH2023000003"]
    assert codes(client.sign_in("emergency").get("/reports/ledger").data) == ["YH2023000001"]
    assert client.sign_in("fire_rescue").get("/reports/ledger").status_code == 403


def test_it_can_be_sent_back_and_changes_nothing(
    instance: Instance, factory: Factory, client: Client, rows: None, tmp_path: Path
) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(client.sign_in("office").get(f"/reports/ledger?state={State.RECTIFYING}").data)
    outcome = import_hazards(instance, factory.actors["office"], path)
    assert (outcome.total, outcome.unchanged, outcome.problems) == (1, 1, [])


def test_what_a_person_typed_is_never_a_formula(factory: Factory, client: Client) -> None:
    factory.hazard(content="=HYPERLINK(1)", place="+1+1")
    sheet = load_workbook(io.BytesIO(client.sign_in("office").get("/reports/ledger").data)).active
    typed = [cell for cell in sheet[6] if str(cell.value).startswith(("=", "+"))]
    assert [(cell.value, cell.data_type) for cell in typed] == [("=HYPERLINK(1)", "s")]
