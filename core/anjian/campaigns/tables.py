"""Criteria sets and report tables of a pack, as types (requirements 5, 6 and 7)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from anjian.campaigns.schema import ClauseId, Code, Item, Key, RequirementId, Scale, Source, Text

CriterionCode = Annotated[str, Field(pattern=r"^[A-Z]-\d\d$")]
LimbCode = Annotated[str, Field(pattern=r"^[A-Z]-\d\d[a-z]?$")]
CellKey = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$", max_length=20)]
"""Key of a value: begins with a capital letter (names in small letters are the sets beside the table)."""
Event = Literal[
    "assistance_county", "assistance_enterprise", "penalty", "double_penalty", "referral", "stop", "close",
    "enterprise_measure", "typical_case", "dangerous_operation", "accountability", "unit_notice", "unit_notice_addressee",
]  # fmt: skip
"""What a cell of block 3 counts; of the last two a pack takes one: a 通报 naming three units is 1 次, or 3."""
MAJOR: Scale = "重大事故隐患"
UNITS = ("个", "家", "人", "家次", "个次", "次", "万元")
"""Printed units that figures can have (requirements 5.2)."""
LIST_KEYS = (
    "number", "region", "enterprise_name", "credit_code", "categories", "parent", "department", "content", "place", "limb",
    "source", "finder", "discovered_on", "confirmations", "measures", "funds", "responsible", "due_on", "emergency_plan",
    "listing", "progress", "claimed_on", "acceptance", "enforcement", "campaigns", "remark",
)  # fmt: skip
"""What a column of the list can hold."""
LIST_PARTS = {
    "listing": ("listing_level", "listing_unit", "listing_person"),
    "acceptance": ("accepted_by_unit", "accepted_by", "accepted_on"),
}
"""Columns that are printed in parts, where a pack names any."""
Merge = Literal["unite", "add_once", "sum_once"]
"""unite: distinct rows (个 家 人); add_once: events (次 家次 个次), sum_once: money of decisions, joint ones counted once."""


class Limb(Item):
    """The smallest fact that alone constitutes a major hazard.

    `tells`: distinctive words, one entry each: `a|b + c` is read "a or b, and c, in one clause of the sentence".
    `unless`: words whose presence in that clause makes it speak of another limb.
    """

    code: LimbCode
    text: Text
    tells: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    overlaps: tuple[Key, ...] = ()
    reconcile: Text | None = None


class Criterion(Item):
    """One numbered criterion. `ignore`: phrases that name a list or a place and tell nothing about the limb."""

    code: CriterionCode
    number: int
    text: Text
    clause: ClauseId
    ignore: tuple[Text, ...] = ()
    limbs: tuple[Limb, ...] = Field(min_length=1)

    @property
    def article(self) -> str:
        return f"第{self.number}条"

    @model_validator(mode="after")
    def _limbs_belong(self) -> Criterion:
        letters = [self.code] if len(self.limbs) == 1 else [f"{self.code}{chr(97 + i)}" for i in range(len(self.limbs))]
        if [limb.code for limb in self.limbs] != letters:
            raise ValueError(f"{self.code} 的分项编号应为 {'、'.join(letters)}")
        if len(self.limbs) > 1 and not all(limb.tells for limb in self.limbs):
            raise ValueError(f"{self.code} 有多个分项，每个分项都要写 tells 区分词")
        return self


class CriteriaSet(Item):
    """A versioned set of criteria; `document` is a document of the campaign. `general`: fallback where no sector set exists."""

    code: Text
    title: Text
    document: Text
    aliases: tuple[Text, ...] = ()
    valid_from: date
    valid_to: date | None = None
    general: bool = False
    criteria: tuple[Criterion, ...]


class Cell(Item):
    """One stored value of the table. Which rows count is given by the factors; `definition` says it to the reader.

    `record` is the counted record. Hazards: of which `scales`, counted since their confirmation or already since they were
    reported (`count_from`), then narrowed by `source`, `accepted`, `listed`, `overdue` (open past its present due day on the
    effective day), `department`, `category` (a 环节 of the enterprise in force on the effective day), `criteria` (what they were
    judged by). Enterprises: `visited` chooses those with a visit in which the shared fragment was answered, `tag` those of them
    with such a finding. `event` counts the rows of enforcement.
    """

    key: CellKey
    label: Text | None = None
    unit: Text
    merge: Merge
    record: Key
    scales: tuple[Scale, ...] = Field(default=(MAJOR,), min_length=1)
    count_from: Literal["confirmed", "reported"] = "confirmed"
    source: Source | None = None
    accepted: bool = False
    listed: bool = False
    overdue: bool = False
    department: Key | None = None
    category: Text | None = None
    criteria: tuple[CriterionCode, ...] = ()
    visited: bool = False
    tag: Text | None = None
    event: Event | None = None
    definition: Text
    derivation: Literal["daily", "recorded"]
    subset_of: CellKey | None = None
    pitfall: Text | None = None


class Line(Item):
    """One numbered item as printed; items 3, 6 and 8 of block 3 hold two values."""

    number: int
    text: Text
    clause: ClauseId
    requirements: tuple[RequirementId, ...] = ()
    cells: tuple[Cell, ...] = Field(min_length=1)


class Block(Item):
    code: Key
    title: Text
    clause: ClauseId
    lines: tuple[Line, ...]


class Partition(Item):
    """The parts are disjoint and together are all of `whole`; `by` says what tells them apart."""

    whole: Text
    by: Text = "来源"
    parts: tuple[CellKey, ...]


class Note(Item):
    text: Text
    clause: ClauseId


class Annex1(Item):
    """The table of progress (附件1 of the first notice: three blocks, 28 numbered items, 31 values).

    `label` is the attachment's name as the notice prints it, and the name of its file.
    """

    label: Text
    title: Text
    unit_label: Text
    time_label: Text
    time_template: Text
    clause: ClauseId
    blocks: tuple[Block, ...]
    partitions: tuple[Partition, ...] = Field(min_length=1)
    """The first one's parts are the rows of the list: all confirmed 重大事故隐患 of the campaign."""
    notes: tuple[Note, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for line in self.lines for cell in line.cells)


