"""The two pages of the public: report without an account, and follow up with the code. The code never stands in an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import Flask, current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue

from anjian.intake import public
from anjian.intake.forms import FollowForm, PublicForm
from anjian.intake.inputs import Terms
from anjian.intake.models import Report
from anjian.intake.rules import may_object
from anjian.intake.sealing import Sealer
from anjian.kernel import clock
from anjian.kernel.errors import Problem, Refused
from anjian.people.queries import region_names
from anjian.ui.context import current_instance
from anjian.ui.view import FormView

LARGEST = 64 * 1024
"""Bytes that a visitor without an account may send."""
_PAGES = frozenset({"intake.report", "intake.follow"})
_UID = re.compile(r"[0-9a-f-]{36}\Z")
OBJECTION = 1000
"""Characters of an objection."""


def setup(app: Flask) -> None:
    """Limit what these pages take, before anything reads it."""

    @app.url_value_preprocessor
    def limit(endpoint: str | None, _values: dict[str, Any] | None) -> None:
        if endpoint in _PAGES:
            request.max_content_length = request.max_form_memory_size = LARGEST


class ReportPage(FormView[PublicForm]):
    """Report a fault, with or without a name."""

    public = True
    form_class = PublicForm
    template = "intake/report.html"
    title = "举报安全隐患"
    verb = "提交举报"

    def prepare(self, form: PublicForm) -> None:
        form.region_code.set_choices(region_names(self.session))

    def context(self) -> Mapping[str, Any]:
        sent = request.form.get("uid", "")
        return {"uid": sent if _UID.match(sent) else str(uuid4()), "follow": url_for("intake.follow")}

    def save(self, form: PublicForm) -> ResponseReturnValue:
        settings = current_instance().settings
        received = public.submit(
            self.session,
            form.report(str(self.context()["uid"])),
            terms=Terms.of(settings),
            sealer=Sealer(settings.instance),
            mark=_mark(),
            hourly=settings.intake_hourly,
        )
        return self.render("intake/received.html", report=received.report, code=received.code)


class FollowPage(FormView[FollowForm]):
    """State and official reply of one report, for who has its code; here re-examination is asked for, once."""

    public = True
    form_class = FollowForm
    template = "intake/follow.html"
    title = "查询举报办理情况"
    verb = "查询"

    def save(self, form: FollowForm) -> ResponseReturnValue:
        found = public.follow(self.session, form.code.data, mark=_mark())
        if isinstance(found, str):
            form.show([Problem(found, field="code")])
            return make_response(self._page(was_refused=True), 422)  # commits: the wrong try must be remembered
        terms = Terms.of(current_instance().settings)
        problems: tuple[Problem, ...] = ()
        objection = request.form.get("objection", "").strip()
        if "objection" in request.form:
            if len(objection) > OBJECTION:
                problems = (Problem(f"理由最多{OBJECTION}字，现为{len(objection)}字。"),)
            else:
                try:
                    public.ask_reexamination(self.session, found, objection, terms=terms)
                except Refused as refused:  # raised before anything is changed: the page shows it beside the report
                    problems = refused.problems
        return make_response(self._report(found, terms, objection, problems), 422 if problems else 200)

    def _report(self, report: Report, terms: Terms, objection: str, problems: tuple[Problem, ...]) -> str:
        return self.render(
            "intake/state.html",
            report=report,
            told=_told(report),
            code=self.form.code.data,
            objects=may_object(report, clock.today(), terms.objection_days),
            days=terms.objection_days,
            objection=objection,
            longest=OBJECTION,
            problems=problems,
        )


def _told(report: Report) -> list[tuple[str, Any]]:
    """What the reporter may know: the state and what was answered, nothing of the enterprise's file."""
    told: list[tuple[str, Any]] = [
        ("受理编号", report.public_code),
        ("收到日期", report.received_on),
        ("办理状态", report.state),
    ]
    answers = [
        ("办理期限", report.due_on if report.is_open else None),
        ("不予受理的理由", report.decline_reason),
        ("核查结论", report.conclusion if report.replied_on else None),
        ("答复日期", report.replied_on),
        ("答复内容", report.reply),
        ("申请复查日期", report.objected_on),
        ("复查结论", report.reexam_conclusion),
        ("复查答复", report.reexam_reply),
    ]
    return told + [pair for pair in answers if pair[1]]


def _mark() -> str:
    return public.mark_of(str(current_app.secret_key), request.remote_addr or "")
