"""A column of a list: what it is called, by which other names it comes, and how its cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from anjian.exchange.text import Raw, clean_text, compact

Parser = Callable[[Raw], Any]
"""Takes one non-blank cell; returns the value or raises `CellError` (a `ValueError` with a Chinese sentence)."""

SERIAL = "serial"
"""Key of the 序号 column: a running number is no content, and no identity."""

_DECORATION = re.compile(r"[*＊★:：]|[(\[【](?:必填|选填|必填项|选填项)[)\]】]|^\d+[.、]")
_BRACKETS = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an import list and of its template.

    `aliases` are other headers that mean the same. `units` maps what a header may say in brackets, such as 元, to the parser
    for that unit. `text` keeps the column's cells as text in templates (codes lose digits otherwise).
    """

    key: str
    header: str
    parse: Parser = clean_text
    aliases: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    basis: str = ""
    width: float = 16
    choices: tuple[str, ...] = ()
    units: Mapping[str, Parser] = field(default_factory=dict)
    text: bool = False
    sample: Any = ""


def header_key(header: Raw) -> str:
    """How headers are compared: no spaces, widths, line breaks, stars or 必填 marks."""
    return _DECORATION.sub("", compact(header)).casefold()


def bare_header_key(header: Raw) -> str:
    """The header without what stands in brackets: 整改资金（万元） and 整改资金 are one column."""
    return _BRACKETS.sub("", header_key(header))


def bracket_text(header: Raw) -> str:
    """What stands in the header's last brackets, such as 万元."""
    found = _BRACKETS.findall(header_key(header))
    return found[-1] if found else ""


class HeaderIndex:
    """Finds the column that a header means, and how sure that is (smaller is surer)."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.columns = tuple(columns)
        self._exact: dict[str, tuple[int, Column]] = {}
        self._bare: dict[str, tuple[int, Column]] = {}
        for column in self.columns:
            for rank, name in enumerate((column.header, *column.aliases)):
                self._exact.setdefault(header_key(name), (rank, column))
                self._bare.setdefault(bare_header_key(name), (rank + 100, column))

    def find(self, header: Raw) -> tuple[int, Column] | None:
        key = header_key(header)
        if not key or len(key) > 40:
            return None
        exact = self._exact.get(key)
        if exact is not None:
            return exact
        bare = bare_header_key(header)
        return self._bare.get(bare) if bare else None


def parser_for(column: Column, header: Raw) -> Parser:
    """The column's parser, or the one for the unit that the user's header names."""
    return column.units.get(bracket_text(header), column.parse)
