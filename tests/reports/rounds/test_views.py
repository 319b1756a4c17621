"""Pages of a round: who sees what, the steps by their buttons, the workbook, what waits in 待办."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select
from tests.reports.rounds.compiling import FILE, PERIOD, compile_month

from anjian.kernel import clock
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import Kind
from anjian.reports.rounds.models import Explanation, Round, Submission
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements

BOARD = f"/reports/rounds/jincheng_2023/{PERIOD}"


def on(day: date) -> datetime:
    return datetime.combine(day, time(10), clock.SHANGHAI)


@pytest.fixture
def snapshot(instance: Instance) -> str:
    return compile_month(instance)


def row_of(instance: Instance, unit: str = "zezhou") -> Submission:
    with system_read(instance.database, "test") as session:
        return session.scalars(select(Submission).where(Submission.unit_code == unit)).one()


def sheet_of(instance: Instance, unit: str = "zezhou") -> str:
    return f"/reports/rounds/sheets/{row_of(instance, unit).id}"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


def press(client: Client, instance: Instance, verb: str, **sent: str) -> int:
    with system_read(instance.database, "test") as session:
        newest = session.scalars(select(Round.snapshot_id)).one()
    return client.post(f"{sheet_of(instance)}/{verb}", {"shown": newest, **sent}).status_code


def test_a_unit_sees_its_own_line_and_page_only(client: Client, instance: Instance, snapshot: str) -> None:
    page = text(client.sign_in("zezhou2"), BOARD)
    assert ("泽州县</a>" in page, "高平市</a>" in page) == (True, False)
    assert client.get(sheet_of(instance, "gaoping")).status_code == 404
    assert client.get(f"{sheet_of(instance, 'gaoping')}/files/{FILE}").status_code == 404
    for login in ("office", "leading_group", "supervision"):
        page = text(client.sign_in(login), BOARD)
        assert ("泽州县</a>" in page, "高平市</a>" in page) == (True, True)
    assert "您所在的单位不单独报送" in text(client.sign_in("zezhou.transport"), BOARD)
    for login in ("fire_rescue", "admin", "zezhou3"):
        assert client.sign_in(login).get(BOARD).status_code == 403


def test_those_who_only_read_are_offered_nothing(client: Client, instance: Instance, snapshot: str) -> None:
    for login in ("leading_group", "supervision"):
        client.sign_in(login)
        for page in (text(client, BOARD), text(client, sheet_of(instance))):
            assert 'method="post" action="/reports' not in page
            assert not [word for word in ("催报</a>", "封存</a>", "退回</a>", "说明一项数字") if word in page]


def test_the_main_job_by_buttons(client: Client, instance: Instance, snapshot: str) -> None:
    client.sign_in("zezhou2")
    assert "2023年7月调度表和清单：审核并送签" in text(client, "/")
    assert press(client, instance, "prepare") == 303
    assert "由填报单位负责人办理" in text(client, sheet_of(instance))
    client.sign_in("zezhou.leader")
    assert "2023年7月调度表和清单：请签发" in text(client, "/")
    assert press(client, instance, "sign") == 303
    client.sign_in("zezhou2")
    assert "已签发，请报送" in text(client, "/")
    assert press(client, instance, "submit") == 303
    client.sign_in("office")
    assert "接收：泽州县2023年7月调度表和清单" in text(client, "/")
    assert press(client, instance, "send_back", reason="请说明原因") == 303
    client.sign_in("zezhou2")
    assert "已被退回，修改后重新送签" in text(client, "/")
    assert "请说明原因" in text(client, sheet_of(instance))
    assert row_of(instance).state == "已退回"


def test_a_step_of_another_is_forbidden_and_an_unreasoned_return_is_refused(
    client: Client, instance: Instance, snapshot: str
) -> None:
    client.sign_in("office")
    assert press(client, instance, "prepare") == 403
    client.sign_in("zezhou2")
    assert press(client, instance, "prepare") == 303
    assert press(client, instance, "sign") == 403
    client.sign_in("zezhou.leader")
    assert press(client, instance, "rework", reason="") == 422
    assert row_of(instance).state == "待签发"


def test_a_newer_table_shows_what_changed(client: Client, instance: Instance, factory: Factory, snapshot: str) -> None:
    client.sign_in("zezhou2")
    press(client, instance, "prepare")
    hazard = factory.hazard()
    compile_month(instance)
    client.sign_in("zezhou.leader")
    page = text(client, sheet_of(instance))
    assert "重新编制后的变化" in page
    assert f"{hazard.public_code}（新录入）" in page
    assert client.post(f"{sheet_of(instance)}/sign", {"shown": snapshot}).status_code == 422
    assert press(client, instance, "sign") == 303


def test_what_was_handed_in_stays_as_it_was(
    client: Client, instance: Instance, factory: Factory, snapshot: str
) -> None:  # fmt: skip
    for login, verb in (("zezhou2", "prepare"), ("zezhou.leader", "sign"), ("zezhou2", "submit")):
        client.sign_in(login)
        assert press(client, instance, verb) == 303
    factory.hazard()
    with clock.at(on(date(2023, 8, 1))):
        client.sign_in("zezhou2")
        compile_month(instance, Kind.FINAL)
        assert f"快照 {snapshot}" in text(client, sheet_of(instance))
        assert client.get(f"{sheet_of(instance)}/files/{FILE}").data == f"file of {snapshot}".encode()
        assert client.get(f"{sheet_of(instance)}/files/没有.xlsx").status_code == 404


def test_figures_link_to_rows_and_blanks_are_named(
    client: Client, instance: Instance, factory: Factory
) -> None:  # fmt: skip
    hazard = factory.hazard()
    compile_month(instance)
    page = text(client.sign_in("zezhou2"), sheet_of(instance))
    assert f"/reports/jincheng_2023/{PERIOD}/zezhou/A1-1.03?" in page
    assert "未销号且没有整改期限：1 条" in page and hazard.public_code in page


def test_no_route_takes_a_figure(client: Client, app: Flask, instance: Instance, factory: Factory) -> None:
    """No form of reports has a field for a number, and whatever is sent to a unit's pages leaves every figure as it was."""
    factory.hazard()
    compile_month(instance)
    forms = {
        view.form_class
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("reports.") and "POST" in (rule.methods or ())
        if hasattr(view := app.view_functions[rule.endpoint].view_class, "form_class")  # type: ignore[attr-defined]
    }
    assert forms
    assert not [
        field.short_name for form in forms for field in form() if getattr(field, "kind", "") in ("number", "money")
    ]
    client.sign_in("zezhou2")
    before = text(client, sheet_of(instance)).split("<table>")[1].split("</table>")[0]
    place = sheet_of(instance)
    for value in ("7", "七个", "7万元"):
        sent = {"figure": "A1-1.03", "text": value, "value": value, "A1-1.03": value}
        assert client.post(f"{place}/explain", sent).status_code == 422
    assert client.post(place, {"A1-1.03": "7"}).status_code == 405
    assert press(client, instance, "prepare", **{"A1-1.03": "7"}) == 303
    assert text(client, place).split("<table>")[1].split("</table>")[0] == before


