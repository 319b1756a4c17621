"""Living through the stories: visits and faults, step by step, by the people in charge, through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from anjian.hazards import service as hazards
from anjian.hazards.inputs import Listing, NewHazard, Plan, Publication
from anjian.hazards.words import ListingLevel, Method, Source
from anjian.inspections import service as inspections
from anjian.inspections.findings import report_findings
from anjian.inspections.inputs import Decision, NewVisit
from anjian.inspections.models import Finding
from anjian.inspections.recording import questions_of
from anjian.inspections.rules import Question
from anjian.inspections.words import Mode
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_host.instance import Instance
from anjian.testing.answers import can_fail, whole_answers
from anjian.testing.city.cast import Cast
from anjian.testing.city.stories import End, LivePlan, VisitPlan, item_for
from anjian.testing.city.stream import Stream

_FEN_OF_WAN = 1_000_000
MEDIUM = "（演示）市政府网站"
"""Where orders of 挂牌督办 are published."""
KEPT = "已责令现场立即整改，不构成判定标准所列情形"


class Life:
    """Puts live faults and visits on a stream."""

    def __init__(self, instance: Instance, cast: Cast, stream: Stream) -> None:
        self._instance = instance
        self._cast = cast
        self._stream = stream
        self.hazards: dict[int, int] = {}
        """Number of a live fault -> id of its hazard."""

    def visit(self, plan: VisitPlan) -> None:
        """Make a visit, complete it, and report what it finds."""
        actor = self._cast.actor(plan.login)
        registry = self._instance.registry
        enterprise_id = self._cast.enterprise_id(plan.enterprise)
        plugin = registry.plugin_for(plan.enterprise.department_code, plan.enterprise.kind.categories[0])
        with self._instance.database.write_unit(actor) as session:
            new = NewVisit(
                enterprise_id, plugin.name if plugin else None, plan.on, Mode(plan.mode), client_uid=f"v{plan.number}"
            )
            visit = inspections.plan_visit(session, actor, new, registry=registry)
            inspections.start_visit(session, actor, visit.id)
            questions = questions_of(session, visit)
            proposing = [_failing_item(questions, live) for live in plan.finds]
            inspections.answer(session, actor, visit.id, whole_answers(questions, {*plan.failing, *proposing}))
            statement = "" if plan.failing or proposing else "按检查表逐项检查，未发现问题。"
            found = inspections.complete_visit(session, actor, visit.id, registry=registry, statement=statement)
            decisions = _decisions(found, dict(zip(proposing, plan.finds, strict=True)))
            if decisions:
                campaign = self._instance.settings.campaign
                made = report_findings(session, actor, visit.id, decisions, registry=registry, campaign=campaign)
                for live, hazard in zip(plan.finds, made, strict=True):
                    self.hazards[live.number] = hazard.id
        for live in plan.finds:
            self._put_steps(live)

    def report(self, live: LivePlan) -> None:
        """Enter a fault that an enterprise found itself."""
        fault = live.fault
        actor = self._cast.actor(self._cast.staff_login(fault.enterprise))
        new = NewHazard(
            enterprise_id=self._cast.enterprise_id(fault.enterprise),
            content=fault.content,
            place=fault.place,
            source=Source.SELF_CHECK,
            discovered_on=fault.discovered_on,
            found_by=actor.person_name,
            department_code=fault.enterprise.department_code,
            limb_code=fault.limb,
            method=Method.ON_SITE,
            client_uid=f"h{live.number}",
        )
        with self._instance.database.write_unit(actor) as session:
            (hazard,) = hazards.report(session, actor, [new], campaign=self._instance.settings.campaign)
            self.hazards[live.number] = hazard.id
        if not actor.official:
            chief = self._cast.chief_login(fault.enterprise)
            self._take(chief, lambda s, a, h: hazards.sign(s, a, h, clock.today()), live)
        self.entered(live, hazard.id)

    def entered(self, live: LivePlan, hazard_id: int) -> None:
        """A live fault stands in the ledger: plan what is done about it."""
        self.hazards[live.number] = hazard_id
        self._put_steps(live)

    def _put_steps(self, live: LivePlan) -> None:
        side = {End.RETURNED: self._send_back, End.DOWNGRADED: self._downgrade, End.WITHDRAWN: self._withdraw}
        steps: list[tuple[date | None, Callable[[LivePlan], None]]] = [
            (live.confirm_on, side.get(live.end, self._confirm)),
            (live.list_on, self._list),
            (live.plan_on, self._plan),
            (live.claim_on, self._claim),
            (live.accept_on, self._accept),
        ]
        before: date | None = None
        for day, step in steps:
            if day is not None:
                self._stream.on(max(day, before or day), _bound(step, live))
                before = day

    def _confirm(self, live: LivePlan) -> None:
        parent = self._cast.parent_login(live.fault.enterprise)
        if live.way == "self" and parent is not None:
            self._take(parent, lambda s, a, h: hazards.confirm_parent(s, a, h, clock.today()), live)
        self._take(self._department(live), lambda s, a, h: hazards.confirm(s, a, h, clock.today()), live)

    def _send_back(self, live: LivePlan) -> None:
        reason = "部位和情况不清，请补充照片后重新上报"
        self._take(self._department(live), lambda s, a, h: hazards.send_back(s, a, h, clock.today(), reason), live)

    def _downgrade(self, live: LivePlan) -> None:
        reason = "经核实不属于判定标准所列情形，按一般事故隐患管理"
        self._take(self._department(live), lambda s, a, h: hazards.downgrade(s, a, h, clock.today(), reason), live)

    def _withdraw(self, live: LivePlan) -> None:
        reason = "重复上报，另一条已按程序办理"
        self._take(self._department(live), lambda s, a, h: hazards.withdraw(s, a, h, clock.today(), reason), live)

    def _list(self, live: LivePlan) -> None:
        def step(session: Session, actor: Actor, hazard_id: int) -> None:
            number = f"（演示）晋市督〔2023〕{live.number + 1}号"
            requirements = "按“五落实”要求完成整改，整改期间落实防控措施"
            day = clock.today()
            listing = Listing(
                number, ListingLevel.CITY, actor.unit_name, actor.person_name, requirements, max(live.due_on, day)
            )
            hazards.order_listing(session, actor, hazard_id, day, listing)
            if _published(live):
                hazards.publish_listing(session, actor, hazard_id, day, Publication(MEDIUM, f"通知公告 {day}"))

        self._take(self._department(live), step, live)

    def _plan(self, live: LivePlan) -> None:
        fault = live.fault
        plan = Plan(
            fault.responsible, fault.measures, round(fault.funds_wan * _FEN_OF_WAN), live.due_on, fault.contingency
        )
        self._take(self._mender(live), lambda s, a, h: hazards.plan(s, a, h, clock.today(), plan), live)

    def _claim(self, live: LivePlan) -> None:
        self._take(self._mender(live), lambda s, a, h: hazards.claim(s, a, h, clock.today()), live)

    def _accept(self, live: LivePlan) -> None:
        accepting = f"{live.fault.enterprise.department_code}2"
        self._take(accepting, lambda s, a, h: hazards.accept(s, a, h, clock.today()), live)
        if live.list_on is not None:
            self._stream.on(
                clock.today() + timedelta(days=1),
                lambda: self._take(self._department(live), _lifting(live), live),
            )

    def _department(self, live: LivePlan) -> str:
        return live.fault.enterprise.department_code

    def _mender(self, live: LivePlan) -> str:
        """The enterprise's own people, or its county's officer where it has no account."""
        return self._cast.staff_login(live.fault.enterprise)

    def _take(self, login: str, step: Callable[..., object], live: LivePlan) -> None:
        actor = self._cast.actor(login)
        with self._instance.database.write_unit(actor) as session:
            step(session, actor, self.hazards[live.number])


def _published(live: LivePlan) -> bool:
    """Two of three orders are published: the others wait in the register."""
    return live.number % 3 != 0


def _lifting(live: LivePlan) -> Callable[[Session, Actor, int], None]:
    def step(session: Session, actor: Actor, hazard_id: int) -> None:
        day = clock.today()
        hazards.lift_listing(session, actor, hazard_id, day)
        if _published(live):
            hazards.publish_lifting(session, actor, hazard_id, day, Publication(MEDIUM, f"通知公告 {day}"))

    return step


def _bound(step: Callable[[LivePlan], None], live: LivePlan) -> Callable[[], None]:
    return lambda: step(live)


def _failing_item(questions: list[Question], live: LivePlan) -> str:
    """An item of the department's own checklist that proposes a limb, else one of the shared fragment."""
    own = [
        question.item.code
        for question in questions
        if (question.item.limb or question.item.criterion) and can_fail(question) and not question.item.tag
        and not question.item.code.startswith("CHIEF-")
    ]  # fmt: skip
    return own[live.number % len(own)] if own else item_for(live)


def _decisions(found: list[Finding], reported: dict[str, LivePlan]) -> list[Decision]:
    """Report the finding of each live fault, keep the rest; the reported ones in the order of the plan."""
    by_item = {finding.item_code: finding for finding in reversed(found)}
    chosen = [
        Decision(by_item[code].id, True, f"{live.fault.place}：{by_item[code].content}", live.fault.place)
        for code, live in reported.items()
    ]
    ids = {one.finding_id for one in chosen}
    return chosen + [Decision(one.id, False, one.content, "", KEPT) for one in found if one.id not in ids]
