"""The office's pages of a round: board, comparison, history, export, reminders, seal. Units see their own line on them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from flask import flash, request, send_file, url_for
from flask.typing import ResponseReturnValue

from anjian.campaigns.packs import Pack
from anjian.kernel import clock
from anjian.kernel.calendar import last_working_day_until
from anjian.reports.drilldown.figure_rows import campaign_tabs, chosen_pack, pack_named
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.rounds import service
from anjian.reports.rounds.board import Line, lines
from anjian.reports.rounds.export import workbook_of
from anjian.reports.rounds.forms import RemindForm, SealForm
from anjian.reports.rounds.models import Round
from anjian.reports.rounds.queries import Calendar, round_of, rounds_of, seals_of, tables_of
from anjian.reports.rounds.rules import RETURN, State
from anjian.reports.snapshots.models import ReportSeal, ReportSnapshot
from anjian.reports.snapshots.sealing import SEAL, failed_sections
from anjian.ui.pages import Fact
from anjian.ui.view import FormView, View
from anjian.ui.words import Light, moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Rounds(View):
    """Every round of a campaign: who handed in late, how it was sealed; the way to each round's board."""

    permission = "reports.view"

    def get(self) -> ResponseReturnValue:
        pack = chosen_pack()
        rounds = rounds_of(self.session, pack.code)
        calendar = Calendar(self.session, rounds)
        by_round: dict[int, list[Any]] = {one.id: [] for one in rounds}
        for one in service.submissions_in(self.session, list(by_round)):
            by_round[one.round_id].append(one)
        seals = seals_of(self.session, [one.sealed_id for one in rounds if one.sealed_id])
        rows = [
            (
                of, len(of_round := by_round[of.id]), sum(one.first_on is not None for one in of_round),
                [one.unit_name for one in of_round if calendar.lateness(of, one).late],
                seals.get(of.sealed_id or ""),
            )
            for of in rounds
        ]  # fmt: skip
        return self.render(
            "reports/rounds.html", title="月度调度", pack=pack, rows=rows,
            campaigns=campaign_tabs("reports.rounds", pack), coming=self._coming(pack, rounds),
            unopened=_unopened(pack, rounds), label=lambda of: pack.period(of.period).label, seal_words=seal_words,
        )  # fmt: skip

    def _coming(self, pack: Pack, rounds: Sequence[Round]) -> tuple[str, str, str] | None:
        """The month whose round has not opened yet: its name, the reminder's day, the due day."""
        open_ones = {one.period for one in rounds}
        today = clock.today()
        month = next((one for one in pack.periods() if one.start <= today <= one.provisional_on), None)
        if month is None or month.code in open_ones:
            return None
        due = month.provisional_on
        return month.label, chinese_day(last_working_day_until(self.session, due)), chinese_day(due)


def _unopened(pack: Pack, rounds: Sequence[Round]) -> list[str]:
    """Months whose tables are past due and have not been compiled: named, never passed over."""
    opened = {one.period for one in rounds}
    return [
        month.label for month in pack.periods() if month.provisional_on < clock.today() and month.code not in opened
    ]


class RoundView(View, abstract=True):
    """A page of one round."""

    permission = "reports.view"
    pack: Pack
    of: Round

    def load(self, **place: Any) -> None:
        self.pack = pack_named(place["campaign"])
        self.of = round_of(self.session, self.pack.code, place["period"])

    @cached_property
    def tables(self) -> tuple[ReportSnapshot, list[Line]]:
        """The round's newest compilation, and a line for each submission that the reader may see."""
        snapshot, sets = tables_of(self.session, self.pack, self.of.snapshot_id)
        seen = service.submissions_of(self.session, self.of.id)
        return snapshot, list(lines(self.session, self.pack, self.of, seen, sets))

    @property
    def label(self) -> str:
        return self.pack.period(self.of.period).label

    def address(self, endpoint: str) -> str:
        return url_for(f"reports.{endpoint}", campaign=self.pack.code, period=self.of.period)

    def crumbs(self) -> list[tuple[str, str]]:
        return [
            ("月度调度", url_for("reports.rounds", campaign=self.pack.code)),
            (self.label, self.address("round_board")),
        ]


