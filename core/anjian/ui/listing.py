"""List pages: columns, filters as chips, saved filters as tabs, keyset pages, a total by its own request, column choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from urllib.parse import urlencode

from flask import Response, make_response, request
from flask import redirect as flask_redirect
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func

from anjian.ui import words
from anjian.ui.context import current_actor
from anjian.ui.filters import here
from anjian.ui.forms import FilterForm
from anjian.ui.frame import address_of
from anjian.ui.keyset import Order, Page, fetch_page
from anjian.ui.saved import SavedFilter, forget, keep, saved_of
from anjian.ui.view import View

Kind = Literal["text", "short", "number", "money", "day", "moment", "light"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    `value` is an attribute name or a function of the row; `kind` says how it is shown (`light` expects a `words.Light`);
    `sort` an indexed column; `link` gives the address that the cell opens; `lead` marks the title of the row's card on a
    phone; `shown` whether it is there before the reader chooses; `tip` the definition shown on the header.
    """

    key: str
    title: str
    value: str | Callable[[Any], Any] = ""
    kind: Kind = "text"
    sort: Any = None
    link: Callable[[Any], str] | None = None
    lead: bool = False
    shown: bool = True
    tip: str = ""

    def of(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        return getattr(row, self.value or self.key)

    def text(self, row: Any) -> str:
        value = self.of(row)
        return words.money(value) if self.kind == "money" else words.shown(value)


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved filter: its parameters replace those in force."""

    title: str
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the page head. `keeps_filters` passes the list's filters on (导出)."""

    title: str
    endpoint: str
    permission: str
    primary: bool = False
    keeps_filters: bool = False
    values: tuple[tuple[str, str], ...] = ()

    def address(self) -> str:
        extra: dict[str, Any] = dict(self.values)
        if self.keeps_filters:
            extra |= request.args.to_dict(flat=False)
        return address_of(self.endpoint, **extra)


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says, and what to do about it."""

    title: str
    remedy: str


class ListView(View, abstract=True):
    """A list page. Subclasses set `title`, `explanation`, `columns`, `key` and define `rows`.

    A page costs two queries (rows, kept filters) besides what `rows` loads eagerly and `prepare` asks; the total is asked by
    a request of its own.
    """

    template: ClassVar[str] = "ui/list.html"
    title: ClassVar[str]
    explanation: ClassVar[str] = ""
    columns: ClassVar[Sequence[Column]]
    key: ClassVar[Any]
    """The model's id column."""
    sort: ClassVar[str] = ""
    """Key of the column that orders the list at first; `-key` for descending; blank: newest id first."""
    filter_form: ClassVar[type[FilterForm]] = FilterForm
    tabs: ClassVar[Sequence[Tab]] = ()
    actions: ClassVar[Sequence[Action]] = ()
    bulk_actions: ClassVar[Sequence[Action]] = ()
    """Actions on chosen rows, sent as POST with `row=<id>` repeated."""
    empty: ClassVar[Empty] = Empty("还没有内容", "")
    unit: ClassVar[str] = "条"
    page_size: ClassVar[int] = 50
    filters: FilterForm
    saved: Sequence[SavedFilter] = ()
    """The filters that the reader has kept for this list."""

    def rows(self, filters: FilterForm) -> Select[Any]:
        """The filtered rows, neither ordered nor limited."""
        raise NotImplementedError

    def prepare(self, filters: FilterForm) -> None:
        """Set filter choices that depend on the database."""

    def row_id(self, row: Any) -> Any:
        return row.id

    def get(self) -> ResponseReturnValue:
        self.filters = self._bound_filters()
        statement = self.rows(self.filters)
        if request.args.get("part") == "total":
            return self._total(statement)
        if self.filters._fields and self.actor.account_id is not None:
            self.saved = saved_of(self.session, str(request.endpoint))
        self.page = self._fetch(statement)
        response = make_response(self.render(self.template, **self.context()))
        self._remember_columns(response)
        return response

    def post(self) -> ResponseReturnValue:
        """Keep the filters in force under a name, or drop a kept one; neither touches the list's rows."""
        page = str(request.endpoint)
        if "forget" in request.form:
            forget(self.session, page, request.form["forget"])
        else:
            self.filters = self._bound_filters()
            keep(self.session, self.actor, page, request.form.get("save_as", ""), self.present_query())
        return flask_redirect(here(), 303)

    def present_query(self) -> str:
        """The filters in force as the query of an address."""
        names = self.filters._fields
        return urlencode([(name, value) for name, value in request.args.items(multi=True) if name in names and value])

    def saved_address(self, one: SavedFilter) -> str:
        return f"{request.path}?{one.query}"

    def total_note(self, statement: Select[Any]) -> str:
        """What stands beside the total; blank for nothing."""
        return ""

    def context(self) -> dict[str, Any]:
        """What the template needs; subclasses may add to it."""
        return {"page": self.page, "filters": self.filters, "chosen": self.chosen_columns()}

    def chosen_columns(self) -> list[Column]:
        """The columns the reader chose (remembered by a cookie of this page), else those shown at first."""
        asked = request.args.getlist("col") or request.cookies.get(self._cookie(), "").split(".")
        chosen = [column for column in self.columns if column.key in asked or (column.lead and any(asked))]
        return chosen or [column for column in self.columns if column.shown]

    def may(self, action: Action) -> bool:
        return current_actor().may(action.permission) and bool(action.address())

    def offered_bulk(self) -> list[Action]:
        """The bulk actions that this actor may take."""
        return [action for action in self.bulk_actions if self.may(action)]

    def is_present_tab(self, tab: Tab) -> bool:
        """A tab is present while exactly its filters are in force."""
        names = set(self.filters._fields)
        asked = {(name, value) for name, value in request.args.items(multi=True) if name in names and value}
        return asked == set(tab.filters)

    def tab_address(self, tab: Tab) -> str:
        cleared: dict[str, Any] = dict.fromkeys(self.filters._fields)
        return here(**(cleared | dict(tab.filters)))

    def sort_address(self, column: Column) -> str:
        present, descending = self._present_sort()
        turned = column.key == present and not descending
        return here(sort=f"-{column.key}" if turned else column.key)

    def sort_state(self, column: Column) -> str:
        """`ascending`, `descending` or blank, for aria-sort."""
        present, descending = self._present_sort()
        if column.key != present:
            return ""
        return "descending" if descending else "ascending"

    def _bound_filters(self) -> FilterForm:
        form = self.filter_form()
        self.prepare(form)
        form.process(request.args)
        form.validate()
        return form

    def _present_sort(self) -> tuple[str, bool]:
        wanted = request.args.get("sort", self.sort)
        key = wanted.lstrip("-")
        known = any(column.key == key and column.sort is not None for column in self.columns)
        return (key, wanted.startswith("-")) if known else ("", True)

    def _fetch(self, statement: Select[Any]) -> Page:
        key, descending = self._present_sort()
        row_key = type(self).key  # by the class: a mapped column read through an instance is a descriptor
        column = next((column.sort for column in self.columns if column.key == key), row_key)
        nullable = bool(getattr(column, "nullable", False))
        order = Order(column, row_key, descending, nullable)
        return fetch_page(
            self.session,
            statement,
            order,
            self.page_size,
            after=request.args.get("after", ""),
            before=request.args.get("before", ""),
        )

    def _total(self, statement: Select[Any]) -> ResponseReturnValue:
        counted = statement.with_only_columns(func.count(type(self).key), maintain_column_froms=True).order_by(None)
        total = self.session.execute(counted).scalar_one()
        return self.render("ui/total.html", total=total, note=self.total_note(statement))

    def _cookie(self) -> str:
        return f"cols.{request.endpoint}"

    def _remember_columns(self, response: Response) -> None:
        asked = request.args.getlist("col")
        if asked:
            response.set_cookie(
                self._cookie(), ".".join(asked), max_age=31536000, path=request.path, samesite="Lax", httponly=True
            )
