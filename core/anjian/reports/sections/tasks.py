"""The tasks of the notice in its order, each as its one responsible department's section reports it (R-077).

A task that nobody reports on is printed as such with the department; none is ever left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anjian.campaigns.citations import cited_ids
from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Task
from anjian.plugin_api.section_types import SectionData, SectionTable, TaskPart
from anjian.reports.sections.data import SectionResult


@dataclass(frozen=True, slots=True)
class TaskReport:
    """A task with what is printed of it: `result` is the section that answers for it, `part` what it says, if it does."""

    task: Task
    result: SectionResult
    part: TaskPart | None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        if self.part is not None:
            return self.result.filled(self.part.paragraphs)
        if self.result.data is None:
            return (self.result.missing,)
        return (f"该任务未报告。责任单位：{self.result.department}。",)

    @property
    def tables(self) -> tuple[SectionTable, ...]:
        return self.part.tables if self.part is not None else ()

    @property
    def unreported(self) -> bool:
        """Whether the section came, and says nothing of the task."""
        return self.part is None and self.result.data is not None


@dataclass(frozen=True, slots=True)
class OwnReport:
    """What a section says beside the tasks: its own part, and parts of tasks that this campaign does not have."""

    result: SectionResult
    parts: tuple[TaskPart | SectionData, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        if self.result.data is None:
            return (self.result.missing,)
        return self.result.filled([text for part in self.parts for text in part.paragraphs])

    @property
    def tables(self) -> tuple[SectionTable, ...]:
        return tuple(table for part in self.parts for table in part.tables)


def task_reports(pack: Pack, results: Sequence[SectionResult]) -> tuple[TaskReport, ...]:
    """The tasks that the sections of one unit answer for, in the order of the notice."""
    order = {clause.id: place for place, clause in enumerate(pack.clauses)}
    tasks = sorted(pack.report.tasks, key=lambda task: order[next(iter(cited_ids(task.clause)))])
    return tuple(found for task in tasks if (found := _report(task, results)) is not None)


def own_reports(pack: Pack, results: Sequence[SectionResult]) -> tuple[OwnReport, ...]:
    """What the sections say beside the tasks. A section that failed is named here only where no task names it."""
    found = []
    for result in results:
        codes = {task.code for task in pack.tasks_of(result.plugin)}
        if result.data is not None:
            loose = tuple(part for part in result.data.parts if getattr(part, "code", None) not in codes)
            own = OwnReport(result, tuple(part for part in loose if part.paragraphs or part.tables))
        else:
            own = OwnReport(result, ())
        if own.parts or (result.data is None and not codes):
            found.append(own)
    return tuple(found)


def _report(task: Task, results: Sequence[SectionResult]) -> TaskReport | None:
    """A plugin's section that reports the task; else the one that failed, else any: the task stands under its name."""
    owners = [result for result in results if result.plugin == task.plugin]
    for result in owners:
        parts = result.data.tasks if result.data is not None else ()
        for part in parts:
            if part.code == task.code:
                return TaskReport(task, result, part)
    owners.sort(key=lambda result: result.data is not None)
    return TaskReport(task, owners[0], None) if owners else None
