"""The blueprint of enforcement."""

from __future__ import annotations

from flask import Blueprint

from anjian.enforcement import case_views, determination_views, views
from anjian.enforcement.kinds import CASES, DECISIONS, KINDS

blueprint = Blueprint("enforcement", __name__, template_folder="templates")

views.Overview.add_to(blueprint, "/", "overview")
views.EnterpriseChoices.add_to(blueprint, "/enterprises", "enterprises")
_PAGES = {CASES.name: case_views.CasePage, DECISIONS.name: case_views.DecisionPage}
for _kind in KINDS:
    views.add_register(blueprint, _kind, page=_PAGES.get(_kind.name, views.RecordPage))
case_views.CloseCase.add_to(blueprint, "/cases/<int:row_id>/close", "close_case")
case_views.ExplainOneSide.add_to(blueprint, "/cases/<int:row_id>/one-side", "one_side")
case_views.Uncased.add_to(blueprint, "/uncased", "uncased")
case_views.ExplainNoCase.add_to(blueprint, "/uncased/<int:hazard_id>", "no_case")
determination_views.Determinations.add_to(blueprint, "/determinations/", "determinations")
determination_views.Determine.add_to(blueprint, "/determinations/<int:hazard_id>", "determine")
case_views.FinedOnly.add_to(blueprint, "/fined-only", "fined_only")
