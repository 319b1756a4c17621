"""Pure decisions of enforcement: which term of a decision is in force on a day, which sides of a case are punished."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from anjian.enforcement.words import COUNTED, Target


class Term(Protocol):
    """What a decision amounts to from a day on."""

    @property
    def id(self) -> int | None: ...
    @property
    def happened_on(self) -> date: ...
    @property
    def standing(self) -> str: ...


T = TypeVar("T", bound=Term)


def term_in_force(terms: Iterable[T], day: date) -> T | None:
    """The last term that took effect by the day; of two on one day the one entered later. None before the first."""
    reached = [term for term in terms if term.happened_on <= day]
    return max(reached, key=lambda term: (term.happened_on, term.id or 0), default=None)


def counts(standing: str) -> bool:
    """Whether a decision of this standing is counted."""
    return standing in COUNTED


def missing_side(targets: Iterable[str]) -> Target | None:
    """The side of 一案双罚 that no penalty in force is against, where exactly one is missing."""
    punished = set(targets)
    sides = (Target.ENTERPRISE, Target.CHIEF)
    missing = [side for side in sides if side not in punished]
    return missing[0] if len(missing) == 1 else None
