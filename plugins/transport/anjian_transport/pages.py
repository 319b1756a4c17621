"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian_transport import views

blueprint = Blueprint("transport", __name__, template_folder="templates")

views.VehicleList.add_to(blueprint, "/", "vehicles")
views.VehicleNew.add_to(blueprint, "/new", "new")
views.VehicleImport.add_to(blueprint, "/import", "import_list")
views.VehicleExport.add_to(blueprint, "/export", "export")
views.CarrierChoices.add_to(blueprint, "/carriers", "carriers")
views.LicencePage.add_to(blueprint, "/carriers/<int:enterprise_id>", "licence")
views.NoticeList.add_to(blueprint, "/notices", "notices")
views.VehiclePage.add_to(blueprint, "/<int:vehicle_id>", "vehicle")
views.VehicleEdit.add_to(blueprint, "/<int:vehicle_id>/edit", "edit")
