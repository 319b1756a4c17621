"""A register declared as `plugin_api.Sheet` as an Excel file: template, import, export. Its form gives the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from wtforms import Form

from anjian.exchange.form_columns import FormReader, read_form_rows
from anjian.exchange.importing import collect_problems, hand_back, open_list
from anjian.exchange.outcome import Change, Duplicate, ImportOutcome
from anjian.exchange.reading import Rows
from anjian.exchange.template import template_book
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Refused
from anjian.plugin_api.types import Effect, RowResult, Sheet
from anjian.plugin_host.instance import Instance

Placed = tuple[Rows, int, dict[str, Any]]


def sheet_of(instance: Instance, kind: str) -> Sheet:
    """The declared sheet of an import kind such as `transport.vehicles`. Raises `Refused` naming those there are."""
    if kind not in instance.registry.sheets:
        known = "、".join(["enterprises", "hazards", *sorted(instance.registry.sheets)])
        raise Refused(f"没有名为“{kind}”的导入种类，可用：{known}。")
    return instance.registry.sheets[kind]


def sheet_template(instance: Instance, kind: str) -> Workbook:
    """The import template of a register."""
    sheet = sheet_of(instance, kind)
    return template_book(sheet.title, FormReader(sheet.form.load()()).columns)


def import_sheet(
    instance: Instance, actor: Actor, kind: str, path: Path, *, dry_run: bool = False, errors: Path | None = None
) -> ImportOutcome:
    """Enter the rows of a register. Good rows enter, bad ones are reported by cell and written to `errors`.

    Raises `FileRefused` when nothing can be read; then nothing is changed.
    """
    sheet = sheet_of(instance, kind)
    actor.require(sheet.permission)
    reader = FormReader(sheet.form.load()())
    book, tables = open_list(path, reader.columns)
    outcome = ImportOutcome(kind, dry_run=dry_run)
    all_rows = [read_form_rows(table, reader, sheet.key) for table in tables]
    placed = _good_rows(all_rows, sheet.key, outcome)
    # A preview runs the very same code and rolls it back: it cannot show anything else than the real run.
    with instance.database.write_unit(actor) as session:
        results: Sequence[RowResult] = sheet.save.load()(session, actor, [values for _rows, _number, values in placed])
        if dry_run:
            session.rollback()
    for place, result in zip(placed, results, strict=True):
        _count(outcome, place, result)
    collect_problems(outcome, all_rows)
    hand_back(book, tables, outcome, errors)
    return outcome


def export_sheet(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> Workbook:
    """Rows (by field name) as a workbook that can be imported again."""
    form: Form = sheet.form.load()()
    columns = FormReader(form).columns
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)  # a new workbook has one worksheet
    page.title = sheet.title[:31]
    page.append([column.header for column in columns])
    for row in rows:
        page.append([_cell(form[column.key], row.get(column.key)) for column in columns])
    for position, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(position)].width = column.width
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    return book


def _cell(field: Any, value: Any) -> Any:
    if value is None:
        return None
    return field.write_cell(value) if hasattr(field, "write_cell") else value


def _good_rows(all_rows: Sequence[Rows], key: Sequence[str], outcome: ImportOutcome) -> list[Placed]:
    """Rows without a problem, each key once: a repeated row is named, one that contradicts an earlier row is refused."""
    first: dict[tuple[Any, ...], Placed] = {}
    for rows in all_rows:
        for position, number in enumerate(rows.numbers):
            if number in rows.problems:
                continue
            values = {name: column[position] for name, column in rows.values.items()}
            mark = tuple(values[name] for name in key)
            earlier = first.setdefault(mark, (rows, number, values))
            if earlier[2] is values:
                continue
            if earlier[2] == values:
                outcome.duplicates.append(Duplicate(rows.table.sheet, number, of_row=earlier[1]))
            else:
                rows.refuse(number, key[0], f"与第{earlier[1]}行重复但内容不一致，请核对后只保留一行")
    return list(first.values())


def _count(outcome: ImportOutcome, place: Placed, result: RowResult) -> None:
    rows, number, _values = place
    match result.effect:
        case Effect.ENTERED:
            outcome.entered += 1
        case Effect.UPDATED:
            outcome.updated += 1
            outcome.changes.append(Change(rows.table.sheet, number, result.code, result.changed))
        case Effect.UNCHANGED:
            outcome.unchanged += 1
        case Effect.REFUSED:
            for problem in result.problems:
                rows.refuse(number, problem.field or rows.columns[0].key, problem.message)
