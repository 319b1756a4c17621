"""The forms of diligence as pages: one class a record, one service each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from anjian.diligence import queries, service
from anjian.diligence.forms import AccidentForm, ClosureForm, CongressForm, ProgressForm, RefusalForm, WaiverForm
from anjian.diligence.kinds import ACCIDENTS, CLOSURES, CONGRESS, PROGRESS, REFUSALS, WAIVERS, Kind
from anjian.diligence.rules import casualties, last_due
from anjian.diligence.trail import trail_of
from anjian.diligence.views import RecordPage, asked_day, period
from anjian.enterprises.queries import by_credit_code, enterprise_of
from anjian.hazards.queries import hazard_of
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.ui.context import current_instance
from anjian.ui.pages import Fact
from anjian.ui.view import FormView
from anjian.ui.words import moment


class RecordForm(FormView[Any], abstract=True):
    """Enter one record and its files."""

    kind: ClassVar[Kind]
    upload: ClassVar[str] = "files"

    def stated(self, form: Any) -> dict[str, Any]:
        return {name: value for name, value in form.data.items() if name != self.upload}

    def done(self, form: Any, row: Any) -> ResponseReturnValue:
        files = form.data.get(self.upload) or []
        service.add_files(self.session, current_instance().store, self.actor, self.kind, row, files)
        flash(f"{self.kind.noun}已登记，编号 {row.public_code}。")
        return self.redirect(f"diligence.{self.kind.name}_page", row_id=row.id)


class HazardForm(RecordForm, abstract=True):
    """A record on one hazard."""

    template = "diligence/hazard_form.html"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = hazard_of(self.session, place["hazard_id"])

    def initial(self) -> Mapping[str, Any]:
        return {"happened_on": clock.today()}

    def context(self) -> Mapping[str, Any]:
        back = url_for("hazards.show", hazard_id=self.hazard.id)
        return {
            "hazard": self.hazard, "enterprise": self.enterprise, "back": back, "consequence": self.consequence(),
            "crumbs": [("法定责任", url_for("diligence.overview")), (self.hazard.public_code, back)],
        }  # fmt: skip

    def consequence(self) -> str:
        return ""


class NewProgress(HazardForm):
    """Report how far rectification is."""

    permission = PROGRESS.edit
    kind = PROGRESS
    form_class = ProgressForm
    upload = "evidence"
    title = "报告整改进展"
    verb = "报告整改进展"

    def consequence(self) -> str:
        return "报告后行业监管部门和主体企业都能看到；不改变隐患状态和整改期限。"

    def save(self, form: Any) -> ResponseReturnValue:
        row = service.report_progress(self.session, self.actor, self.hazard.id, self.stated(form))
        return self.done(form, row)


class NewCongress(HazardForm):
    """Record the report to the workers."""

    permission = CONGRESS.edit
    kind = CONGRESS
    form_class = CongressForm
    title = "登记向职代会报告"
    verb = "登记向职代会报告"

    def save(self, form: Any) -> ResponseReturnValue:
        row = service.report_to_workers(self.session, self.actor, self.hazard.id, self.stated(form))
        return self.done(form, row)


class NewRefusal(HazardForm):
    """Record a refusal."""

    permission = REFUSALS.edit
    kind = REFUSALS
    form_class = RefusalForm
    title = "登记拒不执行"
    verb = "登记拒不执行"

    def consequence(self) -> str:
        return "登记后，责令停产停业整顿、对责任人员罚款等应作出的决定列入待办；金额由办案人员在决定书中确定。"

    def save(self, form: Any) -> ResponseReturnValue:
        days = current_instance().settings.refusal_days
        row = service.refuse(self.session, self.actor, self.hazard.id, self.stated(form), days=days)
        return self.done(form, row)


class Waive(FormView[Any]):
    """Say why a decision is not made."""

    permission = WAIVERS.edit
    form_class = WaiverForm
    title = "说明不作出决定的理由"
    verb = "保存理由"

    def load(self, **place: Any) -> None:
        self.row = queries.row_of(self.session, REFUSALS, place["row_id"])

    def prepare(self, form: Any) -> None:
        states = queries.duties(self.session, [self.row], clock.today())
        form.duty.set_choices({str(one.duty): str(one.duty) for one in states if one.open})

    def context(self) -> Mapping[str, Any]:
        return {"back": url_for("diligence.refusals_page", row_id=self.row.id)}

    def save(self, form: Any) -> ResponseReturnValue:
        service.waive(self.session, self.actor, self.row.id, form.duty.data, form.reason.data)
        return self.redirect("diligence.refusals_page", row_id=self.row.id)


class DecideClosure(RecordForm):
    """Decide on the proposal of closure, with the rows that it stands on in sight."""

    permission = CLOSURES.edit
    kind = CLOSURES
    form_class = ClosureForm
    template = "diligence/closure_form.html"
    title = "决定是否提请关闭"
    verb = "保存决定"

    def load(self, **place: Any) -> None:
        self.enterprise = enterprise_of(self.session, place["enterprise_id"])
        self.day = asked_day()
        self.watched = next(iter(queries.watch_list(self.session, self.day, self.enterprise.id)), None)
        if self.watched is None:
            raise NotFound(f"截至 {self.day}，这家企业不符合提请关闭的情形，或者不在您的查看范围内。")

    def context(self) -> Mapping[str, Any]:
        return {"watched": self.watched, "day": self.day, "back": url_for("diligence.watch", day=self.day)}

    def save(self, form: Any) -> ResponseReturnValue:
        row = service.decide_closure(self.session, self.actor, self.enterprise.id, self.day, form.data)
        return self.done(form, row)


class NewAccident(RecordForm):
    """Record an accident or near-miss."""

    permission = ACCIDENTS.edit
    kind = ACCIDENTS
    form_class = AccidentForm
    upload = "evidence"
    title = "登记事故险情"
    verb = "登记事故险情"

    def initial(self) -> Mapping[str, Any]:
        given = request.args.get("enterprise")
        return {"enterprise": given} if given else {}

    def prepare(self, form: Any) -> None:
        code = request.form.get("enterprise") or form.enterprise.data or ""
        found = by_credit_code(self.session, [code]).get(code)
        form.enterprise.chosen = found.name if found else code

    def context(self) -> Mapping[str, Any]:
        text = "登记后固定发生时刻台账所知的情况：此后补录、修改的内容不进入该页。"
        return {"back": url_for("diligence.accidents"), "consequence": text}

    def save(self, form: Any) -> ResponseReturnValue:
        row = service.record_accident(self.session, self.actor, self.stated(form))
        return self.done(form, row)


class AccidentPage(RecordPage):
    """An accident, and what the ledger knew at its moment."""

    permission = ACCIDENTS.view
    kind = ACCIDENTS
    template = "diligence/accident.html"

    def facts(self) -> list[Fact]:
        row = self.row
        name = queries.enterprise_name(self.session, row.enterprise_id)
        return [
            Fact("企业", name, note="已作废" if row.voided else row.kind),
            Fact("发生时间", moment(row.happened_at), note=row.accident_type),
            Fact("伤亡", casualties(row.deaths, row.injured, row.missing)),
        ]

    def hazards(self) -> Any:
        return queries.linked_hazards(self.session, self.row)

    def context(self) -> Mapping[str, Any]:
        return {"trail": trail_of(self.session, self.row, last_due(self.row.happened_on, *period()))}
