"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian.plugin_api.registers import RegisterPages, add_notices
from anjian_hazwaste import balance_views, views
from anjian_hazwaste.registers import DUES, MANIFESTS, PLANS, STORAGE

blueprint = Blueprint("hazwaste", __name__, template_folder="templates")

RegisterPages(PLANS, views.PlanList, page=views.PlanPage).add_to(blueprint)
RegisterPages(STORAGE, views.StorageList, page=views.StoragePage).add_to(blueprint)
RegisterPages(MANIFESTS, views.ManifestList, page=views.ManifestPage).add_to(blueprint)
balance_views.BalancePage.add_to(blueprint, "/balance/", "balance")
balance_views.ComparisonPage.add_to(blueprint, "/comparison", "comparison")
add_notices(
    blueprint,
    DUES,
    explanation="每天早上检查：30日内到期和已过期的管理计划，到了应接收日期仍未接收的转移联单；登记新的日期后次日自动解除。",
)
