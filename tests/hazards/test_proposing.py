"""What is proposed to be one fault: once, from the whole ledger, until a person decides; seen by the office only."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from anjian.hazards.merging import merge, reject
from anjian.hazards.models import Hazard, LikePair
from anjian.hazards.proposing import pairs_of, proposals, waiting_pairs
from anjian.hazards.words import Decision, Source, State
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

JOB = "like_pairs"


@pytest.fixture
def twins(factory: Factory) -> tuple[Hazard, Hazard]:
    """One fault as the county found it, then as the department worded it nine days later."""
    enterprise = factory.enterprise()
    first = factory.hazard(
        enterprise, state=State.REPORTED, limb="C-15", place="T-101储罐", content="安全阀未正常投用",
        discovered_on=date(2023, 7, 5), source=Source.INSPECTION,
    )  # fmt: skip
    second = factory.hazard(
        enterprise, state=State.CONFIRMED, limb="C-15", place="储罐T101", content="安全阀没有正常投用，需整改",
        discovered_on=date(2023, 7, 14), by=factory.actors["transport"],
    )  # fmt: skip
    for place, content in (("T-102储罐", "安全阀未正常投用"), ("装卸区", "安全阀未正常投用")):
        factory.hazard(enterprise, limb="C-15", place=place, content=content, discovered_on=date(2023, 7, 6))
    other = factory.enterprise()  # the same words of another enterprise
    factory.hazard(other, limb="C-15", place="T-101储罐", content="安全阀未正常投用", discovered_on=date(2023, 7, 5))
    return first, second


def found(instance: Instance) -> list[tuple[int, int]]:
    with system_read(instance.database, "proposals of a test") as session:
        return [(pair.first_id, pair.second_id) for pair in proposals(session)]


def kept(instance: Instance) -> list[tuple[int, int, str | None]]:
    with system_read(instance.database, "pairs of a test") as session:
        return [(pair.first_id, pair.second_id, pair.decision) for pair in session.scalars(select(LikePair))]


def test_the_job_proposes_once_and_asks_nobody_again(
    instance: Instance, factory: Factory, twins: tuple[Hazard, Hazard]
) -> None:
    first, second = (hazard.id for hazard in twins)
    assert found(instance) == [(first, second)]
    assert run_job(instance, JOB).message == "新增疑似重复隐患1对，不再相近的收回0对。"
    assert run_job(instance, JOB, again="再核对一次").message == "没有新的疑似重复隐患。"
    assert kept(instance) == [(first, second, None)]
    office = factory.actors["office"]
    with instance.database.write_unit(office) as session:
        (pair,) = session.scalars(waiting_pairs())
        assert (pair.score > 70, pair.proposed_on, pair.reasons.split("；")[-1]) == (
            True,
            clock.today(),
            "发现日期相差9天",
        )
        reject(session, office, pair.id, "两处不同")
        with pytest.raises(Refused, match="已判定为“不是同一隐患”"):
            reject(session, office, pair.id, "再判一次")
    run_job(instance, JOB, again="第三次")
    assert kept(instance) == [(first, second, str(Decision.APART))]


def test_a_proposal_that_nothing_supports_any_more_is_taken_back(
    instance: Instance, factory: Factory, twins: tuple[Hazard, Hazard]
) -> None:
    run_job(instance, JOB)
    factory.advance(twins[0], State.WITHDRAWN)
    assert run_job(instance, JOB, again="撤回以后").message == "新增疑似重复隐患0对，不再相近的收回1对。"
    assert kept(instance) == []


def test_merged_hazards_are_proposed_no_more(
    instance: Instance, factory: Factory, twins: tuple[Hazard, Hazard]
) -> None:
    office = factory.actors["office"]
    run_job(instance, JOB)
    with instance.database.write_unit(office) as session:
        merge(session, office, twins[1].id, twins[0].id, "同一安全阀")
        assert [pair.decision for pair in pairs_of(session, twins[1].id)] == [str(Decision.MERGED)]
    assert found(instance) == []


def test_only_the_office_has_the_queue_and_decides(
    instance: Instance, factory: Factory, client: Client, twins: tuple[Hazard, Hazard]
) -> None:
    run_job(instance, JOB)
    ((_first, _second, _none),) = kept(instance)
    with system_read(instance.database, "id") as session:
        number = session.scalars(select(LikePair.id)).one()
    for login in ("zezhou", "transport", "supervision", "leading_group", "admin"):
        client.sign_in(login)
        assert client.get("/hazards/pairs/").status_code == 403, login
        assert (
            client.post(f"/hazards/pairs/{number}", {"decision": str(Decision.MERGED), "note": "x"}).status_code == 403
        )
    client.sign_in("office")
    text = client.get("/hazards/pairs/").get_data(as_text=True)
    assert "储罐T101" in text and "T-102储罐" not in text
    assert "相近程度" in client.get("/").get_data(as_text=True)
    page = client.get(f"/hazards/pairs/{number}").get_data(as_text=True)
    for words in ("判定条款相同（C-15）", "发现日期相差9天", "T-101储罐", "储罐T101"):
        assert words in page
    answer = client.post(f"/hazards/pairs/{number}", {"decision": str(Decision.MERGED), "note": "同一安全阀"})
    assert (answer.status_code, answer.location) == (303, f"/hazards/{twins[0].id}")
    shown = client.get(f"/hazards/{twins[1].id}").get_data(as_text=True)
    assert "并入另一条隐患" in shown and clock.today().isoformat() in shown
