"""Pages of reports: months and units, the official table, the rows behind each figure, the files."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, ClassVar

from flask import request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from anjian.campaigns.current import packs_of
from anjian.campaigns.packs import Pack
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.system import elevated
from anjian.reports.algebra import figure_of, wan_yuan
from anjian.reports.clocks import chinese_day
from anjian.reports.compile import FILES, compile_period, download_name, unit_files
from anjian.reports.queries import (
    Question,
    Table,
    counts_hazards,
    definition_of,
    enterprise_rows,
    hazard_rows,
    table_of,
    visible_unit,
    visible_units,
)
from anjian.reports.rules import BESIDE
from anjian.reports.stored import stored_file
from anjian.reports.units import ReportUnit
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.listing import Column, Empty, ListView
from anjian.ui.view import View

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class ReportView(View, abstract=True):
    """A page of one campaign's month and unit, at the pair of clocks that its address names."""

    permission = "reports.view"
    pack: Pack
    unit: ReportUnit
    table: Table

    def load(self, **place: Any) -> None:
        self.pack = pack_named(place["campaign"])
        self.unit = visible_unit(self.session, self.pack, self.actor, place["unit"])
        self.table = table_of(current_instance(), self.session, self.pack, place["period"], question())

    def page_words(self) -> dict[str, Any]:
        """What every page of a table says about its clocks."""
        asof, table = self.table.asof, self.table
        return {
            "pack": self.pack,
            "unit": self.unit,
            "table": table,
            "effective": chinese_day(asof.effective),
            "clocks": {"effective": asof.effective.isoformat(), "known": asof.known},
        }

    def address(self, endpoint: str, **more: Any) -> str:
        """A page of the same table at the same clocks."""
        asof = self.table.asof
        return url_for(
            f"reports.{endpoint}", campaign=self.pack.code, period=self.table.period.code, unit=self.unit.code,
            effective=asof.effective.isoformat(), known=asof.known, **more,
        )  # fmt: skip


class ReportsPage(View):
    """Months, and the units whose tables the reader may open."""

    permission = "reports.view"

    def get(self) -> ResponseReturnValue:
        instance = current_instance()
        pack = pack_named(request.args.get("campaign", instance.settings.campaign))
        months = [month for month in pack.periods() if month.start <= clock.today()]
        if not months:
            return self.render("reports/none.html", title="月度报表", pack=pack)
        period = request.args.get("period", months[-1].code)
        table = table_of(instance, self.session, pack, period, question())
        units = visible_units(self.session, pack, self.actor)
        parts = pack.annex1.partitions[0].parts
        done = [cell for cell in pack.annex1.cells if cell.subset_of in parts]

        def size(cells: Any, unit: ReportUnit) -> int:
            return sum(len(table.sets.ids(cell, unit)) for cell in cells)

        rows = [(unit, size([pack.cell(key) for key in parts], unit), size(done, unit)) for unit in units]
        return self.render(
            "reports/list.html", title="月度报表", pack=pack, months=months[::-1], table=table, rows=rows, files=FILES
        )


class Annex1Page(ReportView):
    """附件1 looking like the official table; every figure a link to its rows."""

    def get(self) -> ResponseReturnValue:
        beside = [
            (title, len(self.table.sets.beside(name, self.unit)), definition, self.address("rows", key=name))
            for name, (_mark, title, definition) in BESIDE.items()
        ]
        return self.render(
            "reports/annex1.html",
            shown=self.shown,
            beside=beside,
            files=FILES,
            units=self.others(),
            **self.page_words(),
        )

    def shown(self, cell: Any) -> tuple[str, str]:
        """The printed value of a cell, and the address of its rows."""
        figure = figure_of(cell.unit, self.table.sets.ids(cell, self.unit))
        value = str(wan_yuan(figure.value)) if cell.unit == "万元" else str(figure.value)
        return value, self.address("rows", key=cell.key)

    def others(self) -> list[tuple[str, str, bool]]:
        """Tabs: the other tables that the reader may open."""
        units = visible_units(self.session, self.pack, self.actor)
        clocks: dict[str, Any] = {
            name: value for name in ("effective", "known", "live") if (value := request.args.get(name))
        }
        return [
            (
                unit.name,
                url_for(
                    "reports.annex1", campaign=self.pack.code, period=self.table.period.code, unit=unit.code, **clocks
                ),
                unit == self.unit,
            )
            for unit in units
        ]


