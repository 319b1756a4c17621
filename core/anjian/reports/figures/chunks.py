"""Counted records in chunks of 65,536 ids: one container of a roaring bitmap each, named by the hash of its content.

What did not change between two snapshots is the same chunk: stored once, hashed once, and not read to be counted.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from pyroaring import BitMap

from anjian.kernel.ledger import canonical_json
from anjian.reports.figures.units import ReportUnit

BITS = 16
"""Ids with the same higher bits lie in one chunk."""
_LOW = 0 if sys.byteorder == "little" else 1


class Atom(NamedTuple):
    """Rows that no table tells apart: same marks, same owner columns."""

    marks: int
    region_code: str | None
    department_code: str | None

    def has(self, marks: int) -> bool:
        return self.marks & marks == marks

    def of(self, unit: ReportUnit) -> bool:
        return unit.takes(self.region_code, self.department_code)


class Tally(NamedTuple):
    """How many ids an atom has, and the sum of their amounts in 分."""

    size: int
    fen: int


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in a chunk: ids by atom; of records that are worth an amount, the amount in 分 by id."""

    atoms: Mapping[Atom, BitMap]
    amounts: Mapping[int, int] = field(default_factory=dict)


class Chunk:
    """One range of ids. A stored one is read when first looked into; `marks` are those that any of its atoms carries."""

    def __init__(
        self, number: int, read: Callable[[], Content], *, sha256: str | None = None, marks: int | None = None
    ) -> None:
        self.number = number
        self._read = read
        self._sha256 = sha256
        self._marks = marks

    @cached_property
    def content(self) -> Content:
        return self._read()

    @cached_property
    def packed(self) -> bytes:
        """The canonical form: equal contents have equal bytes."""
        return pack(self.content)

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical form: the chunk's name in the store."""
        if self._sha256 is None:
            self._sha256 = hashlib.sha256(self.packed).hexdigest()
        return self._sha256

    @property
    def marks(self) -> int:
        if self._marks is None:
            self._marks = reduce(or_, (atom.marks for atom in self.content.atoms), 0)
        return self._marks

    def tallies(self) -> Iterator[tuple[Atom, Tally]]:
        amounts = self.content.amounts
        for atom, ids in self.content.atoms.items():
            yield atom, Tally(len(ids), sum(amounts[number] for number in ids) if amounts else 0)


def fresh(number: int, content: Content) -> Chunk:
    """A chunk that has just been counted."""
    return Chunk(number, lambda: content)


def chunks_of(atoms: Mapping[Atom, BitMap], amounts: Mapping[int, int]) -> dict[int, Chunk]:
    """Parts sets into chunks, by number."""
    parts: dict[int, dict[Atom, BitMap]] = {}
    for atom, ids in atoms.items():
        for number, part in parted(ids):
            parts.setdefault(number, {})[atom] = part
    return {number: fresh(number, Content(part, _amounts(part, amounts))) for number, part in sorted(parts.items())}


def parted(ids: BitMap) -> Iterator[tuple[int, BitMap]]:
    at = ids.min() if ids else None
    while at is not None:
        number = at >> BITS
        yield number, ids & span(number)
        try:
            at = ids.next_set_bit((number + 1) << BITS)
        except ValueError:
            at = None


def span(number: int) -> BitMap:
    """Every id that may lie in a chunk."""
    return BitMap(range(number << BITS, (number + 1) << BITS))


def _amounts(atoms: Mapping[Atom, BitMap], amounts: Mapping[int, int]) -> dict[int, int]:
    return {number: amounts[number] for ids in atoms.values() for number in ids} if amounts else {}


def replaced(old: Content, gone: BitMap, come: Content) -> Content:
    """The content of a chunk without the ids `gone`, with what has been counted of them anew."""
    atoms = {atom: left for atom, ids in old.atoms.items() if (left := ids - gone)}
    for atom, ids in come.atoms.items():
        atoms[atom] = atoms[atom] | ids if atom in atoms else ids
    if not old.amounts and not come.amounts:
        return Content(atoms)
    return Content(atoms, {n: amount for n, amount in old.amounts.items() if n not in gone} | dict(come.amounts))


def pack(content: Content) -> bytes:
    """One line of JSON, [marks, region, department, number of ids] of each atom in order; then of each atom its ids, sorted,
    without the bits that the chunk's number gives, as unsigned 16-bit little-endian numbers; then, where records are worth
    amounts, those in the same order as signed 64-bit little-endian numbers."""
    atoms = sorted(content.atoms.items(), key=lambda item: _order(item[0]))
    head = canonical_json({"atoms": [[*atom, len(ids)] for atom, ids in atoms], "amounts": bool(content.amounts)})
    amounts = array("q", (content.amounts[n] for _atom, ids in atoms for n in ids) if content.amounts else ())
    return head.encode() + b"\n" + b"".join(_offsets(ids) for _atom, ids in atoms) + _little(amounts)


def unpack(number: int, packed: bytes) -> Content:
    """What `pack` wrote of the chunk `number`."""
    head, _line, body = packed.partition(b"\n")
    told = json.loads(head)
    counts = [entry[3] for entry in told["atoms"]]
    offsets, amounts = array("H", body[: 2 * sum(counts)]), array("q", body[2 * sum(counts) :])
    for numbers in (offsets, amounts):
        if sys.byteorder == "big":
            numbers.byteswap()
    base, at, atoms = number << BITS, 0, {}
    order: list[int] = []
    for marks, region, department, count in told["atoms"]:
        part = array("I", [base + offset for offset in offsets[at : at + count]])
        atoms[Atom(marks, region, department)] = BitMap(part)
        order.extend(part if told["amounts"] else ())
        at += count
    return Content(atoms, dict(zip(order, amounts, strict=True)))


def _order(atom: Atom) -> tuple[int, bool, str, bool, str]:
    region, department = atom.region_code, atom.department_code
    return atom.marks, region is not None, region or "", department is not None, department or ""


def _offsets(ids: BitMap) -> bytes:
    halves = memoryview(ids.to_array()).cast("B").cast("H")[_LOW::2]
    return _little(array("H", halves.tobytes()))


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def tree_hash(leaves: Iterable[tuple[int, str]]) -> str:
    """SHA-256 over the chunks' numbers and hashes in order: the root of a set's tree."""
    return hashlib.sha256("".join(f"{number} {sha256}\n" for number, sha256 in sorted(leaves)).encode()).hexdigest()
