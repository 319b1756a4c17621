"""Pages of the rows behind a figure of block 3. Names of persons stand on the registers' own pages only."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Select

from anjian.enforcement.showing import address_of_row, subject_of
from anjian.enforcement.words import Publicity
from anjian.enterprises.models import Enterprise
from anjian.reports.drilldown.event_rows import counted_ids, enterprises_behind, event_rows
from anjian.reports.drilldown.figure_rows import FigureRows, enterprise_address
from anjian.reports.figures.event_rules import RULES, EventRule
from anjian.ui.forms import FilterForm
from anjian.ui.listing import Column, Empty

_EMPTY = Empty("这个数字是 0", "截至该日没有符合定义的记录；在“执法”中登记有关事项后会自动计入。")


class EventFigure(FigureRows, abstract=True):
    """Rows of a register of enforcement."""

    rule: ClassVar[EventRule]
    empty = _EMPTY

    def hidden(self, counted: int) -> int:
        if counted == 0:
            return 0
        visible = counted_ids(self.rule, self.report_unit, self.table.asof)
        return counted - len(set(self.session.scalars(visible)))


class EventRows(EventFigure, abstract=True):
    """One line a recorded row."""

    def rows(self, filters: FilterForm) -> Select[Any]:
        return event_rows(self.rule, self.report_unit, self.table.asof)

    def row_id(self, row: Any) -> Any:
        return row[0].id

    def context(self) -> dict[str, Any]:
        found = super().context()
        if not self.rule.single:
            found["definition"] += "几个单位登记了同一人或同一案例的，下表各列一行，只计1。"
        return found


class EnterpriseEvents(EventFigure, abstract=True):
    """One line an enterprise, however often it was concerned."""

    key = Enterprise.id
    unit = "家"

    def rows(self, filters: FilterForm) -> Select[Any]:
        return enterprises_behind(self.rule, self.report_unit, self.table.asof)


def _event_columns(rule: EventRule) -> tuple[Column, ...]:
    kind = rule.kind
    code = Column(
        "code", "编号", lambda row: row[0].public_code, "short", link=lambda row: address_of_row(kind, row[0]), lead=True
    )  # fmt: skip
    money = (
        Column("amount", "罚没金额（万元）", lambda row: row[3], "money"),
        Column("standing", "当时状态", lambda row: row[4], "short"),
        Column("authority", "决定机关", lambda row: row[0].authority, "short"),
    )
    return (
        code,
        Column("happened_on", "日期", lambda row: row[1].happened_on, "day"),
        Column("subject", "内容", lambda row: subject_of(kind, row[0])),
        Column("enterprise", "企业", lambda row: row[2] or ""),
        *(money if kind.name == "decisions" else ()),
        Column("unit_name", "登记单位", lambda row: row[0].unit_name, "short"),
        Column("joint_units", "联合单位", lambda row: row[0].joint_units, shown=False),
    )


def _enterprise_columns(rule: EventRule) -> tuple[Column, ...]:
    told_apart = rule.kind.name == "enterprise_measures"
    places = {one: 3 + place for place, one in enumerate(Publicity)}
    kinds = tuple(_times(str(one), place) for one, place in places.items()) if told_apart else ()
    return (
        Column("name", "企业名称", lambda row: row[0].name, link=lambda row: enterprise_address(row[0]), lead=True),
        Column("credit_code", "统一社会信用代码", lambda row: row[0].credit_code, "short"),
        *kinds,
        Column("events", "合计次数" if told_apart else "决定数", lambda row: row[2], "number"),
        Column("last_on", "最近日期", lambda row: row[1], "day"),
    )


def _times(title: str, place: int) -> Column:
    return Column(f"kind{place}", f"{title}次数", lambda row: row[place], "number")


def _page(name: str, rule: EventRule) -> type[EventFigure]:
    if rule.by_enterprise:
        return type(f"{name}_enterprises", (EnterpriseEvents,), {"rule": rule, "columns": _enterprise_columns(rule)})
    members = {"rule": rule, "key": rule.kind.model.id, "unit": "条", "columns": _event_columns(rule)}
    return type(f"{name}_rows", (EventRows,), members)


PAGES = {name: _page(name, rule) for name, rule in RULES.items()}
"""Event -> the page of its rows."""
