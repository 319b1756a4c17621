"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian.plugin_api.registers import RegisterPages, add_notices
from anjian_hazchem import registers as of
from anjian_hazchem import views, views_sources

blueprint = Blueprint("hazchem", __name__, template_folder="templates")

RegisterPages(of.PROFILES, views_sources.ProfileList, page=views_sources.ProfilePage).add_to(blueprint)
RegisterPages(of.SOURCES, views_sources.SourceList, page=views_sources.SourcePage).add_to(blueprint)
RegisterPages(of.SUBSTANCES, views_sources.SubstanceList, page=views_sources.SubstancePage).add_to(blueprint)
RegisterPages(of.CHECKS, views_sources.CheckList).add_to(blueprint)
RegisterPages(of.MATTERS, views.MatterList).add_to(blueprint)
RegisterPages(of.OPERATIONS, views.PermitList, page=views.PermitPage).add_to(blueprint)
RegisterPages(of.UNITS, views.UnitList, page=views.UnitPage).add_to(blueprint)
views.ZeroLine.add_to(blueprint, "/zero-line", "zero_line")
add_notices(blueprint, of.DUES, title="危险化学品到期提醒")
