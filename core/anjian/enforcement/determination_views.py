"""The determination sheet (R-106, R-107) and the list of what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from anjian.enforcement.determining import applies_to, determinations_of, determine, determined, sheet_of
from anjian.enforcement.forms import DeterminationFilters, DetermineForm
from anjian.enforcement.kinds import CASE, VIEW
from anjian.enforcement.models import Determination
from anjian.enforcement.showing import proposal_light
from anjian.enforcement.words import FOLLOWING, Treatment
from anjian.hazards.queries import hazard_of
from anjian.kernel.errors import NotFound
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Column, Empty, ListView, Tab
from anjian.ui.view import FormView

HOME = "执法"


class Determine(FormView[DetermineForm]):
    """The sheet of one hazard: facts, proposal, earlier decisions; whoever may file cases decides here."""

    permission = VIEW
    form_class = DetermineForm
    template = "enforcement/determination.html"
    title = "处罚认定"
    verb = "保存认定"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = hazard_of(self.session, place["hazard_id"])
        self.kept = determinations_of(self.session, self.hazard.id)
        if not self.kept and not applies_to(self.hazard):
            raise NotFound("只有计入统计的重大事故隐患才作处罚认定。")
        self.sheet = sheet_of(self.session, self.hazard)

    def initial(self) -> Mapping[str, Any]:
        return {"decision": str(FOLLOWING[self.sheet.proposal][0])}

    def context(self) -> Mapping[str, Any]:
        hazard = self.hazard
        return {
            "hazard": hazard,
            "enterprise": self.enterprise,
            "sheet": self.sheet,
            "light": proposal_light(self.sheet.proposal),
            "kept": [(row, proposal_light(row.decision)) for row in self.kept],
            "may_decide": self.actor.may(CASE) and applies_to(hazard),
            "hazard_address": address_of("hazards.show", hazard_id=hazard.id),
            "case_address": url_for(
                "enforcement.cases_new", hazard=hazard.public_code, enterprise=self.enterprise.credit_code
            ),
            "crumbs": [(HOME, url_for("enforcement.overview")), (self.title, url_for("enforcement.determinations"))],
        }

    def save(self, form: DetermineForm) -> ResponseReturnValue:
        shown = form.sent().get("shown", "")
        decision = Treatment(form.decision.data)
        determine(self.session, self.actor, self.hazard.id, decision, form.reason.data or "", shown=shown)
        return self.redirect("enforcement.determine", hazard_id=self.hazard.id)


class Determinations(ListView):
    """What was proposed and what was decided, hazard by hazard."""

    permission = VIEW
    title = "处罚认定"
    explanation = (
        "企业自查、按规定报告并正在整改的不予处罚，执法检查发现的依法从严从重处罚。建议由事实得出，认定由执法人员作出。"
    )
    key = Determination.id
    sort = "-happened_on"
    filter_form = DeterminationFilters
    columns = (
        Column("code", "认定编号", lambda row: row[0].public_code, "short",
               link=lambda row: url_for("enforcement.determine", hazard_id=row[1].id), lead=True),
        Column("hazard", "隐患编号", lambda row: row[1].public_code, "short",
               link=lambda row: address_of("hazards.show", hazard_id=row[1].id)),
        Column("enterprise", "企业", lambda row: row[2].name),
        Column("proposal", "建议", lambda row: proposal_light(row[0].proposal), "light"),
        Column("decision", "认定", lambda row: proposal_light(row[0].decision), "light"),
        Column("reason", "理由", lambda row: row[0].reason),
        Column("unit", "认定单位", lambda row: row[0].unit_name, "short"),
        Column("happened_on", "认定日期", lambda row: row[0].happened_on, "day", Determination.happened_on),
    )  # fmt: skip
    tabs = (Tab("全部"), Tab("与建议不一致", (("differing", "yes"),)))
    empty = Empty("还没有处罚认定", "在重大事故隐患页面的“处罚认定”中核对事实、作出认定。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        return determined(filters.value("differing"))

    def row_id(self, row: Any) -> Any:
        return row[0].id
