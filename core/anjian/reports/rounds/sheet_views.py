"""A unit's page of a round: its table as it will be handed in, explanations, hints, what changed, and the steps."""

from __future__ import annotations

import io
from functools import cached_property
from typing import Any

from flask import send_file, url_for
from flask.typing import ResponseReturnValue

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.kernel.errors import NotFound
from anjian.kernel.system import elevated
from anjian.reports.bridges.movements import Movement, Side, movements, side_of
from anjian.reports.bridges.reasons import Clocks
from anjian.reports.bridges.values import title_of
from anjian.reports.compile import download_name
from anjian.reports.drilldown.figure_rows import pack_named
from anjian.reports.figures.algebra import wan_yuan
from anjian.reports.figures.clocks import AsOf, chinese_day
from anjian.reports.figures.units import find_unit
from anjian.reports.rounds import service
from anjian.reports.rounds.hints import hints
from anjian.reports.rounds.models import Round, RoundStep, Submission
from anjian.reports.rounds.queries import (
    Calendar,
    explanations_of,
    files_of,
    history_of,
    state_light,
    submission_of,
    tables_of,
)
from anjian.reports.rounds.rules import HANDED_IN, REVIEWABLE, SUBMIT, TRANSITIONS, State, Transition, steps_of
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import stored_file
from anjian.reports.views import MEDIA
from anjian.ui.pages import Fact, TimelineEntry
from anjian.ui.view import View
from anjian.ui.words import Light

CONSEQUENCES = {
    "prepare": "送签后，说明不能再改；由本单位负责人（须是另一人）签发。",
    "sign": "签发即对本表数字和说明负责；签发后由填报人员报送领导组办公室。",
    "submit": "报送后由领导组办公室接收；报送当日为准，逾期的标明逾期工作日。",
    "accept": "接收后计入本期封存；发现问题可在封存前退回。",
    "rework": "退回后由填报人员修改说明、补录台账，重新送签。",
    "send_back": "退回后该单位重新审核、签发、报送；办公室不能代为修改。",
}
TITLES = {verb: row.title for verb, row in TRANSITIONS.items()} | {"remind": "催报"}
CHANGES_SHOWN = 50
"""Rows of one changed value that the page lists."""


class SheetView(View, abstract=True):
    """A page of one submission."""

    permission = "reports.view"
    submission: Submission
    of: Round
    pack: Pack

    def load(self, **place: Any) -> None:
        self.submission, self.of = submission_of(self.session, place["submission_id"])
        self.pack = pack_named(self.of.campaign_code)

    @property
    def label(self) -> str:
        return f"{self.pack.period(self.of.period).label} {self.submission.unit_name}"

    @property
    def home(self) -> str:
        return url_for("reports.round_sheet", submission_id=self.submission.id)

    def crumbs(self, *more: tuple[str, str]) -> list[tuple[str, str]]:
        of, pack = self.of, self.pack
        return [
            ("月度调度", url_for("reports.rounds", campaign=pack.code)),
            (pack.period(of.period).label, url_for("reports.round_board", campaign=pack.code, period=of.period)),
            *more,
        ]

    @cached_property
    def own(self) -> bool:
        """Whether the reader is of the unit itself."""
        return service.unit_code_of(self.session, self.actor) == self.submission.unit_code

    def may_take(self, row: Transition) -> bool:
        return self.actor.may(row.permission) and (self.own or not row.by_unit)

    def back(self) -> ResponseReturnValue:
        return self.redirect("reports.round_sheet", submission_id=self.submission.id)


