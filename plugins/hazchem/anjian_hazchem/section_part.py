"""What the parts of the section share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from anjian.plugin_api import SectionContext, SectionFigure, SectionTable, TaskPart
from anjian.plugin_api.sections import by_county, figure


class Part:
    """One task of the section: its rows as known, its figures, its tables, its narrative."""

    task: ClassVar[str]
    """The task's code in the campaign pack."""
    paragraphs: ClassVar[tuple[str, ...]]
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

    def told(self) -> TaskPart:
        """What the report prints of the task; tables without rows are left out."""
        tables = tuple(table for table in self.tables() if table.rows)
        return TaskPart(self.task, tuple(self.figures()), tables, self.paragraphs)

    def name(self, row: Any) -> str:
        """The enterprise of a row."""
        return self.names[row.enterprise_id]

    def figure(
        self, key: str, title: str, unit: str, definition: str, ids: Iterable[int], record: str = "enterprise"
    ) -> SectionFigure:
        return figure(self.ctx.plugin, key, title, unit, definition, ids, record)

    def by_county(self, title: str, header: tuple[str, str], whole: Iterable[Any], part: Iterable[Any]) -> SectionTable:
        """Progress by county of rows of a register."""
        return by_county(self.ctx, title, header, *((row.region_code for row in rows) for rows in (whole, part)))

    def on_or_before(self, day: Any) -> bool:
        """Whether something had happened by the day of the report."""
        return day is not None and day <= self.day
