"""The blueprint of intake."""

from __future__ import annotations

from flask import Blueprint

from anjian.intake import entry_views, handed, public_views, step_views, views

blueprint = Blueprint("intake", __name__, template_folder="templates")

views.ReportList.add_to(blueprint, "/", "reports")
public_views.ReportPage.add_to(blueprint, "/report", "report")
public_views.FollowPage.add_to(blueprint, "/follow", "follow")
entry_views.TipPage.add_to(blueprint, "/new", "new")
entry_views.HandedPage.add_to(blueprint, "/handed", "handed")
handed.ImportHanded.add_to(blueprint, "/handed/import", "import_handed")
entry_views.EnterpriseChoices.add_to(blueprint, "/enterprises", "enterprises")
views.ReportDetail.add_to(blueprint, "/<int:report_id>", "show")
step_views.Verify.add_to(blueprint, "/<int:report_id>/verify", "verify")
step_views.Answer.add_to(blueprint, "/<int:report_id>/answer", "answer")
step_views.Reexamine.add_to(blueprint, "/<int:report_id>/reexamine", "reexamine")
step_views.Assign.add_to(blueprint, "/<int:report_id>/assign", "assign")
step_views.Decline.add_to(blueprint, "/<int:report_id>/decline", "decline")
step_views.OpenIdentity.add_to(blueprint, "/<int:report_id>/identity", "identity")
views.EvidenceFile.add_to(blueprint, "/<int:report_id>/files/<int:file_id>", "file")
