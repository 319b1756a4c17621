"""The pages of diligence: lists, one record, its form, its files; the watch-list; an accident and what was known then."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from flask import flash, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from anjian.diligence import queries, service
from anjian.diligence.forms import DayFilter, ListFilters, VoidForm
from anjian.diligence.kinds import ACCIDENTS, CONGRESS, PROGRESS, REFUSALS, VIEW_CASES, VIEW_HAZARDS, Kind
from anjian.diligence.models import Accident, Refusal
from anjian.diligence.rules import casualties, last_due, next_due
from anjian.diligence.showing import RECORD_TITLES, congress_light, pairs_of, refusal_light
from anjian.enforcement.queries import cases_of_hazard
from anjian.enforcement.words import CaseStage
from anjian.enterprises.queries import enterprise_of
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.pages import Fact, TimelineEntry
from anjian.ui.view import FormView, View
from anjian.ui.words import Light, due_light


def _hazard_columns() -> tuple[Column, ...]:
    return (
        Column("code", "编号", lambda row: row[0].public_code, "short",
               link=lambda row: url_for("hazards.show", hazard_id=row[0].id), lead=True),
        Column("enterprise", "企业", lambda row: row[1].name,
               link=lambda row: address_of("enterprises.show", enterprise_id=row[1].id)),
        Column("content", "隐患具体内容", lambda row: row[0].content),
        Column("confirmed_on", "确认时间", lambda row: row[0].confirmed_on, "day"),
        Column("state", "状态", lambda row: row[0].state, "short"),
        Column("unit_name", "填报单位", lambda row: row[0].unit_name, "short", shown=False),
    )  # fmt: skip


class Overview(View):
    """The parts of the room that the reader may open."""

    permission = VIEW_HAZARDS

    def get(self) -> ResponseReturnValue:
        return self.render("diligence/overview.html", title="法定责任")


class HazardReports(ListView, abstract=True):
    """Open major hazards by what was reported on them."""

    permission = VIEW_HAZARDS
    key = Hazard.id
    unit = "个"
    filter_form = ListFilters

    def prepare(self, filters: FilterForm) -> None:
        del filters._fields["which"].choices["voided"]  # type: ignore[attr-defined]

    def row_id(self, row: Any) -> Any:
        return row[0].id


class ProgressList(HazardReports):
    """Who reports on time, and who does not (R-089). A missing report blocks nothing."""

    title = "整改进展报告"
    explanation = (
        "重大事故隐患未销号期间，企业定期向行业监管部门和主体企业报告整治情况。应报未报的列出，不影响其他办理。"
    )
    tabs = (Tab("全部"), Tab("应报未报", (("which", "late"),)))
    columns = (
        *_hazard_columns(),
        Column("reported_on", "最近报告", lambda row: row[2], "day"),
        Column("light", "下次报告", lambda row: progress_light(row[0], row[2]), "light"),
        Column("new", "办理", lambda _row: "报告进展", "short",
               link=lambda row: url_for("diligence.progress_new", hazard_id=row[0].id)),
    )  # fmt: skip
    empty = Empty("没有需要报告进展的隐患", "已确认、未销号的重大事故隐患会列在这里。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        late = last_due(clock.today(), *period()) if filters.value("which") == "late" else None
        return queries.progress_due(late=late, text=filters.value("q"))

    def chosen_columns(self) -> list[Column]:
        columns = super().chosen_columns()
        return columns if self.actor.may(PROGRESS.edit) else [one for one in columns if one.key != "new"]


class CongressList(HazardReports):
    """Which major hazards the workers were told of (N-06)."""

    title = "向职代会报告"
    explanation = "重大事故隐患排查治理情况应当及时向职工大会或者职工代表大会报告（安全生产法第四十一条）。"
    tabs = (Tab("全部"), Tab("未报告", (("which", "missing"),)), Tab("已报告", (("which", "done"),)))
    columns = (
        *_hazard_columns(),
        Column("light", "报告情况", lambda row: congress_light(row[2]), "light"),
        Column("new", "办理", lambda _row: "登记报告", "short",
               link=lambda row: url_for("diligence.congress_new", hazard_id=row[0].id)),
    )  # fmt: skip
    empty = Empty("没有这样的隐患", "已确认、未销号的重大事故隐患会列在这里。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        return queries.congress_found(filters.value("which"), filters.value("q"))

    def chosen_columns(self) -> list[Column]:
        columns = super().chosen_columns()
        return columns if self.actor.may(CONGRESS.edit) else [one for one in columns if one.key != "new"]


class RefusalList(ListView):
    """Refusals with what still has to be decided (N-09)."""

    permission = VIEW_CASES
    title = "拒不执行"
    explanation = "企业拒不执行责令改正、停产停业整顿等决定的，在这里提醒依法作出决定；在隐患页面登记。"
    key = Refusal.id
    unit = "项"
    sort = "due_on"
    filter_form = ListFilters
    tabs = (Tab("有效"), Tab("已作废", (("which", "voided"),)))
    columns = (
        Column("code", "编号", lambda row: row[0].public_code, "short",
               link=lambda row: url_for("diligence.refusals_page", row_id=row[0].id), lead=True),
        Column("enterprise", "企业", lambda row: row[1] or ""),
        Column("happened_on", "认定日期", lambda row: row[0].happened_on, "day"),
        Column("order_number", "责令改正文书号", lambda row: row[0].order_number, "short"),
        Column("evidence", "事实和证据", lambda row: row[0].evidence),
        Column("due_on", "办理期限", lambda row: row[0].due_on, "day", sort=Refusal.due_on),
        Column("unit_name", "登记单位", lambda row: row[0].unit_name, "short"),
    )  # fmt: skip
    empty = Empty("没有拒不执行的记录", "企业拒不消除隐患的，由监管人员在隐患页面登记。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        return queries.kept_found(Refusal, filters.value("q"), voided=filters.value("which") == "voided")

    def row_id(self, row: Any) -> Any:
        return row[0].id


class AccidentList(ListView):
    """Accidents and near-misses (R-127)."""

    permission = ACCIDENTS.view
    title = "事故和险情"
    explanation = "每起事故、险情关联隐患和检查：发生时台账里有没有、谁查过、什么时候查的。"
    key = Accident.id
    unit = "起"
    sort = "-happened_on"
    filter_form = ListFilters
    tabs = (Tab("有效"), Tab("已作废", (("which", "voided"),)))
    actions = (Action("登记事故险情", "diligence.accidents_new", ACCIDENTS.edit, primary=True),)
    columns = (
        Column("code", "编号", lambda row: row[0].public_code, "short",
               link=lambda row: url_for("diligence.accidents_page", row_id=row[0].id), lead=True),
        Column("enterprise", "企业", lambda row: row[1] or ""),
        Column("happened_at", "发生时间", lambda row: row[0].happened_at, "moment"),
        Column("happened_on", "发生日期", lambda row: row[0].happened_on, "day", sort=Accident.happened_on, shown=False),
        Column("kind", "性质", lambda row: row[0].kind, "short"),
        Column("accident_type", "类别", lambda row: row[0].accident_type, "short"),
        Column("casualties", "伤亡", lambda row: casualties(row[0].deaths, row[0].injured, row[0].missing), "short"),
        Column("place", "地点", lambda row: row[0].place),
        Column("unit_name", "登记单位", lambda row: row[0].unit_name, "short"),
    )  # fmt: skip
    empty = Empty("没有事故和险情记录", "发生事故或险情后登记，页面列出发生时台账所知的情况。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        return queries.kept_found(Accident, filters.value("q"), voided=filters.value("which") == "voided")

    def row_id(self, row: Any) -> Any:
        return row[0].id


class WatchList(View):
    """Enterprises whose closure is to be proposed, as of any day (N-07)."""

    permission = VIEW_CASES

    def get(self) -> ResponseReturnValue:
        day = asked_day()
        filters = DayFilter(data={"day": day})
        rows = queries.watch_list(self.session, day)
        return self.render(
            "diligence/watch.html", title="提请关闭预警", day=day, rows=rows, filters=filters, hazard_address=_hazard_address,
            decision_address=lambda row: address_of("enforcement.decisions_page", row_id=row.id),
            enterprise_address=lambda row: address_of("enterprises.show", enterprise_id=row.id),
        )  # fmt: skip


class RecordPage(View, abstract=True):
    """One record: what was stated, by whom, its files."""

    kind: ClassVar[Kind]
    template: ClassVar[str] = "diligence/record.html"
    row: Any

    def load(self, **place: Any) -> None:
        self.row = queries.row_of(self.session, self.kind, place["row_id"])

    def get(self) -> ResponseReturnValue:
        row, kind = self.row, self.kind
        entries = [TimelineEntry(row.recorded_at, f"登记{kind.noun}", row.recorded_by, row.unit_name)]
        mine = self.actor.may(kind.edit) and row.unit_id == self.actor.unit_id and not row.voided
        home = address_of(f"diligence.{kind.name}") or url_for("diligence.watch")
        return self.render(
            self.template, title=f"{kind.noun} {row.public_code}", kind=kind, row=row, facts=self.facts(), own=mine,
            enterprise=queries.enterprise_name(self.session, row.enterprise_id), pairs=pairs_of(kind, row), entries=entries,
            files=queries.files_of(self.session, kind, row.id), hazards=self.hazards(), hazard_address=_hazard_address,
            crumbs=[("法定责任", url_for("diligence.overview")), (kind.title, home)], **self.context(),
        )  # fmt: skip

    def facts(self) -> list[Fact]:
        row = self.row
        state = Light("grey", "已作废") if row.voided else Light("green", "有效")
        name = queries.enterprise_name(self.session, row.enterprise_id)
        return [
            Fact("企业", name),
            Fact(RECORD_TITLES[self.kind.name], row.happened_on.isoformat()),
            Fact("状态", state),
        ]

    def hazards(self) -> Sequence[Hazard]:
        """The hazards that the record is about."""
        number = getattr(self.row, "hazard_id", None)
        return self.session.scalars(select(Hazard).where(Hazard.id == number)).all()

    def context(self) -> Mapping[str, Any]:
        return {}


class RefusalPage(RecordPage):
    """A refusal with the decisions that it calls for, each with its clause; amounts are an officer's to decide."""

    permission = REFUSALS.view
    kind = REFUSALS
    template = "diligence/refusal.html"

    def facts(self) -> list[Fact]:
        self.states = queries.duties(self.session, [self.row], clock.today())
        first, second, state = super().facts()
        return [
            first,
            second,
            state if self.row.voided else Fact("待作出的决定", refusal_light(self.states, clock.today())),
        ]

    def context(self) -> Mapping[str, Any]:
        return {"states": self.states, "decide": self._decide()}

    def _decide(self) -> str:
        """The form of a decision in the case over the hazard; while there is no case, the form of a case."""
        hazard = self.row.hazard
        case = next((one for one in cases_of_hazard(self.session, hazard.id) if one.stage == CaseStage.OPEN), None)
        if case is not None:
            return url_for("enforcement.decisions_new", case_number=case.number)
        enterprise = enterprise_of(self.session, hazard.enterprise_id)
        return url_for("enforcement.cases_new", hazard=hazard.public_code, enterprise=enterprise.credit_code)


