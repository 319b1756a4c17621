"""Sets of counted records as roaring bitmaps, kept as factors where a row has one owner: figure = cell ∩ unit.

The hash of a set is taken over its sorted ids, because equal bitmaps may serialise differently.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pyroaring import BitMap

from anjian.reports.figures.units import ReportUnit


class Atom(NamedTuple):
    """Rows that no table tells apart: same marks, same owner columns."""

    marks: int
    region_code: str | None
    department_code: str | None

    def has(self, marks: int) -> bool:
        return self.marks & marks == marks

    def of(self, unit: ReportUnit) -> bool:
        return unit.takes(self.region_code, self.department_code)


@dataclass(slots=True)
class RecordSets:
    """All sets of one kind of counted record.

    `single`: every id lies in one atom (a hazard has one owner), so a figure is the intersection of two stored factors.
    Otherwise (an enterprise visited by two departments) the union is taken over the atoms of the rows that fit.
    """

    single: bool
    atoms: Mapping[Atom, BitMap]
    _cells: dict[int, BitMap] = field(default_factory=dict)
    _units: dict[str, BitMap] = field(default_factory=dict)

    def cell(self, marks: int) -> BitMap:
        """Rows that carry all of `marks`, whoever owns them."""
        if marks not in self._cells:
            self._cells[marks] = _union(ids for atom, ids in self.atoms.items() if atom.has(marks))
        return self._cells[marks]

    def unit(self, unit: ReportUnit) -> BitMap:
        """Rows of one unit, whatever marks they carry."""
        if unit.code not in self._units:
            self._units[unit.code] = _union(ids for atom, ids in self.atoms.items() if atom.of(unit))
        return self._units[unit.code]

    def figure(self, marks: int, unit: ReportUnit) -> BitMap:
        """The ids behind one value of one unit's table."""
        if unit.is_city:
            return self.cell(marks)
        if self.single:
            return self.cell(marks) & self.unit(unit)
        return _union(ids for atom, ids in self.atoms.items() if atom.has(marks) and atom.of(unit))


def _union(sets: Iterable[BitMap]) -> BitMap:
    united: BitMap = BitMap.union(BitMap(), *sets)
    return united


def gather(rows: Iterable[Sequence[Any]]) -> dict[tuple[Any, ...], BitMap]:
    """Ids by what follows them in their row. Rows stream through; only the ids are kept (4 bytes each)."""
    ids: defaultdict[tuple[Any, ...], array[int]] = defaultdict(lambda: array("I"))
    for row in rows:
        ids[tuple(row[1:])].append(row[0])
    return {key: BitMap(numbers) for key, numbers in ids.items()}


def set_hash(ids: BitMap) -> str:
    """SHA-256 over the sorted ids as unsigned 32-bit little-endian numbers."""
    numbers = ids.to_array()
    if sys.byteorder == "big":
        numbers.byteswap()
    return hashlib.sha256(numbers.tobytes()).hexdigest()
