"""A month's round through the services: opened once, handed in, returned, sealed; who may do what to whose row."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from sqlalchemy import func, select
from tests.reports.rounds.compiling import PERIOD, compile_month

from anjian.campaigns.current import current_pack
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.ledger import AuditEntry
from anjian.kernel.system import system_read, system_write
from anjian.people.models import PostHolding
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import Kind
from anjian.reports.rounds import service
from anjian.reports.rounds.models import Explanation, Round, RoundStep, Submission
from anjian.reports.rounds.queries import Calendar
from anjian.reports.rounds.rules import RoundState, State
from anjian.reports.snapshots.sealing import failed_sections, sealed
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors

WORDS = "集中检查后新发现的隐患较多"


def on(day: date) -> datetime:
    return datetime.combine(day, time(10), clock.SHANGHAI)


class Acting:
    """Steps by login, each in a write unit of its own."""

    def __init__(self, instance: Instance, actors: Actors) -> None:
        self.instance, self.actors = instance, actors

    def number(self, unit: str = "zezhou") -> int:
        with system_read(self.instance.database, "test") as session:
            return session.scalars(select(Submission.id).where(Submission.unit_code == unit)).one()

    def row(self, unit: str = "zezhou") -> Submission:
        with system_read(self.instance.database, "test") as session:
            return session.scalars(select(Submission).where(Submission.unit_code == unit)).one()

    def round(self) -> Round:
        with system_read(self.instance.database, "test") as session:
            return session.scalars(select(Round)).one()

    def step(self, login: str, verb: str, unit: str = "zezhou", reason: str = "", shown: str | None = None) -> None:
        actor = self.actors[login]
        with self.instance.database.write_unit(actor) as session:
            newest = self.round().snapshot_id if shown is None else shown
            service.take_step(session, actor, self.number(unit), verb, shown=newest, reason=reason)

    def hand_in(self, unit: str = "zezhou") -> None:
        for login, verb in ((f"{unit}2", "prepare"), (f"{unit}.leader", "sign"), (f"{unit}2", "submit")):
            self.step(login, verb, unit)

    def seal(self, *, login: str = "office", incomplete: bool = False, note: str = "") -> None:
        actor = self.actors[login]
        with self.instance.database.write_unit(actor) as session:
            of = self.round()
            service.seal_round(session, actor, of.id, shown=of.snapshot_id, incomplete=incomplete, note=note)


@pytest.fixture
def acting(instance: Instance, actors: Actors) -> Acting:
    return Acting(instance, actors)


def test_a_round_opens_once_with_every_unit_of_the_notice(instance: Instance, acting: Acting) -> None:
    compile_month(instance)
    compile_month(instance)
    of = acting.round()
    pack = current_pack(instance.settings)
    assert (of.campaign_code, of.period, of.due_on, of.state) == (pack.code, PERIOD, date(2023, 7, 30), "收集中")
    with system_read(instance.database, "test") as session:
        rows = service.submissions_of(session, of.id)
        opened = session.scalars(select(AuditEntry).where(AuditEntry.action == "开启月度调度")).all()
    assert [row.unit_code for row in rows] == [unit.code for unit in pack.reporting_units()]
    assert {row.state for row in rows} == {"审核中"} and len(rows) == 13
    assert [(row.actor_name, json.loads(row.detail)["期间"]) for row in opened] == [("定时任务", PERIOD)]


def test_the_final_table_belongs_to_the_same_round(instance: Instance, acting: Acting, factory: Factory) -> None:
    first = compile_month(instance)
    assert acting.round().snapshot_id == first
    with clock.at(on(date(2023, 8, 1))):
        final = compile_month(instance, Kind.FINAL)
    assert final != first
    assert acting.round().snapshot_id == final


def test_from_review_to_acceptance(instance: Instance, acting: Acting, actors: Actors) -> None:
    snapshot = compile_month(instance)
    acting.hand_in()
    row = acting.row()
    assert (row.state, row.snapshot_id, row.first_on) == ("已报送", snapshot, clock.today())
    assert (row.preparer_id, row.signer_id) == (actors["zezhou2"].person_id, actors["zezhou.leader"].person_id)
    acting.step("office", "accept")
    assert acting.row().state == State.ACCEPTED
    with system_read(instance.database, "test") as session:
        steps = session.scalars(select(RoundStep).order_by(RoundStep.id)).all()
        told = session.scalars(select(AuditEntry.action).where(AuditEntry.subject_kind == "report_submission")).all()
    assert [(step.verb, step.person_name, step.post, step.snapshot_id) for step in steps] == [
        ("prepare", actors["zezhou2"].person_name, "安委办干事", snapshot),
        ("sign", actors["zezhou.leader"].person_name, "分管副县（市、区）长", snapshot),
        ("submit", actors["zezhou2"].person_name, "安委办干事", snapshot),
        ("accept", actors["office"].person_name, "综合组组长", snapshot),
    ]
    assert sorted(told) == sorted(["月度调度送签", "月度调度签发", "月度调度报送", "月度调度接收"])


def test_a_returned_submission_goes_through_review_again_and_stays_on_time(instance: Instance, acting: Acting) -> None:
    compile_month(instance)
    acting.hand_in()
    with pytest.raises(Refused, match="须写明理由"):
        acting.step("office", "send_back")
    acting.step("office", "send_back", reason="没有说明原因")
    row = acting.row()
    assert (row.state, row.reason) == ("已退回", "没有说明原因")
    with clock.at(on(date(2023, 8, 4))):
        acting.hand_in()
        with system_read(instance.database, "test") as session:
            late = Calendar(session, [acting.round()]).lateness(acting.round(), acting.row())
    row = acting.row()
    assert (row.first_on, row.submitted_on, late.late) == (date(2023, 7, 25), date(2023, 8, 4), False)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 7, 30), "按时"),  # 前 includes the named day, a Sunday
        (date(2023, 7, 31), "逾期报送 1 个工作日"),
        (date(2023, 8, 7), "逾期报送 6 个工作日"),  # a weekend lies between
    ],
)
def test_lateness_counts_working_days(instance: Instance, acting: Acting, day: date, words: str) -> None:
    compile_month(instance)
    with clock.at(on(day)):
        acting.hand_in()
        with system_read(instance.database, "test") as session:
            light = Calendar(session, [acting.round()]).lateness(acting.round(), acting.row()).light
    assert light is not None and light.words == words


def test_late_on_a_day_off_is_late_by_less_than_a_working_day(instance: Instance, acting: Acting) -> None:
    with clock.at(on(date(2023, 9, 30))):
        compile_month(instance, period="2023-09")
    with clock.at(on(date(2023, 10, 2))):  # within the holiday
        acting.hand_in()
        with system_read(instance.database, "test") as session:
            light = Calendar(session, [acting.round()]).lateness(acting.round(), acting.row()).light
    assert light is not None and light.words == "逾期报送 不足 1 个工作日"


def test_who_prepared_cannot_sign_in_another_role_either(instance: Instance, acting: Acting, actors: Actors) -> None:
    compile_month(instance)
    acting.step("zezhou2", "prepare")
    with system_write(instance.database, "test") as session:
        row = session.scalars(select(Submission).where(Submission.unit_code == "zezhou")).one()
        row.preparer_id = actors["zezhou.leader"].person_id  # the leader prepared it, in another post
    with pytest.raises(Refused, match="不能签发自己填报的报表"):
        acting.step("zezhou.leader", "sign")


def test_a_signature_needs_a_post_held_on_the_day(instance: Instance, acting: Acting, actors: Actors) -> None:
    compile_month(instance)
    acting.step("zezhou2", "prepare")
    with system_write(instance.database, "test") as session:
        held = session.scalars(
            select(PostHolding).where(PostHolding.person_id == actors["zezhou.leader"].person_id)
        ).one()  # fmt: skip
        held.to_on = date(2023, 7, 24)
    with pytest.raises(Refused, match="没有在任职务"):
        acting.step("zezhou.leader", "sign")


def test_nobody_signs_a_table_that_they_have_not_seen(instance: Instance, acting: Acting, factory: Factory) -> None:
    first = compile_month(instance)
    acting.step("zezhou2", "prepare")
    factory.hazard()
    second = compile_month(instance)
    with pytest.raises(Refused, match="又重新编制"):
        acting.step("zezhou.leader", "sign", shown=first)
    acting.step("zezhou.leader", "sign", shown=second)
    factory.hazard()
    third = compile_month(instance)
    with pytest.raises(Refused, match="重新签发"):
        acting.step("zezhou2", "submit")
    acting.step("zezhou.leader", "sign", shown=third)
    acting.step("zezhou2", "submit")
    assert acting.row().snapshot_id == third


@pytest.mark.parametrize(
    ("login", "verb"),
    [
        ("zezhou.leader", "prepare"), ("zezhou2", "sign"), ("office", "prepare"), ("office", "sign"), ("office", "submit"),
        ("office", "rework"), ("zezhou2", "accept"), ("zezhou.leader", "send_back"), ("leading_group", "accept"),
        ("supervision", "accept"), ("zezhou.transport", "prepare"), ("inspector", "prepare"),
    ],
)  # fmt: skip
def test_steps_are_their_holders(instance: Instance, acting: Acting, login: str, verb: str) -> None:
    compile_month(instance)
    login = "zezhou4" if login == "inspector" else login
    with pytest.raises(Forbidden):
        acting.step(login, verb)
    assert acting.row().state == State.REVIEWING


def test_another_unit_neither_sees_nor_takes_a_step(instance: Instance, acting: Acting, actors: Actors) -> None:
    compile_month(instance)
    for login in ("gaoping2", "transport2"):
        with pytest.raises(NotFound):
            acting.step(login, "prepare")
    with instance.database.read_unit(actors["gaoping2"]) as session:
        assert session.scalars(select(Submission.unit_code)).all() == ["gaoping"]
    with instance.database.read_unit(actors["leading_group"]) as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 13
    with instance.database.read_unit(actors["zezhou.transport"]) as session:
        assert session.scalars(select(Submission.unit_code)).all() == []


def explain(acting: Acting, login: str, figure: str, text: str) -> None:
    actor, pack = acting.actors[login], current_pack(acting.instance.settings)
    with acting.instance.database.write_unit(actor) as session:
        service.explain(session, actor, pack, acting.number(), figure, text)


def test_an_explanation_is_words_beside_a_figure(instance: Instance, acting: Acting) -> None:
    compile_month(instance)
    explain(acting, "zezhou2", "A1-1.03", WORDS)
    explain(acting, "zezhou", "A1-1.03", f"{WORDS}，均已落实整改措施")
    with system_read(instance.database, "test") as session:
        rows = session.scalars(select(Explanation)).all()
        kept = session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "说明调度数字")).all()
    assert [(row.figure, row.text) for row in rows] == [("A1-1.03", f"{WORDS}，均已落实整改措施")]
    assert [json.loads(detail)["说明"] for detail in kept] == [WORDS, f"{WORDS}，均已落实整改措施"]


def test_an_explanation_is_refused(instance: Instance, acting: Acting) -> None:
    compile_month(instance)
    refusals: list[tuple[str, str, str, type[Exception]]] = [
        ("zezhou2", "A1-1.03", "15", Refused),
        ("zezhou2", "A1-9.99", WORDS, NotFound),
        ("zezhou.leader", "A1-1.03", WORDS, Forbidden),
        ("office", "A1-1.03", WORDS, Forbidden),
        ("gaoping2", "A1-1.03", WORDS, NotFound),
    ]
    for login, figure, text, refusal in refusals:
        with pytest.raises(refusal):
            explain(acting, login, figure, text)
    acting.step("zezhou2", "prepare")
    with pytest.raises(Refused, match="不能再改说明"):
        explain(acting, "zezhou2", "A1-1.03", WORDS)


def test_a_reminder_goes_to_those_who_have_not_handed_in(instance: Instance, acting: Acting, actors: Actors) -> None:
    compile_month(instance)
    acting.hand_in()
    with instance.database.write_unit(actors["office"]) as session:
        behind = service.remind(session, actors["office"], acting.round().id, "请今日报送")
        assert len(behind) == 12 and "zezhou" not in {one.unit_code for one in behind}
    with system_read(instance.database, "test") as session:
        assert set(session.scalars(select(RoundStep.reason).where(RoundStep.verb == "remind"))) == {"请今日报送"}
    with pytest.raises(Forbidden), instance.database.write_unit(actors["zezhou"]) as session:
        service.remind(session, actors["zezhou"], acting.round().id, "")


@pytest.fixture
def whole(instance: Instance, acting: Acting) -> Callable[[], None]:
    """Every unit but 泽州县 is accepted."""

    def others() -> None:
        with system_write(instance.database, "test") as session:
            for row in session.scalars(select(Submission).where(Submission.unit_code != "zezhou")):
                row.state = str(State.ACCEPTED)

    return others


def test_complete_is_refused_while_one_is_missing(
    instance: Instance, acting: Acting, whole: Callable[[], None]
) -> None:  # fmt: skip
    compile_month(instance)
    whole()
    with pytest.raises(Refused, match="还有1个单位没有报送或尚未接收，不能按完整封存：泽州县"):
        acting.seal()
    acting.hand_in()
    with pytest.raises(Refused, match="泽州县"):
        acting.seal()  # handed in is not accepted
    acting.step("office", "accept")
    acting.seal(note="按期完成")
    of = acting.round()
    assert (of.state, of.sealed_id) == (RoundState.COMPLETE, of.snapshot_id)
    with pytest.raises(Refused, match="不能再退回"):
        acting.step("office", "send_back", reason="有误")
    with pytest.raises(Refused, match="不能重复封存"):
        acting.seal()


def test_incomplete_names_who_is_missing_and_what_failed(
    instance: Instance, acting: Acting, whole: Callable[[], None]
) -> None:  # fmt: skip
    section = {"key": "transport", "title": "运输", "department": "市交通运输局", "failure": "超时", "data": None}
    snapshot = compile_month(instance, sections=json.dumps({"city": [section]}))
    whole()
    explain(acting, "zezhou2", "A1-1.03", WORDS)
    with pytest.raises(Refused, match="期限内不能按不完整封存"):
        acting.seal(incomplete=True)
    with clock.at(on(date(2023, 7, 31))):
        acting.seal(incomplete=True)
    assert acting.round().state == RoundState.INCOMPLETE
    with system_read(instance.database, "test") as session:
        found = sealed(session, snapshot)
        assert found is not None
        assert found.missing_units == ("泽州县",)
        assert [(one.department, one.failure) for one in failed_sections(found)] == [("市交通运输局", "超时")]
        assert json.loads(found.content)["explanations"] == {"zezhou": {"A1-1.03": WORDS}}
        assert session.scalar(select(func.count()).where(AuditEntry.action == "封存月度调度")) == 1


def test_the_final_table_is_sealed_after_the_provisional_one(
    instance: Instance, acting: Acting, whole: Callable[[], None]
) -> None:  # fmt: skip
    compile_month(instance)
    whole()
    with clock.at(on(date(2023, 7, 31))):
        acting.seal(incomplete=True)
    with clock.at(on(date(2023, 8, 1))):
        final = compile_month(instance, Kind.FINAL)
        acting.hand_in()  # late, and still taken
        acting.step("office", "accept")
        acting.seal()
    of = acting.round()
    assert (of.state, of.sealed_id) == (RoundState.COMPLETE, final)


def test_only_the_office_seals(instance: Instance, acting: Acting, whole: Callable[[], None]) -> None:
    compile_month(instance)
    for login in ("zezhou", "zezhou.leader", "leading_group", "supervision"):
        with pytest.raises(Forbidden):
            acting.seal(login=login)
