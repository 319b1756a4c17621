"""The officials' pages: entering, verifying with evidence, answering, who reported; 待办, search and the hazard's page."""

from __future__ import annotations

import io
import re

from flask import Flask
from PIL import Image
from sqlalchemy import select
from tests.intake.test_service import clerk_of

from anjian.hazards.models import Hazard
from anjian.intake.inputs import Person
from anjian.intake.models import Report
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

PERSON = {"name": "密名丙", "phone": "10000000003", "address": "密址三号"}


def text(client: Client, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def total(client: Client, query: str) -> str:
    return text(client, f"/intake/?part=total&{query}").strip()


def test_a_telephone_tip_from_entry_to_answer(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    client.sign_in("zezhou")
    entry = {
        "channel": "12350电话", "received_on": "2023-07-20", "enterprise_id": str(enterprise.id), "content": "阀门常年关着",
        "place": "罐区", **PERSON,
    }  # fmt: skip
    page = client.post("/intake/new", entry).get_data(as_text=True)
    assert re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}", page) is not None
    home = text(client, "/")
    assert "待核查的举报与交办" in home and "/intake/1/verify" in home
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    outcome = {
        "effective_on": "2023-07-24", "conclusion": "属实", "note": "现场核查属实", "result": "登记为新发现的隐患",
        "scale": "重大事故隐患", "limb_code": "C-15", "place": "储罐区", "content": "安全阀未投用",
    }  # fmt: skip
    bad = client.post("/intake/1/verify", outcome | {"limb_code": ""})
    assert bad.status_code == 422 and "须引用判定标准条款" in bad.get_data(as_text=True)
    picture.seek(0)
    done = client.post("/intake/1/verify", outcome | {"evidence": (picture, "现场.png")})
    assert done.status_code == 303
    shown = text(client, "/intake/1")
    file = re.search(r'href="(/intake/1/files/\d+)"', shown)
    assert file is not None and client.get(file.group(1)).data[:2] == b"\xff\xd8"
    with system_read(instance.database, "test") as session:
        hazard = session.scalars(select(Hazard)).one()
    assert hazard.public_code in shown
    assert "JB2023000001" in text(client, f"/hazards/{hazard.id}")
    assert client.post("/intake/1/answer", {"effective_on": "2023-07-25", "reply": "已责令整改"}).status_code == 303
    pages = [
        "/intake/",
        "/intake/1",
        f"/hazards/{hazard.id}",
        "/search?q=JB2023",
        "/search?q=密名",
        "/intake/?text=密名",
    ]
    assert [page for page in pages for word in PERSON.values() if word in text(client, page)] == []


def test_the_list_tells_apart_what_counts(factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    for _ in range(3):
        factory.tip(enterprise)
    client.sign_in("zezhou")
    looked = {"effective_on": "2023-07-25", "note": "看过"}
    no_hazard = {"conclusion": "属实", "result": "不构成事故隐患", "no_hazard": "只是标识褪色"}
    client.post("/intake/1/verify", looked | no_hazard)
    client.post("/intake/2/verify", looked | {"conclusion": "不属实"})
    queries = (
        "",
        "state=待核查",
        "conclusion=属实",
        "conclusion=不属实",
        "kind=上级交办",
        "late=yes",
        "text=JB2023000003",
    )
    counts = [re.findall(r"\d+", total(client, query)) for query in queries]
    assert counts == [["3"], ["1"], ["1"], ["1"], ["0"], ["0"], ["1"]]


def test_who_reported_is_behind_a_reason(instance: Instance, factory: Factory, client: Client) -> None:
    factory.tip(factory.enterprise(), person=Person(**PERSON))
    clerk_of(instance, "zezhou")
    client.sign_in("zezhou")
    assert "/intake/1/identity" not in text(client, "/intake/1")
    assert client.get("/intake/1/identity").status_code == 403
    client.sign_in("clerk.zezhou")
    page = text(client, "/intake/1")
    assert "/intake/1/identity" in page and PERSON["name"] not in page
    assert PERSON["name"] not in text(client, "/intake/1/identity")
    assert client.post("/intake/1/identity", {"reason": ""}).status_code == 422
    opened = client.post("/intake/1/identity", {"reason": "电话答复"}).get_data(as_text=True)
    assert [value for value in PERSON.values() if value in opened] == list(PERSON.values())
    client.sign_in("supervision")
    log = text(client, "/admin/audit")
    assert "查看举报人身份" in log and PERSON["name"] not in log
    client.sign_in("zezhou")
    assert "查看举报人身份" in text(client, "/intake/1"), "whoever handles it sees that it was opened"


def test_a_hand_down_is_entered_and_given_to_its_enterprise(
    instance: Instance, factory: Factory, client: Client
) -> None:
    enterprise = factory.enterprise()
    client.sign_in("office")
    order = {
        "superior": "省安委办", "document_number": "演示督〔2023〕3号", "received_on": "2023-07-20", "due_on": "2023-07-24",
        "content": "督查发现的问题", "enterprise_name": "某厂", "department_code": "transport",
    }  # fmt: skip
    assert client.post("/intake/handed", order).headers["Location"] == "/intake/1"
    assert "超期 1 天" in text(client, "/intake/1")
    assert client.post("/intake/1/assign", {"enterprise_id": str(enterprise.id)}).status_code == 303
    assert client.post("/intake/1/verify", {}).status_code == 403
    client.sign_in("zezhou")
    assert "演示督〔2023〕3号" in text(client, "/intake/1")
    with system_read(instance.database, "test") as session:
        assert session.get_one(Report, 1).enterprise_name == enterprise.name


def test_no_value_breaks_a_page(app: Flask, factory: Factory, client: Client) -> None:
    app.testing = False  # as users have it: an unexpected error is a page with 500
    factory.tip(factory.enterprise())
    entry = {
        "channel": "来信来访", "received_on": "2023-07-20", "insider": "yes", "content": "问题", "enterprise_id": "1",
        "enterprise_name": "某厂", "region_code": "140525", "department_code": "transport", "place": "某处", "name": "甲",
        "superior": "省安委办", "document_number": "1号", "due_on": "2023-08-01",
    }  # fmt: skip
    outcome = {
        "effective_on": "2023-07-25", "conclusion": "属实", "note": "看过", "result": "登记为新发现的隐患",
        "scale": "重大事故隐患", "limb_code": "C-15", "place": "罐区", "content": "", "known_hazard_id": "1", "no_hazard": "无",
    }  # fmt: skip
    forms = {
        "/intake/new": entry, "/intake/handed": entry, "/intake/1/verify": outcome, "/intake/1/assign": entry,
        "/intake/report": entry | {"uid": "x"}, "/intake/follow": {"code": "A", "objection": "无"},
    }  # fmt: skip
    client.sign_in("zezhou")
    broken = [
        (address, field, value[:9])
        for address, good in forms.items()
        for field in good
        for value in ("甲\x01\x1b", "²", "9" * 25, "x" * 3000, "0000-00-00", "99999-1-1", "-1", "\ufffe")
        if client.post(address, good | {field: value}).status_code >= 500
    ]
    assert broken == []


def test_the_ledgers_own_form_takes_no_unverified_tip(factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    client.sign_in("zezhou")
    fault = {
        "enterprise_id": enterprise.id, "department_code": "transport", "discovered_on": "2023-07-20", "found_by": "演示甲",
        "scale": "重大事故隐患", "limb_code": "C-15", "place": "停车场", "content": "安全阀未正常投用",
    }  # fmt: skip
    sources = ("群众举报", "上级交办", "部门执法检查")
    assert [client.post("/hazards/new", fault | {"source": one}).status_code for one in sources] == [422, 422, 303]
