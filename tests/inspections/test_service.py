"""The life of a visit: planned, begun, answered, called off; who may know of it when."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from tests.inspections.visits import TODAY, answered, completed, planned, running

from anjian.inspections import findings, service
from anjian.inspections.catalogue import Catalogue, catalogue_of
from anjian.inspections.inputs import Decision, GivenAnswer, NewVisit
from anjian.inspections.models import Answer, Finding, Visit
from anjian.inspections.recording import questions_of
from anjian.inspections.words import Mode
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors


def test_a_visit_takes_owners_tier_and_pinned_versions(instance: Instance, factory: Factory, actors: Actors) -> None:
    enterprise = factory.enterprise()
    visit = running(instance, actors["zezhou.transport"], enterprise.id)
    assert (visit.region_code, visit.department_code, visit.enterprise_id) == (
        enterprise.region_code,
        "transport",
        enterprise.id,
    )
    assert (visit.tier, visit.status, visit.visited_on) == ("县级检查", "进行中", TODAY)
    assert (visit.checklist_code, visit.checklist_version, visit.fragment_version) == ("sample", "1", "2023.1")
    assert visit.public_code == "JC2023000001"
    with instance.database.read_unit(actors["transport"]) as session:
        assert [one.item.code for one in questions_of(session, visit)][:2] == ["SA-MAJOR", "SA-DUTY"]


@pytest.mark.parametrize(("login", "tier"), [("transport", "市级督导"), ("zezhou", "县级检查")])
def test_the_tier_is_the_units(instance: Instance, factory: Factory, actors: Actors, login: str, tier: str) -> None:
    assert planned(instance, actors[login], NewVisit(factory.enterprise().id, "sample", TODAY)).tier == tier


def test_an_enterprise_checks_itself(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    own = factory.staff(enterprise)
    visit = running(instance, own, enterprise.id)
    answered(instance, own, visit, ("SA-DUTY",))
    (finding,) = completed(instance, own, visit)
    with instance.database.write_unit(own) as session:
        decision = Decision(finding.id, True, "没有车辆检查制度", "安全部")
        (hazard,) = findings.report_findings(
            session, own, visit.id, [decision], registry=instance.registry, campaign="jincheng_2023"
        )
        assert (visit.tier, hazard.source) == ("企业自查", "企业自查")


@pytest.mark.parametrize("login", ["gaoping", "emergency"])
def test_outside_ones_own_scope_no_visit_is_planned(
    instance: Instance, factory: Factory, actors: Actors, login: str
) -> None:
    with pytest.raises(Refused, match="不在您单位的检查范围内"):
        planned(instance, actors[login], NewVisit(factory.enterprise().id, "sample", TODAY))


def test_the_office_makes_no_visits(instance: Instance, factory: Factory, actors: Actors) -> None:
    with pytest.raises(Forbidden):
        planned(instance, actors["office"], NewVisit(factory.enterprise().id, "sample", TODAY))


def test_a_plugin_out_of_service_is_named(instance: Instance, factory: Factory, actors: Actors) -> None:
    with pytest.raises(Refused, match="“gone”没有启用"):
        planned(instance, actors["zezhou"], NewVisit(factory.enterprise().id, "gone", TODAY))


def test_of_several_checklists_the_one_with_the_plugins_name_is_used_unless_another_is_named(
    instance: Instance, factory: Factory, actors: Actors, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = catalogue_of(instance.registry)
    more = known.checklists["sample"].model_copy(update={"code": "sample_more", "title": "专项检查表"})
    several = Catalogue({**known.checklists, "sample_more": more}, {})
    monkeypatch.setattr(service, "catalogue_of", lambda _registry: several)
    actor, enterprise = actors["zezhou.transport"], factory.enterprise()

    def used(code: str | None) -> str | None:
        return planned(instance, actor, NewVisit(enterprise.id, "sample", TODAY, checklist_code=code)).checklist_code

    assert [used(None), used("sample_more")] == ["sample", "sample_more"]
    with pytest.raises(Refused, match="请选择一份检查表"):
        used("elsewhere")


def test_sending_one_plan_twice_makes_one_visit(instance: Instance, factory: Factory, actors: Actors) -> None:
    new = NewVisit(factory.enterprise().id, "sample", TODAY)
    first = planned(instance, actors["zezhou"], new)
    assert planned(instance, actors["zezhou"], new).id == first.id
    with system_read(instance.database, "test") as session:
        assert session.scalar(select(func.count(Visit.id))) == 1


@pytest.mark.parametrize("mode", [Mode.COVERT, Mode.SURPRISE, Mode.RANDOM])
def test_an_unannounced_visit_shows_to_its_team_only_until_arrival(
    instance: Instance, factory: Factory, actors: Actors, mode: Mode
) -> None:
    enterprise = factory.enterprise()
    own = factory.staff(enterprise)
    visitor, member = actors["zezhou"], actors["zezhou.transport"]
    new = NewVisit(enterprise.id, "sample", TODAY, mode, members={member.person_id or 0: member.person_name})
    visit = planned(instance, visitor, new)
    assert visit.public_code is None

    def seen_by(actor: Actor) -> int:
        with instance.database.read_unit(actor) as session:
            return session.scalar(select(func.count(Visit.id))) or 0

    others = [actors["zezhou2"], actors["transport"], own]
    assert [seen_by(actor) for actor in (visitor, member, *others)] == [1, 1, 0, 0, 0]
    with instance.database.write_unit(member) as session:
        service.start_visit(session, member, visit.id)
    assert [seen_by(actor) for actor in (visitor, member, *others)] == [1, 1, 1, 1, 1]
    assert seen_by(actors["gaoping"]) == 0


def test_a_regular_visit_is_announced(instance: Instance, factory: Factory, actors: Actors) -> None:
    enterprise = factory.enterprise()
    planned(instance, actors["zezhou"], NewVisit(enterprise.id, "sample", TODAY))
    with instance.database.read_unit(factory.staff(enterprise)) as session:
        assert session.scalar(select(func.count(Visit.id))) == 1


def test_an_enterprise_reads_answers_and_findings_when_the_visit_is_over(
    instance: Instance, factory: Factory, actors: Actors
) -> None:
    enterprise = factory.enterprise()
    own, officer = factory.staff(enterprise), actors["zezhou"]
    visit = running(instance, officer, enterprise.id)
    answered(instance, officer, visit, ("SA-DUTY",))

    def seen() -> tuple[int | None, int | None]:
        with instance.database.read_unit(own) as session:
            return session.scalar(select(func.count(Answer.id))), session.scalar(select(func.count(Finding.id)))

    assert seen() == (0, 0)
    completed(instance, officer, visit)
    assert seen() == (20, 1)


def test_another_unit_does_not_work_on_the_visit(instance: Instance, factory: Factory, actors: Actors) -> None:
    visit = running(instance, actors["zezhou"], factory.enterprise().id)
    other = actors["transport"]
    with pytest.raises(Forbidden, match="泽州县"), instance.database.write_unit(other) as session:
        service.answer(session, other, visit.id, [GivenAnswer("SA-DUTY", "符合")])
    stranger = actors["gaoping"]
    with pytest.raises(NotFound), instance.database.write_unit(stranger) as session:
        service.answer(session, stranger, visit.id, [GivenAnswer("SA-DUTY", "符合")])


def test_drafts_are_kept_and_replaced(instance: Instance, factory: Factory, actors: Actors) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    for value, note in ((None, "先记一笔"), ("不符合", "没有制度")):
        with instance.database.write_unit(officer) as session:
            service.answer(session, officer, visit.id, [GivenAnswer("SA-DUTY", value, note=note)])
    with system_read(instance.database, "test") as session:
        (row,) = session.scalars(select(Answer)).all()
        assert (row.value, row.note, row.answered_by) == ("不符合", "没有制度", officer.person_name)


@pytest.mark.parametrize("code", ["SA-LATER", "SA-STUB", "SA-FACT", "XX"])
def test_what_is_not_asked_cannot_be_answered(instance: Instance, factory: Factory, actors: Actors, code: str) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    with pytest.raises(Refused) as refused, instance.database.write_unit(officer) as session:
        service.answer(session, officer, visit.id, [GivenAnswer(code, "存在")])
    assert [problem.field for problem in refused.value.problems] == [code]


def test_a_planned_visit_is_called_off_with_a_reason(instance: Instance, factory: Factory, actors: Actors) -> None:
    officer = actors["zezhou"]
    visit = planned(instance, officer, NewVisit(factory.enterprise().id, "sample", TODAY))
    with pytest.raises(Refused, match="写明理由"), instance.database.write_unit(officer) as session:
        service.cancel_visit(session, officer, visit.id, " ")
    with instance.database.write_unit(officer) as session:
        assert service.cancel_visit(session, officer, visit.id, "企业停产").status == "已取消"
    with pytest.raises(Refused, match="处于“已取消”状态"), instance.database.write_unit(officer) as session:
        service.start_visit(session, officer, visit.id)


def test_a_visit_entered_afterwards_keeps_its_day_but_not_a_future_one(
    instance: Instance, factory: Factory, actors: Actors
) -> None:
    officer = actors["zezhou"]
    visit = planned(instance, officer, NewVisit(factory.enterprise().id, "sample", TODAY))
    with pytest.raises(Refused, match="晚于今天"), instance.database.write_unit(officer) as session:
        service.start_visit(session, officer, visit.id, date(2023, 7, 26))
    with instance.database.write_unit(officer) as session:
        assert service.start_visit(session, officer, visit.id, date(2023, 7, 20)).visited_on == date(2023, 7, 20)
