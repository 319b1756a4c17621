"""The ledger's pages: a fixed number of queries, refusals at their fields, and nobody's step on another's hazard."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from anjian.hazards import service
from anjian.hazards.models import Hazard
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements

LIST_HEADER = (
    "县（市、区）",
    "企业名称",
    "统一社会信用代码",
    "重大事故隐患具体内容",
    "所在部位",
    "判定依据及条款",
    "发现来源",
    "发现时间",
)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.get_data(as_text=True)


def state_of(instance: Instance, hazard_id: int) -> tuple[str, int]:
    with system_read(instance.database, "state") as session:
        hazard = session.get_one(Hazard, hazard_id)
        return hazard.state, hazard.seq


def asked(instance: Instance, client: Client, address: str) -> int:
    with statements(instance.database) as seen:
        page(client, address)
    return len(seen)


def test_a_ledger_page_costs_the_same_whatever_it_shows(instance: Instance, factory: Factory, client: Client) -> None:
    client.sign_in("zezhou")
    enterprise = factory.enterprise()
    counts = []
    for more in (1, 2, 60):
        for _ in range(more):
            factory.hazard(enterprise, state=State.REPORTED)
        counts.append(asked(instance, client, "/hazards/"))
    text = page(client, "/hazards/")
    deep = re.search(r'href="(/hazards/\?after=[^"]+)"', text)
    assert deep is not None
    counts.append(asked(instance, client, deep.group(1).replace("&amp;", "&")))
    assert len(set(counts)) == 1 and counts[0] <= 6


def test_a_hazards_page_costs_the_same_whatever_happened(instance: Instance, factory: Factory, client: Client) -> None:
    client.sign_in("zezhou")
    short, long = factory.hazard(state=State.RECTIFYING), factory.hazard(state=State.RECTIFYING)
    asker, answerer, day = factory.actors["zezhou"], factory.actors["zezhou2"], clock.today()
    for _ in range(5):
        with instance.database.write_unit(asker) as session:
            service.ask_extension(session, asker, long.id, day, day + timedelta(days=90), "等待备件")
        with instance.database.write_unit(answerer) as session:
            service.refuse_extension(session, answerer, long.id, day, "备件已到")
    assert asked(instance, client, f"/hazards/{short.id}") == asked(instance, client, f"/hazards/{long.id}")


def test_the_total_is_exact_and_filtered(factory: Factory, client: Client) -> None:
    for state in (State.REPORTED, State.REPORTED, State.ACCEPTED):
        factory.hazard(state=state)
    client.sign_in("zezhou")
    assert "共 3 条" in page(client, "/hazards/?part=total")
    assert "共 1 条" in page(client, f"/hazards/?state={State.ACCEPTED}&part=total")


def test_a_step_is_taken_by_its_page(instance: Instance, factory: Factory, client: Client) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    client.sign_in("zezhou")
    assert f'href="/hazards/{hazard.id}/confirm"' in page(client, f"/hazards/{hazard.id}")
    answer = client.post(f"/hazards/{hazard.id}/confirm", {"effective_on": "2023-07-25", "seq": hazard.seq})
    assert (answer.status_code, answer.location) == (303, f"/hazards/{hazard.id}")
    assert state_of(instance, hazard.id) == (State.CONFIRMED, hazard.seq + 1)


def test_a_refused_form_keeps_what_was_typed_and_says_all(instance: Instance, factory: Factory, client: Client) -> None:
    hazard = factory.hazard(state=State.CONFIRMED)
    client.sign_in("zezhou")
    typed = {
        "effective_on": "2023-07-25",
        "seq": hazard.seq,
        "responsible": "",
        "measures": "<b>更换</b>",
        "funds_fen": "约三十",
    }
    answer = client.post(f"/hazards/{hazard.id}/plan", typed)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "&lt;b&gt;更换&lt;/b&gt;" in text and "<b>更换</b>" not in text
    for message in ("请填写整改责任人（职务）", "不是确定的金额", "请填写整改期限", "请填写防控措施及应急预案"):
        assert message in text
    assert state_of(instance, hazard.id) == (State.CONFIRMED, hazard.seq)


@pytest.mark.parametrize("seq", ["", "0", "x"])
def test_a_stale_page_is_refused(instance: Instance, factory: Factory, client: Client, seq: str) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    client.sign_in("zezhou")
    answer = client.post(f"/hazards/{hazard.id}/confirm", {"effective_on": "2023-07-25", "seq": seq})
    assert answer.status_code == 422
    assert state_of(instance, hazard.id) == (State.REPORTED, hazard.seq)


def test_without_the_forms_token_nothing_happens(instance: Instance, factory: Factory, client: Client) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    client.sign_in("zezhou")
    data = {"effective_on": "2023-07-25", "seq": str(hazard.seq), "csrf_token": "forged"}
    answer = client._client.post(f"/hazards/{hazard.id}/confirm", data=data)
    assert answer.status_code == 400
    assert state_of(instance, hazard.id) == (State.REPORTED, hazard.seq)


@pytest.mark.parametrize(
    ("login", "status"),
    [("zezhou", 200), ("zezhou.transport", 200), ("transport", 200), ("office", 403), ("leading_group", 403), ("admin", 403),
     ("yangcheng", 404), ("emergency", 404), ("zezhou.emergency", 404)],
)  # fmt: skip
def test_who_may_confirm(factory: Factory, client: Client, login: str, status: int) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    assert client.sign_in(login).get(f"/hazards/{hazard.id}/confirm").status_code == status


def test_an_enterprise_plans_its_own_and_sees_no_other(factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    mine, other = factory.hazard(enterprise, state=State.CONFIRMED), factory.hazard(state=State.CONFIRMED)
    staff = factory.staff(enterprise)
    client.sign_in(f"ent{enterprise.id}.safety")
    assert staff.official is False
    assert client.get(f"/hazards/{mine.id}/plan").status_code == 200
    assert client.get(f"/hazards/{mine.id}/accept").status_code == 403
    assert client.get(f"/hazards/{other.id}").status_code == 404


def test_the_page_names_what_a_step_still_needs_and_who_takes_it(factory: Factory, client: Client) -> None:
    claimed = factory.hazard(state=State.CLAIMED)
    accept = f'href="/hazards/{claimed.id}/accept"'
    own = page(client.sign_in("zezhou"), f"/hazards/{claimed.id}")
    assert "申请验收人不能验收自己申请的隐患，请由其他人员验收。" in own and accept not in own
    assert accept in page(client.sign_in("zezhou2"), f"/hazards/{claimed.id}")
    planned = factory.hazard(state=State.RECTIFYING)
    office = page(client.sign_in("office"), f"/hazards/{planned.id}")
    assert f'href="/hazards/{planned.id}/order_listing"' in office
    reported = factory.hazard(state=State.REPORTED)
    assert "由行业监管部门办理" in page(client, f"/hazards/{reported.id}")


def test_what_was_sent_back_is_supplemented_by_its_form(instance: Instance, factory: Factory, client: Client) -> None:
    hazard = factory.hazard(state=State.RETURNED)
    client.sign_in("zezhou")
    form = page(client, f"/hazards/{hazard.id}/resubmit")
    assert hazard.content in form and hazard.place in form
    typed = {
        "effective_on": "2023-07-25", "seq": hazard.seq, "content": "安全阀前手阀关闭", "place": "罐区", "limb_code": "C-15",
    }  # fmt: skip
    assert client.post(f"/hazards/{hazard.id}/resubmit", typed).status_code == 303
    assert state_of(instance, hazard.id) == (State.REPORTED, hazard.seq + 1)
    assert "安全阀前手阀关闭" in page(client, f"/hazards/{hazard.id}")


def test_an_enterprise_reports_its_own_with_little_to_choose(factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    factory.staff(enterprise)
    form = page(client.sign_in(f"ent{enterprise.id}.safety"), "/hazards/new")
    assert f'<option value="{enterprise.id}" selected>{enterprise.name}</option>' in form
    assert "部门执法检查" not in form and '<option value="transport" selected>' in form
    officer = page(client.sign_in("zezhou"), f"/hazards/new?enterprise={enterprise.id}")
    assert f'<option value="{enterprise.id}" selected>' in officer and "部门执法检查" in officer


def test_a_new_hazard_is_reported_by_the_form(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    client.sign_in("zezhou")
    assert client.get("/hazards/enterprises?q=示例运输").get_json() == [
        {"value": enterprise.id, "text": enterprise.name}
    ]
    told = {
        "enterprise_id": enterprise.id, "department_code": "transport", "source": "部门执法检查", "discovered_on": "2023-07-20",
        "found_by": "演示甲", "scale": "重大事故隐患", "limb_code": "", "place": "停车场", "content": "安全阀未正常投用",
    }  # fmt: skip
    refused = client.post("/hazards/new", told)
    assert refused.status_code == 422
    assert "重大事故隐患须引用判定标准条款" in refused.get_data(as_text=True)
    assert enterprise.name in refused.get_data(as_text=True)
    assert client.post("/hazards/new", told | {"limb_code": "C-15"}).status_code == 303
    with system_read(instance.database, "made") as session:
        made = session.scalars(select(Hazard)).one()
    assert (made.limb_code, made.discovered_on, made.place) == ("C-15", date(2023, 7, 20), "停车场")


def workbook(*rows: tuple[object, ...]) -> io.BytesIO:
    book = Workbook()
    for row in (("2023年7月份全市危险化学品重大事故隐患清单",), LIST_HEADER, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    buffer.seek(0)
    return buffer


def test_an_import_is_previewed_confirmed_and_its_errors_handed_back(
    instance: Instance, factory: Factory, client: Client
) -> None:
    enterprise = factory.enterprise()
    good = (
        "泽州县",
        enterprise.name,
        enterprise.credit_code,
        "安全阀未正常投用",
        "罐区",
        "判定标准第15条",
        "企业自查",
        "2023.7.1",
    )
    bad = (*good[:3], "防爆电气缺失", "罐区", "C-12b", "其它", "2023-07-02")
    client.sign_in("office")
    preview = client.post("/hazards/import", {"file": (workbook(good, bad), "清单.xlsx")})
    text = preview.get_data(as_text=True)
    assert (preview.status_code, "将新增1行" in text, "第4行“发现来源”列" in text) == (200, True, True)
    with system_read(instance.database, "a preview keeps nothing") as session:
        assert session.scalars(select(Hazard)).all() == []
    token = re.search(r'name="token" value="([^"]+)"', text)
    assert token is not None
    result = client.post("/hazards/import", {"token": token.group(1)})
    assert "新增1行" in result.get_data(as_text=True)
    with system_read(instance.database, "kept") as session:
        assert [row.content for row in session.scalars(select(Hazard))] == ["安全阀未正常投用"]
    marked = client.get(f"/hazards/import?part=errors&token={token.group(1)}")
    sheet = load_workbook(io.BytesIO(marked.data)).active
    assert sheet.cell(4, 7).comment is not None and sheet.cell(3, 7).comment is None
    assert client.post("/hazards/import", {"token": token.group(1)}).status_code == 422
    assert client.sign_in("zezhou").get(f"/hazards/import?part=errors&token={token.group(1)}").status_code == 404


def test_the_template_is_a_workbook(client: Client) -> None:
    book = load_workbook(io.BytesIO(client.sign_in("zezhou").get("/hazards/import?part=template").data))
    headers = [str(cell.value).rstrip("*") for cell in book.active[2]]
    assert {"企业名称", "统一社会信用代码", "重大事故隐患具体内容", "发现来源", "发现时间"} <= set(headers)
