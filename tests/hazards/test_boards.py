"""The board at the entrance: a photo newer than the plan in force, one address, and nothing there but what is public."""

from __future__ import annotations

import base64
import html
import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.hazards.files import keep

from anjian.hazards import boards, service
from anjian.hazards.board_models import HazardBoard
from anjian.hazards.evidence import files_of
from anjian.hazards.inputs import Plan
from anjian.hazards.models import Hazard
from anjian.hazards.words import Evidence, Review, State
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

PHONE = "13800138000"


def waiting(instance: Instance) -> list[int]:
    with system_read(instance.database, "boards of a test") as session:
        return [hazard.id for hazard, _enterprise in session.execute(boards.to_post().order_by(Hazard.id))]


def asked(instance: Instance, hazard: Hazard) -> bool:
    """Whether a photo is asked for, by the row's own light and by the list alike."""
    with system_read(instance.database, "a board of a test") as session:
        row = session.get_one(Hazard, hazard.id)
        due = boards.posting_of(session, row, files_of(session, row), 3).due
    assert due == (hazard.id in waiting(instance))
    return due


def issue(instance: Instance, factory: Factory, hazard: Hazard, by: str = "zezhou") -> str:
    actor = factory.actors[by]
    with instance.database.write_unit(actor) as session:
        return boards.issue(session, actor, hazard.id).token


def test_every_new_plan_asks_for_a_new_photo(instance: Instance, factory: Factory) -> None:
    officer, other, today = factory.actors["zezhou"], factory.actors["zezhou2"], clock.today()
    hazard = factory.hazard(state=State.CONFIRMED)
    assert not asked(instance, hazard)
    plan = Plan("演示甲（经理）", "停用并更换", 1_200_000, today + timedelta(days=30), "专人值守")

    def take(*steps: str) -> None:
        for step in steps:
            actor = other if step == "grant_extension" else officer
            with instance.database.write_unit(actor) as session:
                if step == "plan":
                    service.plan(session, actor, hazard.id, today, plan)
                elif step == "ask_extension":
                    service.ask_extension(session, actor, hazard.id, today, today + timedelta(days=60), "备件未到")
                elif step == "grant_extension":
                    service.grant_extension(session, actor, hazard.id, today, "同意")

    for number, steps in enumerate((("plan",), ("plan",), ("ask_extension", "grant_extension"))):
        take(*steps)
        assert asked(instance, hazard), steps
        (row,) = keep(instance, officer, hazard, Evidence.POSTED, [number])
        assert not asked(instance, hazard), steps
    with instance.database.write_unit(officer) as session:
        row = session.merge(row)
        row.voided = True
    assert asked(instance, hazard), "a voided photo proves nothing"
    keep(instance, officer, hazard, Evidence.POSTED, [9])
    with instance.database.write_unit(officer) as session:
        versions = boards.plan_versions(session, session.get_one(Hazard, hazard.id))
    assert [(one.number, one.kind) for one in versions] == [(1, "plan"), (2, "plan"), (3, "grant_extension")]
    factory_end = factory.hazard(state=State.ACCEPTED)
    assert not asked(instance, factory_end), "what is closed hangs no more"


def test_a_reviewed_plan_hangs_when_it_is_approved(instance: Instance, factory: Factory) -> None:
    officer, other, today = factory.actors["zezhou"], factory.actors["zezhou2"], clock.today()
    hazard = factory.hazard(state=State.CONFIRMED)
    with system_write(instance.database, "a complex hazard of a test") as session:
        session.get_one(Hazard, hazard.id).review = str(Review.NEEDED)
    plan = Plan("演示甲（经理）", "停用并更换", 1_200_000, today + timedelta(days=30), "专人值守")
    with instance.database.write_unit(officer) as session:
        service.submit_plan(session, officer, hazard.id, today, plan)
    assert not asked(instance, hazard)
    with instance.database.write_unit(other) as session:
        service.approve_plan(session, other, hazard.id, today, "可行")
    assert asked(instance, hazard)


