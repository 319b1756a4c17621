"""What the parts of the section share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from anjian.plugin_api import SectionContext, SectionFigure, SectionTable
from anjian.plugin_api.sections import figure


class Part:
    """One task of the section: its rows as known, its figures, its tables."""

    rows: Sequence[Any]
    names: Mapping[int, str]
    """Enterprises by id; set once all parts have read their rows."""

    def __init__(self, ctx: SectionContext) -> None:
        self.ctx, self.day = ctx, ctx.effective

    def owners(self) -> set[int]:
        """Enterprises that the part may have to name."""
        return {row.enterprise_id for row in self.rows}

    def figures(self) -> list[SectionFigure]:
        raise NotImplementedError

    def tables(self) -> list[SectionTable]:
        raise NotImplementedError

    def name(self, row: Any) -> str:
        """The enterprise of a row."""
        return self.names[row.enterprise_id]

    def figure(self, key: str, title: str, unit: str, definition: str, ids: Iterable[int]) -> SectionFigure:
        return figure(self.ctx.plugin, key, title, unit, definition, ids)

    def on_or_before(self, day: Any) -> bool:
        """Whether something had happened by the day of the report."""
        return day is not None and day <= self.day
