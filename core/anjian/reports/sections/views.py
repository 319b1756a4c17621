"""Pages of what plugins said in a stored report: the tasks of the notice, and the rows behind each of their figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from anjian.campaigns.citations import cited_ids
from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.kernel.errors import NotFound
from anjian.kernel.system import elevated
from anjian.plugin_api.section_types import Bar, SectionFigure
from anjian.reports.documents.wording import clause_words
from anjian.reports.drilldown.figure_rows import pack_named
from anjian.reports.figures.clocks import AsOf, chinese_day
from anjian.reports.figures.units import ReportUnit
from anjian.reports.queries import visible_unit, visible_units
from anjian.reports.sections.data import SectionResult, percent_of, pieces, printed
from anjian.reports.sections.rows import Asked, Line, lines_of
from anjian.reports.sections.stored import figure_in, stored_sections
from anjian.reports.sections.tasks import own_reports, task_reports
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import latest_snapshot
from anjian.ui.context import current_instance
from anjian.ui.frame import address_of
from anjian.ui.view import View

PER_PAGE = 50
_PAGES = {
    "enterprise": ("enterprises.show", "enterprise_id"),
    "hazard": ("hazards.show", "hazard_id"),
    "visit": ("inspections.visit", "uid"),
    "decision": ("enforcement.decisions_page", "row_id"),
}
"""Record -> endpoint of its page, and what the address calls its key."""


class SectionPage(View, abstract=True):
    """A page of one unit's sections in one snapshot: the month's newest, or the one that the address names."""

    permission = "reports.view"
    pack: Pack
    unit: ReportUnit
    period: Period
    snapshot: ReportSnapshot | None
    results: tuple[SectionResult, ...] = ()

    def load(self, **place: Any) -> None:
        self.pack = pack_named(place["campaign"])
        self.unit = visible_unit(self.session, self.pack, self.actor, place["unit"])
        self.period = self.pack.period(place["period"])
        with elevated(self.session, "the reader's own unit's sections"):
            self.snapshot = self._snapshot(request.args.get("snapshot", ""))
            if self.snapshot is not None:
                self.results = stored_sections(self.session, self.snapshot.id, self.unit.code)

    def _snapshot(self, named: str) -> ReportSnapshot | None:
        if not named:
            return latest_snapshot(self.session, self.pack.code, self.period.code)
        found = self.session.get(ReportSnapshot, named)
        if found is None or (found.campaign_code, found.period) != (self.pack.code, self.period.code):
            raise NotFound(f"{self.period.label}没有编号为“{named}”的存档。")
        return found

    def address(self, endpoint: str, unit: str = "", **more: Any) -> str:
        """Another page of the same snapshot."""
        return url_for(
            f"reports.{endpoint}", campaign=self.pack.code, period=self.period.code, unit=unit or self.unit.code,
            snapshot=self.snapshot.id if self.snapshot is not None else None, **more,
        )  # fmt: skip

    def page_words(self) -> dict[str, Any]:
        """What every page says of its clocks."""
        taken = self.snapshot
        effective = chinese_day(taken.effective) if taken is not None else ""
        return {"pack": self.pack, "unit": self.unit, "period": self.period, "snapshot": taken, "effective": effective}


class TasksPage(SectionPage):
    """The tasks in the order of the notice; every figure a link to its rows."""

    def get(self) -> ResponseReturnValue:
        return self.render(
            "reports/tasks.html",
            tasks=task_reports(self.pack, self.results),
            others=own_reports(self.pack, self.results),
            units=self.others(),
            **self.page_words(),
        )

    def others(self) -> list[tuple[str, str, bool]]:
        """Tabs: the other units whose tasks the reader may open."""
        units = visible_units(self.session, self.pack, self.actor)
        return [(unit.name, self.address("tasks", unit.code), unit == self.unit) for unit in units]

    def told(self, result: SectionResult, paragraphs: Sequence[str]) -> list[list[tuple[str, SectionFigure | None]]]:
        """Paragraphs cut where figures stand."""
        figures = result.figures
        return [list(pieces(paragraph, figures)) for paragraph in paragraphs]

    def clause(self, citation: str) -> tuple[str, list[str]]:
        """The clauses as cited, and their texts."""
        return clause_words(citation), [self.pack.clause(one).text for one in cited_ids(citation)]

    def bar(self, cell: object) -> tuple[Bar, str] | None:
        """A bar with its percentage; None for a cell of text."""
        return (cell, percent_of(cell)) if isinstance(cell, Bar) else None


class SectionRowsPage(SectionPage):
    """The rows behind one figure of a section, as they were known when the snapshot was taken."""

    def get(self) -> ResponseReturnValue:
        if self.snapshot is None:
            raise NotFound(f"{self.period.label}还没有编制过报表，请先运行 monthly-report。")
        stored = figure_in(self.results, self.place["key"])
        ids, page = sorted(stored.figure.ids), self._page()
        shown = ids[(page - 1) * PER_PAGE : page * PER_PAGE]
        asof = AsOf(self.pack.code, self.pack.campaign.starts_on, self.snapshot.effective, self.snapshot.known)
        asked = Asked(self.session, current_instance().registry, self.pack, asof)
        lines = lines_of(asked, stored.result.key, stored.figure, shown)
        return self.render(
            "reports/section_rows.html",
            stored=stored,
            value=printed(stored.figure),
            lines=lines,
            hidden=len(shown) - len(lines.rows),
            total=len(ids),
            page=page,
            pages=-(-len(ids) // PER_PAGE),
            **self.page_words(),
        )

    def _page(self) -> int:
        asked = request.args.get("page", "1")
        return max(1, int(asked)) if asked.isdecimal() else 1

    def page_of(self, line: Line) -> str:
        """The address of the page that tells more of a row; blank: there is none here."""
        if line.opens is None or line.opens[1] is None:
            return ""
        endpoint, name = _PAGES[line.opens[0]]
        return address_of(endpoint, **{name: line.opens[1]})
