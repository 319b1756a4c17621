"""The pages of receipts."""

from __future__ import annotations

import io
from typing import Any

from flask import send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from anjian.hazards import queries
from anjian.hazards.receipts import receipt_of, record_file
from anjian.hazards.words import State
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel
from anjian.ui.view import View


class ReceiptPage(View):
    """A receipt to print on A4, for the enterprise and for the department alike."""

    permission = "hazards.view"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.receipt = receipt_of(self.session, self.hazard, place.get("seq"))

    def get(self) -> ResponseReturnValue:
        hazard, event = self.hazard, self.receipt.event
        return self.render(
            "hazards/receipt.html",
            title=self.receipt.title,
            hazard=hazard,
            enterprise=self.enterprise,
            receipt=self.receipt,
            file_address=url_for("hazards.receipt_record", hazard_id=hazard.id, seq=event.seq),
            others=[one for one in reversed(queries.timeline(self.session, hazard)) if one.seq != event.seq],
            crumbs=[
                ("隐患台账", url_for("hazards.ledger")),
                (hazard.public_code, url_for("hazards.show", hazard_id=hazard.id)),
            ],
        )


class ReceiptRecord(ReceiptPage):
    """The record behind a receipt, byte for byte as it was hashed."""

    def get(self) -> ResponseReturnValue:
        event = self.receipt.event
        name = f"{self.hazard.public_code} 第{event.seq}条原始记录.txt"
        return send_file(io.BytesIO(record_file(event)), "text/plain", as_attachment=True, download_name=name)


def receipt_panels(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """The way from a reported hazard to its receipt."""
    if subject.state == State.UNSIGNED and subject.signed_on is None:
        return []
    address = url_for("hazards.receipt", hazard_id=subject.id)
    return [Panel("报告回执", "hazards/receipt_panel.html", {"address": address}, 7)]
