"""The blueprint of inspections."""

from __future__ import annotations

from flask import Blueprint

from anjian.inspections import answering, campaign_views, checklist_views, views

blueprint = Blueprint("inspections", __name__, template_folder="templates")

views.VisitList.add_to(blueprint, "/", "visits")
views.NewVisitPage.add_to(blueprint, "/new", "new")
views.EnterpriseChoices.add_to(blueprint, "/enterprises", "enterprises")
checklist_views.ChecklistPages.add_to(blueprint, "/checklists/", "checklists")
checklist_views.ChecklistPage.add_to(blueprint, "/checklists/<code>/<version>", "checklist")
views.VisitPage.add_to(blueprint, "/<uid>", "visit")
views.Start.add_to(blueprint, "/<uid>/start", "start")
views.Cancel.add_to(blueprint, "/<uid>/cancel", "cancel")
campaign_views.Campaigns.add_to(blueprint, "/<uid>/campaigns", "campaigns")
views.Void.add_to(blueprint, "/<uid>/findings/<int:finding_id>/void", "void")
answering.Answers.add_to(blueprint, "/<uid>/answers", "answers")
answering.Photo.add_to(blueprint, "/<uid>/photos/<int:photo_id>", "photo")
answering.Complete.add_to(blueprint, "/<uid>/complete", "complete")
answering.Review.add_to(blueprint, "/<uid>/findings", "review")
