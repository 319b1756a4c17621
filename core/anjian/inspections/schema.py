"""A checklist as its YAML says it. Every model is frozen and refuses unknown keys."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from anjian.campaigns.schema import Item, Key, Text
from anjian.inspections.words import DUTY_ANSWERS, VIOLATION_ANSWERS

ItemCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)+$", max_length=40)]
Tag = Annotated[str, Field(pattern=r"^A1-2\.\d\d$")]


class Basis(Item):
    """Where an item comes from, and from when to when it binds (both days included; no `valid_to`: still)."""

    document: Text
    clause: Text
    valid_from: date
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class PhotoRule(Item):
    """`advised`: asked for when the item fails; `required`: a failed item without a photo cannot be completed."""

    rule: Literal["advised", "required"]
    reason: Text


class ItemLimb(Item):
    """One of several facts under an item, each of which alone makes it fail. `by_count`: follows from the item's numbers."""

    id: Annotated[str, Field(pattern=r"^[a-e]$")]
    text: Text
    by_count: bool = False


class ChecklistItem(Item):
    """One question to answer.

    `polarity`: duty (符合 不符合 不涉及), violation (未发现 存在), fact (belongs to a register, never asked).
    `counts`: names of two numbers, all and those in order; `answer: n_of_n` makes them obligatory, and a share below
    `pass_share` is a failure. `method: both`: found on site and on paper, or a reason. `limb`: the published limb that a
    failure is proposed under. `criterion`: the item itself is a limb with dates of its own. `stub`: the clause's text is not
    known yet; loaded, never shown. `verified` false is shown as 待核实; `source` says where the text was read.
    """

    code: ItemCode
    group: Text
    text: Text
    basis: Basis
    polarity: Literal["duty", "violation", "fact"]
    check: str = ""
    answer: Literal["plain", "n_of_n"] = "plain"
    counts: tuple[Text, Text] | None = None
    pass_share: Annotated[float, Field(gt=0, le=1)] = 1.0
    photo: PhotoRule | None = None
    limb: Text | None = None
    tag: Tag | None = None
    limbs: tuple[ItemLimb, ...] = ()
    method: Literal["any", "both"] = "any"
    draw: Literal["work_tickets"] | None = None
    criterion: bool = False
    stub: bool = False
    verified: bool
    source: str = ""
    note: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may answer it."""
        return VIOLATION_ANSWERS if self.polarity == "violation" else DUTY_ANSWERS

    @property
    def asked(self) -> bool:
        """Whether a form ever shows it."""
        return not self.stub and self.polarity != "fact"

    @model_validator(mode="after")
    def _whole(self) -> ChecklistItem:
        if self.answer == "n_of_n" and self.counts is None:
            raise ValueError(f"{self.code} 须作两个数字，请用 counts 写出两个数字的名称")
        if any(limb.by_count for limb in self.limbs) and self.counts is None:
            raise ValueError(f"{self.code} 的分项由数字得出，请用 counts 写出两个数字的名称")
        letters = [limb.id for limb in self.limbs]
        if letters != sorted(set(letters)):
            raise ValueError(f"{self.code} 的分项字母应按顺序、不重复")
        if self.basis.valid_to is not None and self.basis.valid_to < self.basis.valid_from:
            raise ValueError(f"{self.code} 的失效日期早于施行日期")
        return self


class Checklist(Item):
    """A version of a checklist. Once published (used, or loaded into an instance) it never changes: a change is a new version.

    `plugin` empty: the core's. `criteria_set` names the set that its items with `criterion: true` belong to.
    """

    code: Key
    version: Text
    title: Text
    plugin: Key | None = None
    source: Text
    criteria_set: Text | None = None
    items: tuple[ChecklistItem, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Checklist:
        codes = [item.code for item in self.items]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"检查项编号重复：{'、'.join(twice)}")
        if self.criteria_set is None and any(item.criterion for item in self.items):
            raise ValueError("有本身即判定标准的检查项，请用 criteria_set 写出所属判定标准")
        return self
