"""The determination sheet over real visits and reports: arrivals beyond one's scope count, decisions are kept, 待办 follows."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select

from anjian.enforcement.determining import determine, sheet_of
from anjian.enforcement.models import Determination
from anjian.enforcement.words import Proposal, Treatment
from anjian.enterprises.models import Enterprise
from anjian.hazards import service as hazards
from anjian.hazards.inputs import NewHazard, Plan
from anjian.hazards.models import Hazard
from anjian.hazards.words import Source, State
from anjian.inspections import service as inspections
from anjian.inspections.inputs import NewVisit
from anjian.inspections.words import Mode
from anjian.kernel import clock
from anjian.kernel.clock import SHANGHAI
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

DAY = date(2023, 7, 25)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 7, 25, hour, minute, tzinfo=SHANGHAI)


def arrive(
    instance: Instance, factory: Factory, login: str, enterprise: Enterprise, when: datetime, mode: Mode
) -> None:
    actor = factory.actors[login]
    with clock.at(when), instance.database.write_unit(actor) as session:
        new = NewVisit(enterprise.id, None, DAY, mode)
        visit = inspections.plan_visit(session, actor, new, registry=instance.registry)
        inspections.start_visit(session, actor, visit.id, DAY)


def self_reported(instance: Instance, factory: Factory, enterprise: Enterprise, when: datetime) -> Hazard:
    """Found by the enterprise, signed by its chief at `when`, confirmed, planned and being mended."""
    officer, chief = factory.staff(enterprise), factory.actors[f"ent{enterprise.id}"]
    new = NewHazard(
        enterprise.id, "联锁未投用", "罐区", Source.SELF_CHECK, DAY, "演示乙", enterprise.department_code or "",
        limb_code="C-20c",
    )  # fmt: skip
    with clock.at(at(8)), instance.database.write_unit(officer) as session:
        (hazard,) = hazards.report(session, officer, [new], campaign=instance.settings.campaign)
    with clock.at(when), instance.database.write_unit(chief) as session:
        hazards.sign(session, chief, hazard.id, DAY)
    county = factory.actors["zezhou"]
    plan = Plan("演示甲（经理）", "恢复联锁", 0, date(2023, 8, 20), "专人值守")
    with clock.at(at(18)), instance.database.write_unit(county) as session:
        hazards.confirm(session, county, hazard.id, DAY)
        hazards.plan(session, county, hazard.id, DAY, plan)
    return hazard


def proposal(instance: Instance, factory: Factory, hazard: Hazard, login: str) -> tuple[str, str]:
    with clock.at(at(19)), instance.database.read_unit(factory.actors[login]) as session:
        sheet = sheet_of(session, session.get_one(Hazard, hazard.id))
    return sheet.proposal, " ".join(fact.words for fact in sheet.facts if not fact.met)


def test_a_report_filed_at_the_gate_does_not_qualify(instance: Instance, factory: Factory) -> None:
    """T-16, with an unannounced visit that the county's officer may not see; the enterprise's own check is no visit."""
    enterprise, quiet = factory.enterprise(), factory.enterprise()
    arrive(instance, factory, "transport", enterprise, at(9), Mode.SURPRISE)
    late = self_reported(instance, factory, enterprise, at(9, 1))
    words = proposal(instance, factory, late, "zezhou")
    assert words[0] == Proposal.NOT_SPARED
    assert "平台记录的报告时间为 2023-07-25 09:01:00" in words[1] and "到达，报告在其之后" in words[1]
    in_time = self_reported(instance, factory, quiet, at(9, 1))
    arrive(instance, factory, "transport", quiet, at(9, 2), Mode.SURPRISE)
    officer = factory.staff(quiet)
    with clock.at(at(8, 30)), instance.database.write_unit(officer) as session:
        new = NewVisit(quiet.id, None, DAY, Mode.REGULAR)
        own = inspections.plan_visit(session, officer, new, registry=instance.registry)
        inspections.start_visit(session, officer, own.id, DAY)
    assert proposal(instance, factory, in_time, "zezhou") == (Proposal.SPARED, "")


def test_a_decision_is_a_persons_and_is_kept_with_its_facts(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.RECTIFYING), factory.actors["zezhou"]
    before = hazard_row(instance, hazard.id)
    with pytest.raises(Refused) as refused, instance.database.write_unit(officer) as session:
        determine(session, officer, hazard.id, Treatment.SPARED, " ", shown=Proposal.SPARED)
    assert [problem.message for problem in refused.value.problems] == [
        "请写明认定的理由。", "您打开页面后事实有变化，现在的建议是“依法从严从重处罚”，请核对后再认定。",
    ]  # fmt: skip
    for reason, decision in (("首违且已改正", Treatment.SPARED), ("改判", Treatment.SEVERE)):
        for _sent in ("once", "and again by a second click"):
            with instance.database.write_unit(officer) as session:
                determine(session, officer, hazard.id, decision, reason, shown=Proposal.SEVERE)
    inspector = factory.actors["office"]
    with pytest.raises(Forbidden), instance.database.write_unit(inspector) as session:
        determine(session, inspector, hazard.id, Treatment.SPARED, "理由", shown=Proposal.SEVERE)
    gone = factory.hazard(state=State.DOWNGRADED)
    with pytest.raises(Refused, match="只有计入统计"), instance.database.write_unit(officer) as session:
        determine(session, officer, gone.id, Treatment.SPARED, "理由", shown=Proposal.SEVERE)
    with system_read(instance.database, "what is kept") as session:
        rows = session.scalars(select(Determination).order_by(Determination.id)).all()
        assert [(row.proposal, row.decision, row.reason) for row in rows] == [
            (Proposal.SEVERE, Treatment.SPARED, "首违且已改正"), (Proposal.SEVERE, Treatment.SEVERE, "改判"),
        ]  # fmt: skip
        assert rows[0].facts.startswith("企业自查发现：不符合。发现来源为部门执法检查。\n")
        assert (rows[0].recorded_by, rows[0].happened_on) == (officer.person_name, DAY)
    assert hazard_row(instance, hazard.id) == before


def hazard_row(instance: Instance, hazard_id: int) -> dict[str, object]:
    with system_read(instance.database, "the hazard of a test") as session:
        row = session.get_one(Hazard, hazard_id)
        return {column.key: getattr(row, column.key) for column in Hazard.__table__.columns}


def test_the_sheet_on_its_page_and_the_list_it_takes_a_hazard_from(factory: Factory, client: Client) -> None:
    """Found by an inspection: listed until a case is filed, no case is explained, or the penalty is spared with reason."""
    hazard = factory.hazard(state=State.RECTIFYING)
    client.sign_in("zezhou")
    address = f"/enforcement/determinations/{hazard.id}"

    def uncased() -> bool:
        return hazard.public_code in client.get("/enforcement/uncased").get_data(as_text=True)

    page = client.get(f"/hazards/{hazard.id}").get_data(as_text=True)
    assert "处罚认定" in page and "尚未认定" in page and address in page
    sheet = client.get(address).get_data(as_text=True)
    assert "依法从严从重处罚" in sheet and "通知七.5" in sheet and uncased()
    sent = {"shown": str(Proposal.SEVERE), "decision": str(Treatment.SPARED), "reason": "首违且已改正"}
    assert client.post(address, data=sent | {"reason": ""}).status_code == 422 and uncased()
    client.post(address, data=sent)
    assert not uncased() and "首违且已改正" in client.get(f"/hazards/{hazard.id}").get_data(as_text=True)
    differing = "/enforcement/determinations/?differing=yes"
    assert hazard.public_code in client.get(differing).get_data(as_text=True)
    client.post(address, data=sent | {"decision": str(Treatment.SEVERE), "reason": "复核后改判"})
    assert uncased() and hazard.public_code not in client.get(differing).get_data(as_text=True)
    kept = client.get(address).get_data(as_text=True)
    assert kept.index("复核后改判") < kept.index("首违且已改正")
    client.sign_in("office")
    assert "保存认定" not in client.get(address).get_data(as_text=True)
    assert client.post(address, data=sent).status_code == 403
    client.sign_in("yangcheng")
    assert client.get(address).status_code == 404