class Board(RoundView):
    """One round: thirteen units and where each stands, and how they compare."""

    def get(self) -> ResponseReturnValue:
        snapshot, seen = self.tables
        found = seals_of(self.session, [self.of.sealed_id]).get(self.of.sealed_id) if self.of.sealed_id else None
        failed = failed_sections(found) if found else ()
        return self.render(
            "reports/round_board.html", title=f"{self.label}调度", lines=seen, snapshot=snapshot, facts=self.facts(seen),
            seal=found, failed=[f"{one.department}：{one.title}（{one.failure}）" for one in failed],
            seal_words=seal_words, may_seal=self.may_seal(),
            may_remind=self.actor.may(RETURN) and any(line.behind for line in seen),
        )  # fmt: skip

    def may_seal(self) -> bool:
        return self.actor.may(SEAL) and self.of.sealed_id != self.of.snapshot_id

    def table_address(self, line: Line) -> str:
        """The table from which a line's figures come: it opens their rows."""
        snapshot, one = self.tables[0], line.submission
        return url_for(
            "reports.annex1", campaign=self.pack.code, period=self.of.period, unit=one.unit_code,
            effective=snapshot.effective.isoformat(), known=snapshot.known,
        )  # fmt: skip

    def facts(self, seen: list[Line]) -> list[Fact]:
        """What decides: the round's state, how many have handed in, who is behind."""
        of, handed = self.of, [line for line in seen if not line.behind]
        tones = {"收集中": "blue", "已完整封存": "green"}
        late = [line.submission.unit_name for line in seen if line.behind and line.lateness.late]
        return [
            Fact("调度状态", Light(tones.get(of.state, "yellow"), of.state), note=f"开启于 {moment(of.opened_at)}"),
            Fact("已报送", f"{len(handed)} / {len(seen)} 个单位", note=f"报送期限 {of.due_on}（含当日）"),
            Fact("逾期未报", "、".join(late) or "无", tone="red" if late else ""),
        ]


class RoundExport(RoundView):
    """The board as a workbook."""

    def get(self) -> ResponseReturnValue:
        snapshot, seen = self.tables
        content = io.BytesIO()
        workbook_of(self.pack, self.of, snapshot, seen).save(content)
        content.seek(0)
        return send_file(content, XLSX, as_attachment=True, download_name=f"{self.label} 调度情况.xlsx")


class Remind(RoundView, FormView[RemindForm]):
    """Ask those who have not handed in for their tables."""

    permission = RETURN
    form_class = RemindForm
    title = "催报"
    verb = "催报"

    def context(self) -> Mapping[str, Any]:
        names = [line.submission.unit_name for line in self.tables[1] if line.behind]
        text = f"将向以下单位催报：{'、'.join(names)}。" if names else "各单位均已报送，不需要催报。"
        return {"consequence": text, "back": self.address("round_board"), "crumbs": self.crumbs()}

    def save(self, form: RemindForm) -> ResponseReturnValue:
        behind = service.remind(self.session, self.actor, self.of.id, form.note.data or "")
        flash(f"已催报：{'、'.join(one.unit_name for one in behind)}。")
        return self.redirect("reports.round_board", campaign=self.pack.code, period=self.of.period)


class Seal(RoundView, FormView[SealForm]):
    """Seal the round: complete, or incomplete with names."""

    permission = SEAL
    form_class = SealForm
    template = "reports/round_seal.html"
    title = "封存"
    verb = "封存本期报表"

    def context(self) -> Mapping[str, Any]:
        snapshot, seen = self.tables
        missing = [line.submission.unit_name for line in seen if line.submission.state != State.ACCEPTED]
        text = f"封存{self.label}{snapshot.kind}（快照 {snapshot.id}）。封存后数字、文件和说明不能再变，以后的补录在下期说明。"
        text += f"尚未报送或尚未接收的单位：{'、'.join(missing)}。" if missing else "各单位均已报送并接收。"
        return {"consequence": text, "back": self.address("round_board"), "crumbs": self.crumbs()}

    def save(self, form: SealForm) -> ResponseReturnValue:
        service.seal_round(
            self.session, self.actor, self.of.id, shown=request.form.get("shown", ""),
            incomplete=bool(form.incomplete.data), note=form.note.data or "",
        )  # fmt: skip
        flash(f"{self.label}调度{self.of.state}。")
        return self.redirect("reports.round_board", campaign=self.pack.code, period=self.of.period)


def seal_words(seal: ReportSeal) -> str:
    """What a seal says of itself, in one sentence."""
    state = f"不完整，缺：{'、'.join(seal.missing_units)}" if seal.missing_units else "完整"
    return f"{seal.kind}已由{seal.unit_name}{seal.sealed_by}于 {moment(seal.sealed_at)} 封存（{state}）"
