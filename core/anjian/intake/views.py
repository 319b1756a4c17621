"""The list of tips and hand-downs, and the page of one."""

from __future__ import annotations

from typing import Any, cast

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from anjian.intake import queries
from anjian.intake.forms import ReportFilters
from anjian.intake.models import READ_IDENTITY, Report
from anjian.intake.rules import Step, steps_open
from anjian.intake.service import in_charge
from anjian.intake.story import entries_of
from anjian.intake.words import Conclusion, Kind, State
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.people.models import Department, Region
from anjian.people.queries import department_names, region_names
from anjian.ui.files import file_answer
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.pages import Fact, NextStep
from anjian.ui.view import View
from anjian.ui.words import Light, day, due_light

VIEW = "intake.view"


def light_of(report: Report) -> Light:
    """The deadline of an open report; others show their state."""
    return due_light(report.due_on, clock.today()) if report.is_open else Light("grey", report.state)


class ReportList(ListView):
    """Everything that came in, as the reader may see it. It never says who reported."""

    permission = VIEW
    title = "举报与交办"
    explanation = "群众和从业人员的举报、上级交办的隐患；核查属实并登记的才计入台账，其余只列不计。"
    key = Report.id
    unit = "件"
    filter_form = ReportFilters
    columns = (
        Column("public_code", "受理编号", lambda row: row[0].public_code, "short", Report.public_code,
               link=lambda row: url_for("intake.show", report_id=row[0].id), lead=True),
        Column("kind", "来源", lambda row: row[0].kind, "short"),
        Column("channel", "渠道", lambda row: row[0].channel, "short"),
        Column("enterprise", "企业", lambda row: row[0].enterprise_name),
        Column("county", "县（市、区）", lambda row: row[1] or "不明", "short"),
        Column("department", "承办部门", lambda row: row[2] or "未明确", "short"),
        Column("content", "反映或交办的内容", lambda row: row[0].content),
        Column("received_on", "收到日期", lambda row: row[0].received_on, "day", Report.received_on),
        Column("light", "办理期限", lambda row: light_of(row[0]) if row[0].is_open else None, "light", Report.due_on),
        Column("state", "状态", lambda row: row[0].state, "short"),
        Column("conclusion", "结论", lambda row: row[0].final_conclusion or "", "short"),
        Column("superior", "交办单位", lambda row: row[0].superior or "", shown=False),
        Column("document", "交办文号", lambda row: row[0].document_number or "", shown=False),
        Column("unit", "登记单位", lambda row: row[0].unit_name, "short", shown=False),
    )  # fmt: skip
    tabs = (
        Tab("全部"),
        Tab("待核查", (("state", State.WAITING),)),
        Tab("待答复", (("state", State.VERIFIED),)),
        Tab("复查中", (("state", State.REEXAMINING),)),
        Tab("超期未办", (("late", "yes"),)),
        Tab("属实", (("conclusion", Conclusion.TRUE),)),
        Tab("不属实", (("conclusion", Conclusion.UNTRUE),)),
        Tab("上级交办", (("kind", Kind.HANDED),)),
    )
    actions = (
        Action("登记举报", "intake.new", "intake.receive", primary=True),
        Action("登记交办", "intake.handed", "intake.receive"),
        Action("导入交办", "intake.import_handed", "intake.receive"),
    )
    empty = Empty("还没有举报和交办", "接到电话、来信、转办或上级交办文件后，请在这里登记；网上举报会自动列入。")

    def prepare(self, filters: FilterForm) -> None:
        assert isinstance(filters, ReportFilters)  # this view's filter_form
        filters.region.set_choices(region_names(self.session))
        filters.department.set_choices(department_names(self.session))

    def rows(self, filters: FilterForm) -> Select[Any]:
        names = ("kind", "channel", "region", "department", "state", "conclusion", "late", "received_from",
                 "received_to", "text")  # fmt: skip
        narrow = queries.ReportFilter(**{name: filters.value(name) for name in names})
        county = select(Region.name).where(Region.code == Report.region_code).scalar_subquery()
        department = select(Department.name).where(Department.code == Report.department_code).scalar_subquery()
        return cast("Select[Any]", queries.reports(narrow, clock.today()).add_columns(county, department))

    def row_id(self, row: Any) -> Any:
        return row[0].id


