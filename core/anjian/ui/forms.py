"""The base of every form. One class per thing a person enters gives the page, the Excel template and the row rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from flask import request
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field
from wtforms import Form as WTForm
from wtforms.validators import StopValidation

from anjian.kernel.errors import Problem
from anjian.plugin_host.instance import Instance


@dataclass(frozen=True, slots=True)
class Group:
    """Fields shown together under one heading."""

    title: str
    fields: tuple[str, ...]


class Required:
    """The field must be answered; the message names it."""

    field_flags: ClassVar[Mapping[str, bool]] = {"required": True}

    def __init__(self, message: str = "") -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        if field.errors or field.data not in (None, "", [], ()):
            return
        chosen = getattr(field, "kind", "") in {"choice", "choices", "record", "upload"}
        raise StopValidation(self.message or f"请{'选择' if chosen else '填写'}{field.label.text}")


class Form(WTForm):
    """A form in Chinese. `groups` orders its fields; CSRF is checked for every non-GET request by the app, not per form."""

    groups: ClassVar[tuple[Group, ...]] = ()
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {}
    """Other headers under which a field comes in people's own workbooks."""

    class Meta:
        locales = ("zh",)
        cache_translations = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.top_problems: list[str] = []

    def fit(self, instance: Instance) -> None:
        """Set the choices that the running installation gives, wherever the form is used: page, template or import."""

    @staticmethod
    def sent() -> CombinedMultiDict[str, Any]:
        """What the present request sends, its files too."""
        return CombinedMultiDict([request.files, request.form])

    @classmethod
    def bound(cls, **kwargs: Any) -> Self:
        """The form with what the present request sends."""
        return cls(cls.sent(), **kwargs)

    def problems(self) -> list[Problem]:
        """What validation found, all at once, in the order of the page."""
        return [Problem(str(message), field=field.short_name) for field in self._in_order() for message in field.errors]

    def show(self, problems: Iterable[Problem]) -> None:
        """Put what a service refused at the fields concerned; what belongs to no field goes on top."""
        for problem in problems:
            if problem.field in self._fields:
                field = self._fields[problem.field]
                if problem.message not in field.errors:
                    field.errors = [*field.errors, problem.message]
            else:
                self.top_problems.append(str(problem))

    def summary(self) -> list[tuple[str, str]]:
        """(id of the input or blank, message) for the box on top of a refused form."""
        listed = [("", message) for message in self.top_problems]
        for field in self._in_order():
            listed.extend((field.id, f"{field.label.text}：{message}") for message in field.errors)
        return listed

    def grouped(self) -> list[tuple[str, list[Field]]]:
        """(heading, fields) as the page shows them; fields that no group names come last."""
        named = [
            (group.title, [self._fields[name] for name in group.fields if name in self._fields])
            for group in self.groups
        ]
        taken = {name for group in self.groups for name in group.fields}
        rest = [field for name, field in self._fields.items() if name not in taken]
        return named + ([("其他" if named else "", rest)] if rest else [])

    def _in_order(self) -> Sequence[Field]:
        return [field for _title, fields in self.grouped() for field in fields]


class FilterForm(Form):
    """Filters of a list, sent in the address. Every field is optional; those in `primary` are always in sight."""

    primary: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def from_address(cls) -> Self:
        form = cls(request.args)
        form.validate()
        return form

    def active(self) -> list[tuple[str, str, str]]:
        """(field name, label, value in words) of each filter in force."""
        return [
            (name, field.label.text, field.display(field.data))  # type: ignore[attr-defined]
            for name, field in self._fields.items()
            if not field.errors and field.data not in (None, "", [])
        ]

    def value(self, name: str) -> Any:
        """The value of a filter; None while it is not given or cannot be read."""
        field = self._fields[name]
        return None if field.errors or field.data == [] else field.data
