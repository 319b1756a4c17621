"""Pages of visits: the list, a new one, one visit, the checklists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import load_only

from anjian.enterprises.queries import enterprise_of
from anjian.inspections import findings, queries, service
from anjian.inspections.campaigns import campaign_words
from anjian.inspections.catalogue import catalogue_of
from anjian.inspections.checklists import FRAGMENT
from anjian.inspections.forms import START, CancelForm, VisitFilters, VisitForm, VoidForm
from anjian.inspections.inputs import NewVisit
from anjian.inspections.models import Finding, Visit
from anjian.inspections.recording import is_own, questions_of
from anjian.inspections.words import FAILED, FindingStatus, Mode, VisitStatus
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.ui.context import current_instance
from anjian.ui.filters import here
from anjian.ui.forms import FilterForm
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.pages import Fact, NextStep, TimelineEntry
from anjian.ui.view import FormView, View
from anjian.ui.words import Light, tone_of

TONES = {
    VisitStatus.PLANNED: "grey",
    VisitStatus.RUNNING: "blue",
    VisitStatus.DONE: "green",
    VisitStatus.CANCELLED: "grey",
}
CHOICES = 20
"""Enterprises offered while one types."""


def light_of(visit: Visit) -> Light:
    """The visit's state; a planned day that has passed is shown as late."""
    if visit.status == VisitStatus.PLANNED and tone_of(visit.visited_on, clock.today()) == "red":
        return Light("yellow", "计划日期已过")
    return Light(TONES[VisitStatus(visit.status)], visit.status)


def address_of_visit(visit: Visit) -> str:
    return url_for("inspections.visit", uid=visit.client_uid)


def row_number(typed: object) -> int | None:
    """The id that an address or a form names; None for anything that no database would take."""
    text = str(typed or "")
    return int(text) if text.isdecimal() and len(text) <= 9 else None


class VisitList(ListView):
    """Every visit that the actor may know of."""

    permission = "inspections.view"
    title = "检查"
    explanation = (
        "企业自查、县级检查和市级督导的全部检查。未到达企业的明察暗访、突击检查和随机抽查只有检查组成员能看到。"
    )
    key = Visit.id
    sort = "-visited_on"
    unit = "次"
    filter_form = VisitFilters
    tabs = (
        Tab("全部"),
        Tab("进行中", (("status", str(VisitStatus.RUNNING)),)),
        Tab("计划", (("status", str(VisitStatus.PLANNED)),)),
        Tab("已完成", (("status", str(VisitStatus.DONE)),)),
    )
    actions = (Action("新建检查", "inspections.new", "inspections.visit", primary=True),)
    empty = Empty("还没有检查", "从“新建检查”开始：选企业、选检查表，到达后逐项作答。")
    columns = (
        Column("enterprise_name", "企业", link=address_of_visit, lead=True),
        Column("status", "状态", light_of, kind="light"),
        Column("visited_on", "检查日期", kind="day", sort=Visit.visited_on),
        Column("unit_name", "检查单位", kind="short"),
        Column("tier", "层级", kind="short"),
        Column("mode", "检查方式", kind="short"),
        Column("plugin_title", "行业", kind="short"),
        Column("public_code", "检查编号", kind="short"),
        Column("team", "检查组", shown=False),
    )

    def prepare(self, filters: FilterForm) -> None:
        plugins = current_instance().registry.plugins
        filters._fields["plugin"].set_choices({name: one.title for name, one in plugins.items()})  # type: ignore[attr-defined]

    def rows(self, filters: FilterForm) -> Select[Any]:
        value = filters.value
        shown = (
            Visit.client_uid, Visit.enterprise_name, Visit.status, Visit.visited_on, Visit.unit_name, Visit.tier, Visit.mode,
            Visit.plugin_title, Visit.public_code, Visit.team,
        )  # fmt: skip
        return queries.visits_found(
            text=value("q"),
            status=value("status"),
            tier=value("tier"),
            mode=value("mode"),
            plugin=value("plugin"),
            from_on=value("from_on"),
            to_on=value("to_on"),
        ).options(load_only(*shown))


