"""What plugins said, as a snapshot keeps it: opening one section's figure again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.kernel.errors import NotFound
from anjian.plugin_api.section_types import SectionFigure
from anjian.reports.sections.data import SectionResult, result_of
from anjian.reports.snapshots.models import ReportSnapshot


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A figure with the section that told it."""

    result: SectionResult
    figure: SectionFigure


def sections_in(content: str) -> Mapping[str, tuple[SectionResult, ...]]:
    """Unit code -> sections, from the text that a snapshot keeps."""
    return {unit: tuple(map(result_of, results)) for unit, results in json.loads(content).items()}


def stored_sections(session: Session, snapshot_id: str, unit_code: str) -> tuple[SectionResult, ...]:
    """What a snapshot keeps of one unit's sections. Raises `NotFound` where it has none of that unit."""
    content = session.scalar(select(ReportSnapshot.sections).where(ReportSnapshot.id == snapshot_id))
    told = json.loads(content or "{}").get(unit_code)
    if told is None:
        raise NotFound("这份存档没有该单位的任务章节，请打开其他月份或者先运行 monthly-report。")
    return tuple(map(result_of, told))


def figure_in(results: tuple[SectionResult, ...], key: str) -> StoredFigure:
    """The figure of a key such as `transport.lacking`. Raises `NotFound`."""
    for result in results:
        if key in result.figures:
            return StoredFigure(result, result.figures[key])
    raise NotFound(f"这份存档的任务章节中没有“{key}”这个指标。")


def is_section_key(key: str) -> bool:
    """Whether a figure's key is a section's (`transport.lacking`), not one of the table's (`A1-1.01`)."""
    head, dot, tail = key.partition(".")
    return bool(dot) and head.isidentifier() and tail.isidentifier()
