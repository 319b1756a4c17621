"""One page a step of the closed loop: its form, its consequence in words, one service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue

from anjian.campaigns.queries import limbs_in_force
from anjian.hazards import queries, service, stale
from anjian.hazards.charge import problems_of_charge
from anjian.hazards.confirming import usual_parties
from anjian.hazards.correcting import FACTS, SAID
from anjian.hazards.evidence import evidence_of
from anjian.hazards.forms import (
    ConfirmForm,
    CorrectForm,
    DayForm,
    ExtensionForm,
    ListingForm,
    PlanForm,
    PublishForm,
    ReasonForm,
    ResubmitForm,
    TransferForm,
)
from anjian.hazards.guards import PARTIES, Step
from anjian.hazards.rules import TRANSITIONS, standing_problems
from anjian.hazards.steps import overtaken
from anjian.hazards.story import entries_of
from anjian.hazards.supervising import published_medium
from anjian.hazards.words import Track
from anjian.kernel import clock
from anjian.kernel.errors import Problem, Refused
from anjian.people.queries import department_names
from anjian.ui.forms import Form
from anjian.ui.view import FormView

CONSEQUENCES = {
    "sign": "签字后报上级主体企业和行业监管部门审核确认；没有上级主体企业的，直接报行业监管部门。",
    "return_unsigned": "退回后由安全管理人员补充，重新送签。",
    "doubt_parent": "意见随报告报行业监管部门，由监管部门决定是否降级。",
    "return_parent": "退回后由所属企业补充，重新签字上报。",
    "submit_plan": "评审通过前不进入整改；整改期限一经确定，只能经批准延期。",
    "approve_plan": "评审通过后进入整改，评审意见留存。",
    "return_plan": "退回后由编制人修改方案，重新报送。",
    "fix_now": "须先上传整改前、整改后照片；由其他人员验收后销号。",
    "ask_extension": "批准前仍按现期限计算。",
    "grant_extension": "批准后按新期限计算；原定期限和历次期限永久保留，超期按原期限、现期限分别统计。",
    "refuse_extension": "期限不变。",
    "suspend": "暂停期间须撤出人员、停止作业；由其他人员复查后才能恢复。",
    "resume": "恢复后须重新核定“五落实”。",
    "ask_transfer": "对方接收前仍由本部门负责。",
    "take_over": "接收后由本部门负责监管，计入本部门报表。",
    "decline_transfer": "退回后仍由原部门负责。",
    "correct": "更正后，此前已编制和封存的报表不变，此后编制的报表按更正后的事实统计；差异逐条列入勾稽说明。",
    "confirm": "确认后，本隐患自办理日期起计入附件1，并须明确整改“五落实”和挂牌督办。",
    "send_back": "退回后由填报单位补充重报，期间不计入附件1。",
    "downgrade": "降级后，本隐患不再计入附件1，原记录保留备查，不可恢复。",
    "withdraw": "撤回后，本隐患不再计入任何统计，原记录保留备查，不可恢复。",
    "plan": "整改期限一经确定，不能在此修改，原定期限永久保留。",
    "claim": "申请后由其他人员验收；验收通过前，报表不计为已完成整改。",
    "accept": "验收通过即销号，计入已完成整改；不可撤销。",
    "reject_claim": "验收不通过，本隐患退回整改中。",
    "order_listing": "挂牌后，验收销号之前不能摘牌。",
    "publish_listing": "公布的媒介、位置和日期留存备查；摘牌须在同一媒介公布。",
    "lift_listing": "摘牌后，督办结束；挂牌公布过的，还须在原媒介公布摘牌。",
    "publish_lifting": "须在原公布媒介公布。",
}
KNOWN = {
    "correct": FACTS,
    "submit_plan": ("responsible", "measures", "funds_fen", "due_on", "contingency"),
    "fix_now": ("responsible", "measures", "funds_fen", "due_on", "contingency"),
    "resign": ("place", "content", "limb_code"),
    "plan": ("responsible", "measures", "funds_fen", "due_on", "contingency"),
    "resubmit": ("place", "content", "limb_code"),
}
"""Step -> columns that its form opens with."""
Act = Callable[["StepView", Any], Any]
MAX_DIGITS = 9
"""Digits of an event number that a form may send."""


class StepView(FormView[Form], abstract=True):
    """A step of one hazard. The page's event number travels with the form: a stale page never overwrites another's step."""

    template = "hazards/step.html"
    step: ClassVar[str]
    act: ClassVar[Act]

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.seq = self.hazard.seq

    def post(self) -> ResponseReturnValue:
        self._bind()
        sent = request.form
        stale.take_chosen(self.form, {name: getattr(self.hazard, name) for name in self._known()}, sent)
        problems = stale.not_taken(self.form, sent.getlist("ask"), sent) if stale.MERGING in sent else []
        if not self.form.validate() or problems:
            raise Refused([*problems, *self.form.problems()])
        return self.save(self.form)

    def refused(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        """A page that another's step has overtaken is answered field by field; any other refusal at its fields."""
        opened = _sent_number("opened", _sent_number("seq", self.hazard.seq))
        if opened == self.hazard.seq:
            return super().refused(problems)
        self.prepare(self.form)
        self.form.show(problem for problem in problems if problem.message != overtaken(self.hazard))
        events = stale.events_since(self.session, self.hazard, opened)
        clashes = stale.clashes(self.form, self.hazard, self._known(), events, request.form)
        told = {"clashes": clashes, "since": entries_of(events), "merging": stale.MERGING, "opened": opened}
        return self.render("hazards/stale.html", form=self.form, was_refused=True, **self.context(), **told)

    def _known(self) -> tuple[str, ...]:
        """The columns that this step's form shows as they stand."""
        return (*KNOWN.get(self.step, ()), *(PARTIES if self.step == "confirm" else ()))

    def initial(self) -> Mapping[str, Any]:
        known = {name: getattr(self.hazard, name) for name in KNOWN.get(self.step, ())}
        usual: dict[str, Any] = {
            "effective_on": clock.today(),
            "track": self.hazard.track or str(Track.PLANNED),
            "supervising_unit": self.actor.unit_name,
            "supervisor": self.actor.person_name,
        }
        if self.step == "confirm":
            usual |= usual_parties(self.session, self.actor, self.hazard)
        if self.step == "fix_now":
            usual |= {"track": str(Track.IMMEDIATE), "due_on": clock.today(), "funds_fen": 0}
        if self.step == "publish_lifting":
            usual |= {"medium": published_medium(self.session, self.hazard.id)}
        return usual | {name: value for name, value in known.items() if value is not None}

    def prepare(self, form: Form) -> None:
        if isinstance(form, CorrectForm):
            for name in FACTS:
                if name not in SAID and getattr(self.hazard, name) is None:
                    del form[name]
        if isinstance(form, CorrectForm | ResubmitForm):
            limbs = limbs_in_force(self.session, self.hazard.discovered_on)
            form.limb_code.set_choices({limb.code: f"{limb.code} {limb.text}" for limb in limbs})
        if isinstance(form, TransferForm):
            others = department_names(self.session)
            form.department.set_choices(
                {code: name for code, name in others.items() if code != self.hazard.department_code}
            )

    def context(self) -> Mapping[str, Any]:
        seen = evidence_of(self.session, self.hazard.id)
        step = Step(self.step, clock.today(), clock.today(), self.actor.person_id, reason="-", evidence=seen)
        row = TRANSITIONS[self.step]
        standing = [*problems_of_charge(self.actor, self.hazard, row), *standing_problems(self.hazard, step)]
        return {
            "hazard": self.hazard,
            "enterprise": self.enterprise,
            "consequence": CONSEQUENCES.get(self.step, ""),
            "standing": [problem.message for problem in standing],
            "evidence": url_for("hazards.evidence", hazard_id=self.hazard.id),
            "back": url_for("hazards.show", hazard_id=self.hazard.id),
            "crumbs": [
                ("隐患台账", url_for("hazards.ledger")),
                (self.hazard.public_code, url_for("hazards.show", hazard_id=self.hazard.id)),
            ],
        }

    def save(self, form: Form) -> ResponseReturnValue:
        type(self).act(self, form)
        return self.redirect("hazards.show", hazard_id=self.hazard.id)


