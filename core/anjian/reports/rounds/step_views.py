"""What is done on a unit's page of a round: explanations, and one route for each row of the table of transitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue

from anjian.reports.bridges.values import title_of
from anjian.reports.rounds import service
from anjian.reports.rounds.forms import ExplainForm, ReasonForm
from anjian.reports.rounds.queries import explanations_of
from anjian.reports.rounds.rules import SUBMIT, TRANSITIONS
from anjian.reports.rounds.sheet_views import CONSEQUENCES, SheetView
from anjian.ui.view import FormView, View


class Explain(SheetView, FormView[ExplainForm]):
    """Say in words what stands behind a figure."""

    permission = SUBMIT
    form_class = ExplainForm
    title = "说明数字"
    verb = "保存说明"

    def initial(self) -> Mapping[str, Any]:
        figure = request.args.get("figure", "")
        found = explanations_of(self.session, self.submission.id).get(figure)
        return {"figure": figure or None, "text": found.text if found is not None else None}

    def prepare(self, form: ExplainForm) -> None:
        form.figure.set_choices({cell.key: title_of(self.pack, cell) for cell in self.pack.annex1.cells})

    def context(self) -> Mapping[str, Any]:
        return {"back": self.home, "crumbs": self.crumbs((self.submission.unit_name, self.home))}

    def save(self, form: ExplainForm) -> ResponseReturnValue:
        service.explain(
            self.session, self.actor, self.pack, self.submission.id, form.figure.data, form.text.data or ""
        )  # fmt: skip
        return self.back()


class TakeStep(SheetView, abstract=True):
    """A step that needs no words: one button on the submission's page, which shows its consequence."""

    step: ClassVar[str]

    def post(self) -> ResponseReturnValue:
        shown = request.form.get("shown", "")
        service.take_step(self.session, self.actor, self.submission.id, self.step, shown=shown)
        flash(f"{self.label}：已{TRANSITIONS[self.step].title}。")
        return self.back()


class StepBack(SheetView, FormView[ReasonForm], abstract=True):
    """A step back, with its reason."""

    form_class = ReasonForm
    step: ClassVar[str]

    def context(self) -> Mapping[str, Any]:
        return {
            "consequence": CONSEQUENCES[self.step], "back": self.home,
            "crumbs": self.crumbs((self.submission.unit_name, self.home)), "explanation": self.label,
        }  # fmt: skip

    def save(self, form: ReasonForm) -> ResponseReturnValue:
        service.take_step(self.session, self.actor, self.submission.id, self.step, reason=form.reason.data or "")
        flash(f"{self.label}：已{TRANSITIONS[self.step].title}。")
        return self.back()


def add_steps(blueprint: Blueprint, place: str) -> None:
    """One route for each row of the table of transitions."""
    for verb, row in TRANSITIONS.items():
        base: type[View] = StepBack if row.reason_required else TakeStep
        words = {"permission": row.permission, "step": verb, "title": row.title, "verb": row.title}
        view: Any = type(f"Step{verb.title().replace('_', '')}", (base,), words)
        view.add_to(blueprint, f"{place}/{verb}", f"round_{verb}")
