"""The end of a visit: what is missing, what becomes a finding, what enters the ledger, what is voided later."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from tests.inspections.visits import answered, completed, running

from anjian.hazards.models import Hazard, Sighting
from anjian.inspections import findings
from anjian.inspections.inputs import Decision
from anjian.inspections.models import Finding, FindingVersion, Visit, VisitVersion
from anjian.kernel.errors import Refused
from anjian.kernel.history import OPEN
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors


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
