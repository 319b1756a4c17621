"""Whose row it is. A model is `Owned`, has a rule of its own, or says PUBLIC or SYSTEM; else the app does not start."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from sqlalchemy import ColumnElement, String, and_, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from anjian.kernel.actor import Actor, Grant

PUBLIC: Literal["public"] = "public"
"""Reference data that everybody may read."""
SYSTEM: Literal["system"] = "system"
"""Machinery (sessions, job runs, outbox): read only by system sessions and by pages that check their own permission."""


class Scoped:
    """A mapped class whose rows are filtered for every actor."""

    scope: ClassVar[str] = "scoped"

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The rows of this class that the actor may see."""
        raise NotImplementedError


class Owned(Scoped):
    """Denormalised owner columns, indexed, on every row of the ledger; plugins' tables too."""

    region_code: Mapped[str | None] = mapped_column(String(12), index=True)
    department_code: Mapped[str | None] = mapped_column(String(40), index=True)
    enterprise_id: Mapped[int | None] = mapped_column(index=True)
    parent_id: Mapped[int | None] = mapped_column(index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        if actor.sees_all:
            return true()
        slices = [
            and_(
                *(
                    getattr(cls, column) == value
                    for column in ("region_code", "department_code", "enterprise_id", "parent_id")
                    if (value := getattr(grant, column)) is not None
                )
            )
            for grant in actor.grants
            if grant != Grant()
        ]
        return or_(*slices) if slices else false()


def covers(
    actor: Actor,
    *,
    region_code: str | None,
    department_code: str | None,
    enterprise_id: int | None = None,
    parent_id: int | None = None,
) -> bool:
    """Whether a row with these owners would lie in the actor's scope: asked before a row is created."""
    if actor.sees_all:
        return True
    row = Grant(region_code, department_code, enterprise_id, parent_id)
    return any(
        all(
            value is None or value == getattr(row, column)
            for column in ("region_code", "department_code", "enterprise_id", "parent_id")
            for value in (getattr(grant, column),)
        )
        for grant in actor.grants
        if grant != Grant()
    )


def unscoped_models(base: Any) -> list[str]:
    """Mapped classes that declare no scope: the app refuses to start while there is one."""
    return sorted(
        mapper.class_.__name__
        for mapper in base.registry.mappers
        if not issubclass(mapper.class_, Scoped) and getattr(mapper.class_, "scope", None) not in (PUBLIC, SYSTEM)
    )