def _simple(use_case: Callable[..., Any]) -> Act:
    return lambda view, form: use_case(
        view.session, view.actor, view.hazard.id, form.effective_on.data, seq=sent_seq(view)
    )


def _reasoned(use_case: Callable[..., Any]) -> Act:
    return lambda view, form: use_case(
        view.session, view.actor, view.hazard.id, form.effective_on.data, form.reason.data, seq=sent_seq(view)
    )


def _planning(use_case: Callable[..., Any]) -> Act:
    return lambda view, form: use_case(
        view.session, view.actor, view.hazard.id, form.effective_on.data, form.plan(), seq=sent_seq(view)
    )


def _confirm(view: StepView, form: ConfirmForm) -> None:
    on, reason = form.effective_on.data, form.reason.data or ""
    service.confirm(view.session, view.actor, view.hazard.id, on, form.parties(), reason=reason, seq=sent_seq(view))


def _extension(view: StepView, form: ExtensionForm) -> None:
    on, until = form.effective_on.data, form.extension_to.data
    service.ask_extension(view.session, view.actor, view.hazard.id, on, until, form.reason.data, seq=sent_seq(view))


def _transfer(view: StepView, form: TransferForm) -> None:
    on, department = form.effective_on.data, form.department.data
    service.ask_transfer(view.session, view.actor, view.hazard.id, on, department, form.reason.data, seq=sent_seq(view))


