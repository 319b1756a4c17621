"""The pages on which a visit is done: answering item by item, checking what is missing, deciding on what was found."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from anjian.exchange.text import clean_text
from anjian.hazards.words import Method
from anjian.inspections import findings, queries, service
from anjian.inspections.forms import Entry, decisions_sent, entries_sent, entry_of, read_answers
from anjian.inspections.models import Visit
from anjian.inspections.recording import PHOTO, given_answers, is_own, load, questions_of
from anjian.inspections.rules import Question, failed, missing_of
from anjian.inspections.words import BOTH_METHODS, FAILED, NOT_CONCERNED, FindingStatus, VisitStatus
from anjian.kernel.attachments import attach, content_of
from anjian.kernel.errors import Forbidden, Problem, Refused
from anjian.ui.context import current_instance
from anjian.ui.files import file_answer
from anjian.ui.security import MAX_UPLOAD
from anjian.ui.view import View


class VisitWork(View, abstract=True):
    """A page on which somebody of the visit's unit or team works on it."""

    permission = "inspections.visit"
    status: VisitStatus

    def load(self, **place: Any) -> None:
        self.visit: Visit = queries.visit_of(self.session, place["uid"])
        if not is_own(self.session, self.actor, self.visit):
            raise Forbidden(f"本次检查由{self.visit.unit_name}开展，请由该单位人员或检查组成员办理。")

    def wrong_state(self) -> bool:
        """Whether the visit is past (or before) this page; the reader is then sent to the visit's own page."""
        return self.visit.status != self.status

    def home(self) -> ResponseReturnValue:
        return self.redirect("inspections.visit", uid=self.visit.client_uid)


class Answers(VisitWork):
    """Every item of the visit on one page; what is typed is kept by each saving, whole or not."""

    status = VisitStatus.RUNNING
    max_bytes = MAX_UPLOAD

    def load(self, **place: Any) -> None:
        super().load(**place)
        self.questions = questions_of(self.session, self.visit)
        self.kept = given_answers(self.session, self.visit)

    def get(self) -> ResponseReturnValue:
        return self.home() if self.wrong_state() else self._page({})

    def post(self) -> ResponseReturnValue:
        entries = entries_sent(self.questions, request.form)
        answers, problems = read_answers(self.questions, entries, self.kept)
        if problems:
            raise Refused(problems)
        service.answer(self.session, self.actor, self.visit.id, answers)
        self._keep_photos()
        if request.form.get("then") == "check":
            return self.redirect("inspections.complete", uid=self.visit.client_uid)
        flash("已保存。可以继续作答，也可以离开后再回来。")
        return self.redirect("inspections.answers", uid=self.visit.client_uid)

    def refused(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        return self._page(entries_sent(self.questions, request.form), problems)

    def _keep_photos(self) -> None:
        store = current_instance().store
        for question in self.questions:
            code = question.item.code
            for file in request.files.getlist(f"{code}.photo"):
                if file.filename:
                    attach(
                        self.session, store, self.actor, self.visit, kind=PHOTO, subject_id=self.visit.id, purpose=code,
                        file_name=file.filename, content=content_of(file),
                    )  # fmt: skip

    def _page(self, typed: dict[str, Entry], problems: tuple[Problem, ...] = ()) -> ResponseReturnValue:
        entries = {code: entry_of(given) for code, given in self.kept.items()} | typed
        done = [one for one in self.questions if not missing_of(one, self.kept.get(one.item.code))]
        at_fault: dict[str, list[str]] = {}
        for problem in problems:
            at_fault.setdefault(problem.field or "", []).append(problem.message)
        return self.render(
            "inspections/answers.html",
            visit=self.visit,
            groups=grouped(self.questions),
            entries={one.item.code: entries.get(one.item.code, Entry()) for one in self.questions},
            done={one.item.code for one in done},
            total=len(self.questions),
            problems=problems,
            at_fault=at_fault,
            photos=queries.photos_of(self.session, self.visit),
            opening=(*FAILED, NOT_CONCERNED),
            methods=[str(word) for word in Method],
            both=BOTH_METHODS,
        )


def grouped(questions: list[Question]) -> list[tuple[str, list[Question]]]:
    """Runs of items under one heading, in order."""
    return [(title, list(run)) for title, run in groupby(questions, key=lambda one: one.item.group)]


class Photo(View):
    """A picture of a visit, small (`?size=small`) or whole."""

    permission = "inspections.view"

    def load(self, **place: Any) -> None:
        self.picture = queries.photo_of(self.session, queries.visit_of(self.session, place["uid"]), place["photo_id"])

    def get(self) -> ResponseReturnValue:
        return file_answer(self.picture)


class Complete(VisitWork):
    """What still stands against completing; what completing will do; the button."""

    status = VisitStatus.RUNNING
    max_bytes = MAX_UPLOAD

    def load(self, **place: Any) -> None:
        super().load(**place)
        self.questions = questions_of(self.session, self.visit)
        self.kept = given_answers(self.session, self.visit)

    def get(self) -> ResponseReturnValue:
        return self.home() if self.wrong_state() else self._page(())

    def post(self) -> ResponseReturnValue:
        found = service.complete_visit(
            self.session,
            self.actor,
            self.visit.id,
            registry=current_instance().registry,
            statement=clean_text(request.form.get("statement")),
        )
        if found:
            return self.redirect("inspections.review", uid=self.visit.client_uid)
        flash("检查已完成，没有发现问题。")
        return self.home()

    def refused(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        return self._page(problems)

    def _page(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        missing = [
            one for question in self.questions for one in missing_of(question, self.kept.get(question.item.code))
        ]
        bad = [one for one in self.questions if (given := self.kept.get(one.item.code)) and failed(given)]
        return self.render(
            "inspections/complete.html",
            visit=self.visit,
            missing=missing,
            failed=bad,
            other=[problem for problem in problems if problem not in missing],
            statement=clean_text(request.form.get("statement")),
        )


class Review(VisitWork):
    """The proposals, one by one: report as a hazard, in the inspector's words, or leave with a reason."""

    status = VisitStatus.DONE

    def get(self) -> ResponseReturnValue:
        return self._page(()) if self._waiting() else self.home()

    def post(self) -> ResponseReturnValue:
        load(self.session, self.actor, self.visit.id, VisitStatus.DONE)
        instance = current_instance()
        decisions = decisions_sent([one.id for one in self._waiting()], request.form)
        hazards = findings.report_findings(
            self.session,
            self.actor,
            self.visit.id,
            decisions,
            registry=instance.registry,
            campaign=instance.settings.campaign,
        )
        flash(f"已上报隐患 {len(hazards)} 条，不上报 {len(decisions) - len(hazards)} 条。")
        return self.home()

    def refused(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        return self._page(problems)

    def _waiting(self) -> list[Any]:
        return [one for one in self.visit.findings if one.status == FindingStatus.PROPOSED and not one.voided]

    def _page(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        waiting = self._waiting()
        sent = {one.finding_id: one for one in decisions_sent([one.id for one in waiting], request.form)}
        at_fault: dict[str, list[str]] = {}
        for problem in problems:
            at_fault.setdefault(problem.field or "", []).append(problem.message)
        return self.render(
            "inspections/review.html",
            visit=self.visit,
            waiting=waiting,
            sent=sent if problems else {},
            problems=problems,
            at_fault=at_fault,
        )
