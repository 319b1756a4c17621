"""Filters kept under a name: tabs of one account, of no other, and nothing but an address."""

from __future__ import annotations

import re

from sqlalchemy import select

from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.ui.saved import MOST, SavedFilter

LEDGER = "/hazards/"


def kept(instance: Instance) -> list[tuple[str, str, str]]:
    with system_read(instance.database, "kept filters of a test") as session:
        return [
            (one.page, one.name, one.query) for one in session.scalars(select(SavedFilter).order_by(SavedFilter.id))
        ]


def page(client: Client, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_a_kept_filter_is_a_tab_of_its_account_only(instance: Instance, factory: Factory, client: Client) -> None:
    for state in (State.REPORTED, State.CONFIRMED):
        factory.hazard(state=state)
    client.sign_in("zezhou")
    narrowed = f"{LEDGER}?state={State.REPORTED}&sort=-discovered_on&after="
    sent = client.post(narrowed, {"save_as": "  我的 待确认 "})
    assert sent.status_code == 303
    (one,) = kept(instance)
    assert one[:2] == ("hazards.ledger", "我的 待确认") and one[2].startswith("state=%E5")
    text = page(client, f"{LEDGER}?{one[2]}")
    assert re.search(r'<a href="[^"]+" aria-current="true">我的 待确认</a>', text) is not None
    assert "我的 待确认" in page(client, LEDGER) and "我的 待确认" not in page(client, "/enterprises/")
    assert "我的 待确认" not in page(client.sign_in("zezhou2"), LEDGER)
    with system_read(instance.database, "id") as session:
        number = session.scalars(select(SavedFilter.id)).one()
    client.post(LEDGER, {"forget": str(number)})
    assert kept(instance) == [one]  # another account's is not there for this one
    client.sign_in("zezhou").post(LEDGER, {"forget": str(number)})
    assert kept(instance) == []


def test_what_cannot_be_kept_is_refused_and_one_name_is_one_filter(
    instance: Instance, factory: Factory, client: Client
) -> None:
    client.sign_in("zezhou")
    assert client.post(LEDGER, {"save_as": "空"}).status_code == 422
    assert client.post(f"{LEDGER}?overdue=yes", {"save_as": "名" * 21}).status_code == 422
    for number in range(MOST):
        assert client.post(f"{LEDGER}?overdue=yes", {"save_as": f"第{number}个"}).status_code == 303
    full = client.post(f"{LEDGER}?overdue=yes", {"save_as": "再来一个"})
    assert full.status_code == 422 and f"最多保存{MOST}个" in full.get_data(as_text=True)
    client.post(f"{LEDGER}?open=yes", {"save_as": "第0个"})
    assert len(kept(instance)) == MOST and kept(instance)[0][2] == "open=yes"
    assert client.sign_in("admin").post(f"{LEDGER}?open=yes", {"save_as": "无权"}).status_code == 403


def test_the_ledger_tells_what_is_reported_and_not_confirmed_beside_its_total(factory: Factory, client: Client) -> None:
    for state in (State.REPORTED, State.REPORTED, State.CONFIRMED, State.RETURNED):
        factory.hazard(state=state)
    client.sign_in("zezhou")
    assert page(client, f"{LEDGER}?part=total").strip() == "<span>共 4 条，其中已上报、未确认 2 条</span>"
    assert "其中已上报、未确认 2 个" in page(client, "/")
