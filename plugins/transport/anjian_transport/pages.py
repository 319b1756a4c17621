"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian.plugin_api.registers import RegisterPages, add_notices
from anjian_transport import views
from anjian_transport.registers import DUES, LICENCES, VEHICLES

blueprint = Blueprint("transport", __name__)

RegisterPages(VEHICLES, views.VehicleList, page=views.VehiclePage).add_to(blueprint)
RegisterPages(LICENCES, views.LicenceList, page=views.LicencePage).add_to(blueprint)
add_notices(blueprint, DUES)
