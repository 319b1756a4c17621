"""The use cases: what they enter, what they refuse all at once, and what they leave in chains and versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from anjian.hazards import service
from anjian.hazards.inputs import Listing, NewHazard, Plan, Supplement
from anjian.hazards.models import Hazard, HazardCampaign, HazardEvent, HazardVersion, ListingOrder, Sighting
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import Level, ListingLevel, Scale, Source, State
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.history import OPEN, as_known
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Account
from anjian.people.queries import unit_by_code
from anjian.people.scope import INSTALLER, actor_of
from anjian.people.service import create_account, grant_role
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

CAMPAIGN = "jincheng_2023"
FOUND = date(2023, 7, 10)
PLAN = Plan("演示甲（经理）", "停用并更换", 1_200_000, date(2023, 8, 30), "专人值守")


def new(factory: Factory, **stated: object) -> NewHazard:
    enterprise = stated.pop("enterprise", None) or factory.enterprise()
    assert hasattr(enterprise, "id")
    told = NewHazard(
        enterprise.id, "安全阀未正常投用", "甲类仓库", Source.INSPECTION, FOUND, "演示甲", "transport", limb_code="C-15"
    )
    return replace(told, **stated)  # type: ignore[arg-type]


def problems_of(instance: Instance, factory: Factory, *reports: NewHazard, login: str = "zezhou") -> list[str]:
    actor = factory.actors[login]
    with pytest.raises(Refused) as refused, instance.database.write_unit(actor) as session:
        service.report(session, actor, reports, campaign=CAMPAIGN)
    with system_read(instance.database, "nothing was saved") as session:
        assert session.scalar(select(func.count(Hazard.id))) == 0
    return [problem.message for problem in refused.value.problems]


def reported(instance: Instance, factory: Factory, *reports: NewHazard, login: str = "zezhou") -> list[Hazard]:
    actor = factory.actors[login]
    with instance.database.write_unit(actor) as session:
        return service.report(session, actor, reports, campaign=CAMPAIGN)


def test_a_report_enters_one_hazard_with_its_sighting_event_version_and_tag(
    instance: Instance, factory: Factory
) -> None:
    item = new(factory)
    (made,) = reported(instance, factory, item)
    with system_read(instance.database, "what was entered") as session:
        hazard = session.scalars(select(Hazard)).one()
        (sighting,) = session.scalars(select(Sighting)).all()
        (event,) = session.scalars(select(HazardEvent)).all()
        (version,) = session.scalars(select(HazardVersion)).all()
        (tag,) = session.scalars(select(HazardCampaign)).all()
        assert list(verify_ledger(session)) == []
    assert (hazard.public_code, hazard.state, hazard.scale) == ("YH2023000001", State.REPORTED, Scale.MAJOR)
    assert (hazard.limb_code, hazard.criterion_code, hazard.limb_text) == (
        "C-15",
        "C-15",
        "安全阀、爆破片等安全附件未正常投用",
    )
    assert (hazard.region_code, hazard.department_code, hazard.unit_name) == ("140525", "transport", "泽州县")
    assert (sighting.hazard_id, sighting.source, sighting.found_by) == (made.id, Source.INSPECTION, "演示甲")
    assert (event.kind, event.seq, event.effective_on) == ("report", 1, FOUND)
    assert (version.known_from, version.known_to, version.state) == (event.event_no, OPEN, State.REPORTED)
    assert (tag.campaign_code, tag.known_from) == (CAMPAIGN, event.event_no)


def test_the_same_report_sent_twice_enters_once(instance: Instance, factory: Factory) -> None:
    item = new(factory)
    (first,) = reported(instance, factory, item)
    again, twice = reported(instance, factory, item, item)
    assert (again.id, twice.id) == (first.id, first.id)
    with system_read(instance.database, "count") as session:
        assert session.scalar(select(func.count(Hazard.id))) == 1


def test_reporting_nothing_enters_nothing(instance: Instance, factory: Factory) -> None:
    assert reported(instance, factory) == []


def test_everything_wrong_in_all_reports_is_said_at_once(instance: Instance, factory: Factory) -> None:
    mine = factory.enterprise()
    elsewhere = factory.enterprise(county="yangcheng")
    assert problems_of(
        instance,
        factory,
        new(factory, enterprise=mine, limb_code=None, content="  "),
        new(factory, enterprise=mine, discovered_on=date(2023, 7, 26)),
        new(factory, enterprise=elsewhere),
        new(factory, enterprise=mine, limb_code="TR-52-3-1"),
    ) == [
        "请填写隐患具体内容。",
        "重大事故隐患须引用判定标准条款。",
        "发现时间 2023-07-26 晚于今天，请核对。",
        "没有这家企业，或者不在您的管辖范围内。",
        "条款 TR-52-3-1 在发现日期 2023-07-10 尚未施行或已经废止，请改引当日有效的条款。",
    ]


def test_a_department_reports_in_its_own_line_only(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise(categories=("生产", "运输"))
    item = new(factory, enterprise=enterprise, department_code="emergency")
    assert problems_of(instance, factory, item, login="transport") == ["没有这家企业，或者不在您的管辖范围内。"]
    (made,) = reported(instance, factory, replace(item, department_code="transport"), login="transport")
    assert made.department_code == "transport"


def test_a_general_hazard_needs_no_limb(instance: Instance, factory: Factory) -> None:
    (made,) = reported(instance, factory, new(factory, limb_code=None, scale=Scale.GENERAL, level=Level.GENERAL))
    assert (made.scale, made.level, made.limb_code) == (Scale.GENERAL, Level.GENERAL, None)


def test_an_enterprise_reports_what_it_found_itself(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    safety, chief = factory.staff(enterprise), factory.actors[f"ent{enterprise.id}"]
    told = new(factory, enterprise=enterprise)
    with pytest.raises(Refused) as refused, instance.database.write_unit(safety) as session:
        service.report(session, safety, [told], campaign=CAMPAIGN)
    assert [(one.message, one.field) for one in refused.value.problems] == [
        ("企业自行上报的隐患，发现来源为“企业自查”。", "source")
    ]
    with instance.database.write_unit(safety) as session:
        (made,) = service.report(session, safety, [replace(told, source=Source.SELF_CHECK)], campaign=CAMPAIGN)
    assert (made.source, made.unit_name, made.state) == (Source.SELF_CHECK, enterprise.name, State.UNSIGNED)
    with instance.database.write_unit(chief) as session:
        signed = service.sign(session, chief, made.id, clock.today())
    assert (signed.state, signed.signed_by, signed.reported_on) == (State.REPORTED, chief.person_id, clock.today())


def test_one_report_given_twice_in_a_batch_enters_once(instance: Instance, factory: Factory) -> None:
    told = new(factory)
    first, second = reported(instance, factory, told, told)
    assert first.id == second.id


def test_the_office_may_not_report(instance: Instance, factory: Factory) -> None:
    actor = factory.actors["office"]
    with pytest.raises(Forbidden), instance.database.write_unit(actor) as session:
        service.report(session, actor, [new(factory)], campaign=CAMPAIGN)


def test_the_whole_loop_leaves_dates_versions_and_a_sound_chain(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.ACCEPTED, discovered_on=FOUND, limb="C-15")
    with system_read(instance.database, "history") as session:
        events = session.scalars(select(HazardEvent).order_by(HazardEvent.seq)).all()
        states = [
            session.scalars(select(HazardVersion.state).where(as_known(HazardVersion, event.event_no))).one()
            for event in events
        ]
        assert list(verify_ledger(session)) == []
    assert [event.kind for event in events] == ["report", "confirm", "plan", "claim", "accept"]
    assert states == [State.REPORTED, State.CONFIRMED, State.RECTIFYING, State.CLAIMED, State.ACCEPTED]
    days = (hazard.confirmed_on, hazard.claimed_on, hazard.accepted_on)
    assert days == tuple(FOUND + timedelta(days=number) for number in (1, 3, 4))
    assert (hazard.accepting_unit, hazard.original_due_on) == ("泽州县", hazard.due_on)


def test_a_returned_report_is_supplemented_and_reported_again(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.RETURNED)
    officer = factory.actors["zezhou"]
    with pytest.raises(Refused) as refused, instance.database.write_unit(officer) as session:
        service.resubmit(session, officer, hazard.id, clock.today(), Supplement(" ", "二车间", "TR-52-3-1"))
    assert [problem.field for problem in refused.value.problems] == ["content", "limb_code"]
    with instance.database.write_unit(officer) as session:
        told = Supplement("安全阀前手阀关闭", "二车间", "C-15")
        made = service.resubmit(session, officer, hazard.id, clock.today(), told)
    assert (made.state, made.content, made.place) == (State.REPORTED, "安全阀前手阀关闭", "二车间")
    assert (made.limb_code, made.criterion_code, made.cited[:5]) == ("C-15", "C-15", "C-15 ")
    assert made.identity_key != hazard.identity_key
    with system_read(instance.database, "proof") as session:
        assert list(verify_ledger(session)) == []


def test_a_plan_with_gaps_is_refused_and_leaves_the_row_as_it_was(instance: Instance, factory: Factory) -> None:
    hazard, actor = factory.hazard(state=State.CONFIRMED), factory.actors["zezhou"]
    with instance.database.write_unit(actor) as session:
        gap = replace(PLAN, measures="", funds_fen=None)
        with pytest.raises(Refused) as refused:
            service.plan(session, actor, hazard.id, clock.today(), gap)
        kept = session.get_one(Hazard, hazard.id)
        assert (kept.state, kept.responsible, kept.due_on) == (State.CONFIRMED, None, None)
    assert [problem.message for problem in refused.value.problems] == ["“五落实”不完整，还缺：整改措施、整改资金。"]


def test_the_due_date_is_set_once(instance: Instance, factory: Factory) -> None:
    hazard, actor = factory.hazard(state=State.RECTIFYING, due_on=date(2023, 8, 30)), factory.actors["zezhou"]
    with pytest.raises(Refused, match="须办理延期审批"), instance.database.write_unit(actor) as session:
        service.plan(session, actor, hazard.id, clock.today(), replace(PLAN, due_on=date(2023, 9, 30)))
    with instance.database.write_unit(actor) as session:
        service.plan(session, actor, hazard.id, clock.today(), replace(PLAN, measures="改为拆除"))
        kept = session.get_one(Hazard, hazard.id)
        assert (kept.measures, kept.due_on, kept.original_due_on) == ("改为拆除", date(2023, 8, 30), date(2023, 8, 30))


def test_four_eyes_are_two_persons_not_two_accounts(instance: Instance, factory: Factory) -> None:
    """R-129: one person with a second account and another post is still one person."""
    hazard, officer = factory.hazard(state=State.CLAIMED), factory.actors["zezhou"]
    with system_write(instance.database, "a second account") as session:
        person = session.scalars(select(Account).where(Account.login == "zezhou")).one().person
        second = create_account(session, INSTALLER, login="second", person=person, password="Yanshi-2023-Er-Mima")
        grant_role(session, INSTALLER, second, unit_by_code(session, "zezhou"), "county_officer")
        same_person = actor_of(session, second, instance.registry)
    assert same_person.account_id != officer.account_id
    with pytest.raises(Refused, match="请由其他人员验收"), instance.database.write_unit(same_person) as session:
        service.accept(session, same_person, hazard.id, clock.today())
    other = factory.actors["zezhou2"]
    with instance.database.write_unit(other) as session:
        assert service.accept(session, other, hazard.id, clock.today()).state == State.ACCEPTED


def test_a_stale_page_never_overwrites(instance: Instance, factory: Factory) -> None:
    hazard, actor = factory.hazard(state=State.REPORTED), factory.actors["zezhou"]
    shown = hazard.seq
    with instance.database.write_unit(actor) as session:
        service.confirm(session, actor, hazard.id, clock.today(), seq=shown)
    with pytest.raises(Refused, match="已被他人更新"), instance.database.write_unit(actor) as session:
        service.withdraw(session, actor, hazard.id, clock.today(), "重复", seq=shown)


def test_another_countys_hazard_does_not_exist_for_an_officer(instance: Instance, factory: Factory) -> None:
    hazard, stranger = factory.hazard(state=State.REPORTED), factory.actors["yangcheng"]
    with pytest.raises(NotFound), instance.database.write_unit(stranger) as session:
        service.confirm(session, stranger, hazard.id, clock.today())


def test_listing_is_an_order_that_ends_after_acceptance(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.RECTIFYING, listed=ListingLevel.COUNTY)
    officer, other = factory.actors["zezhou"], factory.actors["zezhou2"]
    with pytest.raises(Refused), instance.database.write_unit(officer) as session:
        service.lift_listing(session, officer, hazard.id, clock.today())
    with instance.database.write_unit(officer) as session:
        service.claim(session, officer, hazard.id, clock.today())
    with instance.database.write_unit(other) as session:
        service.accept(session, other, hazard.id, clock.today())
        service.lift_listing(session, other, hazard.id, clock.today())
    with system_read(instance.database, "order") as session:
        order = session.scalars(select(ListingOrder)).one()
        kept = session.get_one(Hazard, hazard.id)
        assert (order.lifted_on, kept.lifted_on, kept.listed_on) == (clock.today(),) * 3
        assert list(verify_ledger(session)) == []


def test_an_incomplete_order_names_every_gap(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.CONFIRMED), factory.actors["zezhou"]
    order = Listing("", ListingLevel.COUNTY, " ", "演示甲", "按期整改", clock.today() - timedelta(days=1))
    with pytest.raises(Refused) as refused, instance.database.write_unit(officer) as session:
        service.order_listing(session, officer, hazard.id, clock.today(), order)
    assert [problem.message for problem in refused.value.problems] == [
        "请填写挂牌文号。",
        "请填写督办单位。",
        "督办完成期限不能早于挂牌日期。",
    ]
