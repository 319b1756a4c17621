"""The merged ledger and the page of one hazard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from anjian.campaigns.current import current_pack
from anjian.hazards import queries
from anjian.hazards.campaigns import campaigns_of
from anjian.hazards.charge import problems_of_charge
from anjian.hazards.delaying import due_days, requests_of
from anjian.hazards.evidence import evidence_of
from anjian.hazards.forms import LedgerFilters
from anjian.hazards.guards import PARTIES, Step, missing_of_five
from anjian.hazards.models import Hazard
from anjian.hazards.queries import LedgerFilter
from anjian.hazards.rules import TRANSITIONS, Transition, leads_on, next_steps, standing_problems
from anjian.hazards.story import entries_of
from anjian.hazards.words import CLOSED, LIMB_OPEN, State
from anjian.kernel import clock
from anjian.people.models import Department, Region
from anjian.people.queries import department_names, region_names
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.pages import Fact, NextStep
from anjian.ui.panels import panels_for
from anjian.ui.view import View
from anjian.ui.words import Light, day, due_light, money


def light_of(hazard: Hazard) -> Light:
    """The deadline of an open hazard; closed ones show their state."""
    if hazard.state in CLOSED:
        return Light("grey", hazard.state)
    return due_light(hazard.due_on, clock.today())


def limb_words(hazard: Hazard) -> str:
    """The limb, or 条款待细分 with its criterion."""
    if hazard.limb_code:
        return hazard.limb_code
    return f"{hazard.criterion_code}（{LIMB_OPEN}）" if hazard.criterion_code else ""


class Ledger(ListView):
    """One ledger over all departments, as the reader may see it."""

    permission = "hazards.view"
    title = "隐患台账"
    explanation = "各部门、各县（市、区）上报和检查发现的隐患，同一隐患只有一条。"
    key = Hazard.id
    sort = "-discovered_on"
    filter_form = LedgerFilters
    columns = (
        Column("public_code", "编号", lambda row: row[0].public_code, "short", Hazard.public_code,
               link=lambda row: url_for("hazards.show", hazard_id=row[0].id), lead=True),
        Column("enterprise", "企业名称", lambda row: row[1].name,
               link=lambda row: address_of("enterprises.show", enterprise_id=row[1].id)),
        Column("county", "县（市、区）", lambda row: row[2] or "", "short"),
        Column("content", "隐患具体内容", lambda row: row[0].content),
        Column("place", "所在部位", lambda row: row[0].place, shown=False),
        Column("department", "监管部门", lambda row: row[3] or "未明确", "short"),
        Column("limb", "判定条款", lambda row: limb_words(row[0]), "short"),
        Column("source", "发现来源", lambda row: row[0].source, "short"),
        Column("discovered_on", "发现时间", lambda row: row[0].discovered_on, "day", Hazard.discovered_on),
        Column("state", "状态", lambda row: row[0].state, "short"),
        Column("light", "整改期限", lambda row: None if row[0].state in CLOSED else light_of(row[0]), "light", Hazard.due_on),
        Column("due_on", "整改期限（日期）", lambda row: row[0].due_on, "day", Hazard.due_on, shown=False),
        Column("listing", "挂牌督办", lambda row: row[0].listing_level or "", "short"),
        Column("funds", "整改资金（万元）", lambda row: row[0].funds_fen, "money", shown=False),
        Column("unit", "填报单位", lambda row: row[0].unit_name, "short", shown=False),
        Column("accepted_on", "销号时间", lambda row: row[0].accepted_on, "day", shown=False),
    )  # fmt: skip
    tabs = (
        Tab("全部"),
        Tab("待确认", (("state", State.REPORTED),)),
        Tab("整改中", (("state", State.RECTIFYING),)),
        Tab("待验收", (("state", State.CLAIMED),)),
        Tab("超期未销号", (("overdue", "yes"),)),
        Tab("挂牌中", (("listed", queries.LISTED_NOW),)),
        Tab("已销号", (("state", State.ACCEPTED),)),
    )
    actions = (
        Action("上报隐患", "hazards.new", "hazards.report", primary=True),
        Action("导入清单", "hazards.import_list", "hazards.import"),
        Action("导出附件2", "reports.ledger_list", "hazards.view", keeps_filters=True),
    )
    bulk_actions = (
        Action("批量确认", "hazards.bulk_confirm", "hazards.confirm"),
        Action("批量挂牌督办", "hazards.bulk_order_listing", "hazards.list_order"),
        Action("批量加入专项行动", "hazards.bulk_campaign", "hazards.confirm"),
    )
    empty = Empty("台账里还没有隐患", "可以上报一条，或导入本单位的隐患清单。")

    def prepare(self, filters: FilterForm) -> None:
        assert isinstance(filters, LedgerFilters)  # this view's filter_form
        offer(filters, self.session)

    def rows(self, filters: FilterForm) -> Select[Any]:
        # Names as scalar subqueries: they cost nothing in the total, which drops them.
        county = select(Region.name).where(Region.code == Hazard.region_code).scalar_subquery()
        department = select(Department.name).where(Department.code == Hazard.department_code).scalar_subquery()
        return cast("Select[Any]", queries.ledger(narrowed(filters), clock.today()).add_columns(county, department))

    def row_id(self, row: Any) -> Any:
        return row[0].id

    def total_note(self, statement: Select[Any]) -> str:
        waiting = queries.how_many(self.session, queries.unconfirmed(statement))
        return f"其中已上报、未确认 {waiting} {self.unit}"


def offer(filters: LedgerFilters, session: Session) -> None:
    """Give the filters their choices."""
    pack = current_pack(current_instance().settings)
    filters.region.set_choices(region_names(session))
    filters.department.set_choices(department_names(session))
    names = [unit.name for unit in pack.units if unit.reporting or unit.kind == "office"]
    filters.unit.set_choices({name: name for name in names})
    filters.limb.set_choices(queries.cited_by_code(session))


def narrowed(filters: FilterForm) -> LedgerFilter:
    """The filter form as what the queries take."""
    return LedgerFilter(
        region=filters.value("region"),
        department=filters.value("department"),
        unit_name=filters.value("unit"),
        source=filters.value("source"),
        state=filters.value("state"),
        scale=filters.value("scale"),
        limb=filters.value("limb"),
        listed=filters.value("listed"),
        overdue=filters.value("overdue"),
        open=filters.value("open"),
        found_from=filters.value("found_from"),
        found_to=filters.value("found_to"),
        text=filters.value("text"),
    )


class HazardPage(View):
    """One hazard: the three facts that decide, what comes next, 五落实, sightings, orders, panels, timeline."""

    permission = "hazards.view"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.requests = requests_of(self.session, self.hazard.id)

    def get(self) -> ResponseReturnValue:
        steps = next_steps(self.hazard)
        mine = [row for row in steps if self._takes(row)]
        onward = [row for row in steps if leads_on(row, self.hazard.state)] or [
            row for row in steps if not row.reason_required
        ]
        leading = next((row for row in onward if row in mine), onward[0] if onward else None)
        return self.render(
            "hazards/show.html",
            title=f"{self.hazard.public_code} {self.enterprise.name}",
            hazard=self.hazard,
            enterprise=self.enterprise,
            facts=self._facts(),
            step=self._step(leading, onward),
            others=[*(row for row in mine if row is not leading), *self._correction()],
            five_missing=missing_of_five(self.hazard),
            known=self._known(),
            mending=self._mending(),
            requests=self.requests,
            entries=entries_of(queries.timeline(self.session, self.hazard)),
            panels=panels_for("hazard", self.session, self.actor, self.hazard),
            crumbs=[("隐患台账", url_for("hazards.ledger"))],
        )

    def _correction(self) -> list[Transition]:
        """A wrong fact can be put right in any state, but not while the hazard stands under another one."""
        row = TRANSITIONS["correct"]
        return [row] if self._takes(row) and self.hazard.merged_into_id is None else []

    def _known(self) -> list[tuple[str, Any]]:
        """What is known of the fault; what was never asked of it is left out."""
        hazard = self.hazard
        told = [
            ("具体内容", hazard.content),
            ("所在部位", hazard.place),
            ("判定条款", limb_words(hazard)),
            ("条款内容", hazard.limb_text),
            ("发现时间", hazard.discovered_on),
            *self._levels(),
            ("确认时间", hazard.confirmed_on),
            ("填报单位", hazard.unit_name),
        ]
        own_words = hazard.cited if hazard.cited != f"{hazard.limb_code} {hazard.limb_text}"[:400] else ""
        further = [
            ("填报依据", own_words),
            ("判定理由", hazard.verdict_reason),
            ("检查类别", hazard.plugin_title),
            ("三方责任人", self._parties()),
            ("所属专项行动", "、".join(row.title for row in campaigns_of(self.session, hazard.id))),
            ("备注", hazard.remark),
        ]
        return told + [pair for pair in further if pair[1]]

    def _levels(self) -> list[tuple[str, Any]]:
        """Where two-level confirmation stands (R-088), with the days spent at each level; the single-level path is said."""
        hazard, today = self.hazard, clock.today()
        if hazard.imported or hazard.prepared_by is None:
            return []
        signed = hazard.signed_on
        told: list[tuple[str, Any]] = [("签报时间", signed or f"待签报（已 {(today - hazard.discovered_on).days} 天）")]
        if hazard.parent_id is None:
            return [*told, ("主体企业审核", "该企业没有上级主体企业，直接由行业监管部门确认")]
        if hazard.parent_confirmed_on is not None and signed is not None:
            took = (hazard.parent_confirmed_on - signed).days
            return [
                *told,
                ("主体企业审核", f"{hazard.parent_confirmed_on} {hazard.parent_opinion or ''}（用时 {took} 天）"),
            ]
        waiting = f"待审核（已 {(today - signed).days} 天）" if signed and hazard.confirmed_on is None else "未审核"
        return [*told, ("主体企业审核", waiting)]

    def _parties(self) -> str:
        hazard = self.hazard
        named = ((PARTIES[name], getattr(hazard, name)) for name in PARTIES)
        return "；".join(f"{title}：{who}" for title, who in named if who)

    def _mending(self) -> list[tuple[str, Any]]:
        """五落实, and how far rectification has come."""
        hazard = self.hazard
        five = [
            ("整改责任人", hazard.responsible),
            ("整改措施", hazard.measures),
            ("整改资金（万元）", money(hazard.funds_fen)),
            ("整改期限", hazard.due_on),
            ("防控措施及应急预案", hazard.contingency),
        ]
        days = due_days(hazard, self.requests)
        asked = f"{hazard.extension_to}（待审批，批准前仍按现期限计算）" if hazard.extension_to else None
        accepted = f"{hazard.accepting_unit or ''} {hazard.accepted_by or ''}".strip()
        further = [
            ("历次期限", "；".join(f"{on}（{why}）" for on, why in days) if len(days) > 1 else None),
            ("申请延期至", asked),
            ("整改方案评审", hazard.review and f"{hazard.review} {hazard.reviewed_on or ''}"),
            ("整改方式", hazard.track),
            ("申请验收时间", hazard.claimed_on),
            ("销号时间", hazard.accepted_on),
            ("验收单位、验收人", accepted),
        ]
        return five + [pair for pair in further if pair[1]]

    def _facts(self) -> list[Fact]:
        departments = department_names(self.session)
        owner = departments.get(self.hazard.department_code or "", "未明确监管部门")
        responsible = self.hazard.responsible or "未落实"
        return [
            Fact("状态", self.hazard.state, tone="blue", note=f"{self.hazard.scale}，{self.hazard.source}"),
            self._deadline(),
            Fact("责任", owner, note=f"整改责任人：{responsible}"),
        ]

    def _deadline(self) -> Fact:
        """The deadline with its light; of a closed hazard, whether it was kept."""
        hazard = self.hazard
        if hazard.state not in CLOSED:
            return Fact("整改期限", light_of(hazard), note=day(hazard.due_on))
        if hazard.accepted_on is None:
            return Fact("整改期限", "不再整改")
        if hazard.due_on is None:
            return Fact("整改期限", "未定期限", note=f"{hazard.accepted_on} 销号")
        late = (hazard.accepted_on - hazard.due_on).days
        words = f"超期 {late} 天销号" if late > 0 else "按期销号"
        return Fact("整改期限", words, note=f"期限 {hazard.due_on}，{hazard.accepted_on} 销号")

    def _step(self, row: Transition | None, onward: Sequence[Transition]) -> NextStep | None:
        """The one step that leads on: the reader's button with what it still needs, or who takes it."""
        if row is None:
            return None
        if not self._takes(row):
            return NextStep(row.title, "", who=row.who)
        first = onward[0]
        others = "" if row is first else f"整改流程的下一步“{first.title}”由{first.who}办理。"
        address = url_for(f"hazards.{row.verb}", hazard_id=self.hazard.id)
        return NextStep(row.title, address, others, missing=self._missing(row))

    def _takes(self, row: Transition) -> bool:
        """Whether the reader is one of those who take the step."""
        return self.actor.may(row.permission) and not problems_of_charge(self.actor, self.hazard, row)

    def _missing(self, row: Transition) -> list[str]:
        seen = evidence_of(self.session, self.hazard.id)
        step = Step(row.verb, clock.today(), clock.today(), self.actor.person_id, evidence=seen)
        return [problem.message for problem in standing_problems(self.hazard, step)]
