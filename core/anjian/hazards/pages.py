"""The blueprint of hazards."""

from __future__ import annotations

from flask import Blueprint

from anjian.hazards import (
    board_views,
    bulk_views,
    campaign_views,
    entry_views,
    evidence_views,
    own_views,
    receipt_views,
    reconcile_views,
    show_views,
    supervision_views,
    views,
)
from anjian.hazards.step_views import step_views

blueprint = Blueprint("hazards", __name__, template_folder="templates")

views.Ledger.add_to(blueprint, "/", "ledger")
entry_views.NewHazardPage.add_to(blueprint, "/new", "new")
entry_views.EnterpriseChoices.add_to(blueprint, "/enterprises", "enterprises")
entry_views.ImportList.add_to(blueprint, "/import", "import_list")
reconcile_views.PairList.add_to(blueprint, "/pairs/", "pairs")
reconcile_views.PairPage.add_to(blueprint, "/pairs/<int:pair_id>", "pair")
reconcile_views.Unmerge.add_to(blueprint, "/<int:hazard_id>/unmerge", "unmerge")
supervision_views.Supervised.add_to(blueprint, "/supervised/", "supervised")
supervision_views.SupervisedExport.add_to(blueprint, "/supervised/export", "supervised_export")
own_views.EnterpriseHazards.add_to(blueprint, "/own/", "own")
own_views.SubsidiaryHazards.add_to(blueprint, "/subsidiaries/", "subsidiaries")
own_views.Remind.add_to(blueprint, "/<int:hazard_id>/remind", "remind")
own_views.Comment.add_to(blueprint, "/<int:hazard_id>/comment", "comment")
own_views.Answer.add_to(blueprint, "/reminders/<int:reminder_id>", "answer")
for _verb, _bulk in bulk_views.bulk_views().items():
    _bulk.add_to(blueprint, f"/bulk/{_verb}", f"bulk_{_verb}")
campaign_views.BulkCampaign.add_to(blueprint, "/bulk/campaign", "bulk_campaign")
campaign_views.CampaignsPage.add_to(blueprint, "/<int:hazard_id>/campaigns", "campaigns")
show_views.HazardPage.add_to(blueprint, "/<int:hazard_id>", "show")
receipt_views.ReceiptPage.add_to(blueprint, "/<int:hazard_id>/receipt", "receipt")
receipt_views.ReceiptPage.add_to(blueprint, "/<int:hazard_id>/receipt/<int:seq>", "receipt_of")
receipt_views.ReceiptRecord.add_to(blueprint, "/<int:hazard_id>/receipt/<int:seq>/record", "receipt_record")
evidence_views.EvidencePage.add_to(blueprint, "/<int:hazard_id>/evidence", "evidence")
evidence_views.EvidenceFile.add_to(blueprint, "/<int:hazard_id>/evidence/<int:file_id>", "evidence_file")
evidence_views.VoidFile.add_to(blueprint, "/<int:hazard_id>/evidence/<int:file_id>/void", "evidence_void")
board_views.BoardPage.add_to(blueprint, "/<int:hazard_id>/board", "board")
board_views.BoardSheet.add_to(blueprint, "/<int:hazard_id>/board/sheet", "board_sheet")
board_views.RevokeBoard.add_to(blueprint, "/<int:hazard_id>/board/revoke", "board_revoke")
board_views.PublicBoard.add_to(blueprint, "/public/<token>", "public_board")
for _verb, _view in step_views().items():
    _view.add_to(blueprint, f"/<int:hazard_id>/{_verb}", _verb)
