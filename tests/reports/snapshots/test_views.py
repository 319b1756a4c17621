"""Pages of stored reports: each with its seal, its files, what is missing, its versions, its proof."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text, update
from tests.reports.handed_out import hand_out

from anjian.hazards.words import State
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.snapshots.models import ReportFile

if TYPE_CHECKING:
    from anjian.testing.browser import Client
    from anjian.testing.factories import Factory


@pytest.fixture
def snapshot(factory: Factory, instance: Instance) -> str:
    factory.hazard(state=State.ACCEPTED)
    return hand_out(instance)


def test_the_list_and_the_page_of_a_sealed_report(client: Client, snapshot: str, instance: Instance) -> None:
    client.sign_in("office")
    listed = client.get("/reports/snapshots/").text
    assert f'href="/reports/snapshots/{snapshot}"' in listed
    assert "已封存" in listed
    page = unescape(client.get(f"/reports/snapshots/{snapshot}").text)
    for words in ("按时封存", "无，齐全封存", "定时任务", "统计规则", "文书模板", "专业模块"):
        assert words in page
    with system_read(instance.database, "test") as session:
        kept = session.query(ReportFile).all()
        hashes = {file.sha256 for file in kept}
        contents = {file.sha256: file.content for file in kept}
    assert set(re.findall(r">([0-9a-f]{64})</code></td>", page)) == hashes
    rows = re.findall(r'href="([^"]*/files/[^"]*)".*?>([0-9a-f]{64})</code></td>', page)
    assert len(rows) == len(kept)
    for address, sha256 in rows:
        assert client.get(address).data == contents[sha256]


def test_a_unit_is_shown_its_own_files(client: Client, snapshot: str) -> None:
    page = client.sign_in("zezhou").get(f"/reports/snapshots/{snapshot}").text
    assert '<th scope="row" data-label="单位">泽州县</th>' in page
    assert '<th scope="row" data-label="单位">全市</th>' not in page
    assert client.get(f"/reports/snapshots/{snapshot}/verify").status_code == 403


def test_the_proof_in_plain_words(client: Client, snapshot: str, instance: Instance) -> None:
    client.sign_in("office")
    assert "核验通过" in client.get(f"/reports/snapshots/{snapshot}/verify").text
    with system_write(instance.database, "test") as session:
        session.execute(text("UPDATE hazard_version SET accepted_on = NULL"))
        session.execute(update(ReportFile).where(ReportFile.unit_code == "zezhou").values(content=b"PK"))
    page = client.get(f"/reports/snapshots/{snapshot}/verify").text
    assert "有不符" in page
    assert "泽州县的“附件1.xlsx”与其校验值不符，文件被改动过。" in page
    assert re.search(r"只在存档中：YH\d{10}", page)
    assert client.get("/reports/snapshots/0123456789abcdef").status_code == 404
