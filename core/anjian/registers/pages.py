"""The room's own address: what the field 企业 of every register offers while one types."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from anjian.enterprises.refs import enterprises_like
from anjian.ui.view import View

CHOICES = 20
blueprint = Blueprint("registers", __name__, template_folder="templates")


class EnterpriseChoices(View):
    """Enterprises by what is typed: the value is the credit code, as in a workbook. An officer of a county is offered its own."""

    permission = "enterprises.view"

    def get(self) -> ResponseReturnValue:
        counties = [grant.region_code for grant in self.actor.grants if grant.region_code is not None]
        found = enterprises_like(self.session, request.args.get("q", ""), CHOICES, region_codes=counties)
        return jsonify([{"value": one.credit_code, "text": one.name} for one in found])


EnterpriseChoices.add_to(blueprint, "/enterprises", "enterprises")
