"""Pages of those responsible: what waits for whom, what subsidiaries lack, reminders that are answered and change no state."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from anjian.enterprises.models import Enterprise
from anjian.hazards import reminding, service
from anjian.hazards.inputs import NewHazard
from anjian.hazards.models import Hazard
from anjian.hazards.reminding import Reminder
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import Source, State
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

PARENT = "示范控股集团（演示）"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.get_data(as_text=True)


@pytest.fixture
def subsidiary(factory: Factory) -> Enterprise:
    return factory.enterprise(parent=PARENT)


@pytest.fixture
def parent(factory: Factory, subsidiary: Enterprise) -> str:
    assert subsidiary.parent_id is not None
    factory.parent_officer(subsidiary.parent_id)
    return f"parent{subsidiary.parent_id}"


def self_reported(factory: Factory, enterprise: Enterprise) -> Hazard:
    """What the enterprise's safety officer found and nobody has signed."""
    staff = factory.staff(enterprise)
    new = NewHazard(
        enterprise.id, "安全阀未投用", "罐区", Source.SELF_CHECK, date(2023, 7, 20), staff.person_name,
        enterprise.department_code or "", limb_code="C-15",
    )  # fmt: skip
    with factory.instance.database.write_unit(staff) as session:
        return service.report(session, staff, [new], campaign=factory.instance.settings.campaign)[0]


def test_an_enterprise_sees_what_each_of_its_hazards_waits_for(
    factory: Factory, client: Client, subsidiary: Enterprise
) -> None:
    unsigned = self_reported(factory, subsidiary)
    confirmed = factory.hazard(subsidiary, state=State.CONFIRMED)
    claimed = factory.hazard(subsidiary, state=State.CLAIMED)
    foreign = factory.hazard(state=State.CONFIRMED)
    codes = {hazard.public_code for hazard in (unsigned, confirmed, claimed)}
    chief, safety = f"ent{subsidiary.id}", f"ent{subsidiary.id}.safety"
    whole = page(client.sign_in(safety), "/hazards/own/")
    for words in (
        "签字上报（企业主要负责人）",
        "落实整改（企业或监管部门）",
        "验收销号（验收部门）",
        "整改责任人、整改措施",
    ):
        assert words in whole
    assert all(code in whole for code in codes) and foreign.public_code not in whole

    def mine(login: str) -> set[str]:
        text = page(client.sign_in(login), "/hazards/own/?mine=yes")
        return {code for code in codes if code in text}

    assert mine(chief) == {unsigned.public_code, confirmed.public_code}
    assert mine(safety) == {confirmed.public_code}
    for login in ("zezhou", "office"):
        assert client.sign_in(login).get("/hazards/own/").status_code == 403


def test_a_parent_company_finds_what_is_missing_or_overdue_and_never_accepts(
    factory: Factory, client: Client, subsidiary: Enterprise, parent: str
) -> None:
    bare = factory.hazard(subsidiary, state=State.CONFIRMED)
    late = factory.hazard(subsidiary, state=State.RECTIFYING, due_on=date(2023, 7, 20), discovered_on=date(2023, 7, 1))
    claimed = factory.hazard(subsidiary, state=State.CLAIMED, due_on=date(2023, 9, 1))
    foreign = factory.hazard(state=State.CONFIRMED)
    client.sign_in(parent)

    def listed(query: str) -> set[str]:
        text = page(client, f"/hazards/subsidiaries/?{query}")
        return {one.public_code for one in (bare, late, claimed, foreign) if one.public_code in text}

    assert listed("open=yes") == {bare.public_code, late.public_code, claimed.public_code}
    assert listed("missing=yes") == {bare.public_code}
    assert listed("overdue=yes") == {late.public_code}
    assert client.get(f"/hazards/{claimed.id}/accept").status_code == 403
    assert (
        client.post(f"/hazards/{claimed.id}/accept", {"effective_on": "2023-07-25", "seq": claimed.seq}).status_code
        == 403
    )
    assert client.get(f"/hazards/{foreign.id}/remind").status_code == 404
    for login in ("zezhou", f"ent{subsidiary.id}"):
        factory.staff(subsidiary) if login.startswith("ent") else None
        assert client.sign_in(login).get("/hazards/subsidiaries/").status_code == 403


