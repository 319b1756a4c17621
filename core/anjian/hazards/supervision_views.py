"""The list 挂牌督办台账 and its workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from flask import request, send_file, url_for
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Select
from sqlalchemy.orm import Session

from anjian.hazards.clocks import clocks_of, listed_before, times_of
from anjian.hazards.forms import SupervisionFilters
from anjian.hazards.models import Hazard
from anjian.hazards.supervision import SupervisionFilter, listing_light, supervised
from anjian.hazards.words import Stage
from anjian.kernel import clock
from anjian.people.queries import department_names, region_names
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm
from anjian.ui.importing import XLSX
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.view import View
from anjian.ui.words import Light, day


def _of_order(name: str) -> Callable[[Any], Any]:
    """A column of the order; of what a unit's list asserted there is none."""
    return lambda row: getattr(row[2], name) if row[2] is not None else None


COLUMNS = (
    Column("public_code", "隐患编号", lambda row: row[0].public_code, "short", Hazard.public_code,
           link=lambda row: url_for("hazards.show", hazard_id=row[0].id), lead=True),
    Column("enterprise", "企业名称", lambda row: row[1].name),
    Column("content", "隐患具体内容", lambda row: row[0].content),
    Column("source", "发现来源", lambda row: row[0].source, "short", shown=False),
    Column("state", "隐患状态", lambda row: row[0].state, "short"),
    Column("confirmed_on", "确认时间", lambda row: row[0].confirmed_on, "day", Hazard.confirmed_on),
    Column("light", "时限", "", "light"),
    Column("number", "挂牌文号", _of_order("number"), "short"),
    Column("level", "级别", lambda row: row[0].listing_level or "", "short"),
    Column("unit", "督办单位", lambda row: row[0].listing_unit or "", "short"),
    Column("supervisor", "督办责任人", _of_order("supervisor"), "short", shown=False),
    Column("requirements", "督办要求", _of_order("requirements"), shown=False),
    Column("listed_on", "挂牌时间", lambda row: row[0].listed_on, "day", Hazard.listed_on),
    Column("due_on", "督办完成期限", _of_order("due_on"), "day", shown=False),
    Column("published_on", "挂牌公布时间", lambda row: row[0].published_on, "day", shown=False),
    Column("medium", "公布媒介", _of_order("medium"), "short", shown=False),
    Column("published_at", "挂牌公布位置", _of_order("published_at"), shown=False),
    Column("lifted_on", "摘牌时间", lambda row: row[0].lifted_on, "day"),
    Column("lift_published_on", "摘牌公布时间", lambda row: row[0].lift_published_on, "day", shown=False),
    Column("lift_published_at", "摘牌公布位置", _of_order("lift_published_at"), shown=False),
)  # fmt: skip


class Supervised(ListView):
    """挂牌督办 from the order that is missing to the published end."""

    permission = "hazards.view"
    title = "挂牌督办台账"
    explanation = (
        "经确认的重大事故隐患应当挂牌督办并公布，验收销号后摘牌、在原媒介公布；确认后逾期没有挂牌的列在“超期未挂牌”。"
    )
    key = Hazard.id
    sort = "-confirmed_on"
    unit = "个"
    filter_form = SupervisionFilters
    columns = COLUMNS
    tabs = (Tab("全部"), *(Tab(str(stage), (("stage", str(stage)),)) for stage in Stage))
    actions = (Action("导出", "hazards.supervised_export", "hazards.view", keeps_filters=True),)
    empty = Empty("没有符合条件的挂牌督办", "重大事故隐患经确认后，在隐患页面办理挂牌督办。")

    def prepare(self, filters: FilterForm) -> None:
        offer(filters, self.session)

    def rows(self, filters: FilterForm) -> Select[Any]:
        return chosen(self.session, filters)

    def row_id(self, row: Any) -> Any:
        return row[0].id

    def chosen_columns(self) -> list[Column]:
        """The lights of a whole page are found together."""
        columns = super().chosen_columns()
        if not any(column.key == "light" for column in columns):
            return columns
        lights = lights_of(self.session, self.page.rows)
        return [
            replace(column, value=lambda row: lights[row[0].id]) if column.key == "light" else column
            for column in columns
        ]


class SupervisedExport(View):
    """The register as a workbook: every column, the same filters and the same scope as the page."""

    permission = "hazards.view"

    def get(self) -> ResponseReturnValue:
        filters = SupervisionFilters()
        offer(filters, self.session)
        filters.process(request.args)
        filters.validate()
        rows = self.session.execute(chosen(self.session, filters).order_by(Hazard.confirmed_on.desc(), Hazard.id)).all()
        lights = lights_of(self.session, rows)
        buffer = io.BytesIO()
        _book(rows, lights).save(buffer)
        buffer.seek(0)
        name = f"挂牌督办台账 {day(clock.today())}.xlsx"
        return send_file(buffer, XLSX, as_attachment=True, download_name=name)


def offer(filters: FilterForm, session: Session) -> None:
    """Give the filters their choices."""
    assert isinstance(filters, SupervisionFilters)  # the filter form of both views
    filters.region.set_choices(region_names(session))
    filters.department.set_choices(department_names(session))


def chosen(session: Session, filters: FilterForm) -> Select[Any]:
    """The rows that the filters leave."""
    names = ("region", "department", "stage", "level", "text")
    narrow = SupervisionFilter(**{name: filters.value(name) for name in names})
    times = times_of(current_instance().settings)
    late_before = listed_before(session, clock.today(), times)
    return cast("Select[Any]", supervised(narrow, late_before, times.list_reported))


def lights_of(session: Session, rows: Sequence[Any]) -> Mapping[int, Light | None]:
    """Hazard's id -> what presses most of its 挂牌督办."""
    times = times_of(current_instance().settings)
    clocks = clocks_of(session, [row[0] for row in rows], times)
    return {row[0].id: listing_light(row[2], clocks[row[0].id], clock.today()) for row in rows}


def _book(rows: Sequence[Any], lights: Mapping[int, Light | None]) -> Workbook:
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)  # a new workbook has one worksheet
    page.title = "挂牌督办台账"
    page.append([column.title for column in COLUMNS])
    for row in rows:
        light = lights[row[0].id]
        page.append([_cell(column, row, light) for column in COLUMNS])
        for cell in page[page.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"  # what a person typed is never a formula
    page.freeze_panes, page.print_title_rows = "A2", "1:1"
    page.page_setup.orientation = "landscape"
    return book


def _cell(column: Column, row: Any, light: Light | None) -> str | date:
    if column.key == "light":
        return light.words if light is not None else ""
    value = column.of(row)
    return value if isinstance(value, date) else str(value or "")
