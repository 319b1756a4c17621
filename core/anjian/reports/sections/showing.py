"""Opening one figure of a section by its id, as `anjian report show` does."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from anjian.kernel.errors import NotFound
from anjian.reports.sections.data import value_of
from anjian.reports.sections.rows import Asked, lines_of
from anjian.reports.sections.stored import figure_in, stored_sections


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section's figure and its rows as they were known, header -> cell."""

    title: str
    unit: str
    definition: str
    value: int | Decimal
    rows: list[dict[str, str]]


def section_shown(asked: Asked, snapshot_id: str, unit_code: str, key: str) -> SectionShown:
    """A figure such as `transport.lacking` of a stored report. Raises `NotFound` where there is none."""
    if not snapshot_id:
        raise NotFound("任务章节的指标只能从已编制的月报打开，请先运行 monthly-report。")
    stored = figure_in(stored_sections(asked.session, snapshot_id, unit_code), key)
    figure = stored.figure
    lines = lines_of(asked, stored.result.key, figure, sorted(figure.ids))
    rows = [dict(zip(lines.header, line.cells, strict=True)) for line in lines.rows]
    return SectionShown(figure.title, figure.unit, figure.definition, value_of(figure), rows)
