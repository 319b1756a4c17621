"""Versions: a current row plus narrow rows that say what was known between two event numbers.

As known at N = versions with `known_from <= N < known_to`. The effective clock is in the versioned columns themselves
(`confirmed_on <= day`). Counting rules are written once over these columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, Integer, and_, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.errors import Refused
from anjian.kernel.names import short
from anjian.kernel.ownership import SYSTEM

BIG_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER keys
OPEN = 2**62
"""`known_to` of the version that is still true."""


class Versioned:
    """A ledger noun. `__versioned__` names the columns that a figure may count or group by."""

    __versioned__: ClassVar[tuple[str, ...]]
    version_class: ClassVar[Any]


class VersionColumns:
    """What every version table has beside the copied columns."""

    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    known_from: Mapped[int] = mapped_column(BigInteger)
    known_to: Mapped[int] = mapped_column(BigInteger)


def version_model(model: type[Any], *, indexed: Sequence[str] = ()) -> Any:
    """Define `<Model>Version` over the model's `__versioned__` columns and remember it as `model.version_class`.

    `indexed`: columns by which figures look for the versions that may count otherwise than they did.
    """
    table = model.__table__
    noun = f"{table.name}_id"
    attributes: dict[str, Any] = {
        "__tablename__": f"{table.name}_version",
        "__module__": model.__module__,
        "noun_column": noun,
        noun: mapped_column(noun, ForeignKey(table.c.id), nullable=False),
    }
    for name in model.__versioned__:
        source = table.c[name]
        attributes[name] = mapped_column(name, source.type, nullable=source.nullable)
    attributes["__table_args__"] = (
        Index(short(f"ix_{table.name}_version_noun"), noun, "known_from"),
        Index(short(f"ix_{table.name}_version_known"), "known_to", "known_from"),
        *(Index(short(f"ix_{table.name}_version_{name}"), name) for name in indexed),
    )
    model.version_class = type(f"{model.__name__}Version", (VersionColumns, Base), attributes)
    return model.version_class


def as_known(version: Any, event_no: int) -> ColumnElement[bool]:
    """The versions that were true for the ledger at an event number."""
    return and_(version.known_from <= event_no, version.known_to > event_no)


def open_versions(session: Session, rows: Iterable[Any], event_no: int) -> None:
    """Close the open version of each row and open one with its present values, all at one event number.

    Rows must be flushed (they need ids). A row changed twice in one unit at one number keeps its last values. Raises
    `Refused` where another unit changed a row meanwhile: what was changed here was read before that.
    """
    by_model: dict[type[Any], list[Any]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    session.flush()
    for model, members in by_model.items():
        version = model.version_class
        noun = getattr(version, version.noun_column)
        ids = [member.id for member in members]
        session.execute(
            update(version).where(noun.in_(ids), version.known_to == OPEN).values(known_to=event_no),
            execution_options={"synchronize_session": False},
        )
        # This statement sees what was committed while the update waited for another writer of the same row.
        later = or_(version.known_from >= event_no, version.known_to == OPEN)
        for stale in session.scalars(select(version).where(noun.in_(ids), later)).all():
            if stale.known_from != event_no:
                raise Refused("这条记录刚刚被他人更新，本次没有保存；请刷新页面核对后重新办理。")
            session.delete(stale)
        session.flush()
        session.add_all(version(**version_values(member, event_no)) for member in members)
    session.flush()


def version_values(row: Any, event_no: int) -> dict[str, Any]:
    """The open version of a row as plain values (bulk imports insert these without objects)."""
    names: Sequence[str] = row.__versioned__
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    values[type(row).version_class.noun_column] = row.id
    values["known_from"] = event_no
    values["known_to"] = OPEN
    return values
