"""A wrong fact is put right in any state, and older questions keep their answers."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from anjian.hazards import service
from anjian.hazards.inputs import Correction
from anjian.hazards.models import Hazard, HazardEvent, HazardVersion, ListingOrder
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import ListingLevel, Source, State
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

FOUND = date(2023, 7, 3)


def correct(factory: Factory, hazard: Hazard, by: str = "zezhou", reason: str = "登记时看错", **facts: Any) -> Hazard:
    actor = factory.actors[by]
    with factory.instance.database.write_unit(actor) as session:
        return service.correct(session, actor, hazard.id, Correction(facts, reason))


def problems(factory: Factory, hazard: Hazard, **facts: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        correct(factory, hazard, **facts)
    return [problem.message for problem in refused.value.problems]


def test_the_event_names_the_one_it_corrects(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.RECTIFYING, discovered_on=FOUND)
    corrected = correct(factory, hazard, confirmed_on=date(2023, 7, 5), source=str(Source.SELF_CHECK))
    assert (corrected.confirmed_on, corrected.source, corrected.state) == (
        date(2023, 7, 5), Source.SELF_CHECK, State.RECTIFYING,
    )  # fmt: skip
    with system_read(instance.database, "test") as session:
        events = session.scalars(
            select(HazardEvent).where(HazardEvent.hazard_id == hazard.id).order_by(HazardEvent.seq)
        ).all()
        versions = session.scalars(
            select(HazardVersion).where(HazardVersion.hazard_id == hazard.id).order_by(HazardVersion.known_from)
        ).all()
    confirmed = next(event for event in events if event.kind == "confirm")
    assert (events[-1].kind, events[-1].corrects) == ("correct", confirmed.event_no)
    assert json.loads(events[-1].hashed_text)["before"]["confirmed_on"] == "2023-07-04"
    assert [version.confirmed_on for version in versions][-2:] == [date(2023, 7, 4), date(2023, 7, 5)]


@pytest.mark.parametrize("state", [State.REPORTED, State.ACCEPTED, State.WITHDRAWN, State.DOWNGRADED, State.RETURNED])
def test_in_any_state(factory: Factory, state: State) -> None:
    hazard = factory.hazard(state=state, discovered_on=FOUND)
    assert correct(factory, hazard, place="二号仓库").place == "二号仓库"


def test_everything_wrong_is_said_at_once(factory: Factory) -> None:
    hazard = factory.hazard(state=State.CONFIRMED, discovered_on=FOUND)
    facts = {"content": " ", "discovered_on": date(2023, 7, 9), "accepted_on": date(2023, 7, 20), "confirmed_on": None}
    assert problems(factory, hazard, **facts) == [
        "请填写隐患具体内容。",
        "确认时间不能清空；步骤办错的，请办理退回或撤回。",
        "销号时间还没有记载，不能在此补填，请办理相应步骤。",
    ]
    assert problems(factory, hazard, discovered_on=date(2023, 7, 9)) == [
        "确认时间 2023-07-04 早于发现时间 2023-07-09，请核对。"
    ]
    assert problems(factory, hazard, discovered_on=FOUND) == ["没有更改任何内容，请先改正有误的项目。"]
    assert problems(factory, hazard, reason=" ", place="库房") == ["“更正事实”须写明理由。"]
    assert problems(factory, hazard, limb_code=None) == ["重大事故隐患须引用判定标准条款。"]


def test_a_corrected_limb_changes_what_is_cited(factory: Factory) -> None:
    hazard = correct(factory, factory.hazard(discovered_on=FOUND), limb_code="C-20a")
    assert (hazard.criterion_code, hazard.limb_code) == ("C-20", "C-20a")
    assert hazard.cited.startswith("C-20a ")


def test_the_order_bears_the_corrected_day(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(discovered_on=FOUND, listed=ListingLevel.COUNTY)
    assert hazard.confirmed_on is not None
    correct(factory, hazard, listed_on=hazard.confirmed_on)
    with system_read(instance.database, "test") as session:
        order = session.scalars(select(ListingOrder).where(ListingOrder.hazard_id == hazard.id)).one()
        assert order.ordered_on == hazard.confirmed_on
        assert list(verify_ledger(session)) == []


def test_only_the_department_in_charge_corrects(factory: Factory) -> None:
    hazard = factory.hazard(discovered_on=FOUND)
    with pytest.raises(Forbidden):
        correct(factory, hazard, by="office", place="库房")


def test_the_form_holds_what_the_hazard_has(client: Client, factory: Factory) -> None:
    hazard = factory.hazard(state=State.CONFIRMED, discovered_on=FOUND)
    client.sign_in("zezhou")
    page = client.get(f"/hazards/{hazard.id}/correct").get_data(as_text=True)
    assert 'name="confirmed_on"' in page and 'name="accepted_on"' not in page
    sent = {
        "seq": hazard.seq, "content": hazard.content, "place": "二号仓库", "limb_code": hazard.limb_code, "reason": "登记有误",
        "source": hazard.source, "discovered_on": "2023-07-03", "confirmed_on": "2023-07-04",
    }  # fmt: skip
    assert client.post(f"/hazards/{hazard.id}/correct", data=sent).status_code == 303
    assert "更正事实" in client.get(f"/hazards/{hazard.id}").get_data(as_text=True)
