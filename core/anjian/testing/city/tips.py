"""Tips and hand-downs of the city: those that become live faults, and those that come to nothing, which count nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from random import Random

from anjian.hazards.words import Scale
from anjian.intake import public, service
from anjian.intake.inputs import FoundHazard, NewReport, Outcome, Person, Terms
from anjian.intake.models import Report
from anjian.intake.receiving import receive
from anjian.intake.sealing import Sealer
from anjian.intake.words import Channel, Conclusion, Kind
from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.city.cast import Cast
from anjian.testing.city.enterprises import EnterprisePlan
from anjian.testing.city.faults import CLOSING
from anjian.testing.city.stories import COUNTY_ROUND, End, LivePlan
from anjian.testing.city.stream import Stream

KINDS = {"public": Kind.TIP, "assigned": Kind.HANDED}
"""How a live fault came to light -> the kind of its report."""
DESK = "emergency"
"""Who takes the telephone and the letters: the unit that answers 12350."""
IDLE_SHARE = 0.15
_CHANNELS = (Channel.HOTLINE, Channel.ONLINE, Channel.LETTER, Channel.TRANSFER)
_SUPERIORS = ("省安委办", "省应急厅", "国务院安委会综合检查组")
_ANSWERED_AFTER = timedelta(days=2)


class Fate(StrEnum):
    """What becomes of a report that brings no new hazard."""

    UNTRUE = "untrue"
    DOUBTED = "doubted"
    """Untrue, objected to, and untrue again."""
    HARMLESS = "harmless"
    DECLINED = "declined"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class IdlePlan:
    """A tip that brings no hazard."""

    number: int
    enterprise: EnterprisePlan
    on: date
    fate: Fate


def plan_idle(seed: int, enterprises: Sequence[EnterprisePlan], lives: int) -> list[IdlePlan]:
    """Tips of each fate in turn. Their random numbers are their own: the rest of the city stays as it is."""
    random = Random(f"{seed} idle tips")
    fates = list(Fate)
    days = (CLOSING - COUNTY_ROUND[0]).days - 12  # room for an objection and its answer before the end
    return [
        IdlePlan(
            number,
            random.choice(enterprises),
            COUNTY_ROUND[0] + timedelta(days=random.randrange(days)),
            fates[number % len(fates)],
        )
        for number in range(max(len(fates), round(lives * IDLE_SHARE)))
    ]


class Tips:
    """Puts what comes in, and what is done about it, on a stream. `found(live, hazard_id)` hears of each new hazard."""

    def __init__(self, instance: Instance, cast: Cast, stream: Stream, found: Callable[[LivePlan, int], None]) -> None:
        self._instance = instance
        self._cast = cast
        self._stream = stream
        self._found = found
        self._terms = Terms.of(instance.settings)
        self._sealer = Sealer(instance.settings.instance)

    def expect(self, live: LivePlan) -> None:
        """Plan a live fault that somebody told of: in some days before, verified on the day of its discovery."""
        fault = live.fault
        self._stream.on(fault.discovered_on - timedelta(days=1 + live.number % 3), partial(self._come_in, live))

    def name_again(self, live: LivePlan, hazard_id: Callable[[], int]) -> None:
        """Plan a hand-down that names a fault which a visit found and nobody mended yet (T-04)."""
        assert live.plan_on is not None
        self._stream.on(live.plan_on, partial(self._hand_down_again, live, hazard_id))

    def idle(self, plan: IdlePlan) -> None:
        """Plan a tip that brings no hazard."""
        self._stream.on(plan.on, partial(self._idle_in, plan))

    def _come_in(self, live: LivePlan) -> None:
        fault, kind = live.fault, KINDS[live.way]
        told = f"反映{fault.place}存在问题：{fault.content}"
        new = NewReport(
            kind, _CHANNELS[live.number % len(_CHANNELS)], told, clock.today(), fault.enterprise.name,
            place=fault.place, client_uid=f"h{live.number}", person=_somebody(live.number),
        )  # fmt: skip
        report_id = self._enter(_handed(new, live) if kind == Kind.HANDED else new, fault.enterprise)
        self._stream.on(fault.discovered_on, partial(self._verify, live, report_id))

    def _verify(self, live: LivePlan, report_id: int) -> None:
        fault = live.fault
        hazard = FoundHazard(fault.content, fault.place, Scale.MAJOR, fault.limb)
        partly = live.number % 4 == 0
        conclusion = Conclusion.PARTLY if partly else Conclusion.TRUE
        self._conclude(fault.enterprise, report_id, Outcome(conclusion, clock.today(), "现场核查，情况属实", hazard))
        with system_read(self._instance.database, "what a tip of the demo city led to") as session:
            hazard_id = session.get_one(Report, report_id).hazard_id
        assert hazard_id is not None
        self._found(live, hazard_id)
        self._answer_soon(fault.enterprise, report_id, "经现场核查情况属实，已责令整改并列入台账跟踪督办。")

    def _hand_down_again(self, live: LivePlan, hazard_id: Callable[[], int]) -> None:
        fault = live.fault
        new = NewReport(
            Kind.HANDED,
            Channel.DOCUMENT,
            f"{fault.place}：{fault.content}",
            clock.today(),
            client_uid=f"again{live.number}",
        )
        report_id = self._enter(_handed(new, live), fault.enterprise)
        outcome = Outcome(Conclusion.TRUE, clock.today(), "与检查已发现的隐患为同一条", known_hazard_id=hazard_id())
        self._conclude(fault.enterprise, report_id, outcome)

    def _idle_in(self, plan: IdlePlan) -> None:
        channel = _CHANNELS[plan.number % len(_CHANNELS)]
        new = NewReport(
            Kind.TIP, channel, "反映夜间有异味，怀疑设备有问题", clock.today(), plan.enterprise.name,
            client_uid=f"idle{plan.number}", person=_somebody(plan.number),
        )  # fmt: skip
        report_id = self._enter(new, plan.enterprise)
        if plan.fate is not Fate.WAITING:
            self._stream.on(clock.today() + timedelta(days=3), partial(self._idle_looked, plan, report_id))

    def _idle_looked(self, plan: IdlePlan, report_id: int) -> None:
        today, enterprise = clock.today(), plan.enterprise
        if plan.fate is Fate.DECLINED:
            actor = self._cast.actor(enterprise.department_code)
            with self._instance.database.write_unit(actor) as session:
                service.decline(session, actor, report_id, today, "反映的不是安全生产问题，请向有权处理的部门反映。")
            return
        untrue = Outcome(Conclusion.UNTRUE, today, "现场核查，未发现所反映的问题")
        harmless = Outcome(Conclusion.PARTLY, today, "现场核查，有轻微异味", no_hazard="检测数据均在允许范围内")
        self._conclude(enterprise, report_id, harmless if plan.fate is Fate.HARMLESS else untrue)
        self._answer_soon(enterprise, report_id, "经现场核查，未发现事故隐患。")
        if plan.fate is Fate.DOUBTED:
            self._stream.on(today + timedelta(days=4), partial(self._doubt, plan, report_id))

    def _doubt(self, plan: IdlePlan, report_id: int) -> None:
        actor = self._cast.actor(plan.enterprise.department_code)
        with self._instance.database.write_unit(actor) as session:
            report = session.get_one(Report, report_id)
            public.ask_reexamination(session, report, "核查时他们停工了，请再查", terms=self._terms)
        self._stream.on(clock.today() + timedelta(days=3), partial(self._look_again, plan, report_id))

    def _look_again(self, plan: IdlePlan, report_id: int) -> None:
        actor = self._cast.actor(f"{plan.enterprise.department_code}2")
        outcome = Outcome(Conclusion.UNTRUE, clock.today(), "夜间复查两次，未发现所反映的问题")
        campaign = self._instance.settings.campaign
        with self._instance.database.write_unit(actor) as session:
            service.reexamine(session, actor, report_id, outcome, "复查结论与原结论一致。", campaign=campaign)

    def _enter(self, new: NewReport, enterprise: EnterprisePlan) -> int:
        """By the desk, or as the public does it online."""
        actor = self._cast.actor(DESK)
        with self._instance.database.write_unit(actor) as session:
            if new.kind == Kind.TIP and new.channel == Channel.ONLINE:
                many = self._instance.settings.intake_hourly
                one = public.submit(
                    session, new, terms=self._terms, sealer=self._sealer, mark=new.client_uid, hourly=many
                )
            else:
                known = replace(new, enterprise_id=self._cast.enterprise_id(enterprise))
                (one,) = receive(session, actor, [known], terms=self._terms, sealer=self._sealer)
            return one.report.id

    def _conclude(self, enterprise: EnterprisePlan, report_id: int, outcome: Outcome) -> None:
        actor = self._cast.actor(enterprise.department_code)
        with self._instance.database.write_unit(actor) as session:
            service.verify(session, actor, report_id, outcome, campaign=self._instance.settings.campaign)

    def _answer_soon(self, enterprise: EnterprisePlan, report_id: int, reply: str) -> None:
        day = clock.today() + _ANSWERED_AFTER
        if day <= CLOSING:
            self._stream.on(day, partial(self._answer, enterprise, report_id, reply))

    def _answer(self, enterprise: EnterprisePlan, report_id: int, reply: str) -> None:
        actor = self._cast.actor(enterprise.department_code)
        with self._instance.database.write_unit(actor) as session:
            service.answer(session, actor, report_id, clock.today(), reply)


def still_open(lives: Sequence[LivePlan]) -> list[LivePlan]:
    """Live faults of visits that stay open once planned: those that a hand-down may name again."""
    return [live for live in lives if live.way == "visit" and live.end is End.OPEN and live.plan_on is not None]


def _handed(new: NewReport, live: LivePlan) -> NewReport:
    return replace(
        new,
        channel=Channel.DOCUMENT,
        superior=_SUPERIORS[live.number % len(_SUPERIORS)],
        document_number=f"（演示）督交〔2023〕{live.number + 1}号",
        due_on=clock.today() + timedelta(days=15),
        person=Person(),
    )


def _somebody(number: int) -> Person:
    """Two of three reporters stay anonymous."""
    return Person() if number % 3 else Person(f"举报人{number}（演示）", "12345670000", "示范路")


def kinds_in_ledger(reports: Sequence[Report]) -> dict[str, dict[str, int]]:
    """Kind -> how many came in, entered a hazard or named a known one, and came to nothing: for the truth file."""
    found: dict[str, dict[str, int]] = {}
    for report in reports:
        tally = found.setdefault(report.kind, {"received": 0, "in_ledger": 0})
        tally["received"] += 1
        tally["in_ledger"] += report.hazard_id is not None
    return dict(sorted(found.items()))
