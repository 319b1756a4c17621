"""The page that explains a table: the units' tables and the city's, the provisional and the final one, last month and this."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from anjian.kernel.system import elevated
from anjian.reports.bridges.cross_check import earlier_tables
from anjian.reports.bridges.movements import Side, departures, movements
from anjian.reports.bridges.reasons import Clocks
from anjian.reports.bridges.units import bridge_of
from anjian.reports.views import ReportView

SHOWN = 200
"""Rows of one value that the page lists; the workbook lists all."""


class BridgePage(ReportView):
    """Every number in it is the size of a set of rows, and every row is named."""

    def get(self) -> ResponseReturnValue:
        return self.render("reports/bridge.html", shown=SHOWN, **self.explained(), **self.page_words())

    def explained(self) -> dict[str, Any]:
        """The parts of the page. The reader may open this unit's table, so may read the codes of its rows."""
        table, session, pack, unit = self.table, self.session, self.pack, self.unit
        now = Side(table.sets, Clocks(table.asof.effective, table.asof.known))
        with elevated(session, "a table is explained by its rows"):
            earlier = earlier_tables(session, pack, table.period, table.kind, table.asof.known)
            first, last = earlier.provisional, earlier.previous
            return {
                "bridge": bridge_of(session, pack, first or now, now) if unit.is_city else (),
                "provisional": movements(session, pack, unit, first, now) if first is not None else (),
                "compared": first is not None,
                "previous": earlier.previous_label,
                "departed": departures(session, pack, unit, last, now) if last is not None else (),
            }