def test_an_explanation_stands_beside_its_figure(client: Client, instance: Instance, snapshot: str) -> None:
    client.sign_in("zezhou2")
    words = "集中检查后新发现的隐患较多"
    sent = {"figure": "A1-1.03", "text": words}
    assert client.post(f"{sheet_of(instance)}/explain", sent).status_code == 303
    assert words in text(client.sign_in("office"), sheet_of(instance))
    assert client.post(f"{sheet_of(instance)}/explain", sent).status_code == 403


def test_the_board_says_who_is_late_and_reminds(client: Client, instance: Instance, snapshot: str) -> None:
    with clock.at(on(date(2023, 8, 2))):
        client.sign_in("office")
        assert text(client, BOARD).count("逾期未报 3 个工作日") == 13
        assert "催报：泽州县2023年7月调度表和清单" in text(client, "/?all=report-round")
        assert client.post(f"{BOARD}/remind", {"note": "请今日报送"}).status_code == 303
        client.sign_in("zezhou2")
        assert "【催报】2023年7月调度表和清单" in text(client, "/")
        assert "请今日报送" in text(client, sheet_of(instance))


def test_sealing_refuses_complete_with_the_names(client: Client, instance: Instance, snapshot: str) -> None:
    with system_write(instance.database, "test") as session:
        for row in session.scalars(select(Submission).where(Submission.unit_code != "zezhou")):
            row.state = "已接收"
    with clock.at(on(date(2023, 7, 31))):
        client.sign_in("office")
        answer = client.post(f"{BOARD}/seal", {"shown": snapshot, "incomplete": "no"})
        assert answer.status_code == 422
        assert "还有1个单位没有报送或尚未接收，不能按完整封存：泽州县" in answer.get_data(as_text=True)
        assert client.post(f"{BOARD}/seal", {"shown": snapshot, "incomplete": "yes"}).status_code == 303
        assert "不完整，缺：泽州县" in text(client, BOARD)
        assert "不完整，缺：泽州县" in text(client, "/reports/rounds/")


