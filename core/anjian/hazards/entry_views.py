"""Reporting a fault without a visit, and importing a unit's list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from sqlalchemy import select

from anjian.campaigns.current import current_pack
from anjian.campaigns.queries import limbs_in_force
from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import matching, owners_of
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.template import template_book
from anjian.exchange.text import CellError
from anjian.exchange.values import parse_day
from anjian.hazards import service
from anjian.hazards.forms import NewHazardForm
from anjian.hazards.imports import import_hazards
from anjian.hazards.imports_columns import template_columns
from anjian.hazards.inputs import NewHazard
from anjian.hazards.words import Level, Method, Scale, Source
from anjian.kernel import clock
from anjian.people.queries import department_names
from anjian.ui.context import current_instance
from anjian.ui.importing import ImportView
from anjian.ui.view import FormView, View

UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FOUND = 20
"""Enterprises offered while typing."""


class EnterpriseChoices(View):
    """Answers the enterprise field of the new-hazard form."""

    permission = "hazards.report"

    def get(self) -> ResponseReturnValue:
        typed = matching(request.args.get("q", ""))
        found = self.session.scalars(select(Enterprise).where(typed).order_by(Enterprise.name).limit(FOUND))
        return jsonify([{"value": row.id, "text": row.name} for row in found])


class NewHazardPage(FormView[NewHazardForm]):
    """Report a fault."""

    permission = "hazards.report"
    form_class = NewHazardForm
    template = "hazards/new.html"
    title = "上报隐患"
    verb = "上报隐患"

    def prepare(self, form: NewHazardForm) -> None:
        form.department_code.set_choices(department_names(self.session))
        limbs = [
            limb for day in sorted({clock.today(), self._found_on()}) for limb in limbs_in_force(self.session, day)
        ]
        form.limb_code.set_choices({limb.code: f"{limb.code} {limb.text}" for limb in limbs})
        if not self.actor.official:
            form.source.set_choices({str(Source.SELF_CHECK): str(Source.SELF_CHECK)})
        enterprise = self._enterprise(request.form.get("enterprise_id") or request.args.get("enterprise", ""))
        form.enterprise_id.chosen = enterprise.name if enterprise else ""

    def _found_on(self) -> date:
        """The discovery day as typed: the limbs of that day are offered too. Today until it can be read."""
        try:
            return parse_day(request.form.get("discovered_on", ""))
        except CellError:
            return clock.today()

    def _enterprise(self, number: str) -> Enterprise | None:
        """The enterprise asked for; a person of an enterprise means their own."""
        own = next((grant.enterprise_id for grant in self.actor.grants if grant.enterprise_id), None)
        wanted = int(number) if number.isdecimal() and len(number) < 10 else own
        return owners_of(self.session, [wanted]).get(wanted) if wanted else None

    def client_uid(self) -> str:
        """Travels with the form: a double click or a page sent again reports the fault once."""
        sent = request.form.get("client_uid", "")
        return sent if UID.fullmatch(sent) else str(uuid4())

    def initial(self) -> Mapping[str, Any]:
        enterprise = self._enterprise(request.args.get("enterprise", ""))
        granted = next((grant.department_code for grant in self.actor.grants), None)
        return {
            "enterprise_id": enterprise.id if enterprise else None,
            "discovered_on": clock.today(),
            "found_by": self.actor.person_name,
            "source": str(Source.INSPECTION if self.actor.official else Source.SELF_CHECK),
            "scale": str(Scale.MAJOR),
            "department_code": granted or (enterprise.department_code if enterprise else None),
        }

    def context(self) -> Mapping[str, Any]:
        return {"back": url_for("hazards.ledger"), "crumbs": [("隐患台账", url_for("hazards.ledger"))]}

    def save(self, form: NewHazardForm) -> ResponseReturnValue:
        scale = Scale(form.scale.data)
        new = NewHazard(
            enterprise_id=form.enterprise_id.data,
            content=form.content.data,
            place=form.place.data,
            source=Source(form.source.data),
            discovered_on=form.discovered_on.data,
            found_by=form.found_by.data,
            department_code=form.department_code.data,
            scale=scale,
            level=Level.MAJOR if scale == Scale.MAJOR else Level.GENERAL,
            limb_code=form.limb_code.data,
            method=Method(form.method.data) if form.method.data else None,
            client_uid=self.client_uid(),
        )
        campaign = current_pack(current_instance().settings).code
        (made,) = service.report(self.session, self.actor, [new], campaign=campaign)
        return self.redirect("hazards.show", hazard_id=made.id)


class ImportList(ImportView):
    """A unit's 附件2, as it is."""

    permission = "hazards.import"
    title = "导入隐患清单"
    endpoint = "hazards.import_list"
    done_endpoint = "hazards.ledger"
    explanation = "可直接导入各单位按月报送的附件2，表头、合并单元格、小计行不必改动；与台账重复的不会重复录入。"

    def template_workbook(self) -> Workbook:
        instance = current_instance()
        columns = template_columns(current_pack(instance.settings), instance_vocabulary(instance))
        return template_book("重大事故隐患清单", columns)

    def run(self, path: Path, *, dry_run: bool, errors: Path) -> ImportOutcome:
        return import_hazards(current_instance(), self.actor, path, dry_run=dry_run, errors=errors)
