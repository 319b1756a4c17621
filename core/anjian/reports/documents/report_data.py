"""What the documents of one unit are written from: figures with their sets, beside-sets, breakdown, plugin sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyroaring import BitMap, FrozenBitMap

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.campaigns.tables import Cell, Line
from anjian.reports.bridges.cross_check import CrossCheck
from anjian.reports.figures.algebra import AnyFigure, Distinct, Items, Money, wan_yuan
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.rules import BESIDE, SOURCE_MARKS, Mark
from anjian.reports.figures.units import BOTH, ReportUnit, report_units
from anjian.reports.sections.data import SectionResult
from anjian.reports.snapshots.snapshot import Snapshot

DEMO_MARK = "演示数据"
_SHORT_LABEL = 2


@dataclass(frozen=True, slots=True)
class Share:
    """One row of the breakdown table: a place or department, hazards by source, all, done, listed.

    `scope` is the unit of its figures' ids; blank: the row is what no unit counts.
    """

    name: str
    scope: str
    by_source: tuple[int, ...]
    total: int
    accepted: int
    listed: int


@dataclass(frozen=True, slots=True)
class AnchorLine:
    """A daily root of the ledger as printed; `anjian ledger verify --root` takes it back."""

    day: date
    until_no: int
    root: str

    def __str__(self) -> str:
        return f"台账校验根（{chinese_day(self.day)}，至第{self.until_no}号记录）：{self.root}"


@dataclass(frozen=True, slots=True)
class UnitReport:
    """Everything that is printed for one unit; documents add no number of their own."""

    pack: Pack
    period: Period
    snapshot: Snapshot
    unit: ReportUnit
    figures: Mapping[str, AnyFigure]
    counted: Distinct[Items]
    """All counted hazards: the whole of block 1's partition."""
    accepted: Distinct[Items]
    beside: Mapping[str, int]
    breakdown: tuple[Share, ...]
    sections: tuple[SectionResult, ...]
    demo: bool
    check: CrossCheck
    anchor: AnchorLine | None = None

    @property
    def effective_text(self) -> str:
        return chinese_day(self.snapshot.asof.effective)

    @property
    def stamp(self) -> str:
        """The pair of clocks and the snapshot, as printed on every copy (R-115)."""
        return (
            f"数据截至{self.effective_text}，据台账第{self.snapshot.asof.known}号记录编制（{self.snapshot.kind}）；"
            f"快照编号：{self.snapshot.id}"
        )

    @property
    def anchor_text(self) -> str:
        """The last daily root that this knowledge of the ledger holds, so that paper vouches for it; blank: none was taken."""
        return str(self.anchor) if self.anchor is not None else ""

    def number(self, key: str) -> int | Decimal:
        """The value of a cell as a number: a count, or 万元 with two decimals."""
        figure = self.figures[key]
        return wan_yuan(figure.value) if isinstance(figure, Money) else figure.value

    def printed(self, line: Line) -> int | str:
        """What stands in the value field of a numbered item; two values of an item stand below each other."""
        if len(line.cells) == 1:
            return self.figures[line.cells[0].key].value
        return "\n".join(self._labelled(cell) for cell in line.cells)

    def _labelled(self, cell: Cell) -> str:
        value, label = str(self.number(cell.key)), cell.label or ""
        if len(label) <= _SHORT_LABEL:
            return f"{value}（{label}）"
        return f"其中{value}" if label.startswith("其中") else value

    def figure_id(self, key: str) -> str:
        """What `report show` takes: snapshot, unit and key."""
        return self.figure_of(self.unit.name, key)

    def figure_of(self, scope: str, key: str) -> str:
        """The same of another unit's figure."""
        return f"{self.snapshot.id}:{scope}:{key}"

    @property
    def beside_text(self) -> str:
        """The sets that are shown apart, so that no choice of counting hides anything."""
        return "；".join(f"{BESIDE[name][1]}{count}个" for name, count in self.beside.items())


def unit_report(
    pack: Pack,
    period: Period,
    snapshot: Snapshot,
    sets: FigureSets,
    unit: ReportUnit,
    sections: tuple[SectionResult, ...],
    demo: bool,
    check: CrossCheck,
    anchor: AnchorLine | None = None,
) -> UnitReport:
    """Evaluate every figure of one unit."""
    return UnitReport(
        pack=pack,
        period=period,
        snapshot=snapshot,
        unit=unit,
        figures={cell.key: sets.figure(cell, unit) for cell in pack.annex1.cells},
        counted=Distinct(Items, FrozenBitMap(sets.hazards.figure(Mark.COUNTED, unit))),
        accepted=Distinct(Items, FrozenBitMap(sets.hazards.figure(Mark.COUNTED | Mark.ACCEPTED, unit))),
        beside={name: len(sets.beside(name, unit)) for name in BESIDE},
        breakdown=_breakdown(pack, sets, unit),
        sections=sections,
        demo=demo,
        check=check,
        anchor=anchor,
    )


def _breakdown(pack: Pack, sets: FigureSets, unit: ReportUnit) -> tuple[Share, ...]:
    """By place for the city and a department, by department for a place; rows that fit none stand under 其他."""
    by_department = unit.region_code is not None
    parts = [
        part
        for part in report_units(pack)[1:]
        if (part.department_code is not None) == by_department and part.code != unit.code
    ]
    own = sets.hazards.figure(Mark.COUNTED, unit)
    shares, left = [], own.copy()
    for part in parts:
        ids = own & sets.hazards.unit(part)
        left -= ids
        shares.append(_share(sets, part.name, part.name if unit.is_city else f"{part.name}{BOTH}{unit.name}", ids))
    if left:
        shares.append(_share(sets, "其他", "", left))
    return (*shares, _share(sets, "合计", unit.name, own))


def _share(sets: FigureSets, name: str, scope: str, ids: BitMap) -> Share:
    def count(marks: Mark) -> int:
        return len(sets.hazards.cell(Mark.COUNTED | marks) & ids)

    return Share(
        name,
        scope,
        tuple(count(mark) for mark in SOURCE_MARKS.values()),
        count(Mark(0)),
        count(Mark.ACCEPTED),
        count(Mark.LISTED),
    )
