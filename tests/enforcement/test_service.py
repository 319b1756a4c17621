"""Recording, voiding, changing: what is kept, what is refused, and that no deed is recorded twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from tests.enforcement.deeds import DECIDED, FILED, REVIEWED, WAN, enter, statement

from anjian.enforcement import queries, service
from anjian.enforcement.kinds import ASSISTANCE, CASES, CHANGES, DECISIONS, KINDS, NOTICES, REFERRALS, Kind
from anjian.enforcement.models import (
    AssistanceVersion,
    CountedKey,
    Decision,
    DecisionTerm,
    Referral,
    TermVersion,
    UnitNotice,
)
from anjian.enforcement.rules import term_in_force
from anjian.enforcement.words import Target
from anjian.hazards import service as hazards
from anjian.hazards.inputs import Plan
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.words import State
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.system import system_read
from anjian.plugin_api.types import Effect, RowResult
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory


def only(instance: Instance, kind: Kind) -> Any:
    with system_read(instance.database, "the one row of a test") as session:
        row_id = session.scalars(select(kind.model.id).order_by(kind.model.id.desc()).limit(1)).one()
        return queries.row_of(session, kind, row_id)


def tried(instance: Instance, actor: Actor, kind: Kind, *rows: dict[str, Any]) -> list[RowResult]:
    with instance.database.write_unit(actor) as session:
        return service.save(session, actor, kind, rows)


def texts(result: RowResult) -> list[str]:
    return [problem.message for problem in result.problems]


def test_a_changed_amount_keeps_both_values_each_with_its_day(instance: Instance, factory: Factory) -> None:
    county = factory.actors["zezhou"]
    enterprise = factory.enterprise()
    enter(instance, county, CASES, enterprise)
    enter(instance, county, DECISIONS)
    enter(instance, county, CHANGES)
    decision: Decision = only(instance, DECISIONS)
    assert (decision.standing, decision.amount_fen) == ("变更", WAN)
    assert [(term.happened_on, term.standing, term.amount_fen) for term in decision.terms] == [
        (DECIDED, "有效", 3 * WAN), (REVIEWED, "变更", WAN),
    ]  # fmt: skip
    in_force = {
        day: term.amount_fen if (term := term_in_force(decision.terms, day)) else None
        for day in (FILED, DECIDED, REVIEWED - timedelta(1), REVIEWED)
    }
    assert in_force == {FILED: None, DECIDED: 3 * WAN, REVIEWED - timedelta(1): 3 * WAN, REVIEWED: WAN}
    # An appeal entered later that took effect earlier says nothing of today; a wrong change is voided, and nothing is lost.
    appeal = {
        "standing": "复议诉讼中",
        "happened_on": date(2023, 6, 20),
        "amount_fen": None,
        "document": "（演示）受理1号",
    }
    enter(instance, county, CHANGES, None, **appeal)
    decision = only(instance, DECISIONS)
    assert (decision.standing, decision.amount_fen) == ("变更", WAN)
    with instance.database.write_unit(county) as session:
        wrong = next(term for term in decision.terms if term.standing == "变更")
        service.void(session, county, CHANGES, wrong.id, "文书号录错")
    decision = only(instance, DECISIONS)
    assert (decision.standing, decision.amount_fen) == ("复议诉讼中", 3 * WAN)
    assert len(decision.terms) == 3
    with system_read(instance.database, "versions of a test") as session:
        assert {row.decision_id for row in session.scalars(select(TermVersion))} == {decision.id}


def test_a_penalty_never_changes_a_hazard(instance: Instance, factory: Factory) -> None:
    """Fined, appealed, paid, closed: the hazard stands where it stood, without one event more (R-108)."""
    county, enterprise = factory.actors["zezhou"], factory.enterprise()
    hazard = factory.hazard(enterprise, state=State.CONFIRMED)

    def seen() -> tuple[Any, ...]:
        with system_read(instance.database, "the hazard of a test") as session:
            row = session.get_one(Hazard, hazard.id)
            events = session.scalars(select(HazardEvent.event_no).where(HazardEvent.hazard_id == hazard.id)).all()
            return {column.key: getattr(row, column.key) for column in Hazard.__table__.columns}, events

    before = seen()
    with instance.database.read_unit(county) as session:
        assert [row.id for row, _enterprise in session.execute(queries.uncased())] == [hazard.id]
    enter(instance, county, CASES, enterprise, hazard=hazard.public_code)
    enter(instance, county, DECISIONS)
    with instance.database.read_unit(county) as session:
        assert session.execute(queries.uncased()).all() == []
        fined = [row.id for row, _enterprise in session.execute(queries.fined_only(date(2023, 7, 25)))]
        (half,) = queries.one_sided(session)
        assert (fined, queries.side_missing(half)) == ([hazard.id], Target.CHIEF)
    chief: dict[str, Any] = {"target": "企业主要负责人", "person_name": "演示甲", "number": "（演示）罚〔2023〕2号"}
    enter(instance, county, DECISIONS, None, **chief)
    enter(instance, county, CHANGES, number=chief["number"], standing="撤销", amount_fen=None)
    with instance.database.write_unit(county) as session:
        assert [queries.side_missing(case) for case in queries.one_sided(session)] == [Target.CHIEF]
        service.explain_one_side(session, county, CASES, half.id, "主要负责人已另案处理")
        assert queries.one_sided(session) == []
        service.close_case(session, county, CASES, half.id, date(2023, 7, 20))
    assert seen() == before
    with instance.database.write_unit(county) as session:
        plan = Plan("演示甲（经理）", "停用并更换", 1_200_000, date(2023, 8, 20), "专人值守")
        hazards.plan(session, county, hazard.id, date(2023, 7, 22), plan)
    with instance.database.read_unit(county) as session:
        assert session.execute(queries.fined_only(date(2023, 7, 25))).all() == []


def test_a_reason_stands_in_for_a_case(instance: Instance, factory: Factory) -> None:
    county = factory.actors["zezhou"]
    hazard = factory.hazard(state=State.CONFIRMED)
    with instance.database.write_unit(county) as session:
        first, again = (service.explain_no_case(session, county, hazard.id, "首次违法且当场改正") for _ in range(2))
        assert first.id == again.id, "sent twice, kept once"
        assert session.execute(queries.uncased()).all() == []
        found = service.reason_of_no_case(session, hazard.id)
        assert found is not None and (found.reason, found.unit_name) == ("首次违法且当场改正", "泽州县")


def test_what_is_stated_again_stays_and_what_differs_is_refused(instance: Instance, factory: Factory) -> None:
    county, enterprise = factory.actors["zezhou"], factory.enterprise()
    fitting = {ASSISTANCE: enterprise, CASES: enterprise}
    for kind in KINDS:
        if kind.edit in county.permissions:
            if "enterprise" in kind.form()._fields and kind is not REFERRALS:
                fitting.setdefault(kind, enterprise)
            row = statement(kind, fitting.get(kind))
            assert [one.effect for one in tried(instance, county, kind, row)] == [Effect.ENTERED], kind.name
            assert [one.effect for one in tried(instance, county, kind, row)] == [Effect.UNCHANGED], kind.name
            (differing,) = tried(instance, county, kind, row | {"remark": "另有说明"})
            assert "但备注不同；原记录有误的请先作废，再重新登记" in texts(differing)[0], kind.name
    with pytest.raises(Refused, match="这项帮扶已经登记"):
        enter(instance, county, ASSISTANCE, enterprise)


def test_a_voided_row_stays_and_makes_room(instance: Instance, factory: Factory) -> None:
    county = factory.actors["zezhou"]
    enterprise = factory.enterprise()
    enter(instance, county, ASSISTANCE, enterprise)
    row = only(instance, ASSISTANCE)
    with instance.database.write_unit(county) as session, pytest.raises(Refused, match="作废须写明理由"):
        service.void(session, county, ASSISTANCE, row.id, " ")
    with instance.database.write_unit(county) as session:
        service.void(session, county, ASSISTANCE, row.id, "日期录错")
    with instance.database.write_unit(county) as session, pytest.raises(Refused, match="已经作废"):
        service.void(session, county, ASSISTANCE, row.id, "再次作废")
    enter(instance, county, ASSISTANCE, enterprise)
    with system_read(instance.database, "versions of a test") as session:
        versions = session.scalars(select(AssistanceVersion).order_by(AssistanceVersion.id)).all()
        assert [(one.assistance_id, one.voided) for one in versions] == [(1, False), (1, True), (2, False)]
    colleague = factory.actors["zezhou.transport"]
    with instance.database.write_unit(colleague) as session, pytest.raises(Forbidden, match="由泽州县登记"):
        service.void(session, colleague, ASSISTANCE, 2, "不是本单位的")


def test_a_case_is_voided_after_its_decisions(instance: Instance, factory: Factory) -> None:
    county = factory.actors["zezhou"]
    enter(instance, county, CASES, factory.enterprise())
    enter(instance, county, DECISIONS)
    case, decision = only(instance, CASES), only(instance, DECISIONS)
    for kind, row_id, text in ((CASES, case.id, "请先逐一作废决定"), (CHANGES, decision.terms[0].id, "不能单独作废")):
        with instance.database.write_unit(county) as session, pytest.raises(Refused, match=text):
            service.void(session, county, kind, row_id, "录错")
    with instance.database.write_unit(county) as session:
        service.void(session, county, DECISIONS, decision.id, "当事人有误")
        service.void(session, county, CASES, case.id, "当事人有误")
    with system_read(instance.database, "terms of a test") as session:
        assert [term.voided for term in session.scalars(select(DecisionTerm))] == [True]


def test_a_joint_deed_is_recorded_once(instance: Instance, factory: Factory) -> None:
    """By the unit that leads; the other is told who has done it, though it may not see the row."""
    lead, partner = factory.actors["transport"], factory.actors["market"]
    enterprise = factory.enterprise()
    enter(instance, lead, CASES, enterprise)
    enter(instance, lead, DECISIONS, authority="市交通运输局", joint_units="市市场监管局")
    enter(instance, lead, ASSISTANCE, enterprise, joint_units="市市场监管局、市应急局")
    enter(instance, partner, CASES, enterprise, number="（演示）立〔2023〕9号")
    again = statement(DECISIONS, case_number="（演示）立〔2023〕9号", authority="市交通运输局")
    own = again | {"authority": "市市场监管局"}
    helped = statement(ASSISTANCE, enterprise, team="演示戊")
    for kind, row in ((DECISIONS, again), (DECISIONS, own), (ASSISTANCE, helped)):
        (refused,) = tried(instance, partner, kind, row)
        assert refused.effect is Effect.REFUSED and "已由市交通运输局" in texts(refused)[0], row
    with instance.database.read_unit(partner) as session:
        assert session.scalars(select(Decision)).all() == []


def test_a_person_of_a_matter_is_one_whoever_refers_them(instance: Instance, factory: Factory) -> None:
    enter(instance, factory.actors["zezhou"], REFERRALS)
    enter(instance, factory.actors["emergency"], REFERRALS, letter="（演示）移〔2023〕7号")
    enter(instance, factory.actors["zezhou"], REFERRALS, letter="（演示）移〔2023〕8号", person_note="装卸班")
    enter(instance, factory.actors["zezhou"], REFERRALS, letter="（演示）移〔2023〕9号", matter="另一案")
    with system_read(instance.database, "keys of a test") as session:
        keys = session.scalars(select(Referral.counted_key_id).order_by(Referral.id)).all()
        assert [keys.index(key) for key in keys] == [0, 0, 2, 3]
        assert all("演示丙" not in key.digest for key in session.scalars(select(CountedKey)))


def test_refusals_name_the_field_and_the_remedy(instance: Instance, factory: Factory) -> None:
    county, enterprise = factory.actors["zezhou"], factory.enterprise()
    far = factory.enterprise(county="yangcheng")
    enter(instance, county, CASES, enterprise)
    enter(instance, county, DECISIONS)
    tries: list[tuple[Kind, dict[str, Any], list[tuple[str | None, str]]]] = [
        (CASES, statement(CASES, far, number="甲"), [("enterprise", "不在您单位的管辖范围内")]),
        (
            CASES, statement(CASES, enterprise, number="乙", enterprise_name="别家", hazard="YH2023999999"),
            [("enterprise_name", "与所填名称不符"), ("hazard", "没有编号为“YH2023999999”的隐患")],
        ),
        (DECISIONS, statement(DECISIONS, number="丙", case_number="无此案"), [("case_number", "没有这个立案文号的案件")]),
        (DECISIONS, statement(DECISIONS, number="丁", happened_on=date(2023, 6, 1)), [("happened_on", "早于立案日期")]),
        (CHANGES, statement(CHANGES, number="无此书"), [("number", "没有这个机关的这份决定书")]),
        (CHANGES, statement(CHANGES, amount_fen=None), [("amount_fen", "请填写变更后的金额")]),
        (ASSISTANCE, statement(ASSISTANCE, aim="县（市、区）", region="火星"), [("region", "没有“火星”这个县（市、区）")]),
        (NOTICES, statement(NOTICES, addressees=["火星局"]), [("addressees", "没有名为“火星局”的单位")]),
    ]  # fmt: skip
    for kind, row, expected in tries:
        (result,) = tried(instance, county, kind, row)
        found = [(problem.field, problem.message) for problem in result.problems]
        assert [field for field, _text in found] == [field for field, _text in expected], found
        assert all(wanted in text for (_f, text), (_g, wanted) in zip(found, expected, strict=True)), found


def test_a_notice_is_seen_by_the_units_it_names(instance: Instance, factory: Factory) -> None:
    office = factory.actors["office"]
    enter(instance, office, NOTICES)
    seen = {}
    for login in ("office", "gaoping", "transport", "zezhou", "market", "leading_group"):
        with instance.database.read_unit(factory.actors[login]) as session:
            seen[login] = len(session.scalars(select(UnitNotice)).all())
    assert seen == {"office": 1, "gaoping": 1, "transport": 1, "zezhou": 0, "market": 0, "leading_group": 1}
