"""Entering what came in by telephone, letter, transfer or document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import matching, owners_of
from anjian.intake import receiving
from anjian.intake.forms import EnterpriseFields, HandedForm, TipForm
from anjian.intake.inputs import NewReport, Terms
from anjian.intake.sealing import Sealer
from anjian.kernel import clock
from anjian.people.queries import department_names, region_names
from anjian.ui.context import current_instance
from anjian.ui.fields import RecordField
from anjian.ui.view import FormView, View

FOUND = 20
"""Enterprises offered while typing."""


class EnterpriseChoices(View):
    """Answers the enterprise fields of this room's forms."""

    permission = receiving.RECEIVE

    def get(self) -> ResponseReturnValue:
        typed = matching(request.args.get("q", ""))
        found = self.session.scalars(select(Enterprise).where(typed).order_by(Enterprise.name).limit(FOUND))
        return jsonify([{"value": row.id, "text": row.name} for row in found])


def name_chosen(view: View, field: RecordField, present: int | None = None) -> None:
    """Let an enterprise field show the name of what is chosen."""
    sent = request.form.get("enterprise_id", "")
    wanted = int(sent) if sent.isdecimal() and len(sent) < 10 else present
    if wanted is not None:
        enterprise = owners_of(view.session, [wanted]).get(wanted)
        field.chosen = enterprise.name if enterprise else ""


class _Entry(FormView[EnterpriseFields], abstract=True):
    """A form that enters one report. No draft is kept in the browser: it may hold who reported."""

    permission = receiving.RECEIVE
    template = "intake/entry.html"

    def prepare(self, form: EnterpriseFields) -> None:
        form.region_code.set_choices(region_names(self.session))
        form.department_code.set_choices(department_names(self.session))
        name_chosen(self, form.enterprise_id)

    def initial(self) -> Mapping[str, Any]:
        return {"received_on": clock.today()}

    def context(self) -> Mapping[str, Any]:
        return {"back": url_for("intake.reports"), "crumbs": [("举报与交办", url_for("intake.reports"))]}

    def enter(self, new: NewReport) -> receiving.Received:
        settings = current_instance().settings
        (received,) = receiving.receive(
            self.session, self.actor, [new], terms=Terms.of(settings), sealer=Sealer(settings.instance)
        )
        return received


class TipPage(_Entry):
    """A tip by telephone, letter or transfer. Its follow-up code is shown once, to be passed on to the reporter."""

    form_class = TipForm
    title = "登记举报"
    verb = "登记举报"

    def save(self, form: EnterpriseFields) -> ResponseReturnValue:
        assert isinstance(form, TipForm)  # this view's form_class
        received = self.enter(form.report())
        return self.render(
            "intake/entered.html",
            report=received.report,
            code=received.code,
            follow=url_for("intake.follow", _external=True),
        )


class HandedPage(_Entry):
    """A fault handed down by a superior."""

    form_class = HandedForm
    title = "登记上级交办"
    verb = "登记交办"

    def save(self, form: EnterpriseFields) -> ResponseReturnValue:
        assert isinstance(form, HandedForm)  # this view's form_class
        return self.redirect("intake.show", report_id=self.enter(form.report()).report.id)
