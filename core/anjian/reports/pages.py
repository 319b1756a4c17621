"""The blueprint of reports."""

from __future__ import annotations

from flask import Blueprint

from anjian.reports import document_views, views
from anjian.reports.bridges import views as bridges
from anjian.reports.ledger import views as ledger_views
from anjian.reports.rounds.pages import add_rounds
from anjian.reports.sections import views as sections
from anjian.reports.snapshots import views as stored
from anjian.reports.templating import views as templating

blueprint = Blueprint("reports", __name__, template_folder="templates")

_TABLE = "/<campaign>/<period>/<unit>"
views.ReportsPage.add_to(blueprint, "/", "reports")
ledger_views.LedgerList.add_to(blueprint, "/ledger", "ledger_list")
templating.TemplatesPage.add_to(blueprint, "/templates/", "templates")
templating.MasterDownload.add_to(blueprint, "/templates/<code>", "master")
stored.Snapshots.add_to(blueprint, "/snapshots/", "snapshots")
stored.SnapshotPage.add_to(blueprint, "/snapshots/<snapshot_id>", "snapshot")
stored.VerifyPage.add_to(blueprint, "/snapshots/<snapshot_id>/verify", "verify")
views.Annex1Page.add_to(blueprint, _TABLE, "annex1")
bridges.BridgePage.add_to(blueprint, f"{_TABLE}/bridge", "bridge")
sections.TasksPage.add_to(blueprint, f"{_TABLE}/tasks", "tasks")
sections.SectionRowsPage.add_to(blueprint, f"{_TABLE}/tasks/<key>", "section_rows")
document_views.DocumentsPage.add_to(blueprint, f"{_TABLE}/files", "documents")
document_views.DocumentDownload.add_to(blueprint, f"{_TABLE}/files/<name>", "file")
add_rounds(blueprint)
views.FigurePage.add_to(blueprint, f"{_TABLE}/<key>", "rows")