def test_the_enterprise_finds_it_among_its_tasks(factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    hazard, _other = factory.hazard(enterprise, state=State.RECTIFYING), factory.hazard(state=State.RECTIFYING)
    factory.staff(enterprise)
    title, link = "待在企业醒目位置公示的整改方案", f'href="/hazards/{hazard.id}/board"'
    own = client.sign_in(f"ent{enterprise.id}.safety").get("/").get_data(as_text=True)
    assert title in own and own.count("/board") == 1 and link in own
    assert title not in client.sign_in("zezhou").get("/").get_data(as_text=True)
    assert "须在企业醒目位置公示，已超过 5 天" in client.get(f"/hazards/{hazard.id}").get_data(as_text=True)


def test_there_is_one_address_until_it_is_revoked(instance: Instance, factory: Factory, client: Client) -> None:
    hazard, officer = factory.hazard(state=State.RECTIFYING), factory.actors["zezhou"]
    first = issue(instance, factory, hazard)
    assert issue(instance, factory, hazard) == first and re.fullmatch(r"[\w-]{43}", first)
    assert client.get(f"/hazards/public/{first}").status_code == 200
    with instance.database.write_unit(officer) as session:
        boards.revoke(session, officer, hazard.id, "二维码外泄")
    closed, never = (client.get(f"/hazards/public/{token}") for token in (first, "x" * 43))
    assert (closed.status_code, never.status_code) == (404, 404)
    assert (
        closed.get_data(as_text=True).count("没有这个公示页面")
        == never.get_data(as_text=True).count("没有这个公示页面")
        == 1
    )
    with instance.database.write_unit(officer) as session, pytest.raises(Refused, match="没有开通中的公示页面"):
        boards.revoke(session, officer, hazard.id, "再次")
    second = issue(instance, factory, hazard)
    assert second != first and client.get(f"/hazards/public/{second}").status_code == 200
    client.sign_in("zezhou")
    assert "二维码外泄" in client.get(f"/hazards/{hazard.id}/board").get_data(as_text=True)
    office = factory.actors["office"]
    with instance.database.write_unit(office) as session, pytest.raises(Forbidden):
        boards.revoke(session, office, hazard.id, "x")


def test_no_board_without_a_plan(instance: Instance, factory: Factory, client: Client) -> None:
    hazard = factory.hazard(state=State.CONFIRMED)
    with pytest.raises(Refused, match="“五落实”不完整，不能公示"):
        issue(instance, factory, hazard)
    client.sign_in("zezhou")
    assert client.get(f"/hazards/{hazard.id}/board/sheet").status_code == 404
    assert client.post(f"/hazards/{hazard.id}/board").status_code == 422


def test_the_public_reads_what_the_board_says_and_nothing_else(
    app: Flask, instance: Instance, factory: Factory, client: Client
) -> None:
    enterprise = factory.enterprise(name="泽州县示例运输有限公司（演示）", parent="示例集团（演示）")
    hazard = factory.hazard(enterprise, state=State.RECTIFYING, content="<b>安全阀</b>关闭")
    secret = (
        "officer",
        "leader",
        "enterprise_person",
        "remark",
        "verdict_reason",
        "cited",
        "listing_unit",
        "accepted_by",
    )
    with system_write(instance.database, "secrets of a test") as session:
        row = session.get_one(Hazard, hazard.id)
        row.responsible, row.contingency = f"演示乙（总经理）{PHONE}", f"值班电话{PHONE}，专人值守"
        for name in secret:
            setattr(row, name, f"机密{name}")
    token = issue(instance, factory, hazard)
    answer = client.get(f"/hazards/public/{token}")
    assert (answer.headers["X-Robots-Tag"], answer.headers["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    text = answer.get_data(as_text=True)
    assert "机密" not in text and PHONE not in text and "示例集团" not in text and enterprise.credit_code not in text
    shown = dict(re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", re.sub(r"</?strong>", "", text)))
    due = hazard.due_on or date.max
    assert {title: html.unescape(told) for title, told in shown.items()} == {
        "企业": enterprise.name, "隐患编号": hazard.public_code, "当前状态": "整改中", "隐患内容": "<b>安全阀</b>关闭",
        "所在部位": "甲类仓库", "整改措施": "停用并更换", "整改资金": "1.20 万元",
        "整改责任人及职务": "演示乙（总经理）（不公开）",
        "整改期限": str(due), "防控措施及应急预案": "值班电话（不公开），专人值守", "监管部门": "市交通运输局",
        "整改方案": f"第 1 版（{due - timedelta(days=29)}）。现场公示牌版本较旧的，以本页为准。",
    }  # fmt: skip
    assert client.post(f"/hazards/public/{token}").status_code == 405
    _officer, other, today = factory.actors["zezhou"], factory.actors["zezhou2"], clock.today()
    with instance.database.write_unit(other) as session:
        service.claim(session, other, hazard.id, today)
    assert "待验收" in client.get(f"/hazards/public/{token}").get_data(as_text=True), "live"
    for closed in (State.WITHDRAWN, State.DOWNGRADED, State.RETURNED):
        with system_write(instance.database, "a closed hazard of a test") as session:
            session.get_one(Hazard, hazard.id).state = str(closed)
        assert client.get(f"/hazards/public/{token}").status_code == 404


def test_the_sheet_carries_the_address_as_a_code(instance: Instance, factory: Factory, client: Client) -> None:
    hazard = factory.hazard(state=State.RECTIFYING, content="甲" * 1200)
    client.sign_in("zezhou")
    made = client.post(f"/hazards/{hazard.id}/board")
    assert (made.status_code, made.location) == (303, f"/hazards/{hazard.id}/board/sheet")
    with system_read(instance.database, "a board of a test") as session:
        token = session.scalars(select(HazardBoard.token)).one()
    sheet = client.get(made.location).get_data(as_text=True)
    assert f"http://localhost/hazards/public/{token}" in sheet and 'board-small"' in sheet
    (code,) = re.findall(r'src="data:image/svg\+xml;?([^,"]*),([^"]+)"', sheet)
    picture = html.unescape(code[1])
    decoded = base64.b64decode(picture).decode() if "base64" in code[0] else picture
    assert "script" not in decoded and "svg" in decoded
    assert client.sign_in("yangcheng").get(made.location).status_code == 404
