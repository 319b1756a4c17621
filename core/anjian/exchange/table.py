"""Where in a workbook the list is: the sheet, its header of one or two rows, its data rows, and what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from anjian.exchange.columns import SERIAL, Column, HeaderIndex
from anjian.exchange.text import Raw, as_text, clean_text, compact, is_blank
from anjian.exchange.workbook import Book, Grid
from anjian.kernel.errors import FileRefused

HEADER_WITHIN = 40
"""A header stands in the first forty rows."""
_SUBTOTAL = re.compile(r"(?:本?[页表县市区]?)?(?:小计|合计|总计|累计|共计|总共)[:：]?.{0,12}")
_FOOT = re.compile(
    r"(?:填报人?|填表人?|制表人?|审核人?|复核人?|审批人?|签发人?|经办人|负责人签字|单位负责人|主要负责人签字|主管领导|分管领导|"
    r"联系人|联系电话|电话|填报单位|报送单位|时间|日期|(?:报送|填报|填表|制表)(?:时间|日期)|填表说明|填报说明|说明|备注|注|签字|签章|盖章|"
    r"单位[(（]?盖章[)）]?)[:：].*",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one column stands: its index from 0 and the header as the user wrote it."""

    index: int
    header: str


@dataclass(frozen=True, slots=True)
class Table:
    """A list found in a sheet. Rows are numbered as Excel shows them."""

    grid: Grid
    header_row: int
    places: dict[str, Place]
    above: list[list[Raw]]
    header_texts: frozenset[str]

    @property
    def sheet(self) -> str:
        return self.grid.name

    def header_of(self, key: str, columns: Iterable[Column]) -> str:
        """The user's header for a column, else ours."""
        place = self.places.get(key)
        return place.header if place else next(column.header for column in columns if column.key == key)

    def data_rows(self, anchors: Sequence[str]) -> Iterator[tuple[int, list[Raw]]]:
        """Row number and cells of every row that says something about an item.

        Blank, subtotal, signature and repeated header rows are left out. `anchors` are keys of which an item has at least
        one: a row without any of them whose text reads 小计 or 审核人 is not an item.
        """
        wanted = sorted({place.index for key, place in self.places.items() if key != SERIAL})
        hooks = [self.places[key].index for key in anchors if key in self.places]
        filled = _fill_merged(self.grid, self.header_row)
        for number in range(self.header_row + 1, len(self.grid.rows) + 1):
            cells = filled.get(number - 1, self.grid.rows[number - 1])
            if all(is_blank(cells[index]) for index in wanted):
                continue
            anchored = any(not is_blank(cells[index]) and not _is_foot(cells[index]) for index in hooks)
            if (not anchored and any(map(_is_foot, cells))) or self._repeats_header(cells):
                continue
            yield number, cells

    def _repeats_header(self, cells: list[Raw]) -> bool:
        texts = [cell for cell in cells if isinstance(cell, str) and cell]
        return len(texts) > 1 and all(compact(text) in self.header_texts for text in texts)


def _is_foot(cell: Raw) -> bool:
    """Whether a cell reads 小计, 合计…, or labels a signature, a telephone or a note."""
    if not isinstance(cell, str) or not cell:
        return False
    text = compact(cell)
    return bool(_SUBTOTAL.fullmatch(text) or _FOOT.fullmatch(text))


def find_tables(book: Book, columns: Sequence[Column]) -> list[Table]:
    """Every visible sheet that holds the list, in order; a hidden one only when no visible one does.

    Raises `FileRefused` when no sheet has a header that fits, naming the missing required columns of the nearest one.
    """
    index = HeaderIndex(columns)
    required = {column.key for column in columns if column.required}
    nearest: Table | None = None
    for visible in (True, False):
        found: list[Table] = []
        for grid in book.grids:
            table = _best_header(grid, index) if grid.visible is visible else None
            if table is None:
                continue
            if required <= table.places.keys() and table.places.keys() - {SERIAL}:
                found.append(table)
            elif nearest is None or len(table.places) > len(nearest.places):
                nearest = table
        if found:
            return found
    raise FileRefused(_no_header(book, columns, required, nearest))


