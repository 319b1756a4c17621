"""A register, declared: what it keeps, for whom, under which form. Saving, pages, workbook and notices follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enterprises.refs import enterprises_by_id
from anjian.kernel.actor import Actor
from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.plugin_api.types import Panel, RowResult
from anjian.registers.forms import OWNER_FIELDS
from anjian.registers.models import DueNotice, Registered
from anjian.registers.saving import Batch
from anjian.ui.forms import Form
from anjian.ui.frame import address_of

Row = Mapping[str, Any]
Check = Callable[[Session, Sequence[Row]], Sequence[Sequence[Problem]]]
R = TypeVar("R", bound=Registered)
PANEL_ROWS = 10


@dataclass(frozen=True)
class Register:
    """One register of a plugin.

    `key` are the form fields that identify a row: a unique number, or `("enterprise", "code")` where a code is unique within
    an enterprise. With `industries` only enterprises with an open chain link of one of them may have rows. `department` owns
    the rows; blank: the department that leads that link. `check` judges rows against the database, one list of problems per
    row, in order. `panel` are the fields shown on an enterprise's page.
    """

    plugin: str
    name: str
    title: str
    noun: str
    unit: str
    model: type[Registered]
    form: type[Form]
    key: tuple[str, ...]
    industries: tuple[str, ...] = ()
    department: str = ""
    owner: Literal["enterprise", "region"] = "enterprise"
    check: Check | None = None
    panel: tuple[str, ...] = ()
    called: Callable[[Any], str] | None = None
    """What people call a row, where that is not the last part of its key."""

    def __post_init__(self) -> None:
        if not self.department and not self.industries:
            raise ValueError(f"{self.kind}: a department, or the industries whose lead department owns the rows")

    @property
    def kind(self) -> str:
        """Its name as an import kind."""
        return f"{self.plugin}.{self.name}"

    @property
    def view_permission(self) -> str:
        return f"{self.plugin}.view"

    @property
    def edit_permission(self) -> str:
        return f"{self.plugin}.edit"

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Form field -> its official name."""
        return {name: field.label.text for name, field in self.form()._fields.items()}

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The form fields that are columns."""
        return tuple(name for name in self.titles if name not in OWNER_FIELDS)

    def endpoint(self, page: str = "") -> str:
        """The endpoint of one of its pages; blank: the list."""
        return f"{self.kind}_{page}" if page else self.kind

    def address(self, row: Registered) -> str:
        """The page of one row."""
        return address_of(self.endpoint("page"), record_id=row.id)

    def label(self, row: Registered) -> str:
        """What people call the row: what `called` says, the last part of its key, else its enterprise."""
        if self.called is not None:
            return self.called(row)
        return str(getattr(row, self.key[-1])) if self.key[-1] in self.fields else row.enterprise_name

    def one(self, session: Session, record_id: int) -> Registered:
        """One row with its enterprise's name. Raises `NotFound`."""
        found = session.scalars(select(self.model).where(self.model.id == record_id)).one_or_none()
        if found is None:
            raise NotFound(f"没有这条{self.noun}记录，或者不在您的查看范围内。")
        name_enterprises(session, [found])
        return found

    def save(self, session: Session, actor: Actor, rows: Sequence[Row]) -> list[RowResult]:
        """Save rows as the form gives them; one result each, in order. A row that must not enter holds back no other.
        A row keeps its record for ever, known by its key; another enterprise in a row is a transfer."""
        return Batch(self, session, actor).save(rows)

    def save_one(self, session: Session, actor: Actor, row: Row) -> str:
        """Save one row from a page and return what people call it. Raises `Refused`."""
        (result,) = self.save(session, actor, [row])
        if result.problems:
            raise Refused(result.problems)
        return result.code

    def rows(self, session: Session, actor: Actor) -> Iterator[Row]:
        """What an export writes: every row that the actor may see, by field name."""
        found = session.scalars(select(self.model).order_by(self.model.enterprise_id, self.model.id)).all()
        refs = enterprises_by_id(session, [row.enterprise_id for row in found if row.enterprise_id is not None])
        for row in found:
            ref = refs.get(row.enterprise_id or 0)
            owner = {"enterprise": ref.credit_code, "enterprise_name": ref.name} if ref else {"region": row.region_code}
            yield {name: getattr(row, name) for name in self.fields} | owner

    def of_enterprise(self, session: Session, enterprise_id: int) -> Row | None:
        """The row of an enterprise in a register with one row for each, by field name; None where there is none."""
        row = session.scalars(select(self.model).where(self.model.enterprise_id == enterprise_id)).one_or_none()
        return None if row is None else {name: getattr(row, name) for name in self.fields}

    def load_part(self, session: Session, subject_id: int) -> dict[str, Any]:
        """As part of an enterprise's form: its row by field name; empty where there is none."""
        return dict(self.of_enterprise(session, subject_id) or {})

    def save_part(self, session: Session, actor: Actor, subject_id: int, data: Row) -> None:
        """Keep what the part of an enterprise's form states. A blank part changes nothing where there is no row; a row
        that exists is corrected, never deleted. Raises `Refused`."""
        present = self.of_enterprise(session, subject_id)
        if present is None and not any(data.values()):
            return
        ref = enterprises_by_id(session, [subject_id]).get(subject_id)
        if ref is None:
            raise NotFound("没有这家企业，或者不在您的查看范围内。")
        self.save_one(
            session, actor, {**dict.fromkeys(self.fields), **(present or {}), **data, "enterprise": ref.credit_code}
        )

    def panel_of(self, session: Session, actor: Actor, subject: Any) -> list[Panel]:
        """The enterprise's rows, for its page; nothing where it has none."""
        query = select(self.model).where(self.model.enterprise_id == subject.id).order_by(self.model.id)
        found = session.scalars(query.limit(PANEL_ROWS + 1)).all()
        if not found:
            return []
        form = self.form()
        shown: list[Any] = [form[name] for name in self.panel or self.fields[:4]]
        context = {
            "header": [field.label.text for field in shown],
            "rows": [
                (self.address(row), [field.display(getattr(row, field.short_name)) for field in shown])
                for row in found[:PANEL_ROWS]
            ],
            "all": address_of(self.endpoint(), owner=subject.name) if len(found) > PANEL_ROWS else "",
        }
        return [Panel(self.title, "registers/panel.html", context, order=200)]


def name_enterprises(session: Session, rows: Sequence[Registered | DueNotice]) -> None:
    """Put each row's enterprise name on it, with one query for all."""
    refs = enterprises_by_id(session, [row.enterprise_id for row in rows if row.enterprise_id is not None])
    for row in rows:
        ref = refs.get(row.enterprise_id or 0)
        row.enterprise_name = ref.name if ref else ""
