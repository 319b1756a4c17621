"""Identification and grading of major hazard sources by GB 18218-2018. Pure; exact arithmetic; the tables are data.

S = Σ q/Q (clause 4.2.1): a source only where S ≥ 1. R = α Σ β q/Q (clause 4.3). Nothing is guessed: a substance that the
tables do not settle is named with the reason, and then no level is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "gb18218.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of table 1: a named substance and its critical amount in tonnes."""

    number: int
    name: str
    alias: str
    cas: tuple[str, ...]
    critical: Fraction


@dataclass(frozen=True, slots=True)
class HazardClass:
    """A row of table 2 with its β of table 4."""

    symbol: str
    words: str
    critical: Fraction
    beta: Fraction


@dataclass(frozen=True, slots=True)
class Tables:
    """The standard as data. `alphas`: (fewest people, α), the most populous first; `levels`: (lowest R, name), falling."""

    standard: str
    entries: Mapping[int, Entry]
    by_cas: Mapping[str, tuple[Entry, ...]]
    beta_of_cas: Mapping[str, Fraction]
    classes: Mapping[str, HazardClass]
    alphas: Sequence[tuple[int, Fraction]]
    levels: Sequence[tuple[Fraction, str]]


@dataclass(frozen=True, slots=True)
class Amount:
    """A substance of a unit: its design maximum in tonnes (4.2.2), and what finds it in the tables."""

    name: str
    tonnes: Decimal
    cas: str | None = None
    entry: int | None = None
    """序号 in table 1; needed where one CAS number has several critical amounts, or the substance has none."""
    symbol: str | None = None
    """Class of table 2; with several hazards the one with the lowest critical amount (4.1.2 b)."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one substance adds. `problem` says why critical amount or β are missing."""

    name: str
    tonnes: Decimal
    critical: Fraction | None
    beta: Fraction | None
    problem: str = ""

    @property
    def ratio(self) -> Fraction | None:
        """q/Q."""
        return None if self.critical is None else Fraction(self.tonnes) / self.critical

    @property
    def weighted(self) -> Fraction | None:
        """β q/Q."""
        return None if self.ratio is None or self.beta is None else self.beta * self.ratio


@dataclass(frozen=True, slots=True)
class Grade:
    """The result. `s` counts the settled substances only: with `problems` it is a lower bound, and `r`, `level` are None
    unless nothing is missing. `level` None without problems: not a major hazard source."""

    terms: tuple[Term, ...]
    s: Fraction
    alpha: Fraction
    r: Fraction | None
    level: str | None
    problems: tuple[str, ...]

    @property
    def is_source(self) -> bool:
        """S ≥ 1; certain even while substances are missing, for they can only add."""
        return self.s >= 1


@cache
def tables(path: Path = DATA) -> Tables:
    """The tables of the standard."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = {row["seq"]: _entry(row) for row in data["table1"]}
    by_cas: dict[str, tuple[Entry, ...]] = {}
    for entry in entries.values():
        for cas in entry.cas:
            by_cas[cas] = (*by_cas.get(cas, ()), entry)
    return Tables(
        standard=data["meta"]["standard"],
        entries=entries,
        by_cas=by_cas,
        beta_of_cas={row["cas"]: _exact(row["beta"]) for row in data["beta_named"]},
        classes={row["symbol"]: _class(row) for row in data["classes"]},
        alphas=[(row["people_min"], _exact(row["alpha"])) for row in data["grading"]["alpha"]],
        levels=[(_exact(row["r_min"] or 0), row["name"]) for row in data["grading"]["levels"]],
    )


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(row["seq"], row["name"], row["alias"], tuple(row["cas"]), _exact(row["q_t"]))


def _class(row: Mapping[str, Any]) -> HazardClass:
    words = f"{row['symbol']} {row['category']}：{row['description']}"
    return HazardClass(row["symbol"], words, _exact(row["q_t"]), _exact(row["beta"]))


def _exact(number: Any) -> Fraction:
    """The printed decimal, not its binary neighbour."""
    return Fraction(str(number))


def alpha_of(people: int) -> Fraction:
    """α by the residents within 500 m of the fence (table 5)."""
    return next(alpha for fewest, alpha in tables().alphas if people >= fewest)


def level_of(r: Fraction) -> str:
    """The level of an R (table 6)."""
    return next(name for lowest, name in tables().levels if r >= lowest)


def term_of(amount: Amount) -> Term:
    """What a substance adds: critical amount by 序号, else by CAS, else by class; β by CAS (table 3), else by class (table 4)."""
    found, problem = _entry_of(amount)
    kind = tables().classes.get(amount.symbol or "")
    critical = found.critical if found else None
    if critical is None and not problem:
        critical = kind.critical if kind else None
        if kind is None:
            known = f"CAS号{amount.cas}不在表1中，又没有填写" if amount.cas else "没有填写CAS号、表1序号或"
            problem = f"“{amount.name}”{known}类别符号，不能确定临界量"
    beta = _beta_of(amount, found, kind)
    if beta is None and not problem:
        problem = f"“{amount.name}”不在表3中，请填写类别符号以确定校正系数β"
    return Term(amount.name, amount.tonnes, critical, beta, problem)


def _entry_of(amount: Amount) -> tuple[Entry | None, str]:
    known = tables()
    if amount.entry is not None:
        found = known.entries.get(amount.entry)
        if found is None:
            return None, f"“{amount.name}”：表1没有序号{amount.entry}"
        return found, ""
    fitting = known.by_cas.get(amount.cas or "", ())
    if len(fitting) > 1:
        numbers = "、".join(f"{one.number}（{one.name}）" for one in fitting)
        return None, f"“{amount.name}”的CAS号在表1中有多个临界量，请填写表1序号：{numbers}"
    return (fitting[0] if fitting else None), ""


def _beta_of(amount: Amount, found: Entry | None, kind: HazardClass | None) -> Fraction | None:
    numbers = [amount.cas] if amount.cas else list(found.cas) if found else []
    for cas in numbers:
        if cas in tables().beta_of_cas:
            return tables().beta_of_cas[cas]
    return kind.beta if kind else None


def grade(amounts: Iterable[Amount], people: int) -> Grade:
    """S, R and level of a unit with its substances; `people`: residents within 500 m of the fence."""
    terms = tuple(term_of(amount) for amount in amounts)
    problems = tuple(term.problem for term in terms if term.problem)
    s = sum((term.ratio for term in terms if term.ratio is not None), Fraction(0))
    alpha = alpha_of(people)
    if not terms:
        return Grade(terms, s, alpha, None, None, ("没有登记物质",))
    if problems or s < 1:
        return Grade(terms, s, alpha, None, None, problems)
    r = alpha * sum((term.weighted for term in terms if term.weighted is not None), Fraction(0))
    return Grade(terms, s, alpha, r, level_of(r), ())


def cas_is_valid(cas: str) -> bool:
    """The check digit of a CAS number such as 7664-41-7."""
    digits = [int(char) for char in cas if char.isdigit()]
    *body, check = digits
    return sum(place * digit for place, digit in enumerate(reversed(body), 1)) % 10 == check


def decimals(value: Fraction | None, places: int = 2) -> str:
    """A result for reading, rounded half up; blank for none."""
    if value is None:
        return ""
    scaled = (value * 10**places * 2 + 1) // 2
    return f"{Decimal(int(scaled)).scaleb(-places):f}"