class Sheet(SheetView):
    """The submission: what is handed in stays as it was; before that the newest table is shown."""

    def get(self) -> ResponseReturnValue:
        one, of = self.submission, self.of
        snapshot, sets = tables_of(self.session, self.pack, shown_id(one, of))
        unit = find_unit(self.pack, one.unit_code)
        asof = AsOf(self.pack.code, self.pack.campaign.starts_on, snapshot.effective, snapshot.known)
        place: dict[str, Any] = {"campaign": self.pack.code, "period": of.period, "unit": unit.code}
        place |= {"effective": snapshot.effective.isoformat(), "known": snapshot.known}

        def shown(cell: Cell) -> tuple[str, str]:
            figure = sets.figure(cell, unit)
            value = str(wan_yuan(figure.value)) if cell.unit == "万元" else str(figure.value)
            return value, url_for("reports.rows", key=cell.key, **place)

        explained = explanations_of(self.session, one.id)
        may = [row for row in steps_of(one.state) if self.may_take(row)]
        return self.render(
            "reports/round_sheet.html", title=f"{self.label} 月度报送", crumbs=self.crumbs(), pack=self.pack, unit=unit,
            submission=one, of=of, facts=self.facts(snapshot), entries=[_entry(step) for step in self.history],
            snapshot=snapshot, effective=chinese_day(snapshot.effective), shown=shown, steps=may,
            waiting=self.waiting(may), consequences=CONSEQUENCES, explained=explained,
            notes=[(cell, title_of(self.pack, cell)) for cell in self.pack.annex1.cells if cell.key in explained],
            hints=hints(self.session, asof, unit), may_explain=self.may_explain(), changes=self.changes(),
            changes_shown=CHANGES_SHOWN, files=files_of(self.session, shown_id(one, of), one.unit_code),
        )  # fmt: skip

    @cached_property
    def history(self) -> list[RoundStep]:
        return list(history_of(self.session, self.submission.id))

    def facts(self, snapshot: ReportSnapshot) -> list[Fact]:
        lateness = Calendar(self.session, [self.of]).lateness(self.of, self.submission)
        due = lateness.light or Light("grey", f"{self.of.due_on}（含当日）前报送")
        return [
            Fact("报送状态", state_light(self.submission, lateness), note=self.submission.by_name),
            Fact("报送期限", due, note=str(self.of.due_on)),
            Fact("所据报表", f"{snapshot.kind}，截至 {snapshot.effective}", note=f"快照 {snapshot.id}"),
        ]

    def waiting(self, may: list[Transition]) -> str:
        """Who does what comes next, where the reader does not."""
        following = [row for row in steps_of(self.submission.state) if not row.reason_required]
        if not following or following[0] in may or self.submission.state == State.ACCEPTED:
            return ""
        return f"下一步“{following[0].title}”由{following[0].who}办理"

    def may_explain(self) -> bool:
        return self.own and self.actor.may(SUBMIT) and self.submission.state in REVIEWABLE

    def changes(self) -> list[Movement]:
        """What is another value in the newest table than in the one that was prepared, signed or handed in."""
        before, now = self.submission.snapshot_id, self.of.snapshot_id
        if before is None or before == now:
            return []
        unit = find_unit(self.pack, self.submission.unit_code)
        snapshot, sets = tables_of(self.session, self.pack, now)
        with elevated(self.session, "a unit's own table is explained by its rows"):
            old = side_of(self.session, self.pack, self.session.get_one(ReportSnapshot, before))
            new = Side(sets, Clocks(snapshot.effective, snapshot.known))
            return movements(self.session, self.pack, unit, old, new)


def _entry(step: RoundStep) -> TimelineEntry:
    """A step as the timeline tells it."""
    row = TRANSITIONS.get(step.verb)
    tone = "red" if row is not None and row.reason_required else ""
    who = f"{step.person_name}（{step.post}）" if step.post else step.person_name
    return TimelineEntry(
        step.taken_at, TITLES[step.verb], who, step.unit_name, step.reason, tone, (("所据报表", f"快照 {step.snapshot_id}"),)
    )  # fmt: skip


class SheetFile(SheetView):
    """A file of the unit's own: of the compilation that it handed in, else of the newest."""

    def get(self) -> ResponseReturnValue:
        one, name = self.submission, self.place["name"]
        with elevated(self.session, "the reader's own unit's file"):
            found = stored_file(self.session, shown_id(one, self.of), one.unit_code, name)
        if found is None:
            raise NotFound(f"{self.label}没有“{name}”这个文件，请从报送页面下载。")
        told = download_name(self.pack.period(self.of.period), find_unit(self.pack, one.unit_code), name)
        return send_file(
            io.BytesIO(found.content), MEDIA[name.rpartition(".")[2]], as_attachment=True, download_name=told
        )


def shown_id(submission: Submission, of: Round) -> str:
    """The compilation that a submission's page rests on: what was handed in, before that the newest."""
    if submission.state in HANDED_IN and submission.snapshot_id is not None:
        return submission.snapshot_id
    return of.snapshot_id
