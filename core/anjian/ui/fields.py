"""Form fields whose parsers are the parsers of Excel cells: a rule is written once, for the page and for the workbook.

Every field has `parse_cell(raw)` (a non-blank cell -> value, or `CellError`), `write_cell(value)` (what a workbook shows)
and `display(value)` (what a page shows). `data` is the parsed value, None where nothing was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Field, widgets

from anjian.exchange.text import Raw, is_blank
from anjian.exchange.values import (
    clean_text,
    limited_text,
    one_line,
    one_of,
    parse_credit_code,
    parse_day,
    parse_int,
    parse_lon_lat,
    parse_number,
    parse_wan_yuan,
    parse_yes_no,
    several_of,
)
from anjian.ui import words


@dataclass(frozen=True, slots=True)
class Basis:
    """The legal basis of a field: shown under it, as a link where the clause can be opened."""

    text: str
    url: str = ""


class ParsedField(Field):
    """A field with one input whose text is read by a cell parser."""

    kind = "text"
    input_type = "text"
    widget: Any = widgets.TextInput()
    unit = ""

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] = (),
        *,
        help: str = "",
        basis: Basis | None = None,
        example: str = "",
        unit: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), description=help, **kwargs)
        self.basis = basis
        self.example = example
        self.unit = unit or type(self).unit

    def parse_cell(self, raw: Raw) -> Any:
        """The value of a non-blank cell, or `CellError`."""
        return clean_text(raw)

    def write_cell(self, value: Any) -> Any:
        """What a workbook's cell holds."""
        return "" if value is None else value

    def display(self, value: Any) -> str:
        """What a page shows; blank for unknown."""
        return words.shown(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        raw = valuelist[0] if valuelist else ""
        self.data = None if is_blank(raw) else self.parse_cell(raw)

    def _value(self) -> str:
        """The typed text as it was typed, else the value: a refused form loses nothing."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.write_cell(self.data))


class TextField(ParsedField):
    """One line of text, at most `limit` characters."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, limit: int = 200, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.limit = limit
        self._limited = limited_text(limit) if self.kind == "long" else one_line(limit)

    def parse_cell(self, raw: Raw) -> str:
        return self._limited(raw)


class LongTextField(TextField):
    """Several lines of text, at most `limit` characters."""

    kind = "long"
    widget: Any = widgets.TextArea()

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, limit: int = 2000, **kwargs: Any) -> None:
        super().__init__(label, validators, limit=limit, **kwargs)


class CreditCodeField(ParsedField):
    """统一社会信用代码 with its check digit."""

    kind = "code"

    def parse_cell(self, raw: Raw) -> str:
        return parse_credit_code(raw)


class DayField(ParsedField):
    """A day in Asia/Shanghai."""

    kind = "day"
    input_type = "date"

    def parse_cell(self, raw: Raw) -> date:
        return parse_day(raw)

    def write_cell(self, value: date | None) -> Any:
        return "" if value is None else value.isoformat()


class IntField(ParsedField):
    """A whole number between `low` and `high`."""

    kind = "number"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] = (),
        *,
        low: int | None = 0,
        high: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.low, self.high = low, high

    def parse_cell(self, raw: Raw) -> float:
        return int(_within(parse_int(raw), self.low, self.high))


class NumberField(IntField):
    """A number between `low` and `high`."""

    def parse_cell(self, raw: Raw) -> float:
        return _within(parse_number(raw), self.low, self.high)


def _within(value: float, low: float | None, high: float | None) -> float:
    if low is not None and value < low:
        raise ValueError(f"不能小于{low}")
    if high is not None and value > high:
        raise ValueError(f"不能大于{high}")
    return value


class WanYuanField(ParsedField):
    """Money: 万元 on the page and in the workbook, integer 分 inside."""

    kind = "money"
    unit = "万元"

    def parse_cell(self, raw: Raw) -> int:
        return parse_wan_yuan(raw)

    def write_cell(self, value: int | None) -> Any:
        return "" if value is None else float(words.money(value))

    def display(self, value: Any) -> str:
        return words.money(value)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else words.money(self.data)


