"""The use cases: who reports, what a refusal calls for until it is answered, the watch-list, an accident's frozen trail."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from tests.enforcement.deeds import enter

from anjian.diligence import queries, service
from anjian.diligence.kinds import ACCIDENTS, PROGRESS, REFUSALS
from anjian.diligence.models import Accident, Refusal
from anjian.diligence.rules import last_due
from anjian.diligence.trail import Trail, trail_of
from anjian.enforcement.kinds import CASES, CHANGES, DECISIONS
from anjian.enforcement.models import EnforcementCase
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

TODAY = date(2023, 7, 25)
REPORT: dict[str, Any] = {"happened_on": TODAY, "content": "已停用并清空储罐"}
REFUSAL: dict[str, Any] = {
    "happened_on": date(2023, 7, 21), "order_number": "（演示）责改〔2023〕1号", "ordered_on": date(2023, 7, 17),
    "evidence": "复查记录：仍在生产，拒绝停用",
}  # fmt: skip


def write(instance: Instance, actor: Actor, use_case: Any, *args: Any, **kwargs: Any) -> Any:
    with instance.database.write_unit(actor) as session:
        return use_case(session, actor, *args, **kwargs)


def read(instance: Instance, actor: Actor, query: Any, *args: Any) -> Any:
    with instance.database.read_unit(actor) as session:
        return query(session, *args)


def punish(factory: Factory, enterprise: Enterprise, hazard: Hazard, *, number: str, **stated: Any) -> None:
    """A decision over a hazard; the case is filed with the first one."""
    instance, officer = factory.instance, factory.actors["zezhou"]
    case = f"（演示）立〔2023〕{hazard.id}号"
    with system_read(instance.database, "cases of a test") as session:
        filed = session.scalars(select(EnforcementCase).where(EnforcementCase.number == case)).first()
    if filed is None:
        enter(
            instance, officer, CASES, enterprise, number=case, hazard=hazard.public_code, happened_on=date(2023, 1, 5)
        )
    enter(instance, officer, DECISIONS, number=f"（演示）罚〔2023〕{number}号", case_number=case, **stated)


def test_an_enterprise_reports_and_the_missing_ones_are_listed(instance: Instance, factory: Factory) -> None:
    """Overdue once the due day is past, met by one report; department and parent read it; nothing else changes."""
    enterprise = factory.enterprise(parent="演示集团（演示）")
    hazard = factory.hazard(enterprise, discovered_on=date(2023, 6, 20))
    factory.hazard(enterprise, discovered_on=date(2023, 6, 28))  # confirmed after June's due day
    factory.hazard(enterprise, discovered_on=date(2023, 6, 20), limb=None)  # a general hazard
    safety, officer = factory.staff(enterprise), factory.actors["zezhou"]
    june = last_due(TODAY, 1, 25)

    def late() -> list[int]:
        with instance.database.read_unit(officer) as session:
            return [row[0].id for row in session.execute(queries.progress_due(late=june))]

    assert late() == [hazard.id]
    before = read(instance, officer, lambda session: (session.get_one(Hazard, hazard.id).seq, hazard.state))
    row = write(instance, safety, service.report_progress, hazard.id, REPORT)
    assert late() == []
    assert read(instance, officer, lambda session: (session.get_one(Hazard, hazard.id).seq, hazard.state)) == before
    for reader in (factory.actors["transport"], factory.parent_officer(enterprise.parent_id or 0), safety):
        assert read(instance, reader, queries.row_of, PROGRESS, row.id).content == "已停用并清空储罐"
    with pytest.raises(NotFound):
        read(instance, factory.actors["yangcheng"], queries.row_of, PROGRESS, row.id)
    with pytest.raises(Refused, match="已经报告过"):
        write(instance, safety, service.report_progress, hazard.id, REPORT)
    with pytest.raises(Forbidden, match="由第1试验有限公司（演示）登记"):
        write(instance, officer, service.void, PROGRESS, row.id, "填错")
    write(instance, safety, service.void, PROGRESS, row.id, "填错")
    assert late() == [hazard.id]


def test_the_workers_are_told_of_each_major_hazard(instance: Instance, factory: Factory) -> None:
    hazard, closed = factory.hazard(), factory.hazard(state=State.ACCEPTED)
    officer = factory.actors["zezhou"]

    def missing() -> list[int]:
        with instance.database.read_unit(officer) as session:
            return [row[0].id for row in session.execute(queries.congress_found("missing"))]

    assert missing() == [hazard.id]
    stated = {"happened_on": TODAY, "form": "职工代表大会", "evidence": "二届三次职代会记录"}
    with pytest.raises(Refused, match="处于“已销号”状态"):
        write(instance, officer, service.report_to_workers, closed.id, stated)
    with pytest.raises(Refused) as refused:
        future = {"happened_on": TODAY + timedelta(days=1)}
        write(instance, officer, service.report_to_workers, hazard.id, stated | future)
    assert [problem.field for problem in refused.value.problems] == ["happened_on"]
    write(instance, officer, service.report_to_workers, hazard.id, stated)
    assert missing() == []
    with pytest.raises(Forbidden):
        write(instance, factory.actors["office"], service.report_to_workers, hazard.id, stated)


def test_a_refusal_calls_for_decisions_until_each_is_made_or_explained(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    hazard, officer = factory.hazard(enterprise), factory.actors["zezhou"]
    row: Refusal = write(instance, officer, service.refuse, hazard.id, REFUSAL, days=3)
    assert row.due_on == date(2023, 7, 26)  # Friday and three working days
    with pytest.raises(Refused) as refused:
        write(instance, officer, service.refuse, hazard.id, REFUSAL | {"ordered_on": date(2023, 7, 22)}, days=3)
    assert [problem.field for problem in refused.value.problems] == ["ordered_on", "order_number"]

    def states() -> list[tuple[str, bool, str]]:
        with instance.database.read_unit(officer) as session:
            found = queries.duties(session, queries.standing_refusals(session), TODAY)
            return [(str(one.duty), one.open, one.running) for one in found]

    stop, person, daily = "责令停产停业整顿", "对责任人员罚款", "按日连续处罚"
    assert states() == [(stop, True, ""), (person, True, "")]
    punish(factory, enterprise, hazard, number="1", happened_on=date(2023, 7, 18))
    running = "自 2023-07-17 次日起已计 8 日"
    assert states() == [(stop, True, ""), (person, True, ""), (daily, True, running)]
    punish(factory, enterprise, hazard, number="2", happened_on=date(2023, 7, 24), measures=["责令停产停业整顿"],
           punishments=[], amount_fen=None)  # fmt: skip
    punish(factory, enterprise, hazard, number="3", happened_on=date(2023, 7, 24), target="企业主要负责人",
           person_name="演示甲")  # fmt: skip
    assert [one[1] for one in states()] == [False, False, True]
    with pytest.raises(Refused, match="已经有决定"):
        write(instance, officer, service.waive, row.id, stop, "不需要")
    write(instance, officer, service.waive, row.id, daily, "次日已停产，不再连续")
    assert [one[1] for one in states()] == [False, False, False]
    with system_read(instance.database, "the hazard of a test") as session:
        assert session.get_one(Hazard, hazard.id).state == "已确认"
    write(instance, officer, service.void, REFUSALS, row.id, "送达有误")
    assert states() == []


def test_the_watch_list_stands_on_penalties_in_force_as_of_any_day(instance: Instance, factory: Factory) -> None:
    enterprise, other = factory.enterprise(), factory.enterprise()
    hazard = factory.hazard(enterprise, discovered_on=date(2023, 7, 1))
    solved = factory.hazard(other, state=State.ACCEPTED, discovered_on=date(2023, 7, 1))
    for number, day in enumerate((date(2023, 3, 1), date(2023, 7, 10), date(2023, 7, 12))):
        punish(factory, enterprise, hazard, number=f"{number}", happened_on=day)
        punish(factory, other, solved, number=f"9{number}", happened_on=day)
    punish(
        factory,
        enterprise,
        hazard,
        number="7",
        happened_on=date(2023, 7, 13),
        target="企业主要负责人",
        person_name="演示甲",
    )
    officer = factory.actors["zezhou"]

    def listed(day: date) -> dict[str, list[str]]:
        with instance.database.read_unit(officer) as session:
            return {one.enterprise.name: one.reasons for one in queries.watch_list(session, day)}

    three = ["一百八十日内受到行政处罚3次（达到三次）"]
    assert listed(date(2023, 7, 11)) == {}
    assert listed(TODAY) == {enterprise.name: three}
    assert listed(date(2023, 7, 4)) == {}
    with pytest.raises(Refused, match="不符合提请关闭的情形"):
        write(
            instance, officer, service.decide_closure, other.id, TODAY, {"decision": "提请关闭", "reason": "屡罚不改"}
        )
    stated = {"decision": "提请关闭", "reason": "屡罚不改", "document": "（演示）请〔2023〕1号"}
    row = write(instance, officer, service.decide_closure, enterprise.id, TODAY, stated)
    for told in (hazard.public_code, "（演示）罚〔2023〕0号", "（演示）罚〔2023〕1号", "（演示）罚〔2023〕2号", *three):
        assert told in row.grounds
    assert "罚〔2023〕7号" not in row.grounds
    with pytest.raises(Refused, match="已经作出决定"):
        write(instance, officer, service.decide_closure, enterprise.id, TODAY, stated)
    revoked = {
        "number": "（演示）罚〔2023〕2号",
        "standing": "撤销",
        "happened_on": date(2023, 7, 20),
        "amount_fen": None,
    }
    enter(instance, officer, CHANGES, **revoked)
    assert listed(TODAY) == {}
    assert listed(date(2023, 7, 19)) == {enterprise.name: three}


def accident(enterprise: Enterprise, **stated: Any) -> dict[str, Any]:
    return {
        "enterprise": enterprise.credit_code, "happened_on": date(2023, 7, 20), "happened_time": "14:30", "place": "甲类仓库",
        "kind": "事故", "accident_type": "火灾", "deaths": 0, "missing": 0, "injured": 1, "course": "动火引燃",
    } | stated  # fmt: skip


def at(day: int, hour: int = 9) -> Any:
    return clock.at(datetime(2023, 7, day, hour, 0, tzinfo=clock.SHANGHAI))


def test_an_accident_shows_what_the_ledger_knew_and_nothing_that_came_later(
    instance: Instance, factory: Factory
) -> None:
    """Entered, claimed, punished, reported or voided after its moment: the trail stays, whenever it is read."""
    enterprise, officer = factory.enterprise(), factory.actors["zezhou"]
    with at(1):
        hazard = factory.hazard(enterprise, state=State.CONFIRMED, discovered_on=date(2023, 6, 20), content="混放混存")
        factory.visit(enterprise, on=date(2023, 7, 1), failing=("CHIEF-11",))
    with at(18):
        refused = write(
            instance, officer, service.refuse, hazard.id, REFUSAL | {"happened_on": date(2023, 7, 18)}, days=3
        )
    with at(20, 18):
        late = factory.hazard(enterprise, discovered_on=date(2023, 7, 19), content="事后补录")
    row: Accident = write(instance, officer, service.record_accident, accident(enterprise, hazards=hazard.public_code))

    def trail() -> Trail:
        with instance.database.read_unit(officer) as session:
            return trail_of(session, queries.row_of(session, ACCIDENTS, row.id), last_due(row.happened_on, 1, 25))

    told = trail()
    assert [(one.code, one.values["state"], one.linked) for one in told.hazards] == [
        (hazard.public_code, "已确认", True)
    ]
    assert [(seen.unit_name, seen.found_on) for seen in told.hazards[0].seen] == [("泽州县", date(2023, 6, 20))]
    assert [title for title, _event in told.hazards[0].events] == ["上报", "确认隐患"]
    assert [(one.visited_on, one.visit.unit_name, one.findings) for one in told.visits] == [
        (date(2023, 7, 1), "泽州县", 1)
    ]
    assert told.open_duties == [
        f"{hazard.public_code} 应于 2023-06-25 前报告整改进展，未报告",
        f"{hazard.public_code} 尚无向职工代表大会或职工大会报告的记录",
        f"{hazard.public_code} 企业拒不执行，责令停产停业整顿尚未作出决定（期限 2023-07-21）",
        f"{hazard.public_code} 企业拒不执行，对责任人员罚款尚未作出决定（期限 2023-07-21）",
    ]
    factory.advance(hazard, State.WITHDRAWN)
    write(instance, officer, service.void, REFUSALS, refused.id, "有误")
    factory.visit(enterprise, on=date(2023, 7, 24))
    again = trail()
    assert [one.values for one in again.hazards] == [one.values for one in told.hazards]
    assert again.open_duties == told.open_duties
    assert [one.visit.id for one in again.visits] == [one.visit.id for one in told.visits]
    assert late.public_code not in {one.code for one in again.hazards}


def test_what_cannot_be_is_told_at_once(instance: Instance, factory: Factory) -> None:
    enterprise, other = factory.enterprise(), factory.hazard()
    officer = factory.actors["zezhou"]
    wrong = accident(
        enterprise, kind="险情", hazards=f"{other.public_code}、YH1", happened_on=TODAY, happened_time="23:59"
    )
    with pytest.raises(Refused) as refused:
        write(instance, officer, service.record_accident, wrong)
    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["hazards", "hazards", "happened_time", "kind"]
    write(instance, officer, service.record_accident, accident(enterprise))
    with pytest.raises(Refused, match="同一时刻"):
        write(instance, officer, service.record_accident, accident(enterprise))
    with pytest.raises(Refused, match=r"名册中没有|管辖范围"):
        write(instance, factory.actors["yangcheng"], service.record_accident, accident(enterprise))
