"""动态清零 (R-046): for every day, how many hazards were open and how many of them overdue; the overdue ones must be none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from anjian.plugin_api.data import clock
from anjian.plugin_api.reading import HazardRef, enterprises_by_id, present_hazards
from anjian.plugin_api.web import Light, View, address_of, current_instance
from anjian_coalbed_methane.assumed import PLUGIN, remark
from anjian_coalbed_methane.forms import ZeroFilters
from anjian_coalbed_methane.rules import ZeroDay, is_overdue, zero_line

EXPLANATION = (
    "每天日终未销号的隐患，其中超过整改期限的应为0。按隐患台账现有记录逐日推算，"
    "以后补录或更正会改变以往日期的数；已封存的月报不变。"
)
DAYS = 30
"""How many days are shown where nobody says since when."""
MOST_DAYS = 184
"""A longer span is cut to its last days."""
HEIGHT, STEP = 80, 8
"""Of the chart: its height, and the width of a day, in user units."""


class ZeroPage(View):
    """The zero line of the plugin's hazards that the reader may see, as the ledger knows them now."""

    permission = "coalbed_methane.view"
    title = "动态清零"

    @property
    def explanation(self) -> str:
        """What the page shows, and that the department is assumed."""
        return f"{EXPLANATION}{remark()}"

    def get(self) -> ResponseReturnValue:
        filters = ZeroFilters.from_address()
        last = min(filters.value("until") or clock.today(), clock.today())
        first = filters.value("since") or last - timedelta(days=DAYS - 1)
        first = max(min(first, last), last - timedelta(days=MOST_DAYS - 1))
        hazards = present_hazards(self.session, current_instance().registry.plugins[PLUGIN])
        line = zero_line(hazards, first, last)
        day = filters.value("day") or last
        return self.render(
            "coalbed_methane/zero.html", filters=filters, home=request.path, line=line[::-1], bars=bars(line), chart=chart(line),
            day=day, rows=self._overdue(hazards, day), zeros=sum(one.is_zero for one in line),
        )  # fmt: skip

    def _overdue(self, hazards: list[HazardRef], day: date) -> list[tuple[HazardRef, str, str, Light]]:
        """The hazards that were overdue on a day, the longest first."""
        found = sorted((one for one in hazards if is_overdue(one, day)), key=lambda one: (one.due_on or day, one.id))
        names = enterprises_by_id(self.session, [one.enterprise_id for one in found])
        return [
            (
                one,
                address_of("hazards.show", hazard_id=one.id),
                names[one.enterprise_id].name if one.enterprise_id in names else "",
                Light("red", f"超期 {(day - (one.due_on or day)).days} 天"),
            )
            for one in found
        ]


def bars(line: list[ZeroDay]) -> list[dict[str, Any]]:
    """The overdue hazards of each day as bars: a day that is clear has none."""
    top = max((len(one.overdue) for one in line), default=0)
    return [
        {
            "x": place * STEP, "width": STEP - 2, "height": height, "y": HEIGHT - height,
            "words": f"{one.day}：逾期未销号{len(one.overdue)}个",
        }
        for place, one in enumerate(line)
        if (height := round(HEIGHT * len(one.overdue) / top) if top else 0)
    ]  # fmt: skip


def chart(line: list[ZeroDay]) -> dict[str, Any]:
    """Size of the chart and what it says to those who cannot see it."""
    most = max((len(one.overdue) for one in line), default=0)
    words = f"{line[0].day}至{line[-1].day}每日逾期未销号隐患数，最多{most}个" if line else ""
    return {"width": len(line) * STEP, "height": HEIGHT, "words": words, "most": most}
