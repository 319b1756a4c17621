"""The pages: what an officer does from a hazard to a decision, what others see of it, the workbooks."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image
from sqlalchemy import select
from tests.enforcement.deeds import WAN, enter, statement

from anjian.enforcement.kinds import ACCOUNTABILITIES, ASSISTANCE, CASES, CHANGES, DECISIONS, KINDS, NOTICES, REFERRALS
from anjian.enforcement.models import Decision, EnforcementCase
from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.hazards.models import Hazard
from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements

CASE_NUMBER = "（演示）立〔2023〕1号"


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(made, "PNG")
    return made.getvalue()


def sent(kind: Any, enterprise: Any = None, **stated: Any) -> dict[str, Any]:
    """A statement as a page sends it: days as text, money in 万元."""
    row = statement(kind, enterprise, **stated)
    if row.get("amount_fen"):
        row["amount_fen"] = str(row["amount_fen"] / WAN)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_from_a_hazard_to_both_decisions(instance: Instance, factory: Factory, client: Client) -> None:
    """待办 leads to the form, the form to the case, the case says which side is missing; the hazard stays as it is."""
    enterprise = factory.enterprise()
    hazard = factory.hazard(enterprise, state=State.CONFIRMED)
    client.sign_in("zezhou")
    assert "执法检查发现、尚未立案的重大事故隐患" in text_of(client, "/")
    assert "尚未立案，也没有说明不立案的理由" in text_of(client, f"/hazards/{hazard.id}")
    address = f"/enforcement/cases/new?enterprise={enterprise.credit_code}&hazard={hazard.public_code}"
    form = text_of(client, address)
    assert f'value="{hazard.public_code}"' in form and enterprise.name in form
    answer = client.post(address, data=sent(CASES, enterprise, hazard=hazard.public_code), follow_redirects=True)
    assert "案件 AJ2023000001" in answer.get_data(as_text=True)
    answer = client.post("/enforcement/decisions/new", data=sent(DECISIONS, amount_fen=None))
    assert answer.status_code == 422 and "有罚款的请填写金额" in answer.get_data(as_text=True)
    data = sent(DECISIONS) | {"evidence": (io.BytesIO(picture()), "决定书.png")}
    answer = client.post("/enforcement/decisions/new", data=data, follow_redirects=True)
    assert "决定书.png" in answer.get_data(as_text=True) and "3.00 万元" in answer.get_data(as_text=True)
    case = text_of(client, "/enforcement/cases/1")
    assert "登记对企业主要负责人的决定" in case and "缺对企业主要负责人的处罚" in case
    assert "“一案双罚”只罚了一方的案件" in text_of(client, "/")
    assert hazard.public_code in text_of(client, "/enforcement/fined-only")
    chief = sent(DECISIONS, target="企业主要负责人", person_name="演示甲", number="（演示）罚〔2023〕2号")
    client.post("/enforcement/decisions/new", data=chief)
    assert "已双罚" in text_of(client, "/enforcement/cases/") and "演示甲" in text_of(client, "/enforcement/cases/1")
    panel = text_of(client, f"/enterprises/{enterprise.id}")
    assert "服务与执法经过" in panel and "（演示）罚〔2023〕2号" in panel
    with system_read(instance.database, "the hazard of a test") as session:
        assert session.get_one(Hazard, hazard.id).state == State.CONFIRMED


def test_names_of_persons_are_for_those_who_may(factory: Factory, instance: Instance, client: Client) -> None:
    county, enterprise = factory.actors["zezhou"], factory.enterprise()
    enter(instance, county, CASES, enterprise)
    enter(instance, county, DECISIONS, None, target="企业主要负责人", person_name="演示甲")
    enter(instance, county, REFERRALS, enterprise)
    enter(instance, factory.actors["zezhou4"], ACCOUNTABILITIES, enterprise)
    pages = (
        "decisions/",
        "decisions/1",
        "cases/1",
        "referrals/",
        "referrals/1",
        "decisions/export",
        "referrals/export",
    )
    seen = {}
    for login in ("office", "leading_group", "supervision", "zezhou", "zezhou4", "market"):
        client.sign_in(login)
        answers = [client.get(f"/enforcement/{page}") for page in pages]
        seen[login] = {"演示甲" in _words(one.data) or "演示丙" in _words(one.data) for one in answers}
        accounted = client.get("/enforcement/accountabilities/1")
        assert (accounted.status_code == 200) == (login in ("supervision", "zezhou4")), login
    hidden, shown = {False}, {True}
    assert seen == {
        "office": hidden, "leading_group": hidden, "supervision": shown, "zezhou": shown, "zezhou4": shown, "market": hidden,
    }  # fmt: skip


def _words(data: bytes) -> str:
    if data[:2] != b"PK":
        return data.decode("utf-8", "replace")
    sheet = load_workbook(io.BytesIO(data)).active
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)  # type: ignore[union-attr]


def test_void_and_evidence(factory: Factory, instance: Instance, client: Client) -> None:
    enter(instance, factory.actors["zezhou"], ASSISTANCE, factory.enterprise())
    client.sign_in("zezhou")
    assert "缺佐证材料的执法记录" in text_of(client, "/")
    sent_file = {"evidence": (io.BytesIO(picture()), "签到表.png")}
    page = client.post("/enforcement/assistance/1/evidence", data=sent_file, follow_redirects=True)
    assert "签到表.png" in page.get_data(as_text=True)
    assert client.get("/enforcement/assistance/1/evidence/1").data[:2] == b"\xff\xd8"
    assert "缺佐证材料的执法记录" not in text_of(client, "/")
    answer = client.post("/enforcement/assistance/1/void", data={"reason": ""})
    assert answer.status_code == 422
    done = client.post("/enforcement/assistance/1/void", data={"reason": "日期录错"}, follow_redirects=True)
    assert "已作废，不计入报表：日期录错" in done.get_data(as_text=True)
    assert "还没有登记帮扶" in text_of(client, "/enforcement/assistance/")
    assert "/enforcement/assistance/1" in text_of(client, "/enforcement/assistance/?voided=yes")
    client.sign_in("market")
    assert client.get("/enforcement/assistance/1/evidence/1").status_code == 404


def test_the_office_issues_a_circular_and_the_units_read_it(factory: Factory, client: Client) -> None:
    client.sign_in("office")
    form = text_of(client, "/enforcement/unit-notices/new")
    assert "高平市" in form and "市交通运输局" in form
    client.post("/enforcement/unit-notices/new", data=sent(NOTICES))
    client.sign_in("gaoping")
    assert "关于进展缓慢的通报" in text_of(client, "/enforcement/unit-notices/")
    client.sign_in("zezhou")
    assert "关于进展缓慢的通报" not in text_of(client, "/enforcement/unit-notices/")
    client.sign_in("office")
    assert client.get("/enforcement/cases/new").status_code == 403


@pytest.fixture
def filled(factory: Factory, instance: Instance) -> dict[str, str]:
    """One row in every register; login by register."""
    enterprise = factory.enterprise()
    who = {kind.name: "zezhou" for kind in KINDS} | {ACCOUNTABILITIES.name: "zezhou4"}
    for kind in KINDS:
        fits = "enterprise" in kind.form()._fields
        enter(instance, factory.actors[who[kind.name]], kind, enterprise if fits else None)
    return who


def test_every_register_goes_out_and_comes_in_again_unchanged(
    factory: Factory, instance: Instance, filled: dict[str, str], tmp_path: Path
) -> None:
    for kind in KINDS:
        actor = factory.actors[filled[kind.name]]
        with instance.database.read_unit(actor) as session:
            book = export_sheet(instance, sheet_of(instance, kind.name), kind.rows(session, actor))
        path = tmp_path / f"{kind.name}.xlsx"
        book.save(path)
        outcome = import_sheet(instance, actor, kind.name, path)
        assert (outcome.total, outcome.unchanged, outcome.lines(5)) == (1, 1, []), kind.name
        headers = [cell.value for cell in sheet_template(instance, kind.name).worksheets[0][1]]
        assert "佐证材料" not in headers, kind.name


def test_a_units_own_workbook_is_entered_and_its_faults_are_named(
    factory: Factory, instance: Instance, tmp_path: Path
) -> None:
    enterprise = factory.enterprise()
    county = factory.actors["zezhou"]
    enter(instance, county, CASES, enterprise)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    headers = "案件编号 处罚机关 处罚决定书文号 处罚日期 法律依据 措施 处罚种类 处罚对象 被处罚人 罚款金额（万元）"
    sheet.append(headers.split())
    law = "《安全生产法》第一百零二条"
    rows: list[list[Any]] = [
        [CASE_NUMBER, "泽州县应急局", "罚1号", "2023-06-20", law, "行政处罚、责令停产停业整顿", "罚款", "企业", "", 2.5],
        [CASE_NUMBER, "泽州县应急局", "罚2号", "2023-06-20", law, "行政处罚", "罚款", "企业主要负责人", "演示甲", "1万元"],
        [CASE_NUMBER, "泽州县应急局", "罚3号", "2099-06-20", law, "行政处罚", "警告", "企业", "演示甲", ""],
        ["无此案", "泽州县应急局", "罚4号", "2023-06-20", law, "行政处罚", "警告", "企业", "", ""],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "决定.xlsx")
    preview = import_sheet(instance, county, "decisions", tmp_path / "决定.xlsx", dry_run=True)
    outcome = import_sheet(instance, county, "decisions", tmp_path / "决定.xlsx")
    assert (preview.entered, outcome.entered, outcome.total) == (2, 2, 4)
    problems = [str(problem) for problem in outcome.problems]
    wanted = (
        "第4行“处罚日期”列：2099-06-20 晚于今天",
        "第4行“被处罚人”列：处罚对象是企业的不填个人姓名",
        "第5行“案件编号”列：没有这个立案文号的案件",
    )
    assert len(problems) == 3 and all(text in problem for text, problem in zip(wanted, problems, strict=True)), problems
    with system_read(instance.database, "decisions of a test") as session:
        found = session.execute(select(Decision.number, Decision.amount_fen, Decision.stop).order_by(Decision.id)).all()
        assert [tuple(row) for row in found] == [("罚1号", 2_500_000, True), ("罚2号", WAN, False)]
        assert session.scalars(select(EnforcementCase.number)).all() == [CASE_NUMBER]


def test_a_list_costs_a_fixed_number_of_queries(factory: Factory, instance: Instance, client: Client) -> None:
    county, enterprise = factory.actors["zezhou"], factory.enterprise()
    enter(instance, county, CASES, enterprise)

    def more(numbers: range) -> None:
        for number in numbers:
            enter(instance, county, DECISIONS, None, number=f"罚{number}号", authority="甲局")
            enter(instance, county, CHANGES, None, number=f"罚{number}号", authority="甲局", document=f"复{number}号")
            enter(instance, county, REFERRALS, enterprise, letter=f"移{number}号")

    def cost() -> dict[str, int]:
        found = {}
        for page in ("decisions", "decision-changes", "referrals", "cases"):
            with statements(instance.database) as asked:
                text_of(client, f"/enforcement/{page}/")
            found[page] = len(asked)
        return found

    more(range(1))
    client.sign_in("zezhou")
    text_of(client, "/enforcement/")
    few = cost()
    more(range(1, 3))
    assert cost() == few
    assert "没有符合条件的记录" in text_of(client, "/enforcement/decisions/?q=没有这份")
    found = text_of(client, "/enforcement/decisions/?q=罚1&from_on=2023-06-01&to_on=2023-06-30")
    assert "罚1号" in found and "罚2号" not in found
