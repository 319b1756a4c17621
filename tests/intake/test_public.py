"""What the public does without an account, as a browser does it."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import func, select

from anjian.intake import service
from anjian.intake.inputs import Outcome
from anjian.intake.models import Identity, PublicTry, Report
from anjian.intake.public import WRONG_CODES
from anjian.intake.receiving import hash_of
from anjian.intake.words import Channel, Conclusion, State
from anjian.kernel import clock
from anjian.kernel.ledger import AuditEntry
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

TIP = {"enterprise_name": "城南化工厂", "place": "3号仓库", "content": "仓库里混放禁配物质", "insider": "yes"}
NAMED = TIP | {"name": "密名乙", "phone": "10000000002", "address": "密址二号"}


def code_in(page: str) -> str:
    found = re.search(r"<strong>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3})</strong>", page)
    assert found is not None, page
    return found.group(1)


def uid_in(page: str) -> str:
    found = re.search(r'name="uid" value="([^"]+)"', page)
    assert found is not None
    return found.group(1)


def test_a_tip_without_an_account(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    uid = uid_in(client.get("/intake/report").get_data(as_text=True))
    sent = NAMED | {"enterprise_name": enterprise.name, "uid": uid}
    page = client.post("/intake/report", sent).get_data(as_text=True)
    code = code_in(page)
    assert [word for word in (NAMED["name"], NAMED["phone"], TIP["content"]) if word in page] == []
    again = client.post("/intake/report", sent).get_data(as_text=True)
    assert "已经提交过" in again and code not in again
    with system_read(instance.database, "test") as session:
        (report,) = session.scalars(select(Report))
        told = (report.channel, report.state, report.enterprise_id, report.region_code, report.unit_id, report.insider)
        assert told == (Channel.ONLINE, State.WAITING, enterprise.id, enterprise.region_code, None, True)
        assert (report.code_hash, report.named) == (hash_of(code), True)
        assert session.scalar(select(func.count()).select_from(Identity)) == 1
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "登记群众举报"))
        assert (entry.account_id, entry.actor_name, entry.detail) == (
            None, "社会公众", '{"受理编号":"JB2023000001","渠道":"网上"}',
        )  # fmt: skip


def test_a_worker_who_is_signed_in_is_not_named(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    factory.staff(enterprise)
    client.sign_in(f"ent{enterprise.id}.safety")
    assert client.post("/intake/report", TIP).status_code == 200
    with system_read(instance.database, "test") as session:
        (report,) = session.scalars(select(Report))
        assert (report.unit_id, report.unit_name, report.named) == (None, "网上举报", False)
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "intake_report"))
        assert (entry.account_id, entry.actor_name) == (None, "社会公众")


def test_following_up_by_code_and_asking_once_for_reexamination(
    instance: Instance, factory: Factory, client: Client
) -> None:
    factory.enterprise()
    code = code_in(client.post("/intake/report", NAMED).get_data(as_text=True))
    first = client.post("/intake/follow", {"code": code.lower()}).get_data(as_text=True)
    assert "待核查" in first and "申请复查" not in first and NAMED["name"] not in first
    assert client.post("/intake/follow", {"code": code, "objection": "不服"}).status_code == 422
    officer = factory.actors["emergency"]
    with system_read(instance.database, "test") as session:
        report_id = session.scalars(select(Report.id)).one()
    with instance.database.write_unit(officer) as session:
        untrue = Outcome(Conclusion.UNTRUE, clock.today(), "内部核查情况")
        service.verify(session, officer, report_id, untrue, campaign="jincheng_2023")
    assert "不属实" not in client.post("/intake/follow", {"code": code}).get_data(as_text=True), "not before the answer"
    with instance.database.write_unit(officer) as session:
        service.answer(session, officer, report_id, clock.today(), "经现场核查，未发现混放")
    answered = client.post("/intake/follow", {"code": code}).get_data(as_text=True)
    assert "经现场核查，未发现混放" in answered and "申请复查" in answered and "内部核查情况" not in answered
    assert client.post("/intake/follow", {"code": code, "objection": " "}).status_code == 422
    asked = client.post("/intake/follow", {"code": code, "objection": "他们事先搬走了"})
    assert asked.status_code == 200 and "复查中" in asked.get_data(as_text=True)
    assert client.post("/intake/follow", {"code": code, "objection": "再查一次"}).status_code == 422
    with system_read(instance.database, "test") as session:
        report = session.get_one(Report, report_id)
        assert (report.state, report.objection, report.due_on.isoformat()) == (
            State.REEXAMINING, "他们事先搬走了", "2023-08-24",
        )  # fmt: skip


def test_guessing_and_flooding_end_soon(instance: Instance, client: Client) -> None:
    for _ in range(WRONG_CODES):
        assert "没有这个查询码" in client.post("/intake/follow", {"code": "AAAA"}).get_data(as_text=True)
    assert "输错次数过多" in client.post("/intake/follow", {"code": "AAAA"}).get_data(as_text=True)
    hourly = instance.settings.intake_hourly
    for _ in range(hourly):
        assert client.post("/intake/report", TIP).status_code == 200
    refused = client.post("/intake/report", TIP)
    assert refused.status_code == 422 and "请稍后再试" in refused.get_data(as_text=True)
    with system_read(instance.database, "test") as session:
        assert session.scalar(select(func.count()).select_from(Report)) == hourly
        assert {len(mark) for mark in session.scalars(select(PublicTry.mark))} == {64}
        assert "127.0.0.1" not in set(session.scalars(select(PublicTry.mark)))


def test_what_is_too_large_or_without_a_token_is_refused(app: Flask, instance: Instance, client: Client) -> None:
    assert client.post("/intake/report", TIP | {"content": "长" * 40_000}).status_code == 413
    assert client.post("/intake/report", TIP | {"content": "长" * 2001}).status_code == 422
    assert client.post("/intake/report", {"enterprise_name": "", "content": ""}).status_code == 422
    assert client.post("/intake/report", TIP | {"csrf_token": "x"}).status_code == 400
    with system_read(instance.database, "test") as session:
        assert session.scalar(select(func.count()).select_from(Report)) == 0