class RecordVoid(FormView[VoidForm], abstract=True):
    """Mark a record as wrong."""

    kind: ClassVar[Kind]
    form_class = VoidForm
    verb = "作废"
    row: Any

    def load(self, **place: Any) -> None:
        self.row = queries.row_of(self.session, self.kind, place["row_id"])

    def context(self) -> Mapping[str, Any]:
        back = url_for(f"diligence.{self.kind.name}_page", row_id=self.row.id)
        return {"consequence": f"{self.row.public_code} 作废后不再有效，记录和理由保留。", "back": back}

    def save(self, form: VoidForm) -> ResponseReturnValue:
        service.void(self.session, self.actor, self.kind, self.row.id, form.reason.data or "")
        flash(f"{self.row.public_code} 已作废。")
        return self.redirect(f"diligence.{self.kind.name}_page", row_id=self.row.id)


class RecordFile(View, abstract=True):
    """One file of a record."""

    kind: ClassVar[Kind]

    def load(self, **place: Any) -> None:
        row = queries.row_of(self.session, self.kind, place["row_id"])
        found = {one.id: one for one in queries.files_of(self.session, self.kind, row.id)}
        if place["file_id"] not in found:
            raise NotFound("没有这份佐证材料。")
        self.file = found[place["file_id"]]

    def get(self) -> ResponseReturnValue:
        content = io.BytesIO(current_instance().store.read(self.file.sha256))
        name = self.file.file_name
        if self.file.media_type == "image/jpeg":
            name = f"{Path(name).stem}.jpg"
        return send_file(content, self.file.media_type, as_attachment=True, download_name=name)


def period() -> tuple[int, int]:
    """Months of a reporting period and the day of its last month on which the report is due."""
    settings = current_instance().settings
    return settings.progress_months, settings.progress_day


def progress_light(hazard: Hazard, reported_on: date | None) -> Light:
    """When the next progress report is due; late while that of the newest past period is missing."""
    today = clock.today()
    late = last_due(today, *period())
    confirmed = hazard.confirmed_on or today
    if confirmed <= late.due_on and (reported_on is None or reported_on < late.begins):
        return due_light(late.due_on, today)
    return due_light(next_due(max(today, confirmed), *period(), reported_on), today)


def asked_day() -> date:
    """The day that the address asks for, else today."""
    filters = DayFilter.from_address()
    return filters.value("day") or clock.today()


def _hazard_address(hazard_id: int) -> str:
    return address_of("hazards.show", hazard_id=hazard_id)
