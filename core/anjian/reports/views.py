"""Pages of reports: months and units, the official table, the rows behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from pyroaring import BitMap

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.kernel import clock
from anjian.reports.documents.catalogue import usual_documents
from anjian.reports.drilldown.event_views import PAGES
from anjian.reports.drilldown.figure_rows import (
    EnterpriseRows,
    FigureRows,
    HazardRows,
    campaign_tabs,
    chosen_pack,
    pack_named,
    question,
)
from anjian.reports.figures.algebra import wan_yuan
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.figures.rules import BESIDE
from anjian.reports.figures.units import ReportUnit
from anjian.reports.queries import (
    Sets,
    Table,
    counts_hazards,
    figure_cell,
    table_of,
    visible_unit,
    visible_units,
)
from anjian.ui.context import current_instance
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
        pack = chosen_pack()
        tabs = campaign_tabs("reports.reports", pack)
        months = [month for month in pack.periods() if month.start <= clock.today()]
        if not months:
            return self.render("reports/none.html", title="月度报表", pack=pack, campaigns=tabs)
        period = request.args.get("period", months[-1].code)
        table = table_of(current_instance(), self.session, pack, period, question())
        rows = [
            (unit, *_found_and_done(pack, table.sets, unit)) for unit in visible_units(self.session, pack, self.actor)
        ]
        return self.render(
            "reports/list.html",
            title="月度报表",
            pack=pack,
            campaigns=tabs,
            years=_years(months),
            months=[month for month in months[::-1] if month.year == table.period.year],
            table=table,
            rows=rows,
            files=file_names(pack),
        )


def _found_and_done(pack: Pack, sets: Sets, unit: ReportUnit) -> tuple[int, int]:
    """How many hazards the list of a unit holds, and how many of them are accepted."""
    found = BitMap.union(BitMap(), *(sets.ids(pack.cell(key), unit) for key in pack.annex1.partitions[0].parts))
    accepted = (sets.ids(cell, unit) for cell in pack.annex1.cells if cell.record == "hazard" and cell.accepted)
    return len(found), len(BitMap.union(BitMap(), *accepted) & found)


def _years(months: Sequence[Period]) -> list[tuple[int, str]]:
    """Each year with its last period, the newest first; nothing where all lie in one year."""
    last = {month.year: month.code for month in months}
    return sorted(last.items(), reverse=True) if len(last) > 1 else []


def file_names(pack: Pack) -> list[str]:
    """What a unit's page offers for download: table, list and report, as the campaign calls them."""
    return [document.name for document in usual_documents(pack)]


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
            files=file_names(self.pack),
            units=self.others(),
            **self.page_words(),
        )

    def shown(self, cell: Any) -> tuple[str, str]:
        """The printed value of a cell, and the address of its rows."""
        figure = self.table.sets.figure(cell, self.unit)
        value = str(wan_yuan(figure.value)) if cell.unit == "万元" else str(figure.value)
        return value, self.address("rows", key=cell.key)

    def others(self) -> list[tuple[str, str, bool]]:
        """Tabs: the other tables that the reader may open."""
        units = visible_units(self.session, self.pack, self.actor)
        clocks: dict[str, Any] = {
            name: value for name in ("effective", "known", "moment", "live") if (value := request.args.get(name))
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


class FigurePage(View):
    """The rows behind one figure: which list it opens depends on what the figure counts."""

    permission = "reports.view"

    def get(self) -> ResponseReturnValue:
        pack, key = pack_named(self.place["campaign"]), self.place["key"]
        cell = figure_cell(pack, key)
        if cell is not None and cell.event is not None:
            page: FigureRows = PAGES[cell.event]()
        else:
            page = HazardRows() if counts_hazards(pack, key) else EnterpriseRows()
        page.session, page.actor, page.place = self.session, self.actor, self.place
        page.load(**self.place)
        return page.get()
