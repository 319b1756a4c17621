"""The rows behind one figure as list pages, and what their addresses say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from flask import request, url_for
from sqlalchemy import Select, func

from anjian.campaigns.current import opening_pack, packs_of, working_packs
from anjian.campaigns.packs import Pack
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.errors import NotFound, Refused
from anjian.reports.drilldown.figure_ids import figure_named
from anjian.reports.figures.algebra import wan_yuan
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.figures.units import ReportUnit
from anjian.reports.queries import Question, Table, definition_of, enterprise_rows, hazard_rows, table_of, visible_unit
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Column, Empty, ListView

_DIGITS = 18


class FigureRows(ListView, abstract=True):
    """The rows behind one figure, as they were at its pair of clocks."""

    permission = "reports.view"
    template = "reports/rows.html"
    title: ClassVar[str] = "数字明细"
    pack: Pack
    report_unit: ReportUnit
    table: Table
    figure: str

    def load(self, **place: Any) -> None:
        self.pack = pack_named(place["campaign"])
        self.report_unit = visible_unit(self.session, self.pack, self.actor, place["unit"])
        self.figure = place["key"]
        self.table = table_of(current_instance(), self.session, self.pack, place["period"], question())

    def context(self) -> dict[str, Any]:
        name, unit, definition = definition_of(self.pack, self.figure)
        figure = figure_named(self.pack, self.table.sets, self.figure, self.report_unit)
        value = f"{wan_yuan(figure.value) if unit == '万元' else figure.value}{unit}"
        asof = self.table.asof
        back = url_for(
            "reports.annex1", campaign=self.pack.code, period=self.table.period.code, unit=self.report_unit.code,
            effective=asof.effective.isoformat(), known=asof.known,
        )  # fmt: skip
        return super().context() | {
            "name": name, "value": value, "definition": definition, "hidden": self.hidden(len(figure.ids)), "back": back,
            "report_unit": self.report_unit, "report_table": self.table, "effective": chinese_day(asof.effective),
        }  # fmt: skip

    def hidden(self, counted: int) -> int:
        """How many of the figure's rows this reader may not see."""
        if self.actor.sees_all or counted == 0:
            return 0
        visible = func.count(type(self).key.distinct())
        statement = self.rows(FilterForm()).with_only_columns(visible, maintain_column_froms=True)
        return counted - self.session.execute(statement).scalar_one()


class HazardRows(FigureRows):
    """Hazards behind a figure."""

    key = Hazard.id
    columns = (
        Column(
            "code", "编号", lambda row: row[0].public_code, "short", link=lambda row: hazard_address(row[0]), lead=True
        ),
        Column("content", "重大事故隐患具体内容", lambda row: row[0].content),
        Column("source", "发现来源", lambda row: row[1].source, "short"),
        Column("discovered_on", "发现时间", lambda row: row[1].discovered_on, "day"),
        Column("confirmed_on", "确认时间", lambda row: row[1].confirmed_on, "day"),
        Column("due_on", "整改期限", lambda row: row[1].due_on, "day"),
        Column("listed_on", "挂牌时间", lambda row: row[1].listed_on, "day"),
        Column("accepted_on", "销号时间", lambda row: row[1].accepted_on, "day"),
        Column("state", "当时状态", lambda row: row[1].state, "short"),
    )
    empty = Empty("这个数字是 0", "截至该日没有符合定义的隐患；有新的隐患确认后会自动计入。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        return hazard_rows(self.pack, self.figure, self.report_unit, self.table.asof)


class EnterpriseRows(FigureRows):
    """Enterprises behind a figure."""

    key = Enterprise.id
    unit = "家"
    columns = (
        Column("name", "企业名称", lambda row: row[0].name, link=lambda row: enterprise_address(row[0]), lead=True),
        Column("credit_code", "统一社会信用代码", lambda row: row[0].credit_code, "short"),
        Column("visits", "检查次数", lambda row: row[2], "number"),
        Column("last_on", "最近检查日期", lambda row: row[1], "day"),
    )
    empty = Empty("这个数字是 0", "截至该日没有符合定义的记录；完成检查或登记有关事项后会自动计入。")

    def rows(self, filters: FilterForm) -> Select[Any]:
        return enterprise_rows(self.pack, self.figure, self.report_unit, self.table.asof)


def pack_named(code: str) -> Pack:
    """A pack by campaign code. Raises `NotFound`."""
    packs = packs_of(current_instance().settings)
    if code not in packs:
        raise NotFound(f"没有专项行动“{code}”。")
    return packs[code]


def chosen_pack() -> Pack:
    """The campaign that the address names, else the one that pages open with today. Raises `NotFound`."""
    name = request.args.get("campaign", "")
    return pack_named(name) if name else opening_pack(current_instance().settings, clock.today())


def campaign_tabs(endpoint: str, shown: Pack) -> list[tuple[str, str, bool]]:
    """The campaigns side by side, as tabs: title, address, whether it is the one shown. Nothing where there is one only."""
    working = working_packs(current_instance().settings)
    packs = working if shown in working else (*working, shown)
    if len(packs) == 1:
        return []
    return [(pack.campaign.short_title, url_for(endpoint, campaign=pack.code), pack is shown) for pack in packs]


def question() -> Question:
    """The pair of clocks of the address. Raises `Refused` for what cannot be read."""
    effective, known, moment = (request.args.get(name, "") for name in ("effective", "known", "moment"))
    try:
        return Question(
            date.fromisoformat(effective) if effective else None,
            _event_number(known) if known else None,
            _moment(moment) if moment else None,
            "live" in request.args,
        )
    except (ValueError, OverflowError) as error:
        raise Refused("截至日期、时刻或台账序号写法不对，请从报表页面重新打开。") from error


def _event_number(text: str) -> int:
    """Raises `ValueError` for what no event can bear."""
    if not text.isdecimal() or len(text) > _DIGITS:
        raise ValueError(text)
    return int(text)


def _moment(text: str) -> datetime:
    """A moment of Shanghai's clock. Raises `ValueError` or `OverflowError` at the edge of time."""
    moment = datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI)
    moment.astimezone(UTC)
    return moment


def hazard_address(hazard: Hazard) -> str:
    return address_of("hazards.show", hazard_id=hazard.id)


def enterprise_address(enterprise: Enterprise) -> str:
    return address_of("enterprises.show", enterprise_id=enterprise.id)
