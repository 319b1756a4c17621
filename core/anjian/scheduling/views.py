"""月度报送: which unit has handed in which month's tables, and the button that does it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue

from anjian.campaigns.current import current_pack
from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.kernel import clock
from anjian.scheduling.duties import SUBMIT, begun_periods, hand_in, report_duties
from anjian.ui.context import current_instance
from anjian.ui.view import View

blueprint = Blueprint("scheduling", __name__, template_folder="templates")


class Duties(View):
    """The duties of one month: the latest begun one, or the one that the address names."""

    permission = "reports.view"
    title = "月度报送"
    pack: Pack
    months: list[Period]

    def load(self, **place: Any) -> None:
        self.pack = current_pack(current_instance().settings)
        self.months = begun_periods(self.pack, clock.today())

    def get(self) -> ResponseReturnValue:
        wanted = request.args.get("period")
        period = self.pack.period(wanted) if wanted else next(iter(self.months), None)
        rows = report_duties(self.session, period, clock.today()) if period else []
        if not self.actor.sees_all:
            rows = [row for row in rows if row.unit.id == self.actor.unit_id]
        return self.render("scheduling/duties.html", period=period, months=self.months, rows=rows)

    def may_hand_in(self, unit_id: int) -> bool:
        return self.actor.may(SUBMIT) and self.actor.unit_id == unit_id


class HandIn(View):
    """Hands in the tables of one month."""

    permission = SUBMIT
    title = "月度报送"

    def post(self) -> ResponseReturnValue:
        period = self.place["period"]
        record = hand_in(self.session, self.actor, current_pack(current_instance().settings), period)
        flash(f"{record.unit_name}已报送{record.period}的调度表和清单。", "green")
        return self.redirect("scheduling.duties", period=period)


Duties.add_to(blueprint, "/", "duties")
HandIn.add_to(blueprint, "/<period>/hand-in", "hand_in")
