"""One step on many rows: the rules of each row hold, what is refused is named, what is done is done."""

from __future__ import annotations

import re

from sqlalchemy import select

from anjian.hazards.models import Hazard, ListingOrder
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory


def states(instance: Instance, *hazards: Hazard) -> list[tuple[str, int]]:
    with system_read(instance.database, "states of a test") as session:
        rows = [session.get_one(Hazard, hazard.id) for hazard in hazards]
        return [(row.state, row.seq) for row in rows]


def test_each_row_is_confirmed_or_its_refusal_told(instance: Instance, factory: Factory, client: Client) -> None:
    first, second = factory.hazard(state=State.REPORTED), factory.hazard(state=State.REPORTED)
    done, stale = factory.hazard(state=State.RECTIFYING), factory.hazard(state=State.REPORTED)
    foreign = factory.hazard(factory.enterprise(county="yangcheng"), state=State.REPORTED)
    rows = [first, second, done, stale, foreign]
    ids = [str(hazard.id) for hazard in rows]
    client.sign_in("zezhou")
    assert 'formaction="/hazards/bulk/confirm"' in client.get("/hazards/").get_data(as_text=True)
    chosen = client.post("/hazards/bulk/confirm", {"row": ids})
    text = chosen.get_data(as_text=True)
    assert chosen.status_code == 200
    assert "有 1 条不在您的查看范围内" in text and foreign.public_code not in text
    assert "隐患处于“整改中”状态，不能“确认隐患”" in text and text.count("可以办理") == 3
    assert states(instance, *rows) == [(row.state, row.seq) for row in rows]
    seqs = dict(re.findall(r'name="(seq-\d+)" value="(\d+)"', text))
    factory.advance(stale, State.RETURNED)
    sent = {"row": ids, "go": "1", "effective_on": "2023-07-25", "reason": "", **seqs}
    result = client.post("/hazards/bulk/confirm", sent).get_data(as_text=True)
    assert "已办理 2 条" in result and "2 条没有办理" in result
    assert f"隐患 {stale.public_code} 在您打开页面后已被他人更新" in result
    expected = [
        (State.CONFIRMED, 2),
        (State.CONFIRMED, 2),
        (State.RECTIFYING, done.seq),
        (State.RETURNED, 2),
        (State.REPORTED, 1),
    ]
    assert states(instance, *rows) == expected
    twice = client.post("/hazards/bulk/confirm", sent).get_data(as_text=True)
    assert "4 条没有办理" in twice and "已办理" not in twice
    assert states(instance, *rows) == expected
    with system_read(instance.database, "chains") as session:
        assert list(verify_ledger(session)) == []


def test_orders_of_listing_have_a_number_each(instance: Instance, factory: Factory, client: Client) -> None:
    first, second, unnumbered = (factory.hazard(state=State.CONFIRMED) for _ in range(3))
    general = factory.hazard(state=State.CONFIRMED, limb=None)
    rows = [first, second, unnumbered, general]
    shared = {
        "row": [str(hazard.id) for hazard in rows], "go": "1", "effective_on": "2023-07-25", "level": "县级",
        "supervising_unit": "泽州县", "supervisor": "演示甲", "requirements": "按期整改", "due_on": "2023-09-30",
        **{f"seq-{hazard.id}": str(hazard.seq) for hazard in rows},
        f"number-{first.id}": "泽督〔2023〕1号", f"number-{second.id}": "泽督〔2023〕2号",
        f"number-{general.id}": "泽督〔2023〕3号",
    }  # fmt: skip
    client.sign_in("zezhou")
    refused = client.post("/hazards/bulk/order_listing", shared | {"level": "", "due_on": "下月"})
    text = refused.get_data(as_text=True)
    assert refused.status_code == 422 and "请选择挂牌级别" in text and 'value="泽督〔2023〕1号"' in text
    result = client.post("/hazards/bulk/order_listing", shared).get_data(as_text=True)
    assert "已办理 2 条" in result and "请填写挂牌文号" in result and "只有重大事故隐患才挂牌督办" in result
    with system_read(instance.database, "orders") as session:
        orders = session.execute(select(ListingOrder.hazard_id, ListingOrder.number).order_by(ListingOrder.id)).all()
    assert [tuple(order) for order in orders] == [(first.id, "泽督〔2023〕1号"), (second.id, "泽督〔2023〕2号")]


def test_who_may_not_take_the_step_is_not_offered_it(factory: Factory, client: Client) -> None:
    hazard = factory.hazard(state=State.REPORTED)
    for login, offered in (("supervision", False), ("office", True), ("zezhou", True)):
        client.sign_in(login)
        assert ("/hazards/bulk/" in client.get("/hazards/").get_data(as_text=True)) is offered
    assert client.sign_in("office").post("/hazards/bulk/confirm", {"row": str(hazard.id)}).status_code == 403
    empty = client.sign_in("zezhou").post("/hazards/bulk/confirm", {"go": "1", "effective_on": "2023-07-25"})
    assert empty.status_code == 422 and "请先在台账中选择隐患" in empty.get_data(as_text=True)
