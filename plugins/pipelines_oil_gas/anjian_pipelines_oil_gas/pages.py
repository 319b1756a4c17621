"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian.plugin_api.registers import RegisterPages, add_notices
from anjian_pipelines_oil_gas import views
from anjian_pipelines_oil_gas.hazard_page import HazardList
from anjian_pipelines_oil_gas.registers import DELIVERABLES, DUES, SEGMENTS

blueprint = Blueprint("pipelines_oil_gas", __name__, template_folder="templates")

RegisterPages(SEGMENTS, views.SegmentList, page=views.SegmentPage).add_to(blueprint)
RegisterPages(DELIVERABLES, views.DeliverableList, page=views.DeliverablePage).add_to(blueprint)
HazardList.add_to(blueprint, "/hazards", "hazards")
add_notices(blueprint, DUES)
