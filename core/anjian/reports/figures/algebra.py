"""The units that official tables print, as types: only the merges that requirements 5.2 allows can be written.

A figure is never a number but a set of counted records, so a merge is always a union of rows. What the unit decides is
which words the merge goes by: 个 家 人 are *united* and have no addition at all (`家 + 家` is refused by mypy and by
Python), 次 家次 个次 are events that may be added, each event once; 万元 adds the amounts of decisions, each decision
once; a percentage is computed again from its two sets and is never merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Generic, TypeVar

from pyroaring import BitMap, FrozenBitMap

FEN_PER_WAN = 1_000_000


class Measure:
    """A printed unit. Subclasses exist for typing only and are never instantiated."""

    word: ClassVar[str]


class Items(Measure):
    """个: hazards, cases."""

    word = "个"


class Enterprises(Measure):
    """家: distinct enterprises."""

    word = "家"


class Persons(Measure):
    """人: distinct persons per matter."""

    word = "人"


class EnterpriseVisits(Measure):
    """家次: visits x enterprises."""

    word = "家次"


class CountyAssists(Measure):
    """个次: assistance x counties."""

    word = "个次"


class Occasions(Measure):
    """次: decisions or events."""

    word = "次"


class WanYuan(Measure):
    """万元: amounts of decisions in force, kept in 分."""

    word = "万元"


M = TypeVar("M", bound=Measure)
D = TypeVar("D", Items, Enterprises, Persons)
E = TypeVar("E", EnterpriseVisits, CountyAssists, Occasions)


@dataclass(frozen=True, slots=True)
class Figure(Generic[M]):
    """The rows behind one printed value: `measure` says what one row counts as."""

    measure: type[M]
    ids: FrozenBitMap

    @property
    def value(self) -> int:
        """The printed number; for 万元 the sum in 分."""
        return len(self.ids)

    def _same(self, other: Figure[M]) -> None:
        if self.measure is not other.measure:
            raise TypeError(f"{self.measure.word}与{other.measure.word}不能合并")


@dataclass(frozen=True, slots=True)
class Distinct(Figure[D]):
    """Distinct hazards, enterprises or persons: they unite; the same one seen by two units counts once."""

    def unite(self, other: Distinct[D]) -> Distinct[D]:
        self._same(other)
        return Distinct(self.measure, FrozenBitMap(self.ids | other.ids))


@dataclass(frozen=True, slots=True)
class Events(Figure[E]):
    """Events: units add theirs, and a joint event, known by its one id, is added once."""

    def __add__(self, other: Events[E]) -> Events[E]:
        self._same(other)
        return Events(self.measure, FrozenBitMap(self.ids | other.ids))


@dataclass(frozen=True, slots=True)
class Money(Figure[WanYuan]):
    """Amounts in 分 by the id of the decision that set them."""

    amounts: Mapping[int, int] = field(default_factory=dict)

    @property
    def value(self) -> int:
        return sum(self.amounts[number] for number in self.ids)

    def __add__(self, other: Money) -> Money:
        amounts = {**self.amounts, **other.amounts}
        if any(amounts[number] != amount for number, amount in self.amounts.items()):
            raise ValueError("同一决定有两个不同金额")
        return Money(WanYuan, FrozenBitMap(self.ids | other.ids), amounts)


AnyFigure = (
    Distinct[Items]
    | Distinct[Enterprises]
    | Distinct[Persons]
    | Events[EnterpriseVisits]
    | Events[CountyAssists]
    | Events[Occasions]
    | Money
)


def figure_of(word: str, ids: BitMap | FrozenBitMap, amounts: Mapping[int, int] | None = None) -> AnyFigure:
    """The figure over a set whose unit is known by its printed word only (a campaign pack names it)."""
    rows = FrozenBitMap(ids)
    match word:
        case "个":
            return Distinct(Items, rows)
        case "家":
            return Distinct(Enterprises, rows)
        case "人":
            return Distinct(Persons, rows)
        case "家次":
            return Events(EnterpriseVisits, rows)
        case "个次":
            return Events(CountyAssists, rows)
        case "次":
            return Events(Occasions, rows)
        case "万元":
            return Money(WanYuan, rows, amounts or {})
    raise ValueError(f"报表单位“{word}”不在单位表中，可用：个、家、人、家次、个次、次、万元")


def wan_yuan(fen: int) -> Decimal:
    """分 as 万元 with two decimals, rounded half up to even 分 (T-23)."""
    return (Decimal(fen) / FEN_PER_WAN).quantize(Decimal("0.01"))


def share(part: Distinct[D], whole: Distinct[D]) -> Fraction | None:
    """The part as a fraction of the whole, from the two sets; None where the whole is empty. Never merged."""
    part._same(whole)
    return Fraction(len(part.ids & whole.ids), len(whole.ids)) if whole.ids else None
