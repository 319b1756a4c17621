"""A form that another step has overtaken: what was typed is kept, each changed value is taken again, nothing is overwritten."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from sqlalchemy import select

from anjian.hazards import service
from anjian.hazards.inputs import Plan
from anjian.hazards.models import Hazard
from anjian.hazards.rules import TRANSITIONS
from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.people.rules import ROLES
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

DUE = date(2023, 8, 30)
TYPED = {
    "effective_on": "2023-07-25", "responsible": "演示丁（厂长）", "measures": "更换<阀>并校验", "funds_fen": "3.5",
    "due_on": "2023-08-30", "contingency": "专人值守", "track": "限期整改",
}  # fmt: skip


def opened(factory: Factory) -> tuple[Hazard, int]:
    """A hazard whose plan somebody has open, and which another has planned meanwhile."""
    hazard = factory.hazard(state=State.CONFIRMED)
    seq, other = hazard.seq, factory.actors["zezhou2"]
    with factory.instance.database.write_unit(other) as session:
        plan = Plan("演示乙（经理）", "停用", 1_200_000, DUE, "专人值守")
        service.plan(session, other, hazard.id, date(2023, 7, 24), plan)
    return hazard, seq


def row(instance: Instance, hazard: Hazard) -> Hazard:
    with system_read(instance.database, "row of a test") as session:
        return session.scalars(select(Hazard).where(Hazard.id == hazard.id)).one()


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def test_a_stale_form_is_answered_field_by_field(instance: Instance, factory: Factory, client: Client) -> None:
    hazard, seq = opened(factory)
    client.sign_in("zezhou")
    address = f"/hazards/{hazard.id}/plan"
    answer = client.post(address, TYPED | {"seq": str(seq)})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for words in (
        "演示丁（厂长）",
        "演示乙（经理）",
        "更换&lt;阀&gt;并校验",
        "停用",
        "3.5",
        "1.20",
        "您打开页面后，本隐患已被更新",
    ):
        assert words in page
    officer = factory.actors["zezhou2"]
    assert f"{officer.unit_name} {officer.post} {officer.person_name}，2023-07-25 09:00，落实整改" in page
    assert (row(instance, hazard).responsible, row(instance, hazard).seq) == ("演示乙（经理）", seq + 1)

    assert asked(page) == ["responsible", "measures", "funds_fen"]  # the others say the same
    same = {name: TYPED[name] for name in ("effective_on", "track", "due_on", "contingency")}
    kept = hidden(page) | same
    assert (kept["seq"], kept["opened"], kept["funds_fen"]) == (str(seq + 1), str(seq), "3.5")
    half = client.post(address, kept | {"take-responsible": "mine", "ask": asked(page)})
    assert half.status_code == 422
    text = half.get_data(as_text=True)
    assert "请选择“整改措施”采用哪一个。" in text and "请选择“整改责任人（职务）”" not in text
    assert 'value="mine" checked' in text and row(instance, hazard).seq == seq + 1

    chosen = {f"take-{name}": "now" for name in asked(page)} | {"take-responsible": "mine", "take-measures": "mine"}
    assert client.post(address, kept | chosen | {"ask": asked(page)}).status_code == 303
    merged = row(instance, hazard)
    assert (merged.responsible, merged.measures, merged.funds_fen) == ("演示丁（厂长）", "更换<阀>并校验", 1_200_000)
    assert (merged.due_on, merged.seq) == (DUE, seq + 2)


def asked(page: str) -> list[str]:
    return re.findall(r'name="ask" value="([^"]+)"', page)


def test_what_can_be_done_no_more_still_shows_what_was_typed(
    instance: Instance, factory: Factory, client: Client
) -> None:
    hazard, seq = opened(factory)
    factory_officer = factory.actors["zezhou2"]
    with instance.database.write_unit(factory_officer) as session:
        service.suspend(session, factory_officer, hazard.id, date(2023, 7, 25), "雨季停工")
    client.sign_in("zezhou")
    page = client.post(f"/hazards/{hazard.id}/plan", TYPED | {"seq": str(seq)}).get_data(as_text=True)
    assert "现在还不能办理" in page and "隐患处于“暂停整改”状态，不能“落实整改”" in page
    assert "演示丁（厂长）" in page and "暂停整改" in page and "雨季停工" in page
    assert row(instance, hazard).state == State.SUSPENDED


def test_a_foreign_number_of_a_page_is_no_way_around_the_lock(
    instance: Instance, factory: Factory, client: Client
) -> None:
    hazard, seq = opened(factory)
    client.sign_in("zezhou")
    for sent in ({"seq": "x"}, {"seq": ""}, {"seq": str(seq), "opened": "-1"}, {"seq": "999999999", "opened": "0"}):
        assert client.post(f"/hazards/{hazard.id}/plan", TYPED | sent).status_code == 422
    assert row(instance, hazard).seq == seq + 1


def test_every_steps_page_says_in_words_why_it_cannot_be_taken_now(factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise(parent="示范控股集团（演示）")
    assert enterprise.parent_id is not None
    factory.staff(enterprise)
    factory.parent_officer(enterprise.parent_id)
    withdrawn = factory.hazard(enterprise, state=State.WITHDRAWN)
    logins = {
        "department_officer": "transport", "county_officer": "zezhou", "parent_officer": f"parent{enterprise.parent_id}",
        "enterprise_chief": f"ent{enterprise.id}", "enterprise_safety": f"ent{enterprise.id}.safety",
    }  # fmt: skip
    for verb, step in TRANSITIONS.items():
        login = next(logins[code] for code in logins if step.permission in ROLES[code].permissions)
        page = client.sign_in(login).get(f"/hazards/{withdrawn.id}/{verb}").get_data(as_text=True)
        if State.WITHDRAWN in step.sources:
            assert "现在还不能办理" not in page, verb
            continue
        assert "现在还不能办理" in page, verb
        assert f"隐患处于“已撤回”状态，不能“{step.title}”（须处于：{'、'.join(step.sources)}）。" in page, verb