def _supplementing(use_case: Callable[..., Any]) -> Act:
    return lambda view, form: use_case(
        view.session, view.actor, view.hazard.id, form.effective_on.data, form.supplement(), seq=sent_seq(view)
    )


def _listing(view: StepView, form: ListingForm) -> None:
    on = form.effective_on.data
    service.order_listing(view.session, view.actor, view.hazard.id, on, form.listing(), seq=sent_seq(view))


def _publishing(use_case: Callable[..., Any]) -> Act:
    return lambda view, form: use_case(
        view.session, view.actor, view.hazard.id, form.effective_on.data, form.publication(), seq=sent_seq(view)
    )


def _sent_number(name: str, otherwise: int) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else otherwise


def sent_seq(view: StepView) -> int:
    """The event number that the page showed. Raises `Refused` where it is missing or no number."""
    text = view.form.sent().get("seq", "")
    if not text.isdecimal() or len(text) > MAX_DIGITS:
        raise Refused("页面已过期，请刷新后重新办理。")
    return int(text)


def _correction(view: StepView, form: CorrectForm) -> None:
    service.correct(view.session, view.actor, view.hazard.id, form.correction(), seq=sent_seq(view))


STEPS: dict[str, tuple[type[Form], Act]] = {
    "sign": (DayForm, _simple(service.sign)),
    "return_unsigned": (ReasonForm, _reasoned(service.return_unsigned)),
    "confirm_parent": (DayForm, _simple(service.confirm_parent)),
    "doubt_parent": (ReasonForm, _reasoned(service.doubt_parent)),
    "return_parent": (ReasonForm, _reasoned(service.return_parent)),
    "confirm": (ConfirmForm, _confirm),
    "send_back": (ReasonForm, _reasoned(service.send_back)),
    "resubmit": (ResubmitForm, _supplementing(service.resubmit)),
    "resign": (ResubmitForm, _supplementing(service.resign)),
    "downgrade": (ReasonForm, _reasoned(service.downgrade)),
    "withdraw": (ReasonForm, _reasoned(service.withdraw)),
    "plan": (PlanForm, _planning(service.plan)),
    "submit_plan": (PlanForm, _planning(service.submit_plan)),
    "approve_plan": (ReasonForm, _reasoned(service.approve_plan)),
    "return_plan": (ReasonForm, _reasoned(service.return_plan)),
    "fix_now": (PlanForm, _planning(service.fix_now)),
    "claim": (DayForm, _simple(service.claim)),
    "reject_claim": (ReasonForm, _reasoned(service.reject_claim)),
    "accept": (DayForm, _simple(service.accept)),
    "ask_extension": (ExtensionForm, _extension),
    "grant_extension": (ReasonForm, _reasoned(service.grant_extension)),
    "refuse_extension": (ReasonForm, _reasoned(service.refuse_extension)),
    "suspend": (ReasonForm, _reasoned(service.suspend)),
    "resume": (ReasonForm, _reasoned(service.resume)),
    "ask_transfer": (TransferForm, _transfer),
    "take_over": (DayForm, _simple(service.take_over)),
    "decline_transfer": (ReasonForm, _reasoned(service.decline_transfer)),
    "order_listing": (ListingForm, _listing),
    "publish_listing": (PublishForm, _publishing(service.publish_listing)),
    "lift_listing": (DayForm, _simple(service.lift_listing)),
    "publish_lifting": (PublishForm, _publishing(service.publish_lifting)),
    "correct": (CorrectForm, _correction),
}


def step_views() -> dict[str, type[StepView]]:
    """A view class for every row of the transition table, with that row's permission and title."""
    made = {}
    for verb, row in TRANSITIONS.items():
        form, act = STEPS[verb]
        attributes = {
            "permission": row.permission,
            "form_class": form,
            "title": row.title,
            "verb": row.title,
            "step": verb,
            "act": staticmethod(act),
        }
        made[verb] = type(f"{verb.title().replace('_', '')}View", (StepView,), attributes)
    return made
