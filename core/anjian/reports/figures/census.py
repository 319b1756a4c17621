"""How one kind of counted record is classified, and on which rows its classification rests.

The statements that classify are the same whether everything is counted or only what may have changed since an earlier
count: a rule is written once.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Select, and_, literal_column, or_
from sqlalchemy.orm import Session

from anjian.kernel.history import OPEN, as_known
from anjian.kernel.ledger import canonical_json
from anjian.reports.figures.chunks import Atom
from anjian.reports.figures.clocks import AsOf

_STREAM = {"yield_per": 20_000}
_ONCE = _STREAM | {"compiled_cache": None}
"""For statements with ids written into them: none comes again."""
_PART = 10_000
"""Ids written into one statement."""


@dataclass(frozen=True, slots=True)
class Trail:
    """A versioned table on which a classification rests, and the way from its rows to the counted ids.

    `days` are the columns that the rules compare with the effective day. A table whose days have no index is `marked`: its
    classification marks the records that a later effective day may count otherwise, so that moving on needs no search.
    """

    version: Any
    ids: Select[Any]
    days: tuple[Any, ...] = ()
    marked: bool = False

    def touched(self, after: int, until: int) -> Select[Any]:
        """Counted ids of versions that were opened or closed in (after, until]."""
        return self.ids.where(_touched(self.version, after, until))

    def dated(self, known: int, first: date, last: date) -> Select[Any]:
        """Counted ids of versions, as known, with a day between two days (both included)."""
        return self.ids.where(as_known(self.version, known), or_(*(day.between(first, last) for day in self.days)))


@dataclass(frozen=True, slots=True)
class Census:
    """`statements` give (counted id, what `atom` takes …), of valued records the amount in 分 last; `counted` is the column of
    the id in each of them."""

    name: str
    single: bool
    counted: Any
    statements: Callable[[AsOf], Sequence[Select[Any]]]
    atom: Callable[..., Atom]
    trails: tuple[Trail, ...]
    later: int = 0
    """The mark of records that a later effective day may count otherwise."""
    valued: bool = False

    def fingerprint(self, campaign: str, starts_on: date) -> str:
        """SHA-256 of the rules as they reach the database, whatever the clocks: sets of other rules are no base to go on from."""
        still = AsOf(campaign, starts_on, date.min, 0)
        compiled = [statement.compile() for statement in self.statements(still)]
        told = [[str(one), {name: str(value) for name, value in one.params.items()}] for one in compiled]
        return hashlib.sha256(canonical_json({"rules": told}).encode()).hexdigest()


def _touched(version: Any, after: int, until: int) -> ColumnElement[bool]:
    """Written so that the index on (known_to, known_from) serves each part: what is open now is not looked through."""
    opened = and_(version.known_from > after, version.known_from <= until)
    return or_(
        and_(version.known_to > after, version.known_to <= until),
        and_(version.known_to == OPEN, opened),
        and_(version.known_to > until, version.known_to < OPEN, opened),
    )


def classify(
    session: Session, census: Census, asof: AsOf, among: BitMap | None = None
) -> tuple[dict[Atom, BitMap], dict[int, int]]:
    """Ids by atom and, of valued records, amounts in 分 by id, as the rules have it; `among`: of these ids only.

    Rows stream through; only the ids are kept (4 bytes each).
    """
    ids: defaultdict[tuple[Any, ...], array[int]] = defaultdict(lambda: array("I"))
    amounts: dict[int, int] = {}
    connection, options = session.connection(), _STREAM if among is None else _ONCE
    for statement in census.statements(asof):
        for part in _parts(statement, census.counted, among):
            for number, *told in connection.execute(part, execution_options=options):
                if census.valued:
                    amounts[number] = told.pop() or 0
                ids[tuple(told)].append(number)
    atoms: dict[Atom, BitMap] = {}
    for key, numbers in ids.items():
        atom = census.atom(*key)
        atoms[atom] = atoms.get(atom, BitMap()) | BitMap(numbers)
    return atoms, amounts


def _parts(statement: Select[Any], counted: Any, among: BitMap | None) -> Iterator[Select[Any]]:
    if among is None:
        yield statement
        return
    numbers = among.to_array()
    for start in range(0, len(numbers), _PART):
        listed = ",".join(map(str, numbers[start : start + _PART]))
        yield statement.where(counted.op("IN")(literal_column(f"({listed})")))


def found(session: Session, statement: Select[Any]) -> BitMap:
    """The ids that a statement finds."""
    rows = session.connection().execute(statement, execution_options=_STREAM)
    return BitMap(array("I", (number for (number,) in rows if number is not None)))
