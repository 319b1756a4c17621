"""Pure decisions of enforcement: which term of a decision is in force on a day, which sides of a case are punished, which
hazards call for a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from anjian.enforcement.words import COUNTED, Target
from anjian.hazards.words import UNCOUNTED, Scale, Source


class Term(Protocol):
    """What a decision amounts to from a day on."""

    @property
    def id(self) -> int | None: ...
    @property
    def happened_on(self) -> date: ...
    @property
    def standing(self) -> str: ...


T = TypeVar("T", bound=Term)


class Found(Protocol):
    """What decides whether a case is to be filed: the row of a hazard."""

    @property
    def scale(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def confirmed_on(self) -> date | None: ...
    @property
    def merged_into_id(self) -> int | None: ...
    @property
    def imported(self) -> bool: ...


def needs_case(hazard: Found) -> bool:
    """Whether a case, or a written reason for none, is asked for (R-107): a confirmed major hazard that an inspection found.
    Of a hazard that a unit listed (补录) the platform does not know whether a case was filed then, so it asks for none."""
    return calls_for_case(hazard) and not hazard.imported


def calls_for_case(hazard: Found) -> bool:
    """The same by law alone, whatever the platform knows of it."""
    return (
        hazard.scale == Scale.MAJOR
        and hazard.source == Source.INSPECTION
        and hazard.confirmed_on is not None
        and hazard.merged_into_id is None
        and hazard.state not in UNCOUNTED
    )


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
