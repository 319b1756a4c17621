"""Sets of counted records as roaring bitmaps, kept as factors where a row has one owner: figure = cell ∩ unit."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Self

from pyroaring import BitMap

from anjian.reports.figures.chunks import (
    BITS,
    Atom,
    Chunk,
    Content,
    Tally,
    chunks_of,
    fresh,
    parted,
    replaced,
    span,
    tree_hash,
)
from anjian.reports.figures.units import ReportUnit

_NOTHING: Mapping[int, int] = MappingProxyType({})


class RecordSets:
    """All sets of one kind of counted record.

    `single`: every id lies in one atom (a hazard has one owner), so a figure is the intersection of two factors, and its
    value a sum over the atoms' sizes, for which no chunk is read. Otherwise (an enterprise visited by two departments) the
    union is taken over the atoms of the rows that fit.
    """

    __slots__ = ("_cells", "_counts", "_units", "chunks", "single", "tally")

    def __init__(self, single: bool, atoms: Mapping[Atom, BitMap], amounts: Mapping[int, int] = _NOTHING) -> None:
        self._set(single, chunks_of(atoms, amounts), None)

    def _set(self, single: bool, chunks: Mapping[int, Chunk], tally: Mapping[Atom, Tally] | None) -> None:
        self.single = single
        self.chunks = chunks
        self.tally = summed(chunks.values()) if tally is None else tally
        self._cells: dict[int, BitMap] = {}
        self._units: dict[str, BitMap] = {}
        self._counts: dict[str, Counter[int]] = {}

    @classmethod
    def stored(cls, single: bool, chunks: Iterable[Chunk], tally: Mapping[Atom, Tally]) -> Self:
        """Sets whose chunks are read when they are looked into; `tally` is their sum."""
        found = cls.__new__(cls)
        found._set(single, {chunk.number: chunk for chunk in chunks}, tally)
        return found

    def cell(self, marks: int) -> BitMap:
        """Rows that carry all of `marks`, whoever owns them."""
        if marks not in self._cells:
            self._cells[marks] = self._union(marks, None)
        return self._cells[marks]

    def unit(self, unit: ReportUnit) -> BitMap:
        """Rows of one unit, whatever marks they carry."""
        if unit.code not in self._units:
            self._units[unit.code] = self._union(0, unit)
        return self._units[unit.code]

    def figure(self, marks: int, unit: ReportUnit) -> BitMap:
        """The ids behind one value of one unit's table."""
        if unit.is_city:
            return self.cell(marks)
        if self.single:
            return self.cell(marks) & self.unit(unit)
        return self._union(marks, unit)

    def count(self, marks: int, unit: ReportUnit) -> int:
        """The number of ids behind one value."""
        if not self.single:
            return len(self.figure(marks, unit))
        if unit.code not in self._counts:
            sizes: Counter[int] = Counter()
            for atom, tally in self.tally.items():
                if atom.of(unit):
                    sizes[atom.marks] += tally.size
            self._counts[unit.code] = sizes
        return sum(size for carried, size in self._counts[unit.code].items() if carried & marks == marks)

    def holds(self, marks: int, unit: ReportUnit, number: int) -> bool:
        """Whether a figure counts an id; only the id's chunk is looked into."""
        chunk = self.chunks.get(number >> BITS)
        return chunk is not None and any(
            number in ids and atom.has(marks) and atom.of(unit) for atom, ids in chunk.content.atoms.items()
        )

    def worth(self, marks: int, unit: ReportUnit) -> int:
        """The sum in 分 of the amounts behind one value, each id once."""
        if self.single:
            return sum(tally.fen for atom, tally in self.tally.items() if atom.has(marks) and atom.of(unit))
        amounts = self.amounts
        return sum(amounts[number] for number in self.figure(marks, unit))

    @property
    def amounts(self) -> dict[int, int]:
        """Amount in 分 by id; empty for records that are worth none."""
        return {n: amount for chunk in self.chunks.values() for n, amount in chunk.content.amounts.items()}

    def carrying(self, marks: int) -> BitMap:
        """Ids of atoms that carry any of `marks`; chunks without them are not read."""
        return _united(
            ids
            for chunk in self.chunks.values()
            if chunk.marks & marks
            for atom, ids in chunk.content.atoms.items()
            if atom.marks & marks
        )

    def recounted(self, gone: BitMap, atoms: Mapping[Atom, BitMap], amounts: Mapping[int, int]) -> RecordSets:
        """These sets without the ids `gone`, with what has been counted of them anew; untouched chunks stay as they are."""
        come = chunks_of(atoms, amounts)
        chunks, tally = dict(self.chunks), dict(self.tally)
        for number in sorted({number for number, _ids in parted(gone)} | set(come)):
            old = chunks.pop(number, None)
            content = replaced(
                old.content if old is not None else Content({}),
                gone & span(number),
                come[number].content if number in come else Content({}),
            )
            _add(tally, old, -1)
            if content.atoms:
                chunks[number] = fresh(number, content)
                _add(tally, chunks[number], 1)
        ordered = (chunks[number] for number in sorted(chunks))
        return RecordSets.stored(self.single, ordered, {atom: sums for atom, sums in tally.items() if sums.size})

    @property
    def sha256(self) -> str:
        """The hash of all these sets, a tree: the root over the chunks' numbers and hashes, a chunk's hash over its atoms and
        their sorted ids (`chunks.pack`). So only changed chunks are hashed again, and equal sets have equal hashes, however
        their bitmaps are laid out in memory."""
        return tree_hash((number, chunk.sha256) for number, chunk in self.chunks.items())

    def _union(self, marks: int, unit: ReportUnit | None) -> BitMap:
        return _united(
            ids
            for chunk in self.chunks.values()
            if chunk.marks & marks == marks
            for atom, ids in chunk.content.atoms.items()
            if atom.has(marks) and (unit is None or atom.of(unit))
        )


def _add(tally: dict[Atom, Tally], chunk: Chunk | None, sign: int) -> None:
    for atom, more in chunk.tallies() if chunk is not None else ():
        sums = tally.get(atom, Tally(0, 0))
        tally[atom] = Tally(sums.size + sign * more.size, sums.fen + sign * more.fen)


def summed(chunks: Iterable[Chunk]) -> dict[Atom, Tally]:
    """The sizes and sums of atoms over several chunks."""
    tally: dict[Atom, Tally] = {}
    for chunk in chunks:
        _add(tally, chunk, 1)
    return tally


def _united(sets: Iterable[BitMap]) -> BitMap:
    united: BitMap = BitMap.union(BitMap(), *sets)
    return united


def set_hash(ids: BitMap) -> str:
    """SHA-256 over the sorted ids as unsigned 32-bit little-endian numbers: of one set, as snapshots kept them before there
    were chunks. All sets of a record have `RecordSets.sha256`."""
    numbers = ids.to_array()
    if sys.byteorder == "big":
        numbers.byteswap()
    return hashlib.sha256(numbers.tobytes()).hexdigest()
