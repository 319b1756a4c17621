"""One step on many chosen hazards: the same rules row by row, each in a savepoint of its own; every refusal is reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue

from anjian.enterprises.models import Enterprise
from anjian.hazards import queries, service
from anjian.hazards.bulk_forms import BulkConfirmForm, BulkListingForm
from anjian.hazards.charge import problems_of_charge
from anjian.hazards.forms import DayForm
from anjian.hazards.guards import Step
from anjian.hazards.inputs import Listing
from anjian.hazards.models import Hazard
from anjian.hazards.rules import TRANSITIONS, standing_problems
from anjian.hazards.words import ListingLevel
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.ui.forms import Form
from anjian.ui.view import FormView

MOST = 200
"""Hazards of one go."""
NUMBER = 60
"""Characters of an order's number."""
Take = Callable[["BulkView", Any, Hazard, int | None], Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen hazard as the page shows it, with what stands against the step."""

    hazard: Hazard
    enterprise: Enterprise
    seq: int
    standing: Sequence[str]


class BulkView(FormView[Form], abstract=True):
    """The chosen rows and the fields that they share; sending it takes the step row by row."""

    template = "hazards/bulk.html"
    step: ClassVar[str]
    take: ClassVar[Take]
    numbered: ClassVar[bool] = False
    """Whether each row needs a document number of its own."""
    rows: Sequence[Chosen] = ()

    def load(self, **place: Any) -> None:
        asked = [
            int(text) for text in dict.fromkeys(request.values.getlist("row")) if text.isdecimal() and len(text) < 19
        ]
        statement = queries.ledger(queries.LedgerFilter(), clock.today()).where(Hazard.id.in_(asked[:MOST]))
        found = self.session.execute(statement.order_by(Hazard.id)).all()
        self.rows = [Chosen(hazard, enterprise, hazard.seq, self._standing(hazard)) for hazard, enterprise in found]
        self.unseen = len(asked) - len(found)

    def _standing(self, hazard: Hazard) -> list[str]:
        today = clock.today()
        step = Step(self.step, today, today, self.actor.person_id, reason="-")
        against = [*problems_of_charge(self.actor, hazard, TRANSITIONS[self.step]), *standing_problems(hazard, step)]
        return [problem.message for problem in against]

    def initial(self) -> Mapping[str, Any]:
        return {
            "effective_on": clock.today(), "supervising_unit": self.actor.unit_name, "supervisor": self.actor.person_name,
        }  # fmt: skip

    def context(self) -> Mapping[str, Any]:
        back = url_for("hazards.ledger")
        return {
            "rows": self.rows,
            "sent": request.form,
            "back": back,
            "crumbs": [("隐患台账", back)],
            "unseen": self.unseen,
        }

    def post(self) -> ResponseReturnValue:
        if "go" not in request.form:
            return self.get()
        if not self.rows:
            self._bind()
            raise Refused("请先在台账中选择隐患。")
        return super().post()

    def save(self, form: Form) -> ResponseReturnValue:
        done, refused = [], []
        for row in self.rows:
            code, name, number = row.hazard.public_code, row.enterprise.name, row.hazard.id
            try:
                with self.session.begin_nested():
                    type(self).take(self, form, row.hazard, _sent_seq(number))
                done.append((number, code, name))
            except Refused as problem:
                refused.append((number, code, name, [str(one) for one in problem.problems]))
            except (NotFound, Forbidden) as problem:
                refused.append((number, code, name, [str(problem)]))
        told = {"done": done, "refused": refused, "back": url_for("hazards.ledger"), "unseen": self.unseen}
        return self.render("hazards/bulk_done.html", **told)


def _sent_seq(hazard_id: int) -> int:
    text = request.form.get(f"seq-{hazard_id}", "")
    if not text.isdecimal() or len(text) > 9:
        raise Refused("页面已过期，请重新选择后办理。")
    return int(text)


def _simple(use_case: Callable[..., Any]) -> Take:
    return lambda view, form, hazard, seq: use_case(
        view.session, view.actor, hazard.id, form.effective_on.data, seq=seq
    )


def _confirm(view: BulkView, form: BulkConfirmForm, hazard: Hazard, seq: int | None) -> None:
    on: date = form.effective_on.data
    service.confirm(view.session, view.actor, hazard.id, on, reason=form.reason.data or "", seq=seq)


def _order(view: BulkView, form: BulkListingForm, hazard: Hazard, seq: int | None) -> None:
    number = request.form.get(f"number-{hazard.id}", "").strip()
    if not number or len(number) > NUMBER:
        raise Refused([Problem(f"请填写挂牌文号，不超过{NUMBER}个字。")])
    listing = Listing(
        number, ListingLevel(form.level.data), form.supervising_unit.data, form.supervisor.data, form.requirements.data,
        form.due_on.data,
    )  # fmt: skip
    service.order_listing(view.session, view.actor, hazard.id, form.effective_on.data, listing, seq=seq)


BULK: dict[str, tuple[type[Form], Take]] = {
    "sign": (DayForm, _simple(service.sign)),
    "confirm_parent": (DayForm, _simple(service.confirm_parent)),
    "confirm": (BulkConfirmForm, _confirm),
    "order_listing": (BulkListingForm, _order),
}
"""The steps that are offered for many rows at once; those that judge a site are taken one by one."""


def bulk_views() -> dict[str, type[BulkView]]:
    """A view class for each of them, with the permission and title of its transition."""
    made = {}
    for verb, (form, take) in BULK.items():
        row = TRANSITIONS[verb]
        attributes = {
            "permission": row.permission, "form_class": form, "title": f"批量{row.title}", "verb": row.title, "step": verb,
            "take": staticmethod(take), "numbered": verb == "order_listing",
        }  # fmt: skip
        made[verb] = type(f"Bulk{verb.title().replace('_', '')}", (BulkView,), attributes)
    return made
