"""From receipt to the ledger: what is verified counts, what is not is listed only; who may do and see what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from anjian.hazards.inputs import NewHazard
from anjian.hazards.models import Hazard, Sighting
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import Scale, Source, State
from anjian.intake import service
from anjian.intake.inputs import Assignment, FoundHazard, NewReport, Outcome, Person, Terms
from anjian.intake.models import Identity, Report, ReportVersion
from anjian.intake.receiving import Received, hash_of, receive
from anjian.intake.sealing import Sealer
from anjian.intake.words import Channel, Conclusion, Kind
from anjian.intake.words import State as Stage
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import AuditEntry
from anjian.kernel.system import system_read
from anjian.people.models import Account
from anjian.people.queries import unit_by_code
from anjian.people.scope import INSTALLER, actor_of
from anjian.people.service import create_account, grant_role
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.staff import password_hash

PERSON = Person("密名甲", "10000000001", "密址一号")
FOUND = FoundHazard("安全阀根部阀关闭，未正常投用", "储罐区", Scale.MAJOR, "C-15")
TRUE = Outcome(Conclusion.TRUE, date(2023, 7, 25), "7月25日现场核查，情况属实", FOUND)
UNTRUE = Outcome(Conclusion.UNTRUE, date(2023, 7, 25), "7月25日现场核查，安全阀均在用")
CAMPAIGN = "jincheng_2023"


def handed(**changes: Any) -> NewReport:
    new = NewReport(
        Kind.HANDED, Channel.DOCUMENT, "督查发现安全阀未投用", date(2023, 7, 20), "某化工厂", region_code="140525",
        superior="省安委办", document_number="演示督〔2023〕1号", due_on=date(2023, 8, 10),
    )  # fmt: skip
    return replace(new, **changes)


def clerk_of(instance: Instance, unit: str) -> Actor:
    """A 举报受理员 of a unit."""
    with instance.database.write_unit(INSTALLER) as session:
        account = create_account(
            session, INSTALLER, login=f"clerk.{unit}", person="受理员", password_hash=password_hash(), must_change=False
        )
        grant_role(session, INSTALLER, account, unit_by_code(session, unit), "intake_clerk")
        session.flush()
        return actor_of(session, session.get_one(Account, account.id), instance.registry)


def act(instance: Instance, actor: Actor, step: Any, *args: Any, **kwargs: Any) -> Any:
    with instance.database.write_unit(actor) as session:
        return step(session, actor, *args, **kwargs)


def verified(factory: Factory, received: Received, outcome: Outcome = TRUE, by: str = "zezhou") -> Report:
    actor = factory.actors[by]
    report: Report = act(factory.instance, actor, service.verify, received.report.id, outcome, campaign=CAMPAIGN)
    return report


def test_a_tip_counts_only_once_it_is_found_true(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    true, untrue = factory.tip(enterprise), factory.tip(enterprise)
    assert [true.report.public_code, untrue.report.public_code] == ["JB2023000001", "JB2023000002"]
    assert (true.report.due_on, true.report.department_code) == (date(2023, 9, 23), "transport")
    with system_read(instance.database, "test") as session:
        assert session.scalar(select(func.count()).select_from(Hazard)) == 0
    report = verified(factory, true)
    assert verified(factory, untrue, UNTRUE).hazard_id is None
    with system_read(instance.database, "test") as session:
        (hazard,) = session.scalars(select(Hazard))
        (sighting,) = session.scalars(select(Sighting))
        told = (hazard.id, hazard.source, hazard.state, hazard.limb_code, hazard.discovered_on, hazard.department_code)
        assert told == (report.hazard_id, Source.PUBLIC_REPORT, State.REPORTED, "C-15", TRUE.on, "transport")
        assert (sighting.found_by, sighting.method) == (factory.actors["zezhou"].person_name, "举报")
        assert hazard.content == FOUND.content, "in the verifier's words: the enterprise reads it"
        (now,) = session.scalars(select(ReportVersion).where(
            ReportVersion.known_to == OPEN, ReportVersion.intake_report_id == report.id
        ))  # fmt: skip
        assert (now.state, now.conclusion, now.hazard_id) == (Stage.VERIFIED, Conclusion.TRUE, hazard.id)
        assert list(verify_ledger(session)) == []


def test_a_hand_down_that_names_a_known_fault_is_one_more_sighting(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    known = factory.hazard(enterprise, state=State.CONFIRMED)
    elsewhere, closed = factory.hazard(factory.enterprise()), factory.hazard(enterprise, state=State.ACCEPTED)
    received = factory.receive(handed(enterprise_id=enterprise.id))
    for other, reason in ((elsewhere, "不是这家企业的"), (closed, "登记为新发现的隐患")):
        with pytest.raises(Refused, match=reason):
            verified(factory, received, replace(TRUE, found=None, known_hazard_id=other.id))
    report = verified(factory, received, replace(TRUE, found=None, known_hazard_id=known.id))
    with system_read(instance.database, "test") as session:
        hazard = session.get_one(Hazard, known.id)
        assert (report.public_code, report.hazard_id, hazard.source) == ("JD2023000001", known.id, Source.INSPECTION)
        seen = [(one.source, one.content) for one in hazard.sightings]
        assert seen == [(Source.INSPECTION, hazard.content), (Source.ASSIGNED, hazard.content)]
        assert list(verify_ledger(session)) == []
        assert session.scalar(select(func.count()).select_from(Hazard)) == 3


def test_a_sighting_is_added_once(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard()
    actor = factory.actors["zezhou"]
    seen = NewHazard(
        hazard.enterprise_id or 0, "", "", Source.ASSIGNED, clock.today(), "演示甲", "transport", client_uid="again"
    )
    with instance.database.write_unit(actor) as session:
        assert [service.see_again(session, actor, hazard.id, seen).seq for _ in range(2)] == [hazard.seq + 1] * 2
        late = replace(seen, client_uid="late", discovered_on=clock.today() + timedelta(days=1))
        with pytest.raises(Refused, match="晚于今天"):
            service.see_again(session, actor, hazard.id, late)


def test_what_is_incomplete_is_refused_with_all_problems(instance: Instance, factory: Factory) -> None:
    with pytest.raises(Refused) as refused:
        factory.receive(
            handed(content=" ", superior="", document_number=None, due_on=date(2023, 7, 1), enterprise_name="")
        )
    assert [problem.field for problem in refused.value.problems] == [
        "content", "enterprise_name", "superior", "document_number", "due_on",
    ]  # fmt: skip
    described = factory.tip()
    with pytest.raises(Refused, match="还没有明确是哪家企业"):
        verified(factory, described, by="emergency")
    tip = factory.tip(factory.enterprise())
    with pytest.raises(Refused, match="重大事故隐患须引用判定标准条款"):
        verified(factory, tip, replace(TRUE, found=replace(FOUND, limb_code=None)))
    with system_read(instance.database, "test") as session:
        assert set(session.scalars(select(Report.state))) == {Stage.WAITING}


def test_a_described_tip_is_given_to_its_enterprise_and_handler(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise(county="yangcheng")
    tip = factory.tip()
    assert (tip.report.department_code, tip.report.region_code) == ("emergency", None)
    receiver, handler = factory.actors["zezhou"], factory.actors["yangcheng"]
    act(instance, receiver, service.assign, tip.report.id, Assignment(enterprise.id, None, None))
    with instance.database.read_unit(receiver) as session:
        seen = session.get_one(Report, tip.report.id)
        assert (seen.enterprise_name, seen.region_code) == (enterprise.name, enterprise.region_code)
    with pytest.raises(Forbidden, match="不是这件群众举报的承办单位"):
        verified(factory, tip)
    assert verified(factory, tip, by="yangcheng").verifying_unit == handler.unit_name
    with instance.database.read_unit(factory.actors["gaoping"]) as session:
        assert session.scalars(select(Report)).all() == []


def test_the_enterprise_never_sees_a_tip_about_it(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise(parent="示范集团（演示）")
    factory.tip(enterprise, person=PERSON)
    assert enterprise.parent_id is not None
    for actor in (factory.staff(enterprise), factory.parent_officer(enterprise.parent_id), factory.actors["admin"]):
        with instance.database.read_unit(actor) as session:
            assert session.scalars(select(Report)).all() == []
            assert session.scalars(select(Identity)).all() == []


def test_who_reported_opens_for_the_clerk_alone_and_each_time_is_told(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    tip, anonymous = factory.tip(enterprise, person=PERSON), factory.tip(enterprise)
    sealer = Sealer(instance.settings.instance)
    clerk, other = clerk_of(instance, "zezhou"), clerk_of(instance, "yangcheng")
    for login in ("zezhou", "office", "supervision", "admin"):
        with pytest.raises(Forbidden):
            act(instance, factory.actors[login], service.open_identity, tip.report.id, "答复", sealer=sealer)
        with instance.database.read_unit(factory.actors[login]) as session:
            assert session.scalars(select(Identity)).all() == []
    with pytest.raises(NotFound):
        act(instance, other, service.open_identity, tip.report.id, "答复", sealer=sealer)
    with pytest.raises(NotFound, match="匿名"):
        act(instance, clerk, service.open_identity, anonymous.report.id, "答复", sealer=sealer)
    with pytest.raises(Refused, match="写明查看事由"):
        act(instance, clerk, service.open_identity, tip.report.id, " ", sealer=sealer)
    assert act(instance, clerk, service.open_identity, tip.report.id, "电话答复", sealer=sealer) == PERSON
    with system_read(instance.database, "test") as session:
        (opened,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "查看举报人身份"))
        assert (opened.actor_name, opened.detail) == ("受理员", '{"事由":"电话答复","受理编号":"JB2023000001"}')
        (kept,) = session.scalars(select(Identity.sealed))
        everything = " ".join(session.scalars(select(AuditEntry.detail))) + kept
    assert [
        word for word in (PERSON.name, PERSON.phone, PERSON.address, tip.report.content) if word in everything
    ] == []


def test_answer_objection_and_the_second_look(instance: Instance, factory: Factory) -> None:
    tip = factory.tip(factory.enterprise())
    officer, other = factory.actors["zezhou"], factory.actors["zezhou2"]
    verified(factory, tip, UNTRUE)
    with pytest.raises(Refused, match="请填写答复内容"):
        act(instance, officer, service.answer, tip.report.id, clock.today(), "  ")
    act(instance, officer, service.answer, tip.report.id, clock.today(), "经核查不属实")
    with instance.database.write_unit(officer) as session:  # as `public` does it
        report = session.get_one(Report, tip.report.id)
        report.state, report.objected_on = Stage.REEXAMINING, clock.today()
    with pytest.raises(Refused, match="原核查人不能复查"):
        act(instance, officer, service.reexamine, tip.report.id, TRUE, "属实", campaign=CAMPAIGN)
    act(instance, other, service.reexamine, tip.report.id, TRUE, "复查属实，已责令整改", campaign=CAMPAIGN)
    with system_read(instance.database, "test") as session:
        report = session.get_one(Report, tip.report.id)
        assert (report.state, report.conclusion, report.final_conclusion) == (
            Stage.CLOSED, Conclusion.UNTRUE, Conclusion.TRUE,
        )  # fmt: skip
        assert session.get_one(Hazard, report.hazard_id).source == Source.PUBLIC_REPORT


def test_a_declined_tip_says_why_and_a_hand_down_cannot_be_declined(instance: Instance, factory: Factory) -> None:
    officer, today = factory.actors["zezhou"], clock.today()
    tip, order = factory.tip(factory.enterprise()), factory.receive(handed())
    with pytest.raises(Refused, match="写明不予受理的理由"):
        act(instance, officer, service.decline, tip.report.id, today, "")
    assert act(instance, officer, service.decline, tip.report.id, today, "不在范围内").state == Stage.DECLINED
    with pytest.raises(Refused, match="只适用于群众举报"):
        act(instance, officer, service.decline, order.report.id, today, "不在范围内")


def test_the_same_report_is_entered_once_and_its_code_is_known_once(instance: Instance, factory: Factory) -> None:
    new = NewReport(Kind.TIP, Channel.LETTER, "反映问题", clock.today(), "某厂", region_code="140525")
    first, again = factory.receive(new), factory.receive(new)
    assert (again.report.id, again.code) == (first.report.id, "")
    assert first.report.code_hash == hash_of(first.code.lower().replace("-", " ")) and len(first.code) == 19
    with instance.database.write_unit(factory.actors["zezhou"]) as session:
        actor, terms = factory.actors["supervision"], Terms.of(instance.settings)
        with pytest.raises(Forbidden):
            receive(session, actor, [new], terms=terms, sealer=Sealer(instance.settings.instance))
