"""The fourth part of the 月报: the tasks of the notice in its order, then what the departments report beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from anjian.plugin_api.section_types import Bar, SectionTable
from anjian.reports.documents.bars import marked
from anjian.reports.documents.locked import locked
from anjian.reports.documents.report_data import UnitReport
from anjian.reports.documents.wording import clause_words, numeral
from anjian.reports.sections.data import SectionResult, pieces, value_of
from anjian.reports.sections.tasks import OwnReport, TaskReport, own_reports, task_reports


def tasks_part(report: UnitReport) -> dict[str, Any]:
    """What the template knows of the tasks (`tasks`) and of the departments' other work (`others`)."""
    tasks = task_reports(report.pack, report.sections)
    return {
        "tasks": [_task(report, place, task) for place, task in enumerate(tasks, 1)],
        "others": [_own(report, own) for own in own_reports(report.pack, report.sections)],
        "others_number": numeral(len(tasks) + 1),
    }


def unreported_text(report: UnitReport) -> str:
    """The tasks that a section came without, with the departments; blank: none."""
    tasks = [task for task in task_reports(report.pack, report.sections) if task.unreported]
    return "、".join(f"{task.task.title}（{task.result.department}）" for task in tasks)


def _task(report: UnitReport, place: int, told: TaskReport) -> dict[str, Any]:
    paragraphs = told.paragraphs if told.part is None else _filled(report, told.result, told.part.paragraphs)
    return {
        "number": numeral(place),
        "title": told.task.title,
        "department": told.result.department,
        "clause": clause_words(told.task.clause),
        "paragraphs": paragraphs,
        "tables": [_table(table) for table in told.tables],
    }


def _own(report: UnitReport, told: OwnReport) -> dict[str, Any]:
    texts = [text for part in told.parts for text in part.paragraphs]
    return {
        "department": told.result.department,
        "title": told.result.title,
        "paragraphs": _filled(report, told.result, texts) if told.parts else told.paragraphs,
        "tables": [_table(table) for table in told.tables],
    }


def _filled(report: UnitReport, result: SectionResult, paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs with each figure locked under its id."""
    figures = result.figures
    return [
        "".join(
            text if figure is None else f"{locked(report.figure_id(figure.key), value_of(figure))}{figure.unit}"
            for text, figure in pieces(paragraph, figures)
        )
        for paragraph in paragraphs
    ]


def _table(table: SectionTable) -> dict[str, Any]:
    rows = [[marked(cell) if isinstance(cell, Bar) else cell for cell in row] for row in table.rows]
    return {"title": table.title, "header": list(table.header), "rows": rows}
