"""The blueprint of enterprises."""

from __future__ import annotations

from flask import Blueprint

from anjian.enterprises import part_views, views

blueprint = Blueprint("enterprises", __name__, template_folder="templates")

views.Registry.add_to(blueprint, "/", "registry")
views.NewEnterprise.add_to(blueprint, "/new", "new")
views.ImportRoster.add_to(blueprint, "/import", "import_roster")
views.EnterprisePage.add_to(blueprint, "/<int:enterprise_id>", "show")
views.EditEnterprise.add_to(blueprint, "/<int:enterprise_id>/edit", "edit")
views.ChangeStatus.add_to(blueprint, "/<int:enterprise_id>/status", "status")
part_views.EnterprisePart.add_to(blueprint, "/<int:enterprise_id>/parts/<int:place>", "part")
