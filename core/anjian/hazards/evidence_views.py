"""The page 材料 of a hazard: what is there, adding to it, handing it out, voiding what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from anjian.hazards import evidence, queries
from anjian.hazards.board_views import board_light, crumbs
from anjian.hazards.evidence_forms import EvidenceForm, WhyForm
from anjian.hazards.models import Hazard
from anjian.hazards.words import CLOSED, Evidence
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel
from anjian.ui.context import current_instance
from anjian.ui.files import file_answer
from anjian.ui.security import MAX_UPLOAD
from anjian.ui.view import FormView, View

SHOWN = 8
"""Pictures on the hazard's own page; the page 材料 shows all."""


class EvidencePage(FormView[EvidenceForm]):
    """Every file of a hazard, and the form that adds to them. Whoever may read the hazard may read its files."""

    permission = "hazards.view"
    form_class = EvidenceForm
    template = "hazards/evidence.html"
    title = "材料"
    verb = "上传"
    max_bytes = MAX_UPLOAD

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])

    def initial(self) -> Mapping[str, Any]:
        asked = request.args.get("purpose")
        return {"purpose": asked} if asked in list(Evidence) else {}

    def context(self) -> Mapping[str, Any]:
        files = evidence.files_of(self.session, self.hazard)
        open_to_void = self.hazard.state not in CLOSED
        return {
            "hazard": self.hazard,
            "enterprise": self.enterprise,
            "groups": evidence.by_purpose(files),
            "may_add": self.actor.may(evidence.PERMISSION) and self.hazard.merged_into_id is None,
            "voidable": {
                row.id for row in files if open_to_void and not row.voided and evidence.may_void(self.actor, row)
            },
            "crumbs": crumbs(self.hazard),
        }

    def save(self, form: EvidenceForm) -> ResponseReturnValue:
        store, purpose = current_instance().store, Evidence(form.purpose.data)
        kept = evidence.add_evidence(self.session, store, self.actor, self.hazard.id, purpose, form.uploads())
        flash(f"已上传{purpose} {len(kept)} 份。")
        return self.redirect("hazards.evidence", hazard_id=self.hazard.id)


class EvidenceFile(View):
    """One file: as secret as its hazard."""

    permission = "hazards.view"

    def load(self, **place: Any) -> None:
        hazard, _enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.file = evidence.file_of(self.session, hazard, place["file_id"])

    def get(self) -> ResponseReturnValue:
        return file_answer(self.file)


class VoidFile(FormView[WhyForm]):
    """Mark a file as wrong."""

    permission = evidence.PERMISSION
    form_class = WhyForm
    title = "作废材料"
    verb = "作废"

    def load(self, **place: Any) -> None:
        self.hazard, _enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.file = evidence.file_of(self.session, self.hazard, place["file_id"])

    def context(self) -> Mapping[str, Any]:
        home = url_for("hazards.evidence", hazard_id=self.hazard.id)
        text = f"{self.file.purpose}“{self.file.file_name}”作废后不再作为依据，文件和理由保留，不可恢复。"
        return {"consequence": text, "back": home, "crumbs": [*crumbs(self.hazard), ("材料", home)]}

    def save(self, form: WhyForm) -> ResponseReturnValue:
        evidence.void_evidence(self.session, self.actor, self.hazard.id, self.file.id, form.reason.data or "")
        flash("材料已作废。")
        return self.redirect("hazards.evidence", hazard_id=self.hazard.id)


def hazard_panel(session: Session, actor: Actor, hazard: Hazard) -> list[Panel]:
    """On the hazard's page: whether its plan hangs at the entrance, how much evidence there is, the latest pictures."""
    files = [row for row in evidence.files_of(session, hazard) if not row.voided]
    counted = {purpose: len(rows) for purpose, rows in evidence.by_purpose(files).items()}
    context = {
        "hazard": hazard,
        "counted": "，".join(f"{purpose} {number} 份" for purpose, number in counted.items()) or "还没有材料",
        "pictures": [row for row in reversed(files) if row.is_picture][:SHOWN],
        "board": board_light(session, hazard, files),
    }
    return [Panel("材料和公示", "hazards/evidence_panel.html", context, order=6)]
