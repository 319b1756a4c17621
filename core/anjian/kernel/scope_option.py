"""All filters of an actor as one option of a statement.

A filter for each of a hundred classes is a hundred options, of which the ORM makes a key for its cache of compiled
statements each time anything is asked: that took longer than the asking. Here that key is made once for an actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql.cache_key import NO_CACHE
from sqlalchemy.sql.visitors import anon_map

_shapes: dict[tuple[Any, ...], int] = {}
"""Key of filters, their values left out -> its number: two actors of one kind share compiled statements."""


class ScopeOption(CriteriaOption):
    """`with_loader_criteria` for several classes at once, in queries and in the loads of relationships that follow them."""

    propagate_to_loaders = True
    inherit_cache = False

    def __init__(self, filters: Sequence[tuple[type[Any], ColumnElement[bool]]]) -> None:
        self._criteria = tuple(with_loader_criteria(model, rows, include_aliases=True) for model, rows in filters)
        values: list[BindParameter[Any]] = []
        seen = anon_map()
        shape = tuple(one._gen_cache_key(seen, values) for one in self._criteria)
        if NO_CACHE in seen:
            raise TypeError("a filter of a scope that cannot be part of a cache's key")
        self._shape = _shapes.setdefault(shape, len(_shapes))
        self._values = values

    def _gen_cache_key(self, _seen: anon_map, values: list[BindParameter[Any]]) -> tuple[Any, ...]:
        """The filters' number, and their values, which stand in for those of the statement that was compiled."""
        values += self._values
        return (ScopeOption, self._shape)

    def process_compile_state(self, compile_state: Any) -> None:
        for one in self._criteria:
            one.process_compile_state(compile_state)

    def process_compile_state_replaced_entities(self, compile_state: Any, mapper_entities: Any) -> None:
        for one in self._criteria:
            one.process_compile_state_replaced_entities(compile_state, mapper_entities)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        for one in self._criteria:
            one.get_global_criteria(attributes)