def test_a_reminder_stands_in_the_enterprises_tasks_and_on_the_timeline_until_it_is_answered(
    instance: Instance, factory: Factory, client: Client, subsidiary: Enterprise, parent: str
) -> None:
    hazard = factory.hazard(subsidiary, state=State.RECTIFYING)
    factory.staff(subsidiary)
    client.sign_in(parent)
    wrong = client.post(f"/hazards/{hazard.id}/remind", {"content": "", "answer_by": "2023-07-24"})
    assert wrong.status_code == 422 and "请填写提醒内容" in wrong.get_data(as_text=True)
    for step, said in (
        ("remind", {"content": "请补齐应急预案并报进度", "answer_by": "2023-07-28"}), ("comment", {"content": "本周派人到场"}),
    ):  # fmt: skip
        for _sent in ("once", "and again by a second click"):
            sent = client.post(f"/hazards/{hazard.id}/{step}", said)
            assert (sent.status_code, sent.location) == (303, f"/hazards/{hazard.id}")
    with system_read(instance.database, "reminder") as session:
        number = session.scalars(select(Reminder.id)).one()
        row = session.get_one(Hazard, hazard.id)
        assert (row.state, row.seq) == (State.RECTIFYING, hazard.seq + 2)
    office = page(client.sign_in("office"), f"/hazards/{hazard.id}")
    for words in ("提醒企业", "请补齐应急预案并报进度（请于 2023-07-28 前答复）", "提出意见", "本周派人到场"):
        assert words in office
    assert "/remind" not in office
    client.sign_in(f"ent{subsidiary.id}")
    home = page(client, "/")
    assert "上级提醒、待答复的隐患" in home and f'href="/hazards/reminders/{number}"' in home
    assert "请补齐应急预案并报进度" in page(client, f"/hazards/reminders/{number}")
    assert client.post(f"/hazards/reminders/{number}", {"content": "预案已修订，本周五完成"}).status_code == 303
    again = client.post(f"/hazards/reminders/{number}", {"content": "再答一次"})
    assert again.status_code == 422 and "该提醒已由" in again.get_data(as_text=True)
    assert "上级提醒、待答复的隐患" not in page(client, "/")
    assert "预案已修订，本周五完成" in page(client.sign_in(parent), f"/hazards/{hazard.id}")
    with system_read(instance.database, "chains") as session:
        assert list(verify_ledger(session)) == []


def test_who_may_not_remind_or_answer_and_what_is_closed(
    instance: Instance, factory: Factory, subsidiary: Enterprise
) -> None:
    closed, open_one = factory.hazard(subsidiary, state=State.ACCEPTED), factory.hazard(subsidiary)
    officer, stranger = factory.actors["zezhou"], factory.actors["yangcheng"]
    with instance.database.write_unit(officer) as session:
        with pytest.raises(Refused) as refused:
            reminding.remind(session, officer, closed.id, " ", date(2023, 7, 1))
        assert [problem.message for problem in refused.value.problems] == [
            "请填写内容。",
            f"隐患 {closed.public_code} 处于“已销号”状态或已并入另一条，不再提醒。",
            "答复期限 2023-07-01 早于今天，请核对。",
        ]
        made = reminding.remind(session, officer, open_one.id, "请报进度", clock.today())
        with pytest.raises(Forbidden, match="企业主要负责人"):
            reminding.answer(session, officer, made.id, "代答")
    with instance.database.write_unit(stranger) as session, pytest.raises(NotFound):
        reminding.remind(session, stranger, open_one.id, "请报进度", clock.today())
    other = factory.staff(factory.enterprise())
    with instance.database.write_unit(other) as session, pytest.raises(NotFound):
        reminding.answer(session, other, made.id, "不是我的")
    with instance.database.write_unit(other) as session, pytest.raises(Forbidden, match="上级主体企业"):
        reminding.comment(session, other, open_one.id, "x")
