"""Registers of plugins as Excel files: `anjian import transport.vehicles FILE`. The form judges a row, the plugin saves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anjian.exchange.form_columns import FormReader, read_form_rows
from anjian.exchange.importing import collect_problems, hand_back, open_list
from anjian.exchange.outcome import Change, Duplicate, ImportOutcome
from anjian.exchange.reading import Rows
from anjian.exchange.template import template_book
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Refused
from anjian.plugin_api.types import Effect, RowResult, RowSaver, Sheet
from anjian.plugin_host.instance import Instance

Placed = tuple[Rows, int, dict[str, Any]]
"""A good row with its table and row number."""


def sheet_of(instance: Instance, kind: str) -> Sheet:
    """The register that an import kind names. Raises `Refused` with the kinds there are."""
    sheet = instance.registry.sheets.get(kind)
    if sheet is None:
        known = "、".join(["enterprises", "hazards", *sorted(instance.registry.sheets)])
        raise Refused(f"没有可导入的表格“{kind}”，可用：{known}。")
    return sheet


def sheet_template(instance: Instance, kind: str) -> Workbook:
    """The import template of a register. Raises `Refused` for an unknown kind."""
    sheet = sheet_of(instance, kind)
    return template_book(sheet.title, FormReader(_form(instance, sheet)).columns)


def import_sheet(
    instance: Instance, actor: Actor, kind: str, path: Path, *, dry_run: bool = False, errors: Path | None = None
) -> ImportOutcome:
    """Enter a register's file. Good rows enter, bad rows are reported by cell. Raises `FileRefused` or `Refused` (unknown
    kind); then nothing is changed."""
    sheet = sheet_of(instance, kind)
    actor.require(sheet.permission)
    reader = FormReader(_form(instance, sheet))
    book, tables = open_list(path, reader.columns)
    outcome = ImportOutcome(kind, dry_run=dry_run)
    all_rows = [read_form_rows(table, reader, sheet.key) for table in tables]
    placed = _distinct(all_rows, sheet.key, outcome)
    # A preview runs the very same code and rolls it back: it cannot show anything else than the real run. So it takes the
    # write lock of SQLite as the real run does, for as long as saving takes; the file is read and judged before that, and
    # marked after it. A preview in a read unit would need every register's rules written twice.
    with instance.database.write_unit(actor) as session:
        save: RowSaver = sheet.save.load()
        results = save(session, actor, [row for _, _, row in placed])
        if dry_run:
            session.rollback()
    for (rows, number, _), result in zip(placed, results, strict=True):
        _count(outcome, rows, number, result)
    collect_problems(outcome, all_rows)
    hand_back(book, tables, outcome, errors)
    return outcome


def export_sheet(instance: Instance, sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> Workbook:
    """Rows (by field name) under the template's own headers: the file can be corrected and imported again."""
    form = _form(instance, sheet)
    columns = FormReader(form).columns
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)  # a new workbook has one worksheet
    page.title = sheet.title[:31]
    page.append([column.header for column in columns])
    for row in rows:
        page.append([form[column.key].write_cell(row.get(column.key)) for column in columns])
        for cell in page[page.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"  # what a person typed is never a formula
    for position, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(position)].width = column.width
    page.freeze_panes, page.print_title_rows = "A2", "1:1"
    page.page_setup.orientation = "landscape"
    return book


def _form(instance: Instance, sheet: Sheet) -> Any:
    form = sheet.form.load()()
    form.fit(instance)
    return form


def _distinct(all_rows: Sequence[Rows], key: Sequence[str], outcome: ImportOutcome) -> list[Placed]:
    """The good rows, each key once; a repeated row is named, one that contradicts an earlier one is refused."""
    first: dict[tuple[Any, ...], Placed] = {}
    for rows in all_rows:
        for position, number in enumerate(rows.numbers):
            if number in rows.problems:
                continue
            values = {name: column[position] for name, column in rows.values.items()}
            placed = rows, number, values
            earlier = first.setdefault(tuple(values[name] for name in key), placed)
            if earlier is placed:
                continue
            if earlier[2] == values:
                outcome.duplicates.append(Duplicate(rows.table.sheet, number, of_row=earlier[1]))
            else:
                rows.refuse(number, key[0], f"与第{earlier[1]}行是同一项，但内容不一致，请核对后只保留一行")
    return list(first.values())


def _count(outcome: ImportOutcome, rows: Rows, number: int, result: RowResult) -> None:
    if result.effect is Effect.ENTERED:
        outcome.entered += 1
    elif result.effect is Effect.UPDATED:
        outcome.updated += 1
        outcome.changes.append(Change(rows.table.sheet, number, result.code, result.changed))
    elif result.effect is Effect.UNCHANGED:
        outcome.unchanged += 1
    for problem in result.problems:
        rows.refuse(number, problem.field or rows.columns[0].key, problem.message)