def test_the_workbook_is_the_board(client: Client, instance: Instance, snapshot: str) -> None:
    client.sign_in("office")
    book = load_workbook(io.BytesIO(client.get(f"{BOARD}/export").data))
    page = book["调度情况"]
    assert page["A1"].value == "2023年7月调度情况"
    assert [row[0].value for row in page.iter_rows(min_row=4)][:2] == ["城区", "泽州县"]
    assert page.max_row == 3 + 13
    client.sign_in("zezhou2")
    own = load_workbook(io.BytesIO(client.get(f"{BOARD}/export").data))["调度情况"]
    assert [row[0].value for row in own.iter_rows(min_row=4)] == ["泽州县"]


def test_before_the_round_opens_a_unit_is_told_to_complete_its_rows(client: Client, instance: Instance) -> None:
    told = "准备2023年7月调度表和清单：7月30日前补录齐全"
    with clock.at(on(date(2023, 7, 22))):
        assert told not in text(client.sign_in("zezhou2"), "/")
    with clock.at(on(date(2023, 7, 28))):  # the last working day before Sunday the 30th
        assert told in text(client.sign_in("zezhou2"), "/")
        assert told not in text(client.sign_in("zezhou.transport"), "/")
        page = text(client, "/reports/rounds/")
    assert "2023年7月28日（此前最后一个工作日）" in page
    assert "2023年5月、2023年6月" in page  # past due, never compiled: named


def test_the_board_costs_the_same_however_many_have_handed_in(
    client: Client, instance: Instance, factory: Factory, snapshot: str
) -> None:
    client.sign_in("office")
    costs = []
    for units in (["zezhou"], ["gaoping", "chengqu", "transport"]):
        with system_write(instance.database, "test") as session:
            for row in session.scalars(select(Submission).where(Submission.unit_code.in_(units))):
                row.state, row.first_on = "已报送", date(2023, 8, 3)
                session.add(
                    Explanation(
                        submission_id=row.id, figure="A1-1.03", text="说明", written_by="演示甲", written_at=clock.now()
                    )
                )  # fmt: skip
        text(client, BOARD)
        with statements(instance.database) as seen:
            text(client, BOARD)
            text(client, "/reports/rounds/")
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_the_office_seals_the_final_table_too(client: Client, instance: Instance, snapshot: str) -> None:
    told = "封存2023年7月调度"
    with system_write(instance.database, "test") as session:
        for row in session.scalars(select(Submission)):
            row.state = "已接收"
    client.sign_in("office")
    assert told in text(client, "/?all=report-round")
    assert client.post(f"{BOARD}/seal", {"shown": snapshot, "incomplete": "no"}).status_code == 303
    assert told not in text(client, "/?all=report-round")
    with clock.at(on(date(2023, 8, 1))):
        client.sign_in("office")
        compile_month(instance, Kind.FINAL)
        assert told in text(client, "/?all=report-round")