class EnterpriseChoices(View):
    """What the field 企业 offers while one types."""

    permission = "inspections.visit"

    def get(self) -> ResponseReturnValue:
        found = queries.enterprises_to_visit(self.session, self.actor, request.args.get("q", ""), CHOICES)
        return jsonify([{"value": one.id, "text": f"{one.name}（{one.credit_code}）"} for one in found])


class NewVisitPage(FormView[VisitForm]):
    """Plan a visit, or begin one at the gate."""

    permission = "inspections.visit"
    form_class = VisitForm
    title = "新建检查"
    verb = "新建检查"

    def initial(self) -> Mapping[str, Any]:
        checklists = [code for code in self._checklists() if code != FRAGMENT]
        return {
            "enterprise_id": row_number(request.args.get("enterprise", "")),
            "checklist": checklists[0] if len(checklists) == 1 else None,
            "when": START,
            "visited_on": clock.today(),
            "mode": str(Mode.REGULAR),
        }

    def prepare(self, form: VisitForm) -> None:
        form.checklist.set_choices(self._checklists())
        form.members.set_choices(queries.colleagues(self.session, self.actor, clock.today()))
        chosen = row_number(request.form.get("enterprise_id") or request.args.get("enterprise", ""))
        if chosen is not None:
            form.enterprise_id.chosen = enterprise_of(self.session, chosen).name

    def save(self, form: VisitForm) -> ResponseReturnValue:
        if row_number(form.enterprise_id.data) is None:
            raise NotFound("没有这家企业，或者不在您的查看范围内。")
        registry = current_instance().registry
        code = form.checklist.data
        checklist = catalogue_of(registry).checklists[code]
        names = form.members.choices
        new = NewVisit(
            enterprise_id=form.enterprise_id.data,
            plugin=checklist.plugin,
            checklist_code=None if code == FRAGMENT else code,
            visited_on=form.visited_on.data,
            mode=Mode(form.mode.data),
            members={person: names[person].split("（")[0] for person in form.members.data or ()},
            others=form.other_names(),
        )
        visit = service.plan_visit(self.session, self.actor, new, registry=registry)
        if form.when.data != START:
            flash("检查已列入计划，到达企业后从“待办”开始。")
            return self.redirect("inspections.visit", uid=visit.client_uid)
        service.start_visit(self.session, self.actor, visit.id, form.visited_on.data)
        return self.redirect("inspections.answers", uid=visit.client_uid)

    def _checklists(self) -> dict[str, str]:
        """The checklists that this actor can use: of plugins whose department lies in its scope, and the fragment."""
        registry = current_instance().registry
        found = {}
        for code, one in catalogue_of(registry).checklists.items():
            department = registry.plugins[one.plugin].department if one.plugin else None
            if department is None or self._reaches(department):
                found[code] = one.title
        return found

    def _reaches(self, department: str) -> bool:
        return self.actor.sees_all or any(
            grant.department_code in (None, department) for grant in self.actor.grants
        )  # fmt: skip