class LonLatField(ParsedField):
    """经度,纬度 in decimal degrees."""

    kind = "position"

    def parse_cell(self, raw: Raw) -> tuple[float, float]:
        return parse_lon_lat(raw)

    def write_cell(self, value: tuple[float, float] | None) -> Any:
        return "" if value is None else f"{value[0]},{value[1]}"

    def display(self, value: Any) -> str:
        return str(self.write_cell(value))


class ChoiceField(ParsedField):
    """One of several codes, shown and typed as Chinese words. `choices` is code -> words (or a function giving it, called
    per form); `spellings` are further words that a workbook may use, word -> code."""

    kind = "choice"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] = (),
        *,
        choices: Mapping[Any, str] | Callable[[], Mapping[Any, str]] | None = None,
        spellings: Mapping[str, Any] | None = None,
        search: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.search = search
        self.spellings = dict(spellings or {})
        self.set_choices(choices() if callable(choices) else (choices or {}))

    def set_choices(self, choices: Mapping[Any, str]) -> None:
        """Offer these choices (views set those that depend on the database)."""
        self.choices = dict(choices)
        index = {word: code for code, word in self.choices.items()} | self.spellings
        self._read: Callable[[Raw], Any] = self._reader(index)

    def _reader(self, index: Mapping[str, Any]) -> Callable[[Raw], Any]:
        return one_of(index, offer=self.choices.values())

    def parse_cell(self, raw: Raw) -> Any:
        return self._read(raw)

    def process_formdata(self, valuelist: list[Any]) -> None:
        given = [value for value in valuelist if not is_blank(value)]
        self.data = self._chosen(given[0]) if given else None

    def _chosen(self, raw: Any) -> Any:
        """A page sends the code, a person who types (or an address) the word."""
        for code in self.choices:
            if str(code) == str(raw):
                return code
        return self.parse_cell(raw)

    def write_cell(self, value: Any) -> Any:
        return "" if value is None else self.choices.get(value, "")

    def display(self, value: Any) -> str:
        return str(self.write_cell(value))

    def is_chosen(self, code: Any) -> bool:
        """For templates: whether this choice is marked."""
        if self.raw_data:
            return str(code) in {str(value) for value in self.raw_data}
        return bool(self.data == code)

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class MultiChoiceField(ChoiceField):
    """Any number of choices; `data` is a list of codes, empty where nothing was chosen."""

    kind = "choices"

    def _reader(self, index: Mapping[str, Any]) -> Callable[[Raw], Any]:
        return several_of(index, offer=self.choices.values())

    def process_formdata(self, valuelist: list[Any]) -> None:
        chosen: list[Any] = []
        for raw in valuelist:
            if not is_blank(raw):
                found = self._chosen(raw)
                chosen.extend(found if isinstance(found, list) else [found])
        self.data = list(dict.fromkeys(chosen))

    def write_cell(self, value: Any) -> Any:
        return "、".join(self.choices[code] for code in value or () if code in self.choices)

    def is_chosen(self, code: Any) -> bool:
        if self.raw_data:
            return str(code) in {str(value) for value in self.raw_data}
        return code in (self.data or ())


class YesNoField(ChoiceField):
    """是 or 否; None while unanswered."""

    kind = "choice"

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, choices={"yes": "是", "no": "否"}, **kwargs)

    def parse_cell(self, raw: Raw) -> bool:
        return parse_yes_no(raw)

    def write_cell(self, value: bool | None) -> Any:
        return words.yes_no(value)

    def _chosen(self, raw: Any) -> bool:
        return self.parse_cell(raw)

    def is_chosen(self, code: Any) -> bool:
        if self.raw_data:
            return str(code) == str(self.raw_data[0])
        return self.data is not None and self.data == (code == "yes")


class RecordField(ParsedField):
    """One row of another register, chosen by searching. `data` is its id; `chosen` its words for display, set by the view.

    `source` is the endpoint that answers `?q=` with `[{"value": id, "text": words}]`.
    """

    kind = "record"

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, source: str, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.source = source
        self.chosen = ""

    def parse_cell(self, raw: Raw) -> Any:
        return parse_int(raw)

    def display(self, value: Any) -> str:
        return self.chosen or words.shown(value)
