"""A form class as the columns of a list. A row is judged by the form's own fields and validators, on one form made per
import and not per row, so a row gets the verdict that the page would give."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import Form, fields

from anjian.exchange.columns import Column
from anjian.exchange.reading import ERROR_CELLS, Rows
from anjian.exchange.table import Table
from anjian.exchange.text import CellError, Raw, as_text, compact, is_blank
from anjian.exchange.values import one_of, parse_day, parse_int, parse_number, parse_yes_no, several_of

_WIDTHS = {
    "code": 24.0,
    "long": 40.0,
    "day": 14.0,
    "number": 10.0,
    "money": 14.0,
    "choice": 16.0,
    "position": 24.0,
    "record": 24.0,
}
_TEXT_KINDS = frozenset({"code", "text", "long", "position", "record"})


class _Sent:
    """What a browser would send for one field."""

    def __init__(self, name: str, values: list[Any]) -> None:
        self._name, self._values = name, values

    def __contains__(self, name: str) -> bool:
        return name == self._name and bool(self._values)

    def getlist(self, name: str) -> list[Any]:
        return self._values if name == self._name else []


def _in_page_order(form: Form) -> list[tuple[str, Any]]:
    """The fields as the page shows them: by group, those that no group names last."""
    named = [name for group in getattr(form, "groups", ()) for name in group.fields if name in form._fields]
    return [(name, form._fields[name]) for name in dict.fromkeys([*named, *form._fields])]


class FormReader:
    """Judges rows by one form, made and given its choices by the caller; use one reader per import, not shared by threads.

    A form class may say `column_aliases` (field name -> other headers) and `not_in_lists` (fields of the page only).
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        hidden = set(getattr(form, "not_in_lists", ()))
        self._fields: dict[str, Any] = {
            name: field
            for name, field in _in_page_order(form)
            if name not in hidden
            and not isinstance(field, fields.SubmitField | fields.FileField | fields.HiddenField)
            and getattr(field, "kind", "") not in ("upload", "secret")
        }
        aliases: Mapping[str, Sequence[str]] = getattr(form, "column_aliases", {})
        self.columns = tuple(column_of(name, field, aliases.get(name, ())) for name, field in self._fields.items())

    def judge(self, cells: Mapping[str, Raw]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """The values of a row by field name, and (field name, message) of all that is wrong; a missing cell is blank."""
        broken: dict[str, str] = {}
        for name, field in self._fields.items():
            raw = cells.get(name)
            try:
                values = [] if is_blank(raw) and not _is_text_input(field) else as_sent(field, raw)
            except ValueError as error:
                broken[name], values = str(error), []
            filters = (getattr(self._form, f"filter_{name}", None),)
            field.process(_Sent(name, values), extra_filters=[one for one in filters if one is not None])
        self._form.validate()
        problems: list[tuple[str, str]] = []
        for name, field in self._fields.items():
            messages = [broken[name]] if name in broken else list(map(str, itertools.chain(field.errors)))
            problems.extend((name, message) for message in messages[:1])
        return {name: field.data for name, field in self._fields.items()}, problems


def read_form_rows(table: Table, reader: FormReader, anchors: Sequence[str]) -> Rows:
    """All items of a table, judged by the reader's form; problems stand at the user's cells."""
    rows = Rows(table, reader.columns, [], {column.key: [] for column in reader.columns})
    for number, cells in table.data_rows(anchors):
        rows.numbers.append(number)
        rows.raw.append(cells)
        given = {key: cells[place.index] for key, place in table.places.items()}
        values, problems = reader.judge(given)
        for name, message in problems:
            rows.refuse(number, name, message)
        for key, value in values.items():
            rows.values[key].append(value)
    return rows


def column_of(name: str, field: Any, aliases: Sequence[str] = ()) -> Column:
    """The column that a form field becomes."""
    kind = getattr(field, "kind", "")
    basis = getattr(field, "basis", None)
    return Column(
        key=name,
        header=field.label.text,
        aliases=tuple(aliases),
        required=bool(field.flags.required),
        help=field.description or "",
        basis=basis.text if basis is not None else "",
        width=_WIDTHS.get(kind, max(16.0, 2.2 * len(field.label.text))),
        choices=_words(field),
        text=kind in _TEXT_KINDS or isinstance(field, fields.StringField),
        sample=getattr(field, "example", ""),
    )


def as_sent(field: Any, raw: Raw) -> list[Any]:
    """What a browser would have sent for this cell. Raises `CellError` for a cell that no input could hold."""
    if isinstance(raw, str) and raw in ERROR_CELLS:
        raise CellError(f"单元格是公式错误“{raw}”，请改为实际内容")
    if hasattr(field, "parse_cell"):
        return [raw]  # these fields read cells of any type themselves
    if isinstance(field, fields.StringField):
        return [as_text(raw)]  # the page does not trim either
    if is_blank(raw):
        return [""]
    if isinstance(field, fields.SelectMultipleField):
        return [str(value) for value in several_of(_by_word(field))(raw)]
    if isinstance(field, fields.SelectField):
        return [str(one_of(_by_word(field))(raw))]
    if isinstance(field, fields.BooleanField):
        return ["y"] if parse_yes_no(raw) else []
    if isinstance(field, fields.DateField):
        day: date = parse_day(raw)
        return [day.strftime(field.strptime_format[0])]
    if isinstance(field, fields.IntegerField):
        return [str(parse_int(raw))]
    if isinstance(field, fields.DecimalField | fields.FloatField):
        return [format(Decimal(compact(as_text(raw))), "f") if not isinstance(raw, float) else repr(parse_number(raw))]
    return [as_text(raw)]


def _is_text_input(field: Any) -> bool:
    """An empty text input is sent as '', an unticked box not at all."""
    return not isinstance(field, fields.BooleanField | fields.SelectMultipleField)


def _by_word(field: Any) -> dict[str, Any]:
    return {str(label): value for value, label, *_ in field.iter_choices() if value not in ("", None)}


def _words(field: Any) -> tuple[str, ...]:
    choices = getattr(field, "choices", None)
    if isinstance(choices, Mapping):
        return tuple(choices.values())
    return tuple(_by_word(field)) if choices and hasattr(field, "iter_choices") else ()
