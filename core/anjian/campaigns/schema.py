"""What a campaign pack may say, as types. Every model is frozen and refuses unknown keys."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from anjian.campaigns.periods import Cadence

Text = Annotated[str, Field(min_length=1)]
"""Wording shown to people; never empty."""
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""An identifier used by the code."""
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*-\d{2,3}$")]
"""Number of a duty, a date or a column, such as Q-01."""
RequirementId = Annotated[str, Field(pattern=r"^[A-Z]-?[0-9A-Z-]+$")]
"""An id of the requirements list, such as R-085."""
ClauseId = Text
"""Id of a clause of this pack; a dangling one is refused when the pack is loaded."""
Source = Literal["企业自查", "部门执法检查", "群众举报", "上级交办"]
Scale = Literal["重大事故隐患", "一般事故隐患", "特种设备事故隐患", "突发环境事件隐患", "管道隐患"]
"""Which grading a hazard stands on."""


class Item(BaseModel):
    """Base of everything in a pack."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Document(Item):
    """A document that the campaign issues, follows or cites. `verified` false is shown as 待核实."""

    code: Text
    title: Text
    number: Text | None = None
    issued_on: date | None = None
    relation: Literal["self", "parent", "criteria", "directory", "standard", "regulation"]
    aliases: tuple[Text, ...] = ()
    verified: bool = True
    note: Text | None = None


class Attachment(Item):
    """A printed attachment of the notice."""

    number: int
    title: Text
    clause: ClauseId


class Scope(Item):
    """Which newly found hazards a campaign takes by itself (R-011): of enterprises of these categories (names), judged by these
    criteria sets (codes). An empty list narrows nothing. People may add a hazard to a campaign or take it out."""

    categories: tuple[Text, ...] = ()
    criteria_sets: tuple[Text, ...] = ()


class Campaign(Item):
    """A 专项行动. Days are Asia/Shanghai days; `ends_on` is the last day of the campaign. `cadence`: how often its
    tables are compiled. `note` is shown with its title."""

    code: Key
    title: Text
    short_title: Text
    document_number: Text
    document: Text
    issuer: Text
    issued_on: date
    starts_on: date
    ends_on: date
    cadence: Cadence = "month"
    region_code: Text
    scope: Scope = Scope()
    note: Text | None = None
    parent_documents: tuple[Text, ...]
    documents: tuple[Document, ...]
    attachments: tuple[Attachment, ...]
    clause: ClauseId


class Clause(Item):
    """One paragraph of a document: `original` as recovered, `text` normalised (L-11), `notes` on faults of the print (T-22).

    `lost` names the entry of the list of lost text under which the heading was lost; the title is then our proposal.
    """

    id: Text
    document: Text | None = None
    section: Text
    title: Text
    lost: Text | None = None
    original: Text
    text: Text
    notes: tuple[Text, ...] = ()
    verified: bool = True

    @property
    def title_assumed(self) -> bool:
        return self.lost is not None


class Phase(Item):
    """A phase of the campaign. Phases may overlap (压茬推进); `source` says whether the days were printed or are assumed."""

    code: Key
    title: Text
    starts_on: date
    ends_on: date
    source: Literal["notice", "assumed"]
    basis: Text
    clause: ClauseId


class Region(Item):
    """A place: GB/T 2260 / GB/T 10114 code, or our own code where `official` is false (the development zone has none)."""

    code: Text
    name: Text
    kind: Literal["city", "county", "zone", "street"]
    parent: Text | None = None
    aliases: tuple[Text, ...] = ()
    official: bool = True


class Department(Item):
    """A city department of the campaign; `code` is the owner key on every ledger row."""

    code: Key
    name: Text
    short_name: Text
    full_name: Text
    aliases: tuple[Text, ...]
    clause: ClauseId


class Unit(Item):
    """An organisation that takes part. `reporting` units fill 附件1; the city office merges; partner bodies only join in."""

    code: Key
    name: Text
    full_name: Text
    kind: Literal["county", "zone", "department", "office", "partner"]
    reporting: bool
    region_code: Text | None = None
    department_code: Key | None = None
    aliases: tuple[Text, ...] = ()
    clause: ClauseId


class ParentCompany(Item):
    """A 主体企业 that the notice names; the list is open (「等」)."""

    name: Text
    aliases: tuple[Text, ...] = ()
    clause: ClauseId


class Category(Item):
    """An enterprise category (环节) with the department that leads it by default; `assumed` shows that no text names it."""

    code: Key
    name: Text
    aliases: tuple[Text, ...] = ()
    department: Key
    assumed: bool = False
    note: Text | None = None
    clause: ClauseId


class Minimum(Item):
    """What is enough: a count per period, or a percentage of the scope (rounded up to whole enterprises)."""

    kind: Literal["count", "percent"]
    value: int = Field(ge=1)
    text: Text


class Duty(Item):
    """One quota or periodic duty (Q-01…): who owes what, how often, how much, and which record satisfies it.

    `partial_days`: a first period counts if at least so many of its days lie in the campaign.
    `working_days` is the default of a setting (assumed unless the notice gives it).
    """

    code: Code
    title: Text
    actor: Key
    who: Text
    scope: Key
    scope_text: Text
    cadence: Literal["month", "quarter", "half_year", "year", "once", "phase", "rounds", "window", "standing", "event"]
    rounds: int | None = None
    phase: Key | None = None
    window_from: date | None = None
    window_to: date | None = None
    working_days: int | None = None
    minimum: Minimum
    unit: Text
    evidence: Text
    partial_days: int = 15
    assumed: bool = False
    clause: ClauseId
    requirements: tuple[RequirementId, ...]


class DateRule(Item):
    """A dated deliverable (D-01…). 前 includes the named day until 24:00, Asia/Shanghai."""

    code: Code
    title: Text
    deliverable: Text
    who: Literal["reporting_units", "county_level", "departments", "department", "office", "system"]
    who_text: Text
    receiver: Text
    rule: Literal["working_days_after", "monthly", "month_end", "window", "on", "setting"]
    starts_on: date | None = None
    ends_on: date | None = None
    on: date | None = None
    day_of_month: int | None = None
    working_days: int | None = None
    department: Key | None = None
    duty: Text | None = None
    assumed: bool = False
    note: Text | None = None
    clause: ClauseId
    requirements: tuple[RequirementId, ...] = ()
