"""What the parts of the section share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from anjian.plugin_api import SectionContext, SectionFigure, SectionTable
from anjian.plugin_api.sections import figure


class Part:
    """One task of the section: its rows as known, its figures, its tables."""

    def __init__(self, ctx: SectionContext, names: Mapping[int, str]) -> None:
        self.ctx, self.names, self.day = ctx, names, ctx.effective

    def figures(self) -> list[SectionFigure]:
        raise NotImplementedError

    def tables(self) -> list[SectionTable]:
        raise NotImplementedError

    def name(self, row: Any) -> str:
        """The enterprise of a row."""
        return self.names.get(row.enterprise_id, "（已无危险化学品环节）")

    def figure(self, key: str, title: str, unit: str, definition: str, ids: Iterable[int]) -> SectionFigure:
        return figure(self.ctx.plugin, key, title, unit, definition, ids)

    def on_or_before(self, day: Any) -> bool:
        """Whether something had happened by the day of the report."""
        return day is not None and day <= self.day