class ReportDetail(View):
    """One tip or hand-down: state, deadline, who handles it; what comes next; what was found; the timeline."""

    permission = VIEW

    def load(self, **place: Any) -> None:
        self.report = queries.report_of(self.session, place["report_id"])

    def get(self) -> ResponseReturnValue:
        report = self.report
        steps = steps_open(report)
        mine = [step for step in steps if self._may(step)]
        leading = next((step for step in steps if step.target is not None), None)
        opens = report.named and self.actor.may(READ_IDENTITY)
        return self.render(
            "intake/show.html",
            title=f"{report.public_code} {report.kind}",
            report=report,
            facts=self._facts(),
            step=self._next(leading),
            others=[step for step in mine if step is not leading],
            known=self._known(),
            found=self._found(),
            replied=self._replied(),
            files=queries.evidence_of(self.session, report),
            identity=url_for("intake.identity", report_id=report.id) if opens else "",
            entries=entries_of(queries.deeds_of(self.session, report)),
            crumbs=[("举报与交办", url_for("intake.reports"))],
        )

    def _may(self, step: Step) -> bool:
        return self.actor.may(step.permission) and (step.verb == "assign" or in_charge(self.actor, self.report))

    def _next(self, step: Step | None) -> NextStep | None:
        if step is None:
            return None
        if not self._may(step):
            return NextStep(step.title, "", who=step.who)
        unknown = self.report.enterprise_id is None and step.verb == "verify"
        hint = "企业还没有明确：核查属实要登记隐患的，先办理“明确企业或转交承办”。" if unknown else ""
        return NextStep(step.title, url_for(f"intake.{step.verb}", report_id=self.report.id), hint)

    def _facts(self) -> list[Fact]:
        report = self.report
        county = region_names(self.session).get(report.region_code or "", "县（市、区）不明")
        department = department_names(self.session).get(report.department_code or "", "未明确部门")
        return [
            Fact("状态", report.state, tone="blue", note=report.final_conclusion or "尚无结论，不计入台账"),
            self._deadline(),
            Fact("承办", department, note=county),
        ]

    def _deadline(self) -> Fact:
        """The deadline with its light; of a finished report, whether it was kept."""
        report = self.report
        done_on = report.reexamined_on or report.replied_on
        if report.is_open or done_on is None:
            return Fact("办理期限", light_of(report), note=day(report.due_on))
        late = (done_on - report.due_on).days
        words = f"超期 {late} 天办结" if late > 0 else "按期办结"
        return Fact("办理期限", words, note=f"期限 {report.due_on}，{done_on} 办结")

    def _known(self) -> list[tuple[str, Any]]:
        report = self.report
        told: list[tuple[str, Any]] = [
            ("渠道", report.channel),
            ("收到日期", report.received_on),
            ("登记单位", report.unit_name),
            ("企业", report.enterprise_name),
            ("所在部位", report.place),
            ("反映或交办的内容", report.content),
        ]
        if report.kind == Kind.HANDED:
            return [("交办单位", report.superior), ("交办文号", report.document_number), *told]
        named = "已加密保存，只有举报受理员登记事由后可以查看" if report.named else "匿名"
        return [*told, ("本企业从业人员举报", report.insider), ("举报人身份", named)]

    def _found(self) -> list[tuple[str, Any]]:
        report = self.report
        told = [
            ("核查结论", report.conclusion),
            ("核查日期", report.verified_on),
            ("核查单位、核查人", " ".join(filter(None, (report.verifying_unit, report.verified_by)))),
            ("核查情况", report.verify_note),
            ("不构成事故隐患的理由", report.no_hazard),
            ("不予受理的理由", report.decline_reason),
            ("复查结论", report.reexam_conclusion),
            ("复查日期", report.reexamined_on),
            ("复查人", report.reexamined_by),
            ("复查情况", report.reexam_note),
        ]
        return [pair for pair in told if pair[1]]

    def _replied(self) -> list[tuple[str, Any]]:
        report = self.report
        told = [
            ("答复日期", report.replied_on),
            ("答复内容", report.reply),
            ("申请复查日期", report.objected_on),
            ("申请复查的理由", report.objection),
            ("复查答复", report.reexam_reply),
        ]
        return [pair for pair in told if pair[1]]

    def hazard_link(self) -> tuple[str, str]:
        """(number, address) of the hazard that this led to; blanks where there is none or it is not the reader's to see."""
        code = queries.hazard_code(self.session, self.report.hazard_id)
        return code, address_of("hazards.show", hazard_id=self.report.hazard_id) if code else ""


class EvidenceFile(View):
    """A file that verification kept."""

    permission = VIEW

    def load(self, **place: Any) -> None:
        report = queries.report_of(self.session, place["report_id"])
        files = [one for one in queries.evidence_of(self.session, report) if one.id == place["file_id"]]
        if not files:
            raise NotFound("没有这份核查证据。")
        self.file = files[0]

    def get(self) -> ResponseReturnValue:
        return file_answer(self.file)