class ColumnPart(Item):
    """A sub-column that units' own tables split a column into, with the headers under which it is met."""

    key: Key
    header: Text
    aliases: tuple[Text, ...] = ()


class Column(Item):
    """A column of the list. `width` in characters of the sheet; `printed` = in the default print set."""

    code: Code
    key: Key
    header: Text
    group: Text | None = None
    aliases: tuple[Text, ...] = ()
    parts: tuple[ColumnPart, ...] = ()
    width: int
    filled_from: Key
    printed: bool
    basis: Text
    clause: ClauseId
    requirements: tuple[RequirementId, ...] = ()


class Annex2(Item):
    """The list of hazards that goes with the table (附件2 of the first notice: only its title is the notice's, L-09).

    `label` as in `Annex1`; `columns_assumed`: the columns are proposed, not printed in the notice.
    """

    label: Text
    title: Text
    title_template: Text
    unit_label: Text
    time_label: Text
    columns_assumed: bool
    sort: tuple[Key, ...]
    clause: ClauseId
    columns: tuple[Column, ...]

    @property
    def print_set(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.printed)


class Task(Item):
    """A task of the notice with its one responsible department and the plugin whose section reports on it (R-077)."""

    code: Key
    label: Text
    title: Text
    department: Key
    plugin: Key
    assumed: bool = False
    note: Text | None = None
    clause: ClauseId
    requirements: tuple[RequirementId, ...]


class ReportDocument(Item):
    """A document that a job compiles. Templates know {year} {month} {unit} {campaign} {number}."""

    code: Literal["monthly", "orders", "bulletin", "stage", "summary"]
    title_template: Text
    number_template: Text | None = None
    file_name: Text
    date_rule: Text
    assumed: bool = False
    clause: ClauseId


class Mechanism(Item):
    """A named working mechanism and the function that it is bound to; `assumed` until its parent document is supplied."""

    code: Key
    title: Text
    binding: Text
    assumed: bool
    clause: ClauseId
    requirements: tuple[RequirementId, ...]


class ReportPack(Item):
    documents: tuple[ReportDocument, ...]
    tasks: tuple[Task, ...]
    mechanisms: tuple[Mechanism, ...]
