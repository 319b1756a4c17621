"""Reading a list column by column: each distinct cell is parsed once, so 100,000 rows cost little more than reading them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from anjian.exchange.columns import Column, parser_for
from anjian.exchange.table import Table
from anjian.exchange.text import Raw, is_blank
from anjian.kernel.errors import Problem


@dataclass(slots=True)
class Rows:
    """The items of one table: row numbers, parsed values by column key (None = blank or unreadable), and what is wrong."""

    table: Table
    columns: tuple[Column, ...]
    numbers: list[int]
    values: dict[str, list[Any]]
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    raw: list[list[Raw]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers)

    def problem(self, row: int, key: str, message: str) -> Problem:
        """A problem of one cell, placed as the user's sheet shows it."""
        header = self.table.header_of(key, self.columns)
        return Problem(message, field=key, sheet=self.table.sheet, row=row, column=header)

    def refuse(self, row: int, key: str, message: str) -> None:
        """Record a problem found after reading (a contradiction, an unknown county)."""
        self.problems.setdefault(row, []).append(self.problem(row, key, message))


def read_rows(table: Table, columns: Sequence[Column], anchors: Sequence[str]) -> Rows:
    """Parse all items of a table. Columns that the file lacks are unknown for every row."""
    numbers: list[int] = []
    raw: list[list[Raw]] = []
    for number, cells in table.data_rows(anchors):
        numbers.append(number)
        raw.append(cells)
    rows = Rows(table, tuple(columns), numbers, {}, raw=raw)
    for column in columns:
        place = table.places.get(column.key)
        if place is None:
            rows.values[column.key] = [None] * len(numbers)
        else:
            parse = parser_for(column, place.header)
            rows.values[column.key] = _parse_column(rows, column, parse, [cells[place.index] for cells in raw])
    return rows


class _Bad(str):
    """The message about a cell that cannot be read."""

    __slots__ = ()


def _parse_column(rows: Rows, column: Column, parse: Callable[[Raw], Any], cells: list[Raw]) -> list[Any]:
    memo: dict[Any, Any] = {}
    parsed: list[Any] = []
    for position, cell in enumerate(cells):
        key = cell if type(cell) is str else (type(cell), cell)
        try:
            value = memo[key]
        except KeyError:
            value = memo[key] = _parse_cell(column, parse, cell)
        if type(value) is _Bad:
            rows.refuse(rows.numbers[position], column.key, value)
            value = None
        parsed.append(value)
    return parsed


def _parse_cell(column: Column, parse: Callable[[Raw], Any], cell: Raw) -> Any:
    if is_blank(cell):
        return _Bad(f"不能为空，请填写{column.header}") if column.required else None
    if isinstance(cell, str) and cell.startswith("#") and cell in ERROR_CELLS:
        return _Bad(f"单元格是公式错误“{cell}”，请改为实际内容")
    try:
        return parse(cell)
    except ValueError as error:
        return _Bad(str(error))


ERROR_CELLS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!"}
)
"""Results of broken formulas as Excel writes them."""