class FileDownload(ReportView):
    """A unit's file: as stored by the monthly job, else compiled now."""

    def get(self) -> ResponseReturnValue:
        name = self.place["name"]
        if name not in FILES:
            raise NotFound(f"没有“{name}”这个文件，可下载：{'、'.join(FILES)}。")
        content = self._stored(name) or self._compiled(name)
        return send_file(
            io.BytesIO(content),
            MEDIA[name.rpartition(".")[2]],
            as_attachment=True,
            download_name=download_name(self.table.period, self.unit, name),
        )

    def _stored(self, name: str) -> bytes | None:
        if self.table.snapshot_id is None:
            return None
        with elevated(self.session, "the reader's own unit's file"):
            found = stored_file(self.session, self.table.snapshot_id, self.unit.code, name)
        return found.content if found is not None else None

    def _compiled(self, name: str) -> bytes:
        asof = self.table.asof
        compilation = compile_period(
            current_instance(),
            self.pack,
            self.table.period.code,
            units=[self.unit.name],
            effective=asof.effective,
            known=asof.known,
        )
        return dict(unit_files(compilation, compilation.reports[0]))[name]


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
        cell = None if self.figure in BESIDE else self.pack.cell(self.figure)
        sets = self.table.sets
        ids = sets.beside(self.figure, self.report_unit) if cell is None else sets.ids(cell, self.report_unit)
        value = f"{len(ids)}{unit}" if unit != "万元" else f"{wan_yuan(0)}{unit}"
        asof = self.table.asof
        back = url_for(
            "reports.annex1", campaign=self.pack.code, period=self.table.period.code, unit=self.report_unit.code,
            effective=asof.effective.isoformat(), known=asof.known,
        )  # fmt: skip
        return super().context() | {
            "name": name, "value": value, "definition": definition, "hidden": self.hidden(len(ids)), "back": back,
            "report_unit": self.report_unit, "report_table": self.table, "effective": chinese_day(asof.effective),
        }  # fmt: skip

    def hidden(self, counted: int) -> int:
        """How many of the figure's rows this reader may not see."""
        if self.actor.sees_all or counted == 0:
            return 0
        statement = self.rows(FilterForm()).with_only_columns(type(self).key)
        return counted - len(set(self.session.scalars(statement)))


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


class FigurePage(View):
    """The rows behind one figure: which list it opens depends on what the figure counts."""

    permission = "reports.view"

    def get(self) -> ResponseReturnValue:
        counts = counts_hazards(pack_named(self.place["campaign"]), self.place["key"])
        page: FigureRows = HazardRows() if counts else EnterpriseRows()
        page.session, page.actor, page.place = self.session, self.actor, self.place
        page.load(**self.place)
        return page.get()


def pack_named(code: str) -> Pack:
    """A pack by campaign code. Raises `NotFound`."""
    packs = packs_of(current_instance().settings)
    if code not in packs:
        raise NotFound(f"没有专项行动“{code}”。")
    return packs[code]


def question() -> Question:
    """The pair of clocks of the address. Raises `Refused` for what cannot be read."""
    effective, known = request.args.get("effective", ""), request.args.get("known", "")
    try:
        return Question(
            date.fromisoformat(effective) if effective else None, int(known) if known else None, "live" in request.args
        )
    except ValueError as error:
        raise Refused("地址中的截至日期或台账序号写法不对，请从报表页面重新打开。") from error


def hazard_address(hazard: Hazard) -> str:
    return address_of("hazards.show", hazard_id=hazard.id)


def enterprise_address(enterprise: Enterprise) -> str:
    return address_of("enterprises.show", enterprise_id=enterprise.id)