def _no_header(book: Book, columns: Sequence[Column], required: set[str], nearest: Table | None) -> str:
    if nearest is not None and len(nearest.places) >= max(2, len(required) // 2):
        missing = "、".join(f"“{c.header}”" for c in columns if c.key in required - nearest.places.keys())
        return f"【{nearest.sheet}】第{nearest.header_row}行的表头缺少{missing}列，请补上后重新报送。"
    names = "、".join(column.header for column in columns if column.required)
    if all(not grid.rows for grid in book.grids):
        return f"文件“{book.path.name}”中没有内容，请填写后报送。"
    return f"文件“{book.path.name}”中找不到能识别的表头，表头至少应有：{names}；可下载导入模板对照填写。"


def _best_header(grid: Grid, index: HeaderIndex) -> Table | None:
    """The rows that name the most columns; of equals the flattest, so that no title row is taken for a header."""
    best: Table | None = None
    best_score = (0, 0)
    last = min(HEADER_WITHIN, len(grid.rows))
    for number in range(1, last + 1):
        for depth in (1, 2, 3):
            if number + depth - 1 > last:
                break
            table = _try_header(grid, index, number, depth)
            score = len(table.places), -depth
            if table.places and score > best_score:
                best, best_score = table, score
    return best


def _try_header(grid: Grid, index: HeaderIndex, number: int, depth: int) -> Table:
    """Read rows `number` … `number + depth - 1` as one header."""
    lines = [_spread(grid, number - 1 + offset, last=offset == depth - 1) for offset in range(depth)]
    chosen: dict[str, tuple[int, Place]] = {}
    texts: set[str] = set()
    for position in range(len(lines[-1])):
        stack = list(dict.fromkeys(text for line in lines if (text := clean_text(line[position]))))
        texts.update(compact(text) for text in stack)
        hit = _meaning(stack, index)
        if hit is None:
            continue
        rank, column, header = hit
        if column.key not in chosen or rank < chosen[column.key][0]:
            chosen[column.key] = rank, Place(position, header.replace("\n", ""))
    places = {key: place for key, (_, place) in chosen.items()}
    return Table(grid, number + depth - 1, places, grid.rows[: number - 1], frozenset(texts))


def _meaning(stack: list[str], index: HeaderIndex) -> tuple[int, Column, str] | None:
    """What a column's header cells mean together: the lowest one, else with those above it (挂牌督办 + 级别)."""
    if not stack:
        return None
    for header in ("".join(stack), stack[-1]):
        found = index.find(header)
        if found is not None:
            return found[0], found[1], stack[-1]
    return None


def _spread(grid: Grid, row: int, *, last: bool) -> list[Raw]:
    """One header row with merged cells written into each of their columns; groups are spread to the right where the file
    format keeps no merges (csv, ods)."""
    cells = list(grid.rows[row])
    for top, left, bottom, right in grid.merges:
        if top <= row <= bottom and top < len(grid.rows):
            cells[left : right + 1] = [grid.rows[top][left]] * (right + 1 - left)
    if not last and not grid.merges:
        below = grid.rows[row + 1]
        for position in range(1, len(cells)):
            if not as_text(cells[position]) and as_text(below[position]) and as_text(cells[position - 1]):
                cells[position] = cells[position - 1]
    return cells


def _fill_merged(grid: Grid, header_row: int) -> dict[int, list[Raw]]:
    """Data rows below which a cell was merged downwards: the value holds for each of them (one enterprise, three hazards)."""
    filled: dict[int, list[Raw]] = {}
    for top, left, bottom, _right in grid.merges:
        if top < header_row or bottom == top:
            continue
        for row in range(top + 1, min(bottom, len(grid.rows) - 1) + 1):
            cells = filled.setdefault(row, list(grid.rows[row]))
            cells[left] = grid.rows[top][left]
    return filled
