"""The merged ledger."""

from __future__ import annotations

from typing import Any, cast

from flask import url_for
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from anjian.campaigns.current import current_pack
from anjian.hazards import queries
from anjian.hazards.forms import LedgerFilters
from anjian.hazards.models import Hazard
from anjian.hazards.queries import LedgerFilter
from anjian.hazards.words import CLOSED, LIMB_OPEN, State
from anjian.kernel import clock
from anjian.people.models import Department, Region
from anjian.people.queries import department_names, region_names
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.words import Light, due_light


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
