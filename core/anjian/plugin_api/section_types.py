"""Value types of a report section: what it may read, and what it says."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, cast

from pydantic import PlainSerializer, PlainValidator
from pyroaring import BitMap, FrozenBitMap
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
    counties: tuple[tuple[str, str], ...] = ()
    """Region code and name of each county-level unit, in the order of the notice."""


def _packed(ids: Collection[int]) -> str:
    """Ids as text: as a bitmap half a million of them are not half a million numbers."""
    bitmap = BitMap(sorted(ids))
    bitmap.run_optimize()
    return b64encode(bitmap.serialize()).decode()


def _unpacked(stored: str | list[int]) -> Collection[int]:
    """Snapshots from before bitmaps have lists."""
    bitmap = BitMap(stored) if isinstance(stored, list) else BitMap.deserialize(b64decode(stored, validate=True))
    return cast("Collection[int]", FrozenBitMap(bitmap))


Ids = Annotated[Collection[int], PlainValidator(_unpacked), PlainSerializer(_packed)]
"""Ids of rows, each once: a tuple where a plugin gives them, a bitmap once they have been sent or stored."""


@dataclass(frozen=True, slots=True)
class SectionFigure:
    """A figure of a section: the size of a set of rows (or a sum over it, given as `total`), with its unit and definition."""

    key: str
    title: str
    unit: str
    definition: str
    ids: Ids
    total: int | None = None
    """The sum over the set in the smallest unit, such as 分, metres, grams. None: the figure is the number of ids."""
    record: str = "enterprise"
    """What one id is: one of `CORE_RECORDS`, or the name of a `RecordKind` that the section declares."""
    scale: int = 6
    """One printed unit has 10 to this power of `total`'s: 分 in 万元, grams in 吨 6; metres in 公里 3."""
    digits: int = 2
    """Decimals that are printed of a sum."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A cell of a table that is drawn as a bar: `part` of `whole`, two counts of one unit."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class SectionTable:
    """A table of a section; cells are text, whole numbers or bars."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int | Bar, ...], ...]


@dataclass(frozen=True, slots=True)
class TaskPart:
    """What a section says on one task of the notice: `code` is the task's in the campaign pack, such as `task_06`.

    A paragraph names figures of the whole section as `{key}`: the core puts the locked figures in.
    """

    code: str
    figures: tuple[SectionFigure, ...] = ()
    tables: tuple[SectionTable, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionData:
    """What a section says: of each task that the plugin answers for, and beside them (figures, tables, paragraphs)."""

    figures: tuple[SectionFigure, ...] = ()
    tables: tuple[SectionTable, ...] = ()
    paragraphs: tuple[str, ...] = ()
    tasks: tuple[TaskPart, ...] = ()

    @property
    def parts(self) -> tuple[TaskPart | SectionData, ...]:
        """The tasks' parts and then the section's own."""
        return (*self.tasks, self)

    @property
    def every_figure(self) -> tuple[SectionFigure, ...]:
        return tuple(figure for part in self.parts for figure in part.figures)

    @property
    def every_table(self) -> tuple[SectionTable, ...]:
        return tuple(table for part in self.parts for table in part.tables)

    @property
    def every_paragraph(self) -> tuple[str, ...]:
        return tuple(paragraph for part in self.parts for paragraph in part.paragraphs)


CORE_RECORDS = ("enterprise", "hazard", "visit", "finding", "decision", "day")
"""Records that the core itself can name, by their ids; of a day its ordinal number."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """Rows of a register that figures of a section count: opening a figure lists them as they were known then.

    `columns` are versioned columns of the model with their Chinese headers; the enterprise of a row is named beside them.
    """

    name: str
    model: Ref
    columns: tuple[tuple[str, str], ...]
    scales: tuple[tuple[str, int], ...] = ()
    """Columns that are kept in a smaller unit than the header says, with the power of ten between them."""


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
    records: tuple[RecordKind, ...] = ()
