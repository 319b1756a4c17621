"""The list of pipeline hazards by object type and place on the line (R-074)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from anjian.plugin_api.data import clock
from anjian.plugin_api.reading import HazardRef, enterprises_by_id, present_hazards
from anjian.plugin_api.web import FilterForm, View, current_instance
from anjian_pipelines_oil_gas.forms import HazardFilters
from anjian_pipelines_oil_gas.models import Segment
from anjian_pipelines_oil_gas.rules import lies_on
from anjian_pipelines_oil_gas.views import PLUGIN, hazard_address, kind_of, progress_of
from anjian_pipelines_oil_gas.words import ObjectType, object_of

SHOWN = 300
"""Rows that the page lists; it says when there are more."""


class HazardList(View):
    """Hazards that this plugin judged, and those that units' lists brought for its enterprises."""

    permission = "pipelines_oil_gas.view"
    title = "管道隐患"
    explanation = "按外部隐患、管道本体隐患、附属设施隐患分类；所在部位写明管段编号或桩号的，可按管段查。"

    def get(self) -> ResponseReturnValue:
        filters = HazardFilters.from_address()
        everything = present_hazards(self.session, current_instance().registry.plugins[PLUGIN])
        named = self._segments(filters.value("place"))
        found = [one for one in everything if _fits(one, filters, named)]
        names = enterprises_by_id(self.session, [one.enterprise_id for one in found[:SHOWN]])
        rows = [
            (
                one,
                hazard_address(one),
                names[one.enterprise_id].name if one.enterprise_id in names else "",
                kind_of(one),
                progress_of(one),
            )
            for one in found[:SHOWN]
        ]
        counts = [(str(kind), sum(object_of(one.item_code) is kind for one in everything)) for kind in ObjectType]
        return self.render(
            "pipelines_oil_gas/hazards.html", filters=filters, rows=rows, total=len(found), shown=SHOWN, counts=counts,
            home=request.path,
        )  # fmt: skip

    def _segments(self, code: str | None) -> Sequence[Any]:
        """The segments whose code is asked for."""
        return self.session.scalars(select(Segment).where(Segment.code == code.strip())).all() if code else ()


def _fits(hazard: HazardRef, filters: FilterForm, segments: Sequence[Any]) -> bool:
    kind, place, progress = filters.value("kind"), filters.value("place"), filters.value("progress")
    if kind and kind != (object_of(hazard.item_code) or "other"):
        return False
    if place and place.strip() not in hazard.place:
        own = [row for row in segments if row.enterprise_id == hazard.enterprise_id]
        if not any(lies_on(hazard.place, row.code, row) for row in own):
            return False
    is_open = hazard.accepted_on is None
    if progress == "overdue":
        return is_open and hazard.due_on is not None and hazard.due_on < clock.today()
    return progress is None or is_open == (progress == "open")
