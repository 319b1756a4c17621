"""One page a step: its form, its consequence in words, one service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from anjian.campaigns.current import current_pack
from anjian.campaigns.queries import limbs_in_force
from anjian.exchange.text import CellError
from anjian.exchange.values import parse_day
from anjian.hazards.words import Scale
from anjian.intake import queries, service
from anjian.intake.entry_views import name_chosen
from anjian.intake.forms import AnswerForm, AssignForm, DeclineForm, IdentityForm, OutcomeForm, ReexamineForm
from anjian.intake.models import READ_IDENTITY
from anjian.intake.rules import STEPS, standing_against
from anjian.intake.sealing import Sealer
from anjian.kernel import clock
from anjian.kernel.attachments import attach, content_of
from anjian.people.queries import department_names, region_names
from anjian.ui.context import current_instance
from anjian.ui.forms import Form
from anjian.ui.view import FormView

CONSEQUENCES = {
    "verify": "结论为属实并登记的，即以核查日期为发现时间进入隐患台账，来源为本件来源；其余只列不计。",
    "answer": "答复后，举报人凭查询码可以看到，并可在期限内申请一次复查。",
    "reexamine": "复查只有一次，结论为最终结论。复查须由原核查人以外的人员办理。",
    "assign": "转交后由新的承办单位核查，登记单位仍能查看。",
    "decline": "不予受理的举报不再核查，记录保留。",
}
F = TypeVar("F", bound=Form)


class _StepView(FormView[F], Generic[F], abstract=True):
    """A step of one report."""

    template = "intake/step.html"
    step: ClassVar[str]

    def load(self, **place: Any) -> None:
        self.report = queries.report_of(self.session, place["report_id"])

    def initial(self) -> Mapping[str, Any]:
        return {"effective_on": clock.today()}

    def context(self) -> Mapping[str, Any]:
        standing = standing_against(self.report, self.step) if self.step in STEPS else None
        return {
            "report": self.report,
            "consequence": CONSEQUENCES.get(self.step, ""),
            "standing": [standing.message] if standing else [],
            "back": url_for("intake.show", report_id=self.report.id),
            "crumbs": [
                ("举报与交办", url_for("intake.reports")),
                (self.report.public_code, url_for("intake.show", report_id=self.report.id)),
            ],
        }

    def done(self) -> ResponseReturnValue:
        return self.redirect("intake.show", report_id=self.report.id)


class _OutcomeView(_StepView[F], Generic[F], abstract=True):
    """A conclusion, with its evidence."""

    permission = "intake.verify"

    def prepare(self, form: F) -> None:
        assert isinstance(form, OutcomeForm)
        limbs = [limb for day in sorted({clock.today(), self._day()}) for limb in limbs_in_force(self.session, day)]
        form.limb_code.set_choices({limb.code: f"{limb.code} {limb.text}" for limb in limbs})
        form.known_hazard_id.set_choices(queries.open_hazards(self.session, self.report.enterprise_id))

    def initial(self) -> Mapping[str, Any]:
        return {**super().initial(), "scale": str(Scale.MAJOR)}

    def keep_evidence(self, form: OutcomeForm) -> None:
        for file in form.evidence.data or []:
            attach(
                self.session, current_instance().store, self.actor, self.report, kind=queries.EVIDENCE,
                subject_id=self.report.id, purpose=STEPS[self.step].title, file_name=file.filename, content=content_of(file),
            )  # fmt: skip

    def _day(self) -> date:
        """The day as typed: the limbs of that day are offered too. Today until it can be read."""
        try:
            return parse_day(request.form.get("effective_on", ""))
        except CellError:
            return clock.today()


class Verify(_OutcomeView[OutcomeForm]):
    """The responsible unit's conclusion."""

    form_class = OutcomeForm
    step = "verify"
    title = "核查"
    verb = "提交核查结论"

    def save(self, form: OutcomeForm) -> ResponseReturnValue:
        campaign = current_pack(current_instance().settings).code
        service.verify(self.session, self.actor, self.report.id, form.outcome(), campaign=campaign)
        self.keep_evidence(form)
        return self.done()


class Reexamine(_OutcomeView[ReexamineForm]):
    """The second look, by another person."""

    form_class = ReexamineForm
    step = "reexamine"
    title = "复查"
    verb = "提交复查结论"

    def save(self, form: ReexamineForm) -> ResponseReturnValue:
        campaign = current_pack(current_instance().settings).code
        service.reexamine(self.session, self.actor, self.report.id, form.outcome(), form.reply.data, campaign=campaign)
        self.keep_evidence(form)
        return self.done()


class Answer(_StepView[AnswerForm]):
    """Tell the reporter or the superior."""

    permission = "intake.verify"
    form_class = AnswerForm
    step = "answer"
    title = "答复"
    verb = "答复"

    def save(self, form: AnswerForm) -> ResponseReturnValue:
        service.answer(self.session, self.actor, self.report.id, form.effective_on.data, form.reply.data)
        return self.done()


class Assign(_StepView[AssignForm]):
    """Which enterprise it is, and who handles it."""

    permission = "intake.receive"
    form_class = AssignForm
    step = "assign"
    title = "明确企业或转交承办"
    verb = "保存"

    def prepare(self, form: AssignForm) -> None:
        form.region_code.set_choices(region_names(self.session))
        form.department_code.set_choices(department_names(self.session))
        name_chosen(self, form.enterprise_id, self.report.enterprise_id)

    def initial(self) -> Mapping[str, Any]:
        report = self.report
        return {
            "enterprise_id": report.enterprise_id,
            "region_code": report.region_code,
            "department_code": report.department_code,
        }

    def save(self, form: AssignForm) -> ResponseReturnValue:
        service.assign(self.session, self.actor, self.report.id, form.assignment())
        flash(f"{self.report.public_code} 已保存承办单位。")
        return self.redirect("intake.reports")  # the one who passed it on may not be in charge any more


class Decline(_StepView[DeclineForm]):
    """Say that a tip is not taken up, and why."""

    permission = "intake.verify"
    form_class = DeclineForm
    step = "decline"
    title = "不予受理"
    verb = "不予受理"

    def save(self, form: DeclineForm) -> ResponseReturnValue:
        service.decline(self.session, self.actor, self.report.id, form.effective_on.data, form.reason.data)
        return self.done()


class OpenIdentity(_StepView[IdentityForm]):
    """Who reported: shown once for a reason, never by a mere look."""

    permission = READ_IDENTITY
    form_class = IdentityForm
    step = "identity"
    title = "查看举报人身份"
    verb = "查看并记入日志"

    def initial(self) -> Mapping[str, Any]:
        return {}

    def save(self, form: IdentityForm) -> ResponseReturnValue:
        sealer = Sealer(current_instance().settings.instance)
        person = service.open_identity(self.session, self.actor, self.report.id, form.reason.data, sealer=sealer)
        return self.render("intake/identity.html", report=self.report, person=person)