class VisitPage(View):
    """One visit: what was answered, what was found, what became of it."""

    permission = "inspections.view"

    def load(self, **place: Any) -> None:
        self.visit = queries.visit_of(self.session, place["uid"])
        self.own = self.actor.may("inspections.visit") and is_own(self.session, self.actor, self.visit)

    def get(self) -> ResponseReturnValue:
        visit = self.visit
        questions = questions_of(self.session, visit)
        answers = {row.item_code: row for row in visit.answers}
        only = request.args.get("only") == "failed"
        shown = [
            (question, answers.get(question.item.code))
            for question in questions
            if not only or ((row := answers.get(question.item.code)) is not None and failed_row(row.value))
        ]
        tabs = [("全部检查项", here(only=None), not only), ("只看不符合项", here(only="failed"), only)]
        return self.render(
            "inspections/visit.html",
            title=visit.enterprise_name,
            explanation=f"{visit.tier} · {visit.mode} · {visit.plugin_title or '主要负责人履职抽查'}",
            crumbs=[("检查", url_for("inspections.visits"))],
            facts=self._facts(questions_total=len(questions)),
            step=self._step(),
            tab_items=tabs,
            entries=self._timeline(),
            visit=visit,
            shown=shown,
            photos=queries.photos_of(self.session, visit),
            own=self.own,
            hazards=queries.hazards_of(self.session, visit),
            campaigns=campaign_words(self.session, visit),
        )

    def _facts(self, questions_total: int) -> Sequence[Fact]:
        visit = self.visit
        counted = [finding for finding in visit.findings if not finding.voided]
        major = sum(1 for finding in counted if finding.level == "重大")
        answered = sum(1 for row in visit.answers if row.value)
        found = f"{len(counted)} 项" if visit.status == VisitStatus.DONE else f"已答 {answered} / {questions_total} 项"
        return [
            Fact("状态", light_of(visit), note=visit.public_code or ""),
            Fact(
                "检查发现" if visit.status == VisitStatus.DONE else "进度",
                found,
                note=f"拟定重大 {major} 项" if major else "",
            ),
            Fact("检查单位", visit.unit_name, note=visit.team),
        ]

    def _step(self) -> NextStep | None:
        visit, uid = self.visit, self.visit.client_uid
        who = "" if self.own else f"{visit.unit_name}检查人员"
        address = url_for("inspections.answers", uid=uid) if self.own else ""
        if visit.status == VisitStatus.RUNNING:
            return NextStep("继续检查", address, "逐项作答，随时保存。", who=who)
        waiting = sum(1 for one in visit.findings if one.status == FindingStatus.PROPOSED and not one.voided)
        if visit.status == VisitStatus.DONE and waiting:
            address = url_for("inspections.review", uid=uid) if self.own else ""
            return NextStep("处理检查发现", address, f"有 {waiting} 条检查发现待决定是否上报为隐患。", who=who)
        return None

    def _timeline(self) -> list[TimelineEntry]:
        visit = self.visit
        found = []
        if visit.completed_at:
            text = visit.statement or ""
            found.append(TimelineEntry(visit.completed_at, "完成检查", visit.team, visit.unit_name, text))
        if visit.arrived_at:
            found.append(TimelineEntry(visit.arrived_at, "到达企业，开始检查", visit.team, visit.unit_name))
        return found


def failed_row(value: str | None) -> bool:
    """Whether a kept answer says that the item failed."""
    return value in FAILED


class Start(View):
    """The team has arrived."""

    permission = "inspections.visit"

    def load(self, **place: Any) -> None:
        self.visit = queries.visit_of(self.session, place["uid"])

    def post(self) -> ResponseReturnValue:
        service.start_visit(self.session, self.actor, self.visit.id)
        return self.redirect("inspections.answers", uid=self.visit.client_uid)


class Cancel(FormView[CancelForm]):
    """Call off a planned visit."""

    permission = "inspections.visit"
    form_class = CancelForm
    title = "取消检查"
    verb = "取消检查"

    def load(self, **place: Any) -> None:
        self.visit = queries.visit_of(self.session, place["uid"])

    def context(self) -> Mapping[str, Any]:
        text = f"对{self.visit.enterprise_name}的检查计划取消后不能恢复，记录和理由保留。"
        return {"consequence": text, "back": address_of_visit(self.visit)}

    def save(self, form: CancelForm) -> ResponseReturnValue:
        service.cancel_visit(self.session, self.actor, self.visit.id, form.reason.data or "")
        return self.redirect("inspections.visit", uid=self.visit.client_uid)


class Void(FormView[VoidForm]):
    """Mark a finding as wrong."""

    permission = "inspections.visit"
    form_class = VoidForm
    title = "作废检查发现"
    verb = "作废这条检查发现"
    finding: Finding

    def load(self, **place: Any) -> None:
        self.visit = queries.visit_of(self.session, place["uid"])
        found = [one for one in self.visit.findings if one.id == place["finding_id"]]
        if not found:
            raise NotFound("没有这条检查发现。")
        (self.finding,) = found

    def context(self) -> Mapping[str, Any]:
        text = f"“{self.finding.content}”作废后不再计入附件1和报告；已封存的报表不变，差异在下期报表中逐条说明。"
        if self.finding.hazard_id is not None:
            text += "由它上报的隐患须在隐患页面另行撤回。"
        return {"consequence": text, "back": address_of_visit(self.visit)}

    def save(self, form: VoidForm) -> ResponseReturnValue:
        reason = form.reason.data or ""
        findings.void_finding(self.session, self.actor, self.visit.id, self.finding.id, reason)
        return self.redirect("inspections.visit", uid=self.visit.client_uid)
