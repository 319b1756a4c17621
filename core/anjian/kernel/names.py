"""Names of constraints and indexes: at most 30 characters, so that every dialect we keep open can hold them."""

from __future__ import annotations

import hashlib
from typing import Any

LIMIT = 30


def short(name: str) -> str:
    """The name itself, or its beginning with a digest of the whole: equal names stay equal, others differ."""
    if len(name) <= LIMIT:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{name[: LIMIT - 7]}_{digest}"


def _named(prefix: str) -> Any:
    def name(constraint: Any, table: Any) -> str:
        columns = list(getattr(constraint, "columns", ()))
        return short("_".join([prefix, table.name, *(column.name for column in columns[:1])]))

    return name


CONVENTION: dict[str, Any] = {
    "ix": "%(short_ix)s",
    "uq": "%(short_uq)s",
    "fk": "%(short_fk)s",
    "pk": "%(short_pk)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "short_pk": lambda _constraint, table: short(f"pk_{table.name}"),
    "short_ix": _named("ix"),
    "short_uq": _named("uq"),
    "short_fk": _named("fk"),
}
