"""A register of rows about parks: each belongs to the county of its park."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api import Effect, RowResult
from anjian.plugin_api.data import Actor, Problem
from anjian.plugin_api.registers import Register
from anjian_chemical_parks.models import Park

Row = Mapping[str, Any]
Guard = Callable[[Session, Actor, Sequence[Row]], Sequence[Sequence[Problem]]]
UNKNOWN = "园区台账中没有这个园区，或者不在您的管辖范围内，请先登记园区，或核对名称。"


def counties_of_parks(session: Session) -> dict[str, str | None]:
    """The parks in sight: name -> code of the county. There are some dozens in a province."""
    return {name: region for name, region in session.execute(select(Park.name, Park.region_code))}  # noqa: C416 - a Row is no pair


@dataclass(frozen=True)
class ParkRows(Register):
    """A register whose form names a park instead of a county. `guard` judges rows with their park known, against the
    database and by who enters them; one list of problems per row, in order."""

    guard: Guard | None = None

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Form field -> its official name; the county, which no form of these shows, has one too."""
        return {name: field.label.text for name, field in self.form()._fields.items()} | {"region": "所在县（市、区）"}

    def label(self, row: Any) -> str:
        """What people call the row: its park and what it is about."""
        return " ".join(str(getattr(row, name)) for name in self.key)

    def save(self, session: Session, actor: Actor, rows: Sequence[Row]) -> list[RowResult]:
        """As every register's; the county of a row is its park's."""
        actor.require(self.edit_permission)
        counties = counties_of_parks(session)
        known = [row for row in rows if row["park"] in counties]
        guarded = iter(self.guard(session, actor, known) if self.guard else [[] for _ in known])
        problems = [next(guarded) if row["park"] in counties else [Problem(UNKNOWN, field="park")] for row in rows]
        good = [
            {**row, "region": counties[row["park"]]} for row, found in zip(rows, problems, strict=True) if not found
        ]
        saved = iter(super().save(session, actor, good))
        return list(self._results(rows, problems, saved))

    def _results(
        self, rows: Sequence[Row], problems: Sequence[Sequence[Problem]], saved: Iterator[RowResult]
    ) -> Iterator[RowResult]:
        for row, found in zip(rows, problems, strict=True):
            yield RowResult(Effect.REFUSED, str(row[self.key[-1]]), problems=tuple(found)) if found else next(saved)
