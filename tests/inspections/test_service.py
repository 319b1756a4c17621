"""The life of a visit: planned, begun, answered, completed; who may know of it when; what enters the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from anjian.hazards.models import Hazard, Sighting
from anjian.inspections import findings, service
from anjian.inspections.catalogue import Catalogue, catalogue_of
from anjian.inspections.inputs import Decision, GivenAnswer, NewVisit
from anjian.inspections.models import Answer, Finding, FindingVersion, Visit, VisitVersion
from anjian.inspections.recording import questions_of
from anjian.inspections.words import Mode
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.history import OPEN
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.answers import whole_answers
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors

TODAY = date(2023, 7, 25)


def planned(instance: Instance, actor: Actor, new: NewVisit) -> Visit:
    with instance.database.write_unit(actor) as session:
        return service.plan_visit(session, actor, new, registry=instance.registry)


def running(instance: Instance, actor: Actor, enterprise_id: int, plugin: str | None = "sample") -> Visit:
    visit = planned(instance, actor, NewVisit(enterprise_id, plugin, TODAY))
    with instance.database.write_unit(actor) as session:
        return service.start_visit(session, actor, visit.id)


def answered(instance: Instance, actor: Actor, visit: Visit, failing: tuple[str, ...] = (), note: str = "") -> None:
    with instance.database.write_unit(actor) as session:
        service.answer(session, actor, visit.id, whole_answers(questions_of(session, visit), failing, note))


def completed(instance: Instance, actor: Actor, visit: Visit, statement: str = "") -> list[Finding]:
    with instance.database.write_unit(actor) as session:
        return service.complete_visit(session, actor, visit.id, registry=instance.registry, statement=statement)


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


def test_an_unfinished_visit_is_refused_with_everything_missing(
    instance: Instance, factory: Factory, actors: Actors
) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    with pytest.raises(Refused) as refused:
        completed(instance, officer, visit)
    assert len(refused.value.problems) == 21
    assert refused.value.problems[-1].field == "statement"


def test_a_failed_item_becomes_a_finding_and_a_version(instance: Instance, factory: Factory, actors: Actors) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    answered(instance, officer, visit, ("CHIEF-11", "CHIEF-14", "SA-DUTY"))
    found = completed(instance, officer, visit)
    assert [(one.item_code, one.limb_letter, one.tag, one.scale, one.limb_code) for one in found] == [
        ("SA-DUTY", None, None, "一般事故隐患", None),
        ("CHIEF-11", None, "A1-2.06", "重大事故隐患", "C-02"),
        ("CHIEF-14", "a", "A1-2.07", "一般事故隐患", None),
    ]
    with system_read(instance.database, "test") as session:
        opened = session.scalars(select(VisitVersion).where(VisitVersion.known_to == OPEN)).one()
        assert (opened.status, opened.fragment_answered, opened.tier) == ("已完成", True, "县级检查")
        versions = session.scalars(select(FindingVersion).order_by(FindingVersion.id)).all()
        assert [(one.tag, one.voided, one.hazard_id) for one in versions] == [
            (None, False, None),
            ("A1-2.06", False, None),
            ("A1-2.07", False, None),
        ]
        assert session.scalar(select(func.count(VisitVersion.id))) == 3


def test_one_finding_gives_two_figures_and_one_hazard(instance: Instance, factory: Factory, actors: Actors) -> None:
    """T-09: an unlicensed welder is C-02 and A1-2.06; whether or not the hazard is reported, the finding counts."""
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    answered(instance, officer, visit, ("CHIEF-11", "SA-DUTY"))
    duty, welder = completed(instance, officer, visit)
    decisions = [
        Decision(welder.id, True, "2名焊工未持证动火", "检修车间"),
        Decision(duty.id, False, "", "", reason="已当场补发制度"),
    ]
    for _time in (1, 2):
        with instance.database.write_unit(officer) as session:
            if _time == 1:
                hazards = findings.report_findings(
                    session, officer, visit.id, decisions, registry=instance.registry, campaign="jincheng_2023"
                )
                assert [(one.limb_code, one.source, one.content, one.plugin) for one in hazards] == [
                    ("C-02", "部门执法检查", "2名焊工未持证动火", "sample")
                ]
            else:
                with pytest.raises(Refused, match="已经处理过"):
                    findings.report_findings(
                        session, officer, visit.id, decisions, registry=instance.registry, campaign="jincheng_2023"
                    )
    with system_read(instance.database, "test") as session:
        assert session.scalar(select(func.count(Hazard.id))) == 1
        row = session.get_one(Finding, welder.id)
        sighting = session.get_one(Sighting, row.sighting_id)
        assert (row.status, sighting.hazard_id, sighting.found_by) == ("已上报", row.hazard_id, visit.team)
        assert session.get_one(Finding, duty.id).decision_reason == "已当场补发制度"
        counted = select(FindingVersion).where(FindingVersion.tag.is_not(None), FindingVersion.known_to == OPEN)
        assert [one.hazard_id for one in session.scalars(counted)] == [row.hazard_id]


def test_decisions_are_refused_all_at_once(instance: Instance, factory: Factory, actors: Actors) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    answered(instance, officer, visit, ("CHIEF-11", "SA-DUTY"))
    duty, welder = completed(instance, officer, visit)
    decisions = [Decision(welder.id, True, " ", ""), Decision(duty.id, False, "", ""), Decision(999, True, "甲", "乙")]
    with pytest.raises(Refused) as refused, instance.database.write_unit(officer) as session:
        findings.report_findings(
            session, officer, visit.id, decisions, registry=instance.registry, campaign="jincheng_2023"
        )
    places = [problem.field for problem in refused.value.problems]
    assert places == [f"finding-{welder.id}"] * 2 + [f"finding-{duty.id}", "finding-999"]
    with system_read(instance.database, "test") as session:
        assert session.scalar(select(func.count(Hazard.id))) == 0


@pytest.mark.parametrize(
    ("mood", "words"), [("broken", "“样例行业”插件判定“制定车辆检查制度”时出错"), ("wrong", "提出的条款“C-99”")]
)
def test_a_plugin_that_cannot_judge_is_named_and_nothing_is_saved(
    instance: Instance, factory: Factory, actors: Actors, sample_plugin: Any, mood: str, words: str
) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    answered(instance, officer, visit, ("SA-DUTY",))
    sample_plugin.mood = mood
    with pytest.raises(Refused, match=words):
        completed(instance, officer, visit)
    with system_read(instance.database, "test") as session:
        assert session.get_one(Visit, visit.id).status == "进行中"
        assert session.scalar(select(func.count(Finding.id))) == 0
    sample_plugin.mood = "good"
    assert len(completed(instance, officer, visit)) == 1


def test_without_a_plugin_the_fragment_alone_is_asked(instance: Instance, factory: Factory, actors: Actors) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id, plugin=None)
    answered(instance, officer, visit, ("CHIEF-11",))
    (finding,) = completed(instance, officer, visit)
    assert (finding.limb_code, visit.plugin, visit.checklist_code) == ("C-02", None, None)


def test_a_voided_finding_counts_no_more_but_stays_known_before(
    instance: Instance, factory: Factory, actors: Actors
) -> None:
    officer = actors["zezhou"]
    visit = running(instance, officer, factory.enterprise().id)
    answered(instance, officer, visit, ("CHIEF-11",))
    (finding,) = completed(instance, officer, visit)
    with instance.database.write_unit(officer) as session:
        findings.void_finding(session, officer, visit.id, finding.id, "证书系统查询有误")
    with pytest.raises(Refused, match="已经作废"), instance.database.write_unit(officer) as session:
        findings.void_finding(session, officer, visit.id, finding.id, "再来一次")
    with system_read(instance.database, "test") as session:
        versions = session.scalars(select(FindingVersion).order_by(FindingVersion.known_from)).all()
        assert [one.voided for one in versions] == [False, True]
        assert versions[0].known_to == versions[1].known_from


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
