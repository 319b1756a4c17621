"""The pages: 待办 leads to a form, the form to the record, the record to panels of hazard, case and enterprise."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image
from sqlalchemy import select
from tests.diligence.test_service import REFUSAL, accident, punish, write
from tests.enforcement.deeds import enter

from anjian.diligence import service
from anjian.diligence.models import Accident, Closure, Progress, Refusal
from anjian.enforcement.kinds import CASES
from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.get_data(as_text=True)


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(made, "PNG")
    return made.getvalue()


def test_an_enterprise_reports_from_its_tasks(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    hazard = factory.hazard(enterprise, discovered_on=date(2023, 6, 20))
    factory.staff(enterprise)
    client.sign_in(f"ent{enterprise.id}.safety")
    home = page(client, "/")
    assert "待报告整改进展的重大事故隐患" in home and f"/diligence/progress/new/{hazard.id}" in home
    assert "超期 30 天" in page(client, "/diligence/progress/?which=late")
    address = f"/diligence/progress/new/{hazard.id}"
    assert hazard.public_code in page(client, address)
    refused = client.post(address, data={"happened_on": "2023-07-26"})
    assert refused.status_code == 422
    for told in ("晚于今天", "请填写整治进展情况"):
        assert told in refused.get_data(as_text=True)
    data = {"happened_on": "2023-07-25", "content": "已清空储罐", "evidence": (io.BytesIO(picture()), "现场.png")}
    done = client.post(address, data=data, follow_redirects=True)
    assert done.status_code == 200 and "已清空储罐" in done.get_data(as_text=True)
    with system_read(instance.database, "the report of a test") as session:
        row = session.scalars(select(Progress)).one()
    shown = page(client, f"/diligence/progress/{row.id}")
    assert "现场.png" in shown and f"/diligence/progress/{row.id}/files/" in shown
    assert "待报告整改进展的重大事故隐患" not in page(client, "/")
    assert "已清空储罐" in page(client, f"/hazards/{hazard.id}")
    sent = {"happened_on": "2023-07-25", "form": "职工大会", "evidence": "全体大会记录"}
    sent_on = client.post(f"/diligence/congress/new/{hazard.id}", data=sent, follow_redirects=True)
    assert "全体大会记录" in sent_on.get_data(as_text=True)
    assert "还没有" not in page(client, "/diligence/congress/?which=done")
    page(client, f"/diligence/refusals/new/{hazard.id}", 403)
    client.post(f"/diligence/progress/{row.id}/void", data={"reason": "填错"})
    assert "已作废：填错" in page(client, f"/diligence/progress/{row.id}")


def test_a_refusal_shows_on_tasks_hazard_and_case(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    hazard = factory.hazard(enterprise)
    enter(
        instance, factory.actors["zezhou"], CASES, enterprise, hazard=hazard.public_code, happened_on=date(2023, 7, 18)
    )
    client.sign_in("zezhou")
    sent = {name: str(value) for name, value in REFUSAL.items()}
    shown = client.post(f"/diligence/refusals/new/{hazard.id}", data=sent, follow_redirects=True).get_data(as_text=True)
    assert "第一百零二条" in shown and "/enforcement/decisions/new?case_number=" in shown
    with system_read(instance.database, "the refusal of a test") as session:
        row = session.scalars(select(Refusal)).one()
    assert row.due_on == date(2023, 8, 1)  # 21 July, a Friday, and seven working days
    home = page(client, "/")
    assert "企业拒不执行、待作出的决定" in home and "责令停产停业整顿：" in home and "还剩 7 天" in home
    for address in (f"/hazards/{hazard.id}", "/enforcement/cases/1"):
        assert "对责任人员罚款" in page(client, address), address
    assert row.public_code in page(client, "/diligence/refusals/")
    explained = client.post(
        f"/diligence/refusals/{row.id}/waive",
        data={"duty": "对责任人员罚款", "reason": "责任人员尚未查明"},
        follow_redirects=True,
    )
    assert "已说明理由" in explained.get_data(as_text=True)
    twice = client.post(f"/diligence/refusals/{row.id}/waive", data={"duty": "对责任人员罚款", "reason": "再次"})
    assert twice.status_code == 422


def test_closure_is_proposed_with_its_rows_and_a_person_decides(
    instance: Instance, factory: Factory, client: Client
) -> None:
    enterprise = factory.enterprise()
    hazard = factory.hazard(enterprise)
    for day in (10, 12, 14):
        punish(factory, enterprise, hazard, number=f"{day}", happened_on=date(2023, 7, day))
    client.sign_in("zezhou")
    home = page(client, "/")
    assert "符合提请关闭情形、待决定的企业" in home and f"/diligence/watch/{enterprise.id}" in home
    assert "尚未决定是否提请关闭" in page(client, f"/enterprises/{enterprise.id}")
    listed = page(client, "/diligence/watch?day=2023-07-25")
    assert "一百八十日内受到行政处罚3次" in listed and "（演示）罚〔2023〕12号" in listed
    assert 'value="2023-07-25"' in listed and 'value="2023-07-25"' in page(client, "/diligence/watch?day=错")
    assert "没有符合情形的企业" in page(client, "/diligence/watch?day=2023-07-13")
    page(client, f"/diligence/watch/{enterprise.id}?day=2023-07-13", 404)
    address = f"/diligence/watch/{enterprise.id}?day=2023-07-25"
    assert hazard.public_code in page(client, address)
    missing = client.post(address, data={"decision": "提请关闭"})
    assert missing.status_code == 422 and "文书号" in missing.get_data(as_text=True)
    done = client.post(address, data={"decision": "暂不提请", "reason": "正在整改，限期复查"}, follow_redirects=True)
    assert "正在整改，限期复查" in done.get_data(as_text=True)
    with system_read(instance.database, "the decision of a test") as session:
        assert session.scalars(select(Closure.decision)).all() == ["暂不提请"]
    assert "符合提请关闭情形、待决定的企业" not in page(client, "/")
    assert "提请关闭预警" in page(client, f"/enterprises/{enterprise.id}")


def test_from_an_accident_one_click_shows_what_was_known(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    hazard = factory.hazard(enterprise, state=State.RECTIFYING, due_on=date(2023, 7, 20))
    client.sign_in("zezhou")
    sent = accident(enterprise, hazards=hazard.public_code) | {"happened_on": "2023-07-25", "happened_time": "8:05"}
    wrong = client.post("/diligence/accidents/new", data=sent | {"happened_time": "25:00"})
    assert wrong.status_code == 422 and "24小时制" in wrong.get_data(as_text=True)
    early = client.post("/diligence/accidents/new", data=sent, follow_redirects=True).get_data(as_text=True)
    assert "当时台账中没有这家企业的隐患" in early  # entered at 9:00
    sent["happened_time"] = "9:00"
    shown = client.post("/diligence/accidents/new", data=sent, follow_redirects=True).get_data(as_text=True)
    for told in (
        hazard.public_code,
        "相互禁配物质混放混存",
        "整改期限 2023-07-20 已过，尚未销号",
        "受伤1人",
        "记录于 2023-07-25 09:00",
    ):
        assert told in shown
    listed = page(client, "/diligence/accidents/")
    assert "2023-07-25 09:00" in listed and "2023-07-25 08:05" in listed
    for address in (f"/hazards/{hazard.id}", f"/enterprises/{enterprise.id}"):
        assert "SG2023000002" in page(client, address), address
    other = Client(client.app, instance).sign_in("yangcheng")
    with system_read(instance.database, "the accident of a test") as session:
        first = session.scalars(select(Accident.id)).first()
    page(other, f"/diligence/accidents/{first}", 404)
    assert "SG2023" not in page(other, "/diligence/accidents/")


def test_a_voided_accident_leaves_the_list_and_stays_readable(
    instance: Instance, factory: Factory, client: Client
) -> None:
    enterprise = factory.enterprise()
    row = write(instance, factory.actors["zezhou"], service.record_accident, accident(enterprise))
    client.sign_in("zezhou")
    client.post(f"/diligence/accidents/{row.id}/void", data={"reason": "重复登记"}, follow_redirects=True)
    assert row.public_code not in page(client, "/diligence/accidents/")
    assert row.public_code in page(client, "/diligence/accidents/?which=voided")
    assert "已作废：重复登记" in page(client, f"/diligence/accidents/{row.id}")
    assert client.post(f"/diligence/accidents/{row.id}/void", data={"reason": "再次"}).status_code == 422
