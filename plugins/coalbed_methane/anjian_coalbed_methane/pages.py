"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian.plugin_api.registers import RegisterPages, add_notices
from anjian_coalbed_methane import views
from anjian_coalbed_methane.registers import DUES, SITES
from anjian_coalbed_methane.zero_page import ZeroPage

blueprint = Blueprint("coalbed_methane", __name__, template_folder="templates")

RegisterPages(SITES, views.SiteList, page=views.SitePage).add_to(blueprint)
ZeroPage.add_to(blueprint, "/zero", "zero")
add_notices(blueprint, DUES)
