"""What cases and decisions show beside their registers; the steps of a case; the lists that watch over cases and hazards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from anjian.enforcement import queries, service
from anjian.enforcement.forms import CloseForm, NoCaseForm, OneSideForm
from anjian.enforcement.kinds import CASE, CASES, DECISIONS, VIEW
from anjian.enforcement.rules import counts, term_in_force
from anjian.enforcement.showing import (
    address_of_row,
    amount_words,
    person,
    sides_light,
    stage_light,
    standing_light,
)
from anjian.enforcement.views import RecordPage, crumbs
from anjian.enforcement.words import CaseStage
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Column, Empty, ListView
from anjian.ui.pages import Fact, NextStep
from anjian.ui.panels import panels_for
from anjian.ui.view import FormView
from anjian.ui.words import day


class CasePage(RecordPage, abstract=True):
    """A case with its decisions, and the side that is missing."""

    template = "enforcement/case.html"

    def facts(self) -> list[Fact]:
        case = self.row
        sides = sides_light(case)
        live = [one for one in case.decisions if not one.voided]
        money = sum(one.amount_fen or 0 for one in live if counts(one.standing))
        return [
            Fact("状态", stage_light(case), note=case.number),
            Fact("一案双罚", sides if sides else "未要求"),
            Fact("决定", f"{len(live)} 份", note=amount_words(money or None)),
        ]

    def context(self) -> dict[str, Any]:
        case = self.row
        missing = queries.side_missing(case) if case.both_due and not case.one_side_reason else None
        own = service.is_own(self.actor, CASES, case) and not case.voided and case.stage == CaseStage.OPEN
        step = None
        if missing is not None and case.stage == CaseStage.OPEN:
            address = url_for("enforcement.decisions_new", case_number=case.number) if own else ""
            step = NextStep(
                f"登记对{missing}的决定", address, "本案应当“一案双罚”，目前只对一方作出处罚决定。",
                who="" if own else case.unit_name,
            )  # fmt: skip
        hazard = self.session.get(Hazard, case.hazard_id) if case.hazard_id else None
        return super().context() | {
            "panels": [
                *panels_for("case", self.session, self.actor, case),
                *panels_for("enforcement", self.session, self.actor, case),
            ],
            "step": step, "missing": missing, "open_and_own": own, "person": person, "standing_light": standing_light,
            "decision_address": lambda row: address_of_row(DECISIONS, row),
            "hazard": hazard,
            "hazard_address": address_of("hazards.show", hazard_id=hazard.id) if hazard else "",
        }  # fmt: skip


class DecisionPage(RecordPage, abstract=True):
    """A decision with all it has amounted to: earlier values stay beside the one in force."""

    template = "enforcement/decision.html"

    def facts(self) -> list[Fact]:
        row = self.row
        return [
            Fact("状态", standing_light(row), note="已作废" if row.voided else row.number),
            Fact("罚没金额", amount_words(row.amount_fen)),
            Fact("决定机关", row.authority, note=row.joint_units or day(row.happened_on)),
        ]

    def context(self) -> dict[str, Any]:
        live = [term for term in self.row.terms if not term.voided]
        return super().context() | {
            "terms": self.row.terms,
            "present": term_in_force(live, clock.today()),
            "case": self.row.case,
            "case_address": address_of_row(CASES, self.row.case),
            "amount_words": amount_words,
            "standing_light": standing_light,
        }


class CaseStep(FormView[Any], abstract=True):
    """A step of a case."""

    permission = CASE
    kind = CASES

    def load(self, **place: Any) -> None:
        self.case = queries.row_of(self.session, CASES, place["row_id"])

    def context(self) -> Mapping[str, Any]:
        return {"back": address_of_row(CASES, self.case), "crumbs": crumbs(CASES)}

    def done(self) -> ResponseReturnValue:
        return self.redirect("enforcement.cases_page", row_id=self.case.id)


class CloseCase(CaseStep):
    """The case is over."""

    form_class = CloseForm
    title = "结案"
    verb = "结案"

    def save(self, form: Any) -> ResponseReturnValue:
        service.close_case(self.session, self.actor, CASES, self.case.id, form.closed_on.data)
        return self.done()


class ExplainOneSide(CaseStep):
    """Why one side only is punished."""

    form_class = OneSideForm
    title = "说明只处罚一方的理由"
    verb = "保存理由"

    def save(self, form: Any) -> ResponseReturnValue:
        service.explain_one_side(self.session, self.actor, CASES, self.case.id, form.reason.data)
        return self.done()


class ExplainNoCase(FormView[NoCaseForm]):
    """Why no case is filed over a hazard."""

    permission = CASE
    form_class = NoCaseForm
    title = "说明不立案的理由"
    verb = "保存理由"

    def load(self, **place: Any) -> None:
        hazard = self.session.get(Hazard, place["hazard_id"])
        if hazard is None:
            raise NotFound("没有这条隐患，或者不在您的查看范围内。")
        self.hazard = hazard

    def context(self) -> Mapping[str, Any]:
        return {
            "back": url_for("enforcement.uncased"),
            "explanation": f"{self.hazard.public_code} {self.hazard.content}",
        }

    def save(self, form: NoCaseForm) -> ResponseReturnValue:
        service.explain_no_case(self.session, self.actor, self.hazard.id, form.reason.data or "")
        return self.redirect("enforcement.uncased")


class WatchedHazards(ListView, abstract=True):
    """Hazards that enforcement has still to do something about."""

    permission = VIEW
    key = Hazard.id
    unit = "个"
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "code", "编号", lambda pair: pair[0].public_code, "short",
            link=lambda pair: address_of("hazards.show", hazard_id=pair[0].id), lead=True,
        ),
        Column("enterprise", "企业", lambda pair: pair[1].name),
        Column("content", "具体内容", lambda pair: pair[0].content),
        Column("state", "状态", lambda pair: pair[0].state, "short"),
        Column("confirmed_on", "确认时间", lambda pair: pair[0].confirmed_on, "day"),
        Column("due_on", "整改期限", lambda pair: pair[0].due_on, "day", sort=Hazard.due_on),
    )  # fmt: skip

    def row_id(self, row: Any) -> Any:
        return row[0].id


class Uncased(WatchedHazards):
    """Found by an inspection, with neither a case nor a reason (R-107)."""

    title = "待立案的重大事故隐患"
    explanation = (
        "执法检查发现并已确认的重大事故隐患，须依法从严立案查处；不立案的须写明理由。"
        "由清单补录的不在此列：平台没有当时的立案记录。"
    )
    empty = Empty("没有待立案的重大事故隐患", "执法检查发现的重大事故隐患确认后，在这里提醒立案。")
    columns = (
        *WatchedHazards.columns,
        Column("file", "立案", lambda _pair: "登记案件", "short", link=lambda pair: _filing(pair)),
        Column(
            "determine", "处罚认定", lambda _pair: "认定", "short",
            link=lambda pair: url_for("enforcement.determine", hazard_id=pair[0].id),
        ),
        Column(
            "explain", "不立案", lambda _pair: "说明理由", "short",
            link=lambda pair: url_for("enforcement.no_case", hazard_id=pair[0].id),
        ),
    )  # fmt: skip

    def rows(self, filters: FilterForm) -> Select[Any]:
        return queries.uncased()

    def chosen_columns(self) -> list[Column]:
        """The two ways out are offered to those who may take them."""
        columns = super().chosen_columns()
        return columns if self.actor.may(CASE) else [one for one in columns if one.key not in ("file", "explain")]


class FinedOnly(WatchedHazards):
    """Punished and not rectified (R-108)."""

    title = "已处罚、整改没有进展的隐患"
    explanation = "严禁以罚代管、罚而不管：已有处罚决定，但尚未落实整改或整改超期的隐患。缴纳罚款不改变隐患状态。"
    empty = Empty("没有罚而不管的隐患", "有处罚决定的隐患，整改没有进展的会列在这里。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        return queries.fined_only(clock.today())


def _filing(pair: Any) -> str:
    hazard, enterprise = pair
    return url_for("enforcement.cases_new", enterprise=enterprise.credit_code, hazard=hazard.public_code)
