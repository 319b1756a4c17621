"""From the factors of a pack's cells, which are data, to the marks that a hazard must carry to be counted by a cell.

Marks of `rules.Mark` mean the same in every campaign. What only some packs ask (a department's, a category's, other scales than
重大事故隐患) gets a mark of its own, numbered in the order of the table's cells: it means something within one pack only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_ as and_bits
from operator import or_ as or_bits
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_

from anjian.campaigns.tables import MAJOR, Annex1, Cell, Partition
from anjian.enterprises.models import ChainLinkVersion
from anjian.hazards.models import HazardVersion
from anjian.kernel.history import as_known
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.rules import BESIDE, MAJOR_ONLY, SOURCE_MARKS, Mark, candidates, hazard_marks, of_campaign

_ALWAYS = reduce(
    or_bits,
    (*SOURCE_MARKS.values(), *(beside[0] for beside in BESIDE.values())),
    Mark.COUNTED | Mark.ACCEPTED | Mark.LISTED,
)
_FIRST = 1 << 16
"""Marks below are those of `rules.Mark`."""


class Factor(NamedTuple):
    """A condition that a pack adds: what is asked, and which values fulfil it."""

    asked: str
    values: tuple[str, ...]

    def rule(self, asof: AsOf) -> ColumnElement[bool]:
        """When a version of a hazard fulfils it."""
        return _RULES[self.asked](self.values, asof)


def _of_category(values: tuple[str, ...], asof: AsOf) -> ColumnElement[bool]:
    link, day = ChainLinkVersion, asof.effective
    return exists().where(
        link.enterprise_id == HazardVersion.enterprise_id,
        as_known(link, asof.known),
        link.category.in_(values),
        or_(link.from_on.is_(None), link.from_on <= day),
        or_(link.to_on.is_(None), link.to_on >= day),
    )


_RULES: Mapping[str, Callable[[tuple[str, ...], AsOf], ColumnElement[bool]]] = {
    "scales": lambda values, _asof: HazardVersion.scale.in_(values),
    "department": lambda values, _asof: HazardVersion.department_code.in_(values),
    "category": _of_category,
    "criteria": lambda values, _asof: HazardVersion.criterion_code.in_(values),
}


def factors_of(annex1: Annex1) -> tuple[Factor, ...]:
    """What a pack's table asks beyond `rules.Mark`, each once, in the order of its cells."""
    return tuple(dict.fromkeys(factor for cell in annex1.cells for factor in _asked(cell)))


def scales_of(annex1: Annex1) -> tuple[str, ...]:
    """The scales of which a pack counts hazards; 重大事故隐患 always (they stand beside every table)."""
    return tuple(dict.fromkeys((MAJOR, *(scale for cell in _hazard_cells(annex1) for scale in cell.scales))))


def marks_of(cell: Cell, annex1: Annex1) -> int:
    """What a hazard must carry to be counted by a cell of the table."""
    marks = _base(cell)
    if cell.source is not None:
        marks |= SOURCE_MARKS[cell.source]
    for asked, mark in ((cell.accepted, Mark.ACCEPTED), (cell.listed, Mark.LISTED), (cell.overdue, Mark.OVERDUE)):
        if asked:
            marks |= mark
    factors = factors_of(annex1)
    return int(marks) | sum(_FIRST << factors.index(factor) for factor in _asked(cell))


def whole_of(partition: Partition, annex1: Annex1) -> int:
    """What every part of a partition asks for: the hazards that the parts must make up."""
    return reduce(and_bits, (marks_of(cell, annex1) for cell in annex1.cells if cell.key in partition.parts))


def marks_asked(annex1: Annex1, asof: AsOf) -> dict[int, ColumnElement[bool]]:
    """When a candidate carries a mark, for every mark that the table, or what stands beside it, asks."""
    rules, wanted = hazard_marks(asof), _ALWAYS
    for cell in _hazard_cells(annex1):
        wanted |= _base(cell) | (Mark.OVERDUE if cell.overdue else Mark(0))
    if len(scales_of(annex1)) > 1:
        rules |= {mark: and_(HazardVersion.scale == MAJOR, rules[mark]) for mark in MAJOR_ONLY}
    own = {_FIRST << place: factor.rule(asof) for place, factor in enumerate(factors_of(annex1))}
    return {int(mark): rule for mark, rule in rules.items() if mark in wanted} | own


def carrying(asof: AsOf, annex1: Annex1, marks: int) -> ColumnElement[bool]:
    """Candidates of the campaign that carry all of `marks`: the rows of one figure of a pack's table."""
    every = {int(mark): rule for mark, rule in hazard_marks(asof).items()}
    rules = every | marks_asked(annex1, asof)  # a document may name a mark that no cell asks for
    asked = [rule for mark, rule in rules.items() if mark & marks]
    return and_(of_campaign(asof), candidates(asof, scales_of(annex1)), *asked)


def _hazard_cells(annex1: Annex1) -> list[Cell]:
    return [cell for cell in annex1.cells if cell.record == "hazard"]


def _base(cell: Cell) -> Mark:
    if cell.count_from == "reported":
        return Mark.REPORTED
    return Mark.COUNTED if cell.scales == (MAJOR,) else Mark.CONFIRMED


def _asked(cell: Cell) -> list[Factor]:
    """The factors of one cell that `rules.Mark` has no mark for. COUNTED says 重大事故隐患 itself."""
    if cell.record != "hazard":
        return []
    found = [] if _base(cell) is Mark.COUNTED else [Factor("scales", cell.scales)]
    found += [
        Factor(name, (value,)) for name in ("department", "category") if (value := getattr(cell, name)) is not None
    ]
    return found + ([Factor("criteria", cell.criteria)] if cell.criteria else [])
