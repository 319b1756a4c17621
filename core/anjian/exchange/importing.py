"""What every import does around its own rules: read the file, find its tables, and hand back a marked copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from anjian.exchange.columns import Column
from anjian.exchange.errors_book import write_errors_book
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.reading import Rows
from anjian.exchange.table import Table, find_tables
from anjian.exchange.workbook import Book, read_book


def open_list(path: Path, columns: Sequence[Column]) -> tuple[Book, list[Table]]:
    """The file and the tables in it that are such a list. Raises `FileRefused` with one sentence."""
    book = read_book(path)
    return book, find_tables(book, columns)


def collect_problems(outcome: ImportOutcome, all_rows: Sequence[Rows]) -> None:
    """Put what is wrong in every table into the outcome, in the order of the sheets."""
    for rows in all_rows:
        outcome.total += len(rows)
        for number in sorted(rows.problems):
            outcome.problems.extend(rows.problems[number])


def hand_back(book: Book, tables: Sequence[Table], outcome: ImportOutcome, errors: Path | None) -> None:
    """Write the sender's file with the refused cells marked, where asked for and where there are any."""
    if errors is not None and outcome.problems:
        write_errors_book(book, tables, outcome.problems, errors)
