"""One page a step of the closed loop: its form, its consequence in words, one service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from flask import url_for
from flask.typing import ResponseReturnValue

from anjian.campaigns.queries import limbs_in_force
from anjian.hazards import queries, service
from anjian.hazards.forms import DayForm, ListingForm, PlanForm, ReasonForm, ResubmitForm
from anjian.hazards.rules import TRANSITIONS, Step, problems_of
from anjian.hazards.words import Track
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.ui.forms import Form
from anjian.ui.view import FormView

CONSEQUENCES = {
    "confirm": "确认后，本隐患自办理日期起计入附件1，并须明确整改“五落实”和挂牌督办。",
    "send_back": "退回后由填报单位补充重报，期间不计入附件1。",
    "downgrade": "降级后，本隐患不再计入附件1，原记录保留备查，不可恢复。",
    "withdraw": "撤回后，本隐患不再计入任何统计，原记录保留备查，不可恢复。",
    "plan": "整改期限一经确定，不能在此修改，原定期限永久保留。",
    "claim": "申请后由其他人员验收；验收通过前，报表不计为已完成整改。",
    "accept": "验收通过即销号，计入已完成整改；不可撤销。",
    "reject_claim": "验收不通过，本隐患退回整改中。",
    "order_listing": "挂牌后，验收销号之前不能摘牌。",
    "lift_listing": "摘牌后，督办结束。",
}
KNOWN = {
    "plan": ("responsible", "measures", "funds_fen", "due_on", "contingency"),
    "resubmit": ("place", "content", "limb_code"),
}
"""Step -> columns that its form opens with."""
Act = Callable[["StepView", Any], Any]


class StepView(FormView[Form], abstract=True):
    """A step of one hazard. The page's event number travels with the form: a stale page never overwrites another's step."""

    template = "hazards/step.html"
    step: ClassVar[str]
    act: ClassVar[Act]

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.seq = self.hazard.seq

    def initial(self) -> Mapping[str, Any]:
        known = {name: getattr(self.hazard, name) for name in KNOWN.get(self.step, ())}
        usual = {
            "effective_on": clock.today(),
            "track": self.hazard.track or str(Track.PLANNED),
            "supervising_unit": self.actor.unit_name,
            "supervisor": self.actor.person_name,
        }
        return usual | known

    def prepare(self, form: Form) -> None:
        if isinstance(form, ResubmitForm):
            limbs = limbs_in_force(self.session, self.hazard.discovered_on)
            form.limb_code.set_choices({limb.code: f"{limb.code} {limb.text}" for limb in limbs})

    def context(self) -> Mapping[str, Any]:
        step = Step(self.step, clock.today(), clock.today(), self.actor.person_id)
        standing = [] if self.step == "plan" else problems_of(self.hazard, step, reason="-")
        return {
            "hazard": self.hazard,
            "enterprise": self.enterprise,
            "consequence": CONSEQUENCES.get(self.step, ""),
            "standing": [problem.message for problem in standing],
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


def _plan(view: StepView, form: PlanForm) -> None:
    service.plan(view.session, view.actor, view.hazard.id, form.effective_on.data, form.plan(), seq=sent_seq(view))


def _resubmit(view: StepView, form: ResubmitForm) -> None:
    on = form.effective_on.data
    service.resubmit(view.session, view.actor, view.hazard.id, on, form.supplement(), seq=sent_seq(view))


def _listing(view: StepView, form: ListingForm) -> None:
    on = form.effective_on.data
    service.order_listing(view.session, view.actor, view.hazard.id, on, form.listing(), seq=sent_seq(view))


def sent_seq(view: StepView) -> int:
    """The event number that the page showed. Raises `Refused` where it is missing or no number."""
    text = view.form.sent().get("seq", "")
    if not text.isdecimal() or len(text) > 9:
        raise Refused("页面已过期，请刷新后重新办理。")
    return int(text)


STEPS: dict[str, tuple[type[Form], Act]] = {
    "confirm_parent": (DayForm, _simple(service.confirm_parent)),
    "confirm": (DayForm, _simple(service.confirm)),
    "send_back": (ReasonForm, _reasoned(service.send_back)),
    "resubmit": (ResubmitForm, _resubmit),
    "downgrade": (ReasonForm, _reasoned(service.downgrade)),
    "withdraw": (ReasonForm, _reasoned(service.withdraw)),
    "plan": (PlanForm, _plan),
    "claim": (DayForm, _simple(service.claim)),
    "reject_claim": (ReasonForm, _reasoned(service.reject_claim)),
    "accept": (DayForm, _simple(service.accept)),
    "order_listing": (ListingForm, _listing),
    "lift_listing": (DayForm, _simple(service.lift_listing)),
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
