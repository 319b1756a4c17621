"""Value types of a report section: what it may read, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from anjian.plugin_api.types import Ref


@dataclass(frozen=True, slots=True)
class SectionContext:
    """What a report section may read: every row as known at `known`, true on `effective`, of one unit's jurisdiction.

    `region_code` and `department_code` are None where the unit is not limited by them (the city: both None).
    """

    session: Session
    campaign: str
    period: str
    starts_on: date
    effective: date
    known: int
    unit_name: str
    region_code: str | None
    department_code: str | None
    plugin: str
    plugin_department: str
    """The department that answers for the plugin's tasks."""
    industries: tuple[str, ...]
    """Enterprise categories that the plugin inspects; none: those of every enterprise that its department supervises."""


@dataclass(frozen=True, slots=True)
class SectionFigure:
    """A figure of a section: the size of a set of rows (or a sum over it, given as `value`), with its unit and definition."""

    key: str
    title: str
    unit: str
    definition: str
    ids: tuple[int, ...]
    total: int | None = None
    """For 万元: the sum in 分 over the set. None: the figure is the number of ids."""


@dataclass(frozen=True, slots=True)
class SectionTable:
    """A table of a section; cells are text or whole numbers."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class SectionData:
    """What a section says. A paragraph names figures as `{key}`: the core puts the locked figures in."""

    figures: tuple[SectionFigure, ...] = ()
    tables: tuple[SectionTable, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of the month's report: `build(ctx: SectionContext) -> SectionData` runs in a child process with a deadline.

    `clause` is the task in the notice that the section answers for, such as `四.(6)`.
    """

    key: str
    title: str
    order: int
    clause: str
    build: Ref
