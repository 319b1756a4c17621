"""Rosters: `anjian import enterprises FILE`. Computed in a read unit, written in one short write unit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from anjian.enterprises.forms import entry_of, roster_form
from anjian.enterprises.inputs import EnterpriseEntry, Registration
from anjian.enterprises.service import IMPORT, WHO, problems_of, register
from anjian.enterprises.vocabulary import Vocabulary, instance_vocabulary
from anjian.exchange.form_columns import FormReader, read_form_rows
from anjian.exchange.importing import collect_problems, hand_back, open_list
from anjian.exchange.outcome import Change, Duplicate, ImportOutcome
from anjian.exchange.reading import Rows
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Effect
from anjian.plugin_host.instance import Instance

ANCHORS = ("name", "credit_code")
"""A row that has neither and reads 小计 or 审核人 is no enterprise."""
Placed = tuple[Rows, int, EnterpriseEntry]
"""An entry with the table and row that state it."""


def import_enterprises(
    instance: Instance, actor: Actor, path: Path, *, dry_run: bool = False, errors: Path | None = None
) -> ImportOutcome:
    """Enter a roster. Good rows enter, bad rows are reported by cell and written to `errors` (a marked copy, .xlsx).

    Raises `FileRefused` when nothing can be read; then nothing is changed.
    """
    actor.require(IMPORT, WHO)
    words = instance_vocabulary(instance)
    reader = FormReader(roster_form(words))
    book, tables = open_list(path, reader.columns)
    outcome = ImportOutcome("enterprises", dry_run=dry_run)
    all_rows = [read_form_rows(table, reader, ANCHORS) for table in tables]
    placed = _entries(all_rows, words, outcome)
    # A preview runs the very same code and rolls it back: it cannot show anything else than the real run.
    with instance.database.write_unit(actor) as session:
        _enter(session, actor, placed, words, outcome)
        if dry_run:
            session.rollback()
    collect_problems(outcome, all_rows)
    hand_back(book, tables, outcome, errors)
    return outcome


def _entries(all_rows: list[Rows], words: Vocabulary, outcome: ImportOutcome) -> list[Placed]:
    """The good rows, each enterprise once; repeated rows are named, rows that contradict an earlier one are refused."""
    first: dict[str, Placed] = {}
    for rows in all_rows:
        for position, number in enumerate(rows.numbers):
            if number in rows.problems:
                continue
            entry = entry_of({key: values[position] for key, values in rows.values.items()})
            if entry.parent_name is not None:
                entry = replace(entry, parent_name=words.parents.get(entry.parent_name, entry.parent_name))
            earlier = first.setdefault(entry.credit_code, (rows, number, entry))
            if earlier[1] == number and earlier[0] is rows:
                continue
            if earlier[2] == entry:
                outcome.duplicates.append(Duplicate(rows.table.sheet, number, of_row=earlier[1]))
            else:
                rows.refuse(number, *_contradiction(rows, earlier, entry))
    return list(first.values())


def _contradiction(rows: Rows, earlier: Placed, entry: EnterpriseEntry) -> tuple[str, str]:
    names = [column.key for column in rows.columns]
    different = next(name for name in names if getattr(earlier[2], name) != getattr(entry, name))
    header = rows.table.header_of(different, rows.columns)
    return different, f"与第{earlier[1]}行统一社会信用代码相同，但“{header}”不一致，请核对后只保留一行"


def _enter(session: Session, actor: Actor, placed: list[Placed], words: Vocabulary, outcome: ImportOutcome) -> None:
    """Register what may be registered; what the service refuses for one row does not hold back the others."""
    refused = problems_of(session, actor, [entry for _, _, entry in placed])
    accepted: list[Placed] = []
    for (rows, number, entry), problems in zip(placed, refused, strict=True):
        for problem in problems:
            rows.refuse(number, problem.field or "name", problem.message)
        if not problems:
            accepted.append((rows, number, entry))
    results = register(session, actor, [entry for _, _, entry in accepted], departments=words.lead_of)
    for (rows, number, _), result in zip(accepted, results, strict=True):
        _count(outcome, rows, number, result)


def _count(outcome: ImportOutcome, rows: Rows, number: int, result: Registration) -> None:
    if result.effect is Effect.ENTERED:
        outcome.entered += 1
    elif result.effect is Effect.UPDATED:
        outcome.updated += 1
        outcome.changes.append(Change(rows.table.sheet, number, result.public_code, result.changed))
    else:
        outcome.unchanged += 1
